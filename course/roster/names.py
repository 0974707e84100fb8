"""When two names are one: of columns, job titles and roles."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)  # a roster's headings are compared with the same few words again and again
def alike(name: str) -> str:
    """The name without what does not matter: case, spaces and punctuation."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter.isalnum())
