"""Hand-ins without their answers, for lists of many."""

from collections.abc import Collection
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


@dataclass(frozen=True, slots=True)
class Sent:
    """That somebody handed a module in for the `number`th time, and when it came back. Times are UTC."""

    id: int
    learner: str
    module: str
    number: int
    handed_in_at: datetime
    marked_at: datetime | None


class Heads:
    """The hand-ins in the store, without answers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, learners: Collection[str]) -> list[Sent]:
        """All hand-ins of these people, oldest first."""
        row = SubmissionRow
        query = select(row.id, row.learner, row.module, row.number, row.handed_in_at, row.marked_at).where(row.learner.in_(learners))
        with self._database.transaction() as session:
            return [Sent(*one) for one in session.execute(query.order_by(row.handed_in_at, row.id))]

    def last_of_all(self, module: str) -> list[Head]:
        """Everyone's last hand-in of a module, oldest first."""
        row = SubmissionRow
        last = select(func.max(row.id)).where(row.module == module).group_by(row.learner)
        query = select(row.id, row.learner, row.number, row.handed_in_at, row.marked_at).where(row.id.in_(last))
        with self._database.transaction() as session:
            return [Head(*one) for one in session.execute(query.order_by(row.handed_in_at, row.id))]
