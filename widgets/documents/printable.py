"""What a learner has written, as a document can hold it."""

import unicodedata


def printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(one for one in text if one in "\n\t" or (unicodedata.category(one) not in ("Cc", "Cs") and one not in "\ufffe\uffff"))
