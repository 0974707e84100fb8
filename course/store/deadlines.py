"""Days by which teams are asked to have handed in modules."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import delete, select

from course.deadlines import Deadline
from course.store.agreed_tables import DeadlineRow
from course.store.database import Database, now
from course.store.tables import SubmissionRow


class Deadlines:
    """The deadlines in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, team: str | None) -> list[Deadline]:
        """A team's deadlines, the first day first. Raises StorageError."""
        return self._where(DeadlineRow.team == team) if team else []

    def all(self) -> list[Deadline]:
        """Every team's deadlines. Raises StorageError."""
        return self._where()

    def between(self, first: date, last: date) -> list[Deadline]:
        """Every team's deadlines whose day is one of these, both counted. Raises StorageError."""
        return self._where(DeadlineRow.by >= first, DeadlineRow.by <= last)

    def ask(self, team: str, module: str, by: date, manager: str) -> None:
        """Ask a team for a module by that day; where it was asked already, the day is changed. Raises StorageError."""
        with self._database.transaction() as session:
            row = session.get(DeadlineRow, (team, module))
            if row is None:
                session.add(DeadlineRow(team=team, module=module, by=by, manager=manager, revision=1, saved_at=now()))
            else:
                row.by, row.manager, row.revision, row.saved_at = by, manager, row.revision + 1, now()

    def withdraw(self, team: str, module: str) -> bool:
        """Ask no more; says whether it was asked. Raises StorageError."""
        here = (DeadlineRow.team == team, DeadlineRow.module == module)
        with self._database.transaction() as session:
            return bool(session.execute(delete(DeadlineRow).where(*here)).rowcount)  # type: ignore[attr-defined]  # a DELETE's result has a row count

    def handed_in(self, learners: Collection[str], modules: Iterable[str]) -> dict[str, set[str]]:
        """Who of these has ever handed in each of these modules, by module. Raises StorageError."""
        found: dict[str, set[str]] = {module: set() for module in modules}
        query = select(SubmissionRow.module, SubmissionRow.learner).where(
            SubmissionRow.learner.in_(learners), SubmissionRow.module.in_(found), SubmissionRow.newest.is_(True)
        )
        with self._database.transaction() as session:
            for module, learner in session.execute(query):
                found[module].add(learner)
        return found

    def _where(self, *conditions: object) -> list[Deadline]:
        query = select(DeadlineRow).where(*conditions)  # type: ignore[arg-type]  # plain column expressions
        with self._database.transaction() as session:
            rows = session.scalars(query.order_by(DeadlineRow.by, DeadlineRow.team, DeadlineRow.module))
            return [Deadline(row.team, row.module, row.by, row.revision, row.saved_at) for row in rows]
