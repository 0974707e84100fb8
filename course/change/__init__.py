"""Reading a change: the four phases (`phases`), ADKAR (`adkar`), Lewin (`lewin`) and Bridges (`bridges`).

Their texts stand in `course/data`.
"""

from collections.abc import Sequence
from pathlib import Path

from course.problems import Mistake, Mistaken

DATA = Path(__file__).resolve().parent.parent / "data"
"""The folder with the texts of the theories; they belong to the course, not to the installation's own data."""


def in_order(what: str, found: Sequence[str], expected: Sequence[str]) -> None:
    """Raise Mistaken unless `found` are exactly the `expected` ids in that order."""
    if list(found) != list(expected):
        listed = ", ".join(expected)
        raise Mistaken(Mistake(f"skal være {listed}, i den rækkefølge.", f"must be {listed}, in that order.", (what,)))
