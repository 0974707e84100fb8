"""What learners wrote about the things that pages propose to try the next day."""

from typing import Any

from sqlalchemy import delete, select, update

from course.errors import Conflict
from course.store.database import Database, Overtaken, now
from course.store.tables import TriedRow
from course.tomorrow import Tried

Place = tuple[str, str]
"""A module, and the page of it that proposes something to try (its notebook's stem)."""


class TriedThings:
    """What was tried, in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, learner: str) -> dict[Place, Tried]:
        """All that a learner has tried. Raises StorageError."""
        with self._database.transaction() as session:
            return {(row.module, row.tomorrow): _tried(row) for row in session.scalars(select(TriedRow).where(TriedRow.learner == learner))}

    def save(self, learner: str, place: Place, words: str, revision: int) -> None:
        """Keep what happened, as `course.tomorrow.check` gave it, which was written on top of `revision` (0 where nothing was there).

        The same words again change nothing. Raises Conflict (they were changed in another window since) or StorageError.
        """
        module, tomorrow = place
        try:
            with self._database.transaction() as session:
                row = session.get(TriedRow, (learner, module, tomorrow))
                if row and row.words == words:
                    return
                if row is None and revision == 0:
                    at = now()
                    session.add(
                        TriedRow(learner=learner, module=module, tomorrow=tomorrow, words=words, revision=1, tried_at=at, saved_at=at)
                    )
                    session.flush()
                    return
                values = {"words": words, "revision": revision + 1, "saved_at": now()}
                statement = update(TriedRow).where(*_hers(learner, place), TriedRow.revision == revision).values(**values)
                if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
                    raise _conflict()
        except Overtaken:  # another window was first, perhaps with the same words
            self.save(learner, place, words, revision)

    def remove(self, learner: str, place: Place, revision: int) -> None:
        """She has not tried it after all. Raises Conflict or StorageError."""
        with self._database.transaction() as session:
            session.execute(delete(TriedRow).where(*_hers(learner, place), TriedRow.revision == revision))
            if session.get(TriedRow, (learner, *place)) is not None:
                raise _conflict()


def _hers(learner: str, place: Place) -> tuple[Any, ...]:
    return TriedRow.learner == learner, TriedRow.module == place[0], TriedRow.tomorrow == place[1]


def _tried(row: TriedRow) -> Tried:
    return Tried(row.words, row.tried_at, row.revision)


def _conflict() -> Conflict:
    return Conflict("Sætningen er ændret i et andet vindue siden.", "The sentence has been changed in another window since.")
