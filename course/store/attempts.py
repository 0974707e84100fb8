"""Attempts at conversations; all are kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select, update

from course.conversation import play
from course.conversation.paths import Map
from course.conversation.play import Attempt
from course.errors import Conflict
from course.store.database import Database, now
from course.store.tables import AttemptRow


@dataclass(frozen=True)
class SavedAttempt:
    """An attempt as it stands in the store; `score`, `best` and `outcome` are there once it is over."""

    id: str
    attempt: Attempt
    revision: int
    started_at: datetime
    saved_at: datetime
    finished_at: datetime | None = None
    score: int | None = None
    best: int | None = None
    outcome: str | None = None


def advance(saved: SavedAttempt, attempt: Attempt, map: Map) -> SavedAttempt:
    """The record of an attempt that has come further; raises InvalidAnswer when a choice was not offered."""
    last = play.turns(map, attempt)[-1].passage
    step = replace(
        saved, attempt=attempt, revision=saved.revision + 1, saved_at=now(), finished_at=None, score=None, best=None, outcome=None
    )
    if not last.is_ending:
        return step
    return replace(step, finished_at=step.saved_at, score=play.score(map, attempt)[0], best=map.best, outcome=last.outcome)


class Attempts:
    """The attempts in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, learner: str, module: str, task: str) -> list[SavedAttempt]:
        """The learner's attempts at one conversation, oldest first."""
        mine = (AttemptRow.learner == learner, AttemptRow.module == module, AttemptRow.task == task)
        with self._database.transaction() as session:
            return [_saved(row) for row in session.scalars(select(AttemptRow).where(*mine).order_by(AttemptRow.started_at))]

    def finished(self, learner: str, module: str) -> set[str]:
        """The conversations of a module that the learner has brought to an end, by task id."""
        over = (AttemptRow.learner == learner, AttemptRow.module == module, AttemptRow.finished_at.is_not(None))
        with self._database.transaction() as session:
            return set(session.scalars(select(AttemptRow.task).where(*over).distinct()))

    def start(self, learner: str, module: str, task: str) -> SavedAttempt:
        """Begin a new attempt."""
        at = now()
        row = AttemptRow(
            id=str(uuid4()),
            learner=learner,
            module=module,
            task=task,
            taken=[],
            hints=[],
            thoughts=[],
            revision=1,
            started_at=at,
            saved_at=at,
        )
        with self._database.transaction() as session:
            session.add(row)
        return _saved(row)

    def save(self, learner: str, saved: SavedAttempt, attempt: Attempt, map: Map) -> SavedAttempt:
        """Save how far the attempt has come. Raises InvalidAnswer, Conflict (another tab went on with it) or StorageError."""
        step = advance(saved, attempt, map)
        values = {**vars(step), **vars(attempt)}
        del values["attempt"]
        mine = (AttemptRow.id == saved.id, AttemptRow.learner == learner, AttemptRow.revision == saved.revision)
        with self._database.transaction() as session:
            if session.execute(update(AttemptRow).where(*mine).values(**values)).rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
                raise Conflict("Samtalen er ført videre i et andet vindue.", "The conversation has been carried on in another window.")
        return step


def _saved(row: AttemptRow) -> SavedAttempt:
    attempt = Attempt(list(row.taken), list(row.hints), list(row.thoughts))
    return SavedAttempt(row.id, attempt, row.revision, row.started_at, row.saved_at, row.finished_at, row.score, row.best, row.outcome)
