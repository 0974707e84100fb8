"""Rows of texts, as every kind of staff list is read into."""

import unicodedata

Rows = list[list[str]]
MAX_ROWS = 1_048_576  # a sheet has no more, and its last row may be formatted though nobody is in it


def tidy(value: str) -> str:
    """A text with single spaces and composed letters."""
    return unicodedata.normalize("NFC", " ".join(value.split()))
