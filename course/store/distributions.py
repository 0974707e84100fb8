"""How a team's answers to a survey are spread: counted for all together, and never so that one person could be told from the others.

The rule, which docs/privacy.md gives reasons for: whole answers of at least five, counted theme by theme; counted anew when at least five answers
have been given or changed since, so that the difference between two counts holds at least five; the team's own manager is not among them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.errors import InvalidAnswer
from course.kinds.survey import Answer, Counts, SurveyTask
from course.store.database import Database, now
from course.store.tables import AnswerRow, DistributionRow, PersonRow

LEAST = 5


@dataclass(frozen=True)
class Distribution:
    """The answers of `people`, as they stood at `made_at` (UTC): {theme id: {"1"–"5" or "ved-ikke": how many times it was given}}."""

    people: int
    counts: Counts
    made_at: datetime


class _Overtaken(Exception):
    """Somebody else counted at the same moment, and hers stands."""


class Distributions:
    """The counts in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, team: str, module: str, task: SurveyTask) -> Distribution | None:
        """How the team's answers were spread when they were last counted; None while too few have answered. Raises StorageError."""
        key = {"team": team, "module": module, "task": task.id, "fingerprint": task.fingerprint}
        try:
            with self._database.transaction() as session:
                held = session.get(DistributionRow, tuple(key.values()))
                whole = _whole(session, team, module, task)
                fresh = [at for _, at in whole if held is None or at > held.newest]
                return _count(session, key, held, task, whole) if len(fresh) >= LEAST else _told(held)
        except _Overtaken:
            with self._database.transaction() as session:
                return _told(session.get(DistributionRow, tuple(key.values())))


def _whole(session: Session, team: str, module: str, task: SurveyTask) -> list[tuple[Answer, datetime]]:
    """The whole answers of the team's members, with when each was saved; nobody's name goes with them."""
    members = (PersonRow.team == team, PersonRow.active.is_(True))
    here = (AnswerRow.module == module, AnswerRow.task == task.id, AnswerRow.fingerprint == task.fingerprint)
    query = (
        select(AnswerRow.value, AnswerRow.saved_at, PersonRow.manages, PersonRow.also_manages)
        .join(PersonRow, PersonRow.username == AnswerRow.learner)
        .where(*members, *here)
    )
    found = []
    for value, at, manages, also_manages in session.execute(query):
        if team in (manages, *also_manages):
            continue
        try:
            answer = task.check(value)
        except InvalidAnswer:  # given to statements that a first survey no longer has
            continue
        if task.is_whole(answer):
            found.append((answer, at))
    return found


def _count(
    session: Session, key: dict[str, str], held: DistributionRow | None, task: SurveyTask, whole: list[tuple[Answer, datetime]]
) -> Distribution:
    values: dict[str, Any] = {"people": len(whole), "counts": task.count([answer for answer, _ in whole]), "made_at": now()}
    values["newest"] = max(at for _, at in whole)
    if held is None:
        session.add(DistributionRow(**key, **values))
        try:
            session.flush()
        except IntegrityError as error:
            raise _Overtaken from error
    else:
        same = [getattr(DistributionRow, name) == value for name, value in key.items()]
        unchanged = update(DistributionRow).where(*same, DistributionRow.made_at == held.made_at).values(**values)
        if session.execute(unchanged, execution_options={"synchronize_session": False}).rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
            raise _Overtaken
    return Distribution(values["people"], values["counts"], values["made_at"])


def _told(row: DistributionRow | None) -> Distribution | None:
    return Distribution(row.people, row.counts, row.made_at) if row else None
