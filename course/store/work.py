"""A learner's answers and attempts as rows that a work file holds, and rows of a work file put beside hers."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.errors import Conflict
from course.store.database import Database
from course.store.tables import AnswerRow, AttemptRow
from course.work.file import WorkAnswer, WorkAttempt

ANSWER, ATTEMPT = tuple(WorkAnswer.model_fields), tuple(WorkAttempt.model_fields)
Place = tuple[str, str, str]
"""Module, task and fingerprint."""


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

    def put(
        self, learner: str, answers: Iterable[tuple[WorkAnswer, int]], attempts: Iterable[tuple[WorkAttempt, dict[str, object]]]
    ) -> None:
        """Save answers, each in place of hers of the revision beside it (0: where she has none), and attempts with what they came to.

        All in one transaction. An attempt that is another learner's by its id gets one of its own, the same each time. Raises Conflict
        (one of her answers has another revision by now) or StorageError; then nothing changed.
        """
        with self._database.transaction() as session:
            for answer, revision in answers:
                _put_answer(session, learner, answer, revision)
            for attempt, result in attempts:
                _put_attempt(session, learner, attempt, result)


def _put_answer(session: Session, learner: str, answer: WorkAnswer, revision: int) -> None:
    row = session.get(AnswerRow, (learner, answer.module, answer.task, answer.fingerprint), with_for_update=True)
    if (row.revision if row else 0) != revision:
        raise Conflict("Et svar er ændret her imens.", "An answer has been changed here meanwhile.")
    values = answer.model_dump()
    if row is None:
        session.add(AnswerRow(learner=learner, **values))
        return
    row.value, row.checked, row.saved_at = values["value"], values["checked"], values["saved_at"]
    row.revision = max(row.revision, answer.revision) + 1  # a page that shows the former answer must not save over this one


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
