"""Teams that a staff list spells in several ways: one that differs only by capitals or spaces is the same team, as it was written first.

A team that the course knows already keeps the name it has there, since what it agreed, its deadlines and what is shared in it stand under that.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from course.roster.problems import shown
from course.roster.sheet import Sheet
from course.text import Text

TEAMS = ("team", "manages")


def put_together(sheet: Sheet, known: Iterable[str] = ()) -> tuple[Text, ...]:
    """Write each team in the sheet as the course knows it, or as it was written first; returns what to say of it."""
    places = [sheet.places[column] for column in TEAMS if column in sheet.places]
    written: defaultdict[str, list[str]] = defaultdict(list)
    for team in known:
        written[_folded(team)] = written[_folded(team)] or [team]
    for place in places:
        for _, row in sheet.rows:
            if place < len(row) and type(row[place]) is str and row[place]:  # an uncertain cell is told elsewhere
                row[place] = "; ".join(_first(team, written) for team in _named(row[place], place == sheet.places.get("manages"), written))
    return tuple(_told(first, others) for first, *others in written.values() if others)


def _named(cell: str, several: bool, written: Container[str]) -> list[str]:
    """The teams in a cell; one that is known already may have a semicolon in its name."""
    return [team.strip() for team in cell.split(";")] if several and _folded(cell) not in written else [cell]


def _first(team: str, written: Mapping[str, list[str]]) -> str:
    """The team as it was written first; another spelling is noted."""
    spelled = written[_folded(team)]
    spelled += [] if team in spelled else [team]
    return spelled[0]


def _folded(team: str) -> str:
    """Unlike in job titles, punctuation tells teams apart: 1-2 is not 12."""
    return " ".join(unicodedata.normalize("NFKC", team).casefold().split())


def _told(first: str, others: list[str]) -> Text:
    listed = ", ".join(shown(other) for other in others)
    return Text(da=f"Ét team: {listed} er læst som {shown(first)}.", en=f"One team: {listed} was read as {shown(first)}.")
