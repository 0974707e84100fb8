"""The people whom a staff list names."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from course.framework import roles
from course.roster import cells, chain, leaders, renamed, spellings
from course.roster.chain import Chain
from course.roster.columns import COLUMNS
from course.roster.leaders import Leaders
from course.roster.names import alike
from course.roster.problems import RosterError, shown
from course.roster.sheet import Sheet, read_sheet, unread
from course.roster.words import Words, words
from course.store import Person
from course.text import Text

STAYS: tuple[bool, datetime | None] = (False, None)


@dataclass(frozen=True)
class Roster:
    """A staff list that can be used.

    `fields` are those of Person that the file tells; the others stay as they are. Who leaves is not `active`, with the day, where it is
    known and even when it has not come yet, in `left_at`. `notes` are for whoever imports it. `former` has the earlier login of whoever
    has had another (username → earlier one).
    """

    people: tuple[Person, ...]
    fields: frozenset[str]
    notes: tuple[Text, ...] = ()
    former: Mapping[str, str] = field(default_factory=dict)


def read(path: Path, here: Iterable[Person] = ()) -> Roster:
    """The people in the file, whose teams are spelled as those of the people `here`.

    Raises RosterError with everything that is wrong, and DataError when roster.yaml itself is.
    """
    known = words()
    sheet = read_sheet(path, known)
    titles = known.roles(roles())
    spelled = spellings.put_together(sheet, _teams(here))
    people = {number: _person(sheet, number, row, titles) for number, row in sheet.rows}
    _each_once(sheet, people)
    former = renamed.logins(sheet, people)
    led = leaders.teams(sheet, people)
    above = chain.chain(sheet, people, led.teams_of)
    if sheet.problems:
        raise RosterError(path, sorted(sheet.problems, key=lambda problem: problem.row))
    fields = {COLUMNS[name].tells for name in sheet.places if COLUMNS[name].read} - {"", "username"}
    fields |= {"manages", "also_manages"} if leaders.told_by(sheet) else set()
    fields |= {"manager", "chief"} if chain.told_by(sheet) else set()
    everybody = tuple(_placed(person, led, above) for person in people.values())
    return Roster(
        everybody, frozenset(fields), (*unread(sheet, known), *spelled, *_contested(sheet, known), *led.notes, *above.notes), former
    )


def _teams(here: Iterable[Person]) -> list[str]:
    """The teams that there are, the largest first: of two that are spelled almost alike the other joins it."""
    return [team for team, _ in Counter(one.team for one in here if one.active and not one.example and one.team).most_common()]


def _person(sheet: Sheet, number: int, row: list[str], titles: dict[str, str]) -> Person:
    if any(row[len(sheet.names) :]):
        sheet.wrong(
            number,
            "",
            Text(da="har flere felter end rækken med kolonnernes navne.", en="has more fields than the row with the columns' names."),
        )
    leaving, day = sheet.read(number, row, "left", cells.left, STAYS)
    told: dict[str, Any] = {
        column.tells: sheet.read(number, row, name, partial(column.read, titles=titles), column.otherwise)
        for name, column in COLUMNS.items()
        if column.read and column.tells
    }
    return Person(**told, active=not leaving, left_at=day)


def _placed(person: Person, led: Leaders, above: Chain) -> Person:
    """The person with the teams she leads, her manager, and whether she is a chief."""
    first, *others = led.teams_of.get(person.username) or (None,)
    chief = person.username in above.chiefs
    return replace(person, manages=first, also_manages=tuple(others), manager=above.manager_of.get(person.username), chief=chief)


def _contested(sheet: Sheet, known: Words) -> list[Text]:
    """What to say of job titles in the file that stand under one role and are another role's own name."""
    used = {alike(sheet.cell(row, "role")): sheet.cell(row, "role") for _, row in sheet.rows}
    return [
        Text(
            da=f"{shown(used[title])} står under rollen {other} i roster.yaml og er selv en rolle. Læst som {chosen}.",
            en=f"{shown(used[title])} stands under the role {other} in roster.yaml and is a role itself. Read as {chosen}.",
        )
        for title, (chosen, other) in known.contested(roles()).items()
        if title in used
    ]


def _each_once(sheet: Sheet, people: dict[int, Person]) -> None:
    first: dict[str, int] = {}
    for number, person in people.items():
        earlier = first.setdefault(person.username, number)
        if person.username and earlier != number:
            sheet.wrong(
                number,
                "username",
                Text(
                    da=f"{shown(person.username)} står også i række {earlier}. Fjern den ene.",
                    en=f"{shown(person.username)} stands in row {earlier} too. Remove one.",
                ),
            )


def has_left(person: Person, moment: datetime) -> bool:
    """Whether she has left by now: a leaving day is a day of work."""
    return not person.active and (person.left_at is None or person.left_at.date() < moment.date())
