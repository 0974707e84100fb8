"""When two names are one: of columns, job titles and roles."""

import unicodedata


def alike(name: str) -> str:
    """The name without what does not matter: case, spaces and punctuation."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter.isalnum())
