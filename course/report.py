"""Levels as CSV with semicolons and decimal commas, as Danish spreadsheets open it: a team's, also as XLSX, and a whole municipality's."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TextIO

from course.municipality import Figures
from course.spreadsheet import plain
from course.tally import Tally
from course.team import Cell, Member

Value = str | int | float | date | None
TEAM_COLUMNS = (
    "brugernavn",
    "navn",
    "rolle",
    "kompetence",
    "kompetence_navn",
    "maal",
    "niveau",
    "mangler",
    "stand",
    "foreloebigt",
    "eget_maal",
    "eget_maal_slutter",
)
MUNICIPALITY_COLUMNS = (
    "omfang",
    "team",
    "kompetence",
    "kompetence_navn",
    "medlemmer",
    "med_resultat",
    "niveau",
    "mangler",
    "andel_naaet",
    "andel_foreloebig",
)


def team_csv(team: Sequence[Member]) -> str:
    """Every member's level, target and gap in every competence, as her own page tells them to her."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(TEAM_COLUMNS)
    writer.writerows([_comma(one) if isinstance(one, float) else one for one in row] for row in _rows(team))
    return text.getvalue()


def team_xlsx(team: Sequence[Member]) -> bytes:
    """The same as a workbook of one sheet, in which levels are numbers and days are days."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Niveauer"
    sheet.append(TEAM_COLUMNS)
    sheet.freeze_panes, sheet.auto_filter.ref = "A2", f"A1:{get_column_letter(len(TEAM_COLUMNS))}1"
    for row in _rows(team):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _rows(team: Sequence[Member]) -> Iterator[list[Value]]:
    """A row for each member and competence; levels with one decimal are numbers, and what is not there is None."""
    for one in team:
        person: list[Value] = [plain(value) for value in (one.person.username, one.person.name, one.role)]
        for cell in one.cells:
            told, own = cell.distance, cell.own
            competence: list[Value] = [cell.competence.id, cell.competence.name.da, cell.target]
            level: list[Value] = [told.level, float(told.gap), told.words.da, _certainty(cell)]
            yield [*person, *competence, *level, "ja" if own else "nej", own.ends if own else None]


def _certainty(cell: Cell) -> str:
    """Whether the level is provisional, in the file's word; empty where there is none."""
    return "" if cell.distance.level is None else "ja" if cell.standing.provisional else "nej"


def write_municipality_csv(lines: Iterable[Figures], file: TextIO) -> None:
    """The overview of a municipality; where a group is hidden its figures are empty."""
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(MUNICIPALITY_COLUMNS)
    for line in lines:
        scope = "kommune" if line.whole else ("team" if line.team else "uden team")
        writer.writerow([scope, plain(line.team or ""), line.competence.id, line.competence.name.da, *_figures(line.tally)])


def _figures(tally: Tally | None) -> tuple[object, ...]:
    if tally is None:
        return ("",) * 6
    levels, shares = (tally.mean_level, tally.mean_gap), (tally.reached_share, tally.provisional_share)
    return tally.members, tally.shown, *map(_comma, levels), *(_comma(one, 2) for one in shares)


def _comma(number: float, decimals: int = 1) -> str:
    """A number with a decimal comma; one decimal is how people are told levels and gaps."""
    return f"{number:.{decimals}f}".replace(".", ",")
