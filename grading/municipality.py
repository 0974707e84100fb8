"""The overview of a whole municipality as a file for whoever runs the course."""

import csv
from collections.abc import Iterable
from typing import TextIO

from course.municipality import Line, Tally
from course.spreadsheet import plain
from grading.team import comma

COLUMNS = (
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


def write_csv(lines: Iterable[Line], file: TextIO) -> None:
    """CSV with semicolons and decimal commas; where a group is hidden its figures are empty."""
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        scope = "kommune" if line.whole else ("team" if line.team else "uden team")
        writer.writerow([scope, plain(line.team or ""), line.competence.id, line.competence.name.da, *_figures(line.tally)])


def _figures(tally: Tally | None) -> tuple[object, ...]:
    if tally is None:
        return ("",) * 6
    return (
        tally.members,
        tally.shown,
        comma(tally.mean_level),
        comma(tally.mean_gap),
        comma(tally.reached_share),
        comma(tally.provisional_share),
    )
