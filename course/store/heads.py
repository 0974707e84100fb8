"""Hand-ins without their answers, for lists of many."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from course.store.database import Database
from course.store.tables import SubmissionRow


@dataclass(frozen=True)
class Head:
    """A hand-in without its answers. Times are UTC."""

    id: int
    learner: str
    number: int
    handed_in_at: datetime
    marked_at: datetime | None


class Heads:
    """The hand-ins in the store, without answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last_of_all(self, module: str) -> list[Head]:
        """Everyone's last hand-in of a module, oldest first."""
        row = SubmissionRow
        last = select(func.max(row.id)).where(row.module == module).group_by(row.learner)
        query = select(row.id, row.learner, row.number, row.handed_in_at, row.marked_at).where(row.id.in_(last))
        with self._database.transaction() as session:
            return [Head(*one) for one in session.execute(query.order_by(row.handed_in_at, row.id))]
