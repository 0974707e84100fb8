"""The rows of a staff list by known column, and what is found wrong in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from course.roster import cells, reading
from course.roster.columns import COLUMNS
from course.roster.problems import CPR, Problem, RosterError, shown
from course.roster.words import Words
from course.roster.workbook import Uncertain
from course.text import Text

Value = TypeVar("Value")


@dataclass
class Sheet:
    """The rows under the columns' names, and the problems found in them so far."""

    names: list[str]
    places: dict[str, int]
    rows: list[tuple[int, list[str]]]
    problems: list[Problem] = field(default_factory=list)

    def cell(self, row: Sequence[str], column: str) -> str:
        """What stands in a known column of the row."""
        if column == "name" and self.places["name"] == self.places.get("family_name"):
            parts = [self._at(row, "given_name"), self._at(row, "family_name")]
            return next((part for part in parts if isinstance(part, Uncertain)), " ".join(parts).strip())
        return self._at(row, column)

    def _at(self, row: Sequence[str], column: str) -> str:
        place = self.places.get(column, len(row))
        return row[place] if place < len(row) else ""

    def read(self, number: int, row: Sequence[str], column: str, how: Callable[[str], Value], otherwise: Value) -> Value:
        """The value of a cell; one that cannot be used becomes a problem, and `otherwise` stands for it."""
        cell = self.cell(row, column)
        if isinstance(cell, Uncertain) and not (cell.is_day and COLUMNS[column].day):
            self.wrong(number, column, cell.reason)
            return otherwise
        try:
            return how(cell)
        except cells.Wrong as wrong:
            self.wrong(number, column, wrong.text)
            return otherwise

    def wrong(self, number: int, column: str, text: Text) -> None:
        """Note what is wrong in a row."""
        place = self.places.get(column)
        self.problems.append(Problem(number, "" if place is None else self.names[place], text))


def read_sheet(path: Path, known: Words) -> Sheet:
    """Find the columns and the rows under them. Raises RosterError when a column is missing or nobody is there."""
    rows = reading.read(path, known)
    if not any(any(row) for row in rows):
        raise RosterError(path, [Problem(0, "", Text(da="Filen er tom.", en="The file is empty."))])
    top = known.header(rows)
    names, places = rows[top], known.places(rows[top])
    if "name" not in places and {"given_name", "family_name"} <= set(places):
        places["name"] = places["family_name"]
    missing = [_missing(known, name, column.missing, top + 1) for name, column in COLUMNS.items() if column.missing and name not in places]
    below = [(number, row) for number, row in enumerate(rows[top + 1 :], top + 2) if any(row)]
    if not missing and not below:
        missing = [Problem(top + 1, "", Text(da="Der er ingen under kolonnernes navne.", en="There is nobody under the columns' names."))]
    if missing:
        raise RosterError(path, missing)
    return Sheet(names, places, below, _cpr_unread(names, places, below, known))


def _cpr_unread(names: list[str], places: dict[str, int], rows: Sequence[tuple[int, list[str]]], known: Words) -> list[Problem]:
    """Where a CPR number stands in a column that is passed over, the column that is there for them aside."""
    text = Text(
        da="ligner et CPR-nummer. Slet det, eller slet kolonnen, som ikke bruges.",
        en="looks like a CPR number. Delete it, or delete the column, which is not used.",
    )
    passed = {place: name for place, name in enumerate(names) if place not in places.values() and not known.forbidden(name)}
    found = [(number, place) for number, row in rows for place, value in enumerate(row) if place in passed and CPR.search(value)]
    return [Problem(number, passed[place], text) for number, place in found]


def _missing(known: Words, column: str, called: Text, row: int) -> Problem:
    names = ", ".join(dict(known.columns)[column])
    return Problem(
        row,
        "",
        Text(
            da=f"kolonnen med {called.da} mangler. Kald den et af disse navne, eller skriv dens navn i roster.yaml: {names}.",
            en=f"the column with {called.en} is missing. Give it one of these names, or add its name to roster.yaml: {names}.",
        ),
    )


def unread(sheet: Sheet, known: Words) -> list[Text]:
    """What to say of the columns that are passed over."""
    forbidden = [name for name in sheet.names if name and known.forbidden(name)]
    other = [shown(name) for place, name in enumerate(sheet.names) if name and place not in sheet.places.values() and name not in forbidden]
    notes = [
        Text(da=f"Advarsel: kolonnen {shown(name)} læses ikke.", en=f"Warning: the column {shown(name)} is not read.") for name in forbidden
    ]
    if other:
        notes.append(Text(da=f"Bruges ikke: {', '.join(other)}.", en=f"Not used: {', '.join(other)}."))
    return notes
