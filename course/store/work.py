"""A learner's answers and attempts as rows that a work file holds, and rows of a work file put beside hers."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.errors import Conflict
from course.store.database import Database, now
from course.store.tables import AnswerRow, AttemptRow, TriedRow
from course.work.file import Work, WorkAnswer, WorkAttempt, WorkTried

ANSWER, ATTEMPT, TRIED = tuple(WorkAnswer.model_fields), tuple(WorkAttempt.model_fields), tuple(WorkTried.model_fields)


class WorkRows:
    """What a learner has made, in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answers(self, learner: str) -> list[WorkAnswer]:
        """All her answers, also to earlier meanings of tasks."""
        with self._database.transaction() as session:
            order = (AnswerRow.module, AnswerRow.task, AnswerRow.fingerprint)
            rows = session.scalars(select(AnswerRow).where(AnswerRow.learner == learner).order_by(*order))
            return [WorkAnswer.model_validate({name: getattr(row, name) for name in ANSWER}) for row in rows]

    def attempts(self, learner: str) -> list[WorkAttempt]:
        """All her attempts, oldest first."""
        with self._database.transaction() as session:
            rows = session.scalars(select(AttemptRow).where(AttemptRow.learner == learner).order_by(AttemptRow.started_at, AttemptRow.id))
            return [WorkAttempt.model_validate({name: getattr(row, name) for name in ATTEMPT}) for row in rows]

    def tried(self, learner: str) -> list[WorkTried]:
        """What she wrote about what she tried."""
        with self._database.transaction() as session:
            rows = session.scalars(select(TriedRow).where(TriedRow.learner == learner).order_by(TriedRow.module, TriedRow.tomorrow))
            return [WorkTried.model_validate({name: getattr(row, name) for name in TRIED}) for row in rows]

    def of(self, learner: str) -> Work:
        """All of it, as it is now."""
        return Work(made_at=now(), answers=self.answers(learner), attempts=self.attempts(learner), tried=self.tried(learner))

    def put(
        self, learner: str, written: Iterable[tuple[WorkAnswer | WorkTried, int]], attempts: Iterable[tuple[WorkAttempt, dict[str, object]]]
    ) -> None:
        """Save what she has written, each in place of hers of the revision beside it (0: where she has none), and attempts with what they came to.

        All in one transaction. An attempt that is another learner's by its id gets one of its own, the same each time. Raises Conflict
        (something has another revision by now) or StorageError; then nothing changed.
        """
        with self._database.transaction() as session:
            for one, revision in written:
                _put_written(session, learner, one, revision)
            for attempt, result in attempts:
                _put_attempt(session, learner, attempt, result)


def _put_written(session: Session, learner: str, one: WorkAnswer | WorkTried, revision: int) -> None:
    row: AnswerRow | TriedRow | None
    if isinstance(one, WorkAnswer):
        row = session.get(AnswerRow, (learner, one.module, one.task, one.fingerprint), with_for_update=True)
    else:
        row = session.get(TriedRow, (learner, one.module, one.tomorrow), with_for_update=True)
    if (row.revision if row else 0) != revision:
        raise Conflict("Et svar er ændret her imens.", "An answer has been changed here meanwhile.")
    values = one.model_dump()
    if row is None:
        session.add((AnswerRow if isinstance(one, WorkAnswer) else TriedRow)(learner=learner, **values))
        return
    values["revision"] = max(row.revision, one.revision) + 1  # a page that shows the former words must not save over these
    for name, value in values.items():
        setattr(row, name, value)


def _put_attempt(session: Session, learner: str, attempt: WorkAttempt, result: dict[str, object]) -> None:
    values = {**attempt.model_dump(), **result, "learner": learner}
    row = session.get(AttemptRow, attempt.id, with_for_update=True)
    if row is not None and row.learner != learner:
        values["id"] = own_id(learner, attempt.id)
        row = session.get(AttemptRow, values["id"], with_for_update=True)
    if row is None:
        session.add(AttemptRow(**values))
        return
    values["revision"] = max(row.revision, attempt.revision) + 1
    for name, value in values.items():
        setattr(row, name, value)


def own_id(learner: str, id: str) -> str:
    """The id under which a learner keeps an attempt whose id is taken; the same each time."""
    return str(uuid5(UUID(id), learner))
