"""Learners' answers: saved whenever they change, never overwritten by another tab's older copy or by a later version of a module."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from course import answers as schema
from course.errors import Conflict, InvalidAnswer
from course.modules import Module
from course.store.database import Database, now
from course.store.tables import AnswerRow
from course.tasks import BaseTask


@dataclass(frozen=True)
class SavedAnswer:
    """An answer as it stands in the store; `revision` 0 means that nothing is saved for this meaning of the task yet."""

    task: str
    value: Any
    checked: bool
    revision: int
    saved_at: datetime | None


class Answers:
    """The answers in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, learner: str, module: str, task: BaseTask) -> SavedAnswer | None:
        """The learner's present answer. After a changed module this is the older answer, if it still fits the task."""
        return self.all(learner, module, [task]).get(task.id)

    def all(self, learner: str, module: str, tasks: list[BaseTask]) -> dict[str, SavedAnswer]:
        """The learner's present answers to `tasks`, by task id."""
        with self._database.transaction() as session:
            rows = session.scalars(
                select(AnswerRow).where(AnswerRow.learner == learner, AnswerRow.module == module).order_by(AnswerRow.saved_at)
            ).all()
        found: dict[str, SavedAnswer] = {}
        for task in tasks:
            if answer := present(task, [row for row in rows if row.task == task.id]):
                found[task.id] = answer
        return found

    def save(self, learner: str, module: Module, task: str, value: Any, revision: int, *, checked: bool = False) -> SavedAnswer:
        """Save `value` as the learner's answer, which was based on `revision`.

        A newer answer that is the same stays as it is: it may be this one, saved a moment ago when the database went away before it could
        say so. Raises InvalidAnswer (unknown task or impossible value), Conflict (another answer is newer) or StorageError; then nothing changed.
        """
        known = module.tasks.get(task)
        if known is None:
            raise InvalidAnswer(f"Modulet har ingen opgave {task!r}.", f"The module has no task {task!r}.")
        row = AnswerRow(
            learner=learner,
            module=module.id,
            task=task,
            fingerprint=known.fingerprint,
            value=schema.check(known, value),
            checked=checked,
            revision=revision + 1,
            saved_at=now(),
        )
        try:
            self._write(row, revision)
        except Conflict:
            newest = self.get(learner, module.id, known)
            if newest is None or (newest.value, newest.checked) != (row.value, checked) or not newest.revision:
                raise
            return newest
        return SavedAnswer(task, row.value, checked, row.revision, row.saved_at)

    def _write(self, row: AnswerRow, revision: int) -> None:
        with self._database.transaction() as session:
            if revision == 0:
                session.add(row)
                try:
                    session.flush()
                except IntegrityError as error:
                    raise _conflict() from error
                return
            mine = (
                AnswerRow.learner == row.learner,
                AnswerRow.module == row.module,
                AnswerRow.task == row.task,
                AnswerRow.fingerprint == row.fingerprint,
                AnswerRow.revision == revision,
            )
            values = {"value": row.value, "checked": row.checked, "revision": row.revision, "saved_at": row.saved_at}
            if session.execute(update(AnswerRow).where(*mine).values(**values)).rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
                raise _conflict()


def present(task: BaseTask, rows: list[AnswerRow]) -> SavedAnswer | None:
    """Of one learner's `rows` for this task, oldest first, the answer to its present meaning, or the newest that still fits."""
    current = next((row for row in rows if row.fingerprint == task.fingerprint), None)
    if current:
        return SavedAnswer(task.id, current.value, current.checked, current.revision, current.saved_at)
    return _newest_that_fits(task, rows)


def _newest_that_fits(task: BaseTask, rows: list[AnswerRow]) -> SavedAnswer | None:
    for row in reversed(rows):
        try:
            return SavedAnswer(task.id, task.reopened(row.value), False, 0, row.saved_at)
        except InvalidAnswer:
            continue
    return None


def _conflict() -> Conflict:
    return Conflict("Svaret er ændret i et andet vindue siden.", "The answer has been changed in another window since.")
