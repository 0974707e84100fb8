"""What came back to learners to be remembered: which questions were drawn, and what was answered. The first answer stays."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import delete, select, update

from course.remembering import Question, Recall
from course.store.database import Database, Overtaken, now
from course.store.tables import RecallOffRow, RecallRow


@dataclass(frozen=True)
class Recalled:
    """Whether a learner wants modules to come back (`on`), and what has been drawn for her, by module and interval."""

    on: bool
    recalls: tuple[Recall, ...]

    def get(self, module: str, days: int) -> Recall | None:
        """What was drawn from a module at this interval; None before."""
        return next((one for one in self.recalls if (one.module, one.days) == (module, days)), None)


class Recalls:
    """The recalls in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, learner: str) -> Recalled:
        """All of a learner's. Raises StorageError."""
        order = (RecallRow.module, RecallRow.days, RecallRow.place, RecallRow.task)
        with self._database.transaction() as session:
            rows = session.scalars(select(RecallRow).where(RecallRow.learner == learner).order_by(*order)).all()
            off = session.get(RecallOffRow, learner) is not None
        grouped = groupby(rows, key=lambda row: (row.module, row.days))
        return Recalled(not off, tuple(Recall(module, days, tuple(map(_question, some))) for (module, days), some in grouped))

    def begin(self, learner: str, module: str, days: int, tasks: list[str]) -> None:
        """Keep what was drawn; where another window was first, its draw stays. Raises StorageError."""
        hers = (RecallRow.learner == learner, RecallRow.module == module, RecallRow.days == days)
        try:
            with self._database.transaction() as session:
                drawn = set(session.scalars(select(RecallRow.task).where(*hers)))
                new = [task for task in tasks if task not in drawn]
                session.add_all(
                    RecallRow(learner=learner, module=module, days=days, task=task, place=len(drawn) + place)
                    for place, task in enumerate(new)
                )
                session.flush()
        except Overtaken:
            return

    def answer(self, learner: str, module: str, days: int, task: str, value: Any) -> bool:
        """Keep a checked answer; says whether it is kept, which it is not where the question is answered already or was not asked. Raises StorageError."""
        asked = (RecallRow.learner == learner, RecallRow.module == module, RecallRow.days == days, RecallRow.task == task)
        with self._database.transaction() as session:
            statement = update(RecallRow).where(*asked, RecallRow.answered_at.is_(None)).values(value=value, answered_at=now())
            return bool(session.execute(statement).rowcount == 1)  # type: ignore[attr-defined]  # an UPDATE's result has a row count

    def switch(self, learner: str, on: bool) -> None:
        """Let modules come back to her, or not; again changes nothing. Raises StorageError."""
        try:
            with self._database.transaction() as session:
                if on:
                    session.execute(delete(RecallOffRow).where(RecallOffRow.learner == learner))
                elif session.get(RecallOffRow, learner) is None:
                    session.add(RecallOffRow(learner=learner, since=now()))
                    session.flush()
        except Overtaken:
            return


def _question(row: RecallRow) -> Question:
    return Question(row.task, row.value, row.answered_at)
