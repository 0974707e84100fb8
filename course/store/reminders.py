"""The queue of reminders: who is to have a mail, and that nobody has more than one a week.

Everybody has one place in the queue. Who takes it moves it a week ahead before the mail goes, so that neither another replica nor a restart sends
another; only where the mail server certainly did not take the mail does it come back sooner.
"""

import contextlib
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from course.store.agreed_tables import ReminderRow
from course.store.database import Database, Overtaken, now

A_WEEK = timedelta(days=7)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=10), timedelta(days=1)
"""After a first failed try, and at most: each wait is twice the one before."""


class Reminders:
    """The reminders in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def want(self, learners: Collection[str]) -> None:
        """Let these people stand in the queue, and nobody else whose turn it would be; a place that somebody has stays as it is. Raises StorageError."""
        with self._database.transaction() as session:
            at = now()
            for gone in set(session.scalars(select(ReminderRow.learner).where(ReminderRow.due_at <= at))).difference(learners):
                session.execute(delete(ReminderRow).where(ReminderRow.learner == gone, ReminderRow.due_at <= at))
            known = set(session.scalars(select(ReminderRow.learner)))  # all, since a question can name only so many
        for learner in sorted(set(learners) - known):
            with contextlib.suppress(Overtaken), self._database.transaction() as session:  # another replica may be first
                session.add(ReminderRow(learner=learner, due_at=now(), tries=0))

    def take(self) -> str | None:
        """Take the place that has waited longest, if anybody's turn has come; until a week from now it is nobody else's. Raises StorageError."""
        while True:
            with self._database.transaction() as session:
                at = now()
                ready = select(ReminderRow.learner).where(ReminderRow.due_at <= at).order_by(ReminderRow.due_at, ReminderRow.learner)
                found: str | None = session.scalar(ready.limit(1))
                if found is None:
                    return None
                mine = update(ReminderRow).where(ReminderRow.learner == found, ReminderRow.due_at <= at).values(due_at=at + A_WEEK)
                if session.execute(mine).rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
                    return found

    def drop(self, learner: str) -> None:
        """There was nothing to remind her of. Raises StorageError."""
        with self._database.transaction() as session:
            session.execute(delete(ReminderRow).where(ReminderRow.learner == learner))

    def sent(self, learner: str) -> None:
        """The mail server took the mail. Raises StorageError."""
        with self._database.transaction() as session:
            session.execute(update(ReminderRow).where(ReminderRow.learner == learner).values(tries=0, sent_at=now()))

    def failed(self, learner: str) -> datetime | None:
        """The mail server did not take the mail; says when it is tried again (UTC), None where the person is gone. Raises StorageError."""
        with self._database.transaction() as session:
            row = session.get(ReminderRow, learner)
            if row is None:
                return None
            row.due_at, row.tries = now() + min(FIRST_WAIT * 2 ** min(row.tries, 10), LONGEST_WAIT), row.tries + 1
            return row.due_at
