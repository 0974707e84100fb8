"""Reading a change: the four phases (`phases`), ADKAR (`adkar`), Lewin (`lewin`) and Bridges (`bridges`).

Their texts stand in `course/data`.
"""

from collections.abc import Sequence
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
"""The folder with the texts of the theories; they belong to the course, not to the installation's own data."""


def in_order(what: str, found: Sequence[str], expected: Sequence[str]) -> None:
    """Raise ValueError unless `found` are exactly the `expected` ids in that order."""
    if list(found) != list(expected):
        raise ValueError(f"{what} must be {', '.join(expected)}, each once and in that order; found {', '.join(found) or 'none'}")
