"""What learners let their teams read: an answer stays its owner's, who alone writes it, and colleagues of the same team see it under her name.

A tool for the talk about competences (`for_talk`) is shared with whoever leads the team, and with no colleague.

The team is the one that the staff list gives, at the moment when somebody looks: who has changed team neither sees nor is seen.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import and_, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course import answers as schema
from course.errors import NotAllowed
from course.store.answers import present
from course.store.database import Database, now
from course.store.tables import AnswerRow, PersonRow, SharingRow
from course.tasks import BaseTask


@dataclass(frozen=True)
class Contribution:
    """What a colleague called `name` has written in a task."""

    name: str
    value: Any


@dataclass(frozen=True)
class Team:
    """A learner's team at one task: what it is called, whether she shares hers, and what her colleagues share, by name."""

    name: str
    shares: bool
    others: tuple[Contribution, ...]


class _Twice(Exception):
    """Another window was first."""


class Sharing:
    """What is shared in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, learner: str, module: str, task: BaseTask) -> Team | None:
        """The learner's team at a task; None where she is in no team. Raises StorageError."""
        with self._database.transaction() as session:
            team = _team(session, learner)
            if team is None:
                return None
            own = session.scalar(select(SharingRow.team).where(*_hers(learner, module, task.id)))
            rows = _shared(session, learner, module, task.id, team)
        return Team(team, own == team, tuple(_contributions(task, rows)))

    def on(self, learner: str, module: str, task: str) -> bool:
        """Whether the learner shares her answer to a task in the team she is in. Raises StorageError."""
        query = select(SharingRow.team).join(PersonRow, PersonRow.username == SharingRow.learner)
        with self._database.transaction() as session:
            return session.scalar(query.where(*_hers(learner, module, task), PersonRow.team == SharingRow.team)) is not None

    def begin(self, learner: str, module: str, task: str) -> None:
        """Let the learner's team read her answer to a task; again changes nothing. Raises NotAllowed where she is in no team, or StorageError."""
        with suppress(_Twice), self._database.transaction() as session:
            team = _team(session, learner)
            if team is None:
                raise NotAllowed(
                    "Du står ikke i et team, så der er ingen at dele med. Sig det til den, der står for kurset, hvis det er forkert.",
                    "You are in no team, so there is nobody to share with. Tell whoever runs the course if that is wrong.",
                )
            if session.scalar(select(SharingRow.team).where(*_hers(learner, module, task))) == team:
                return
            session.execute(delete(SharingRow).where(*_hers(learner, module, task)))
            session.add(SharingRow(learner=learner, module=module, task=task, team=team, since=now()))
            try:
                session.flush()
            except IntegrityError as error:
                raise _Twice from error

    def end(self, learner: str, module: str, task: str) -> None:
        """Let nobody else read the learner's answer to a task any more. Raises StorageError."""
        with self._database.transaction() as session:
            session.execute(delete(SharingRow).where(*_hers(learner, module, task)))


def _hers(learner: str, module: str, task: str) -> tuple[Any, ...]:
    return SharingRow.learner == learner, SharingRow.module == module, SharingRow.task == task


def _team(session: Session, learner: str) -> str | None:
    return session.scalar(select(PersonRow.team).where(PersonRow.username == learner, PersonRow.active.is_(True)))


def _shared(session: Session, learner: str, module: str, task: str, team: str) -> Sequence[Any]:
    """(username, name, answer row) of the colleagues who share, by name, each one's answers oldest first."""
    answer = and_(AnswerRow.learner == SharingRow.learner, AnswerRow.module == SharingRow.module, AnswerRow.task == SharingRow.task)
    query = select(PersonRow.username, PersonRow.name, AnswerRow).select_from(SharingRow)
    query = query.join(PersonRow, PersonRow.username == SharingRow.learner).join(AnswerRow, answer)
    here = (SharingRow.team == team, SharingRow.module == module, SharingRow.task == task)
    colleagues = (PersonRow.team == team, PersonRow.active.is_(True), PersonRow.username != learner)
    return session.execute(query.where(*here, *colleagues).order_by(PersonRow.name, PersonRow.username, AnswerRow.saved_at)).all()


def _contributions(task: BaseTask, rows: Sequence[Any]) -> list[Contribution]:
    found = []
    for (_, name), theirs in groupby(rows, key=lambda row: (row[0], row[1])):
        answer = present(task, [row[2] for row in theirs])
        # what is refused today, such as a number of a person, is not shown to colleagues because it was saved before
        if answer and not schema.is_blank(answer.value) and schema.fits(task, answer.value):
            found.append(Contribution(name, answer.value))
    return found
