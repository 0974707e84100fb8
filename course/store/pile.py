"""The trainers' pile: learners' newest hand-ins without their answers, searched, filtered, sorted, counted and read a page at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from course.hand_in import Stage
from course.store.database import Database, now
from course.store.desk_tables import HandInFileRow
from course.store.tables import PersonRow, SubmissionRow
from course.usernames import GUEST

PAGE = 50
OPEN, PROBLEMS, ALL = "open", "problems", "all"
STATES = (OPEN, *Stage, PROBLEMS, ALL)
LONGEST, NEWEST, NAME = "longest", "newest", "name"
SORTS = (LONGEST, NEWEST, NAME)


@dataclass(frozen=True)
class Sought:
    """Which hand-ins are looked for: words of a name or login or a hand-in's number, a module, a team, waiting for at least so many days, and how far.

    `state` is a Stage, or one of OPEN (not come back yet), PROBLEMS and ALL; `sort` one of SORTS.
    """

    words: str = ""
    module: str = ""
    team: str = ""
    days: int = 0
    state: str = OPEN
    sort: str = LONGEST


@dataclass(frozen=True)
class HandIn:
    """A hand-in without its answers; `name` is the learner's, her login where the roster does not know her. Times are UTC."""

    id: int
    learner: str
    name: str
    team: str | None
    module: str
    number: int
    handed_in_at: datetime
    collected_at: datetime | None
    marked_at: datetime | None
    state: Stage
    problems: tuple[str, ...]
    wanted_at: datetime | None


class HandIns:
    """The newest hand-ins in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, sought: Sought, number: int = 1, most: int = PAGE) -> list[HandIn]:
        """A page (from 1) of those looked for."""
        query = _where(_columns(), sought).order_by(*_order(sought)).offset((number - 1) * most).limit(most)
        with self._database.transaction() as session:
            return [_hand_in(row) for row in session.execute(query)]

    def count(self, sought: Sought) -> int:
        """How many there are of those looked for."""
        query = select(func.count()).select_from(SubmissionRow)
        if sought.words or sought.team:
            query = query.outerjoin(PersonRow, PersonRow.username == SubmissionRow.learner)
        with self._database.transaction() as session:
            return session.scalar(_where(query, sought)) or 0

    def counts(self) -> dict[str, dict[str, int]]:
        """How many hand-ins of each module are in each state."""
        row = SubmissionRow
        query = select(row.module, row.state, func.count()).where(row.newest.is_(True)).group_by(row.module, row.state)
        found: dict[str, dict[str, int]] = {}
        with self._database.transaction() as session:
            for module, state, number in session.execute(query):
                found.setdefault(module, {})[state] = number
        return found

    def teams(self) -> list[str]:
        """The teams of those who are there, by name."""
        query = select(PersonRow.team).where(PersonRow.team.is_not(None), PersonRow.active.is_(True)).distinct().order_by(PersonRow.team)
        with self._database.transaction() as session:
            return [team for team in session.scalars(query) if team]

    def of(self, learner: str) -> list[HandIn]:
        """All of a learner's hand-ins, also earlier ones, the newest first."""
        query = _columns().where(SubmissionRow.learner == learner).order_by(SubmissionRow.handed_in_at.desc(), SubmissionRow.id.desc())
        with self._database.transaction() as session:
            return [_hand_in(row) for row in session.execute(query)]


def _columns() -> Select[Any]:
    row = SubmissionRow
    person = (func.coalesce(PersonRow.name, row.learner).label("name"), PersonRow.team)
    stage = (row.state, row.problems, row.wanted_at)
    query = select(row.id, row.learner, *person, row.module, row.number, row.handed_in_at, row.collected_at, row.marked_at, *stage)
    return query.outerjoin(PersonRow, PersonRow.username == row.learner)


def _hand_in(row: Any) -> HandIn:
    return HandIn(**{**row._mapping, "state": Stage(row.state), "problems": tuple(row.problems or ())})


def _where(query: Select[Any], sought: Sought) -> Select[Any]:
    row = SubmissionRow
    query = query.where(row.newest.is_(True))
    if sought.state == OPEN:
        query = query.where(row.marked_at.is_(None))
    elif sought.state == PROBLEMS:
        query = query.where(row.marked_at.is_(None), row.problems.is_not(None))
    elif sought.state != ALL:
        query = query.where(row.state == sought.state)
    if sought.module:
        query = query.where(row.module == sought.module)
    if sought.team:
        query = query.where(PersonRow.team == sought.team)
    if sought.days:
        query = query.where(row.marked_at.is_(None), row.handed_in_at <= now() - timedelta(days=sought.days))
    return query.where(_named(sought.words)) if sought.words else query


def _named(words: str) -> ColumnElement[bool]:
    """Whether the words are in the name (a guest's stands in her file) or the login, or the hand-in's number."""
    row = SubmissionRow
    # SQLite knows the small and the capital letter of a to z alone
    spelt = {words, words.lower(), words.upper(), words.title(), words.capitalize()}
    there = [column.icontains(one, autoescape=True) for column in (PersonRow.name, SubmissionRow.learner) for one in sorted(spelt)]
    in_files = [HandInFileRow.name.icontains(one, autoescape=True) for one in sorted(spelt)]
    there.append(and_(row.learner.startswith(GUEST), row.id.in_(select(HandInFileRow.submission_id).where(or_(*in_files)))))
    number = words.removeprefix("#")
    return or_(*there, SubmissionRow.id == int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else or_(*there)


def _order(sought: Sought) -> tuple[Any, ...]:
    row = SubmissionRow
    if sought.sort == NAME:
        return func.coalesce(PersonRow.name, row.learner), row.handed_in_at, row.id
    if sought.sort == NEWEST:
        return row.handed_in_at.desc(), row.id.desc()
    return row.handed_in_at, row.id
