"""Levels as CSV with semicolons and decimal commas, as Danish spreadsheets open it: a team's, and a whole municipality's."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

from course.municipality import Line, Tally
from course.spreadsheet import plain
from course.team import Cell, Member

TEAM_COLUMNS = ("brugernavn", "navn", "rolle", "kompetence", "kompetence_navn", "maal", "niveau", "mangler", "foreloebigt")
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
    """Every member's level, target and gap in every competence."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(TEAM_COLUMNS)
    for one in team:
        for cell in one.cells:
            level = "" if cell.level is None else _comma(cell.level)
            person = [plain(value) for value in (one.person.username, one.person.name, one.role)]
            writer.writerow([*person, cell.competence.id, cell.competence.name.da, cell.target, level, _comma(cell.gap), _certainty(cell)])
    return text.getvalue()


def _certainty(cell: Cell) -> str:
    """Whether the level is provisional, in the file's word; empty where there is none."""
    return "" if cell.level is None else "ja" if cell.standing.provisional else "nej"


def write_municipality_csv(lines: Iterable[Line], file: TextIO) -> None:
    """The overview of a municipality; where a group is hidden its figures are empty."""
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(MUNICIPALITY_COLUMNS)
    for line in lines:
        scope = "kommune" if line.whole else ("team" if line.team else "uden team")
        writer.writerow([scope, plain(line.team or ""), line.competence.id, line.competence.name.da, *_figures(line.tally)])


def _figures(tally: Tally | None) -> tuple[object, ...]:
    if tally is None:
        return ("",) * 6
    figures = (tally.mean_level, tally.mean_gap, tally.reached_share, tally.provisional_share)
    return tally.members, tally.shown, *map(_comma, figures)


def _comma(number: float) -> str:
    """A number with two decimals and a decimal comma."""
    return f"{number:.2f}".replace(".", ",")
