"""Who looked at whose levels, or as a trainer at whose hand-ins. A row is written before they are shown, so that nobody looks unseen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select

from course.store.database import Database, now
from course.store.tables import PersonRow, ViewingRow
from course.viewing import Seen

ONE_LOOK = timedelta(minutes=10)


@dataclass(frozen=True)
class Viewing:
    """One look at a person's levels; `name` is the viewer's, or None where she is not among the people of the course."""

    viewer: str
    name: str | None
    page: Seen
    seen_at: datetime


class Viewings:
    """The log in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, viewer: str, learners: Collection[str], page: Seen) -> None:
        """Note that `viewer` is shown these people's levels; the same page again within ten minutes is the same look. Raises StorageError."""
        at = now()
        seen = (ViewingRow.viewer == viewer, ViewingRow.page == page, ViewingRow.seen_at > at - ONE_LOOK)
        with self._database.transaction() as session:
            noted = set(session.scalars(select(ViewingRow.learner).where(ViewingRow.learner.in_(learners), *seen)))
            rows = [
                {"learner": one, "viewer": viewer, "page": page, "seen_at": at} for one in sorted(set(learners) - noted) if one != viewer
            ]
            if rows:
                session.execute(insert(ViewingRow), rows)

    def of(self, learner: str) -> list[Viewing]:
        """Who looked at this person's levels, newest first."""
        query = select(ViewingRow, PersonRow.name).outerjoin(PersonRow, PersonRow.username == ViewingRow.viewer)
        with self._database.transaction() as session:
            rows = session.execute(query.where(ViewingRow.learner == learner).order_by(ViewingRow.seen_at.desc(), ViewingRow.id.desc()))
            return [Viewing(row.viewer, name, Seen(row.page), row.seen_at) for row, name in rows]
