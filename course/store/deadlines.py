"""Days by which teams are asked to have handed in modules."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import ColumnElement, Delete, Update, delete, select, update
from sqlalchemy.orm import Session

from course.deadlines import Deadline, version
from course.errors import Conflict
from course.store.agreed_tables import DeadlineRow
from course.store.database import Database, Overtaken, now
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

    def ask(self, team: str, module: str, by: date, manager: str, seen: str | None = None) -> None:
        """Ask a team for a module by that day; where it was asked already, the day is changed.

        `seen` is the version of the team's deadlines that she had before her. Raises Conflict (they have been changed since) or StorageError.
        """
        values = {"by": by, "manager": manager, "saved_at": now()}
        try:
            with self._database.transaction() as session:
                held = _held(session, team, module, seen)
                if held:
                    _change(session, update(DeadlineRow).where(*_same(held)).values(revision=held.revision + 1, **values))
                else:
                    session.add(DeadlineRow(team=team, module=module, revision=1, **values))
        except Overtaken as error:
            raise _conflict() from error

    def withdraw(self, team: str, module: str, seen: str | None = None) -> bool:
        """Ask no more; says whether it was asked. `seen` and what is raised as in `ask`."""
        with self._database.transaction() as session:
            held = _held(session, team, module, seen)
            if held:
                _change(session, delete(DeadlineRow).where(*_same(held)))
            return held is not None

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
        with self._database.transaction() as session:
            return _found(session, *conditions)


def _found(session: Session, *conditions: object) -> list[Deadline]:
    query = select(DeadlineRow).where(*conditions)  # type: ignore[arg-type]  # plain column expressions
    rows = session.scalars(query.order_by(DeadlineRow.by, DeadlineRow.team, DeadlineRow.module))
    return [Deadline(row.team, row.module, row.by, row.revision, row.saved_at) for row in rows]


def _held(session: Session, team: str, module: str, seen: str | None) -> Deadline | None:
    """The team's deadline for a module, if it has one. Raises Conflict where its deadlines are others than those that were seen."""
    found = _found(session, DeadlineRow.team == team)
    if seen is not None and seen != version(found):
        raise _conflict()
    return next((one for one in found if one.module == module), None)


def _same(one: Deadline) -> tuple[ColumnElement[bool], ...]:
    return DeadlineRow.team == one.team, DeadlineRow.module == one.module, DeadlineRow.revision == one.revision


def _change(session: Session, statement: Update | Delete) -> None:
    if not session.execute(statement).rowcount:  # type: ignore[attr-defined]  # what an UPDATE or DELETE gives has a row count
        raise _conflict()


def _conflict() -> Conflict:
    return Conflict(
        "Fristerne er ændret i et andet vindue eller af en anden, siden du åbnede siden. Se dem, som de er nu, og gem så igen.",
        "The deadlines have been changed in another window or by somebody else since you opened the page. See them as they are now, and then save again.",
    )
