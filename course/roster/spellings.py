"""Teams that a staff list spells in several ways: one that differs only by capitals or spaces is the same team, as it was written first."""

import unicodedata
from collections import defaultdict

from course.roster.problems import shown
from course.roster.sheet import Sheet
from course.text import Text

TEAMS = ("team", "manages")


def put_together(sheet: Sheet) -> tuple[Text, ...]:
    """Write each team in the sheet as it was written first; returns what to say of it."""
    places = [sheet.places[column] for column in TEAMS if column in sheet.places]
    written: defaultdict[str, list[str]] = defaultdict(list)
    for place in places:
        for _, row in sheet.rows:
            if place < len(row) and type(row[place]) is str and row[place]:  # an uncertain cell is told elsewhere
                known = written[_folded(row[place])]
                known += [] if row[place] in known else [row[place]]
                row[place] = known[0]
    return tuple(_told(first, others) for first, *others in written.values() if others)


def _folded(team: str) -> str:
    """Unlike in job titles, punctuation tells teams apart: 1-2 is not 12."""
    return " ".join(unicodedata.normalize("NFKC", team).casefold().split())


def _told(first: str, others: list[str]) -> Text:
    listed = ", ".join(shown(other) for other in others)
    return Text(da=f"Ét team: {listed} er læst som {shown(first)}.", en=f"One team: {listed} was read as {shown(first)}.")
