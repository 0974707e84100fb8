"""Targets that managers have set for one person."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from course.errors import Conflict
from course.store.agreed_tables import TargetRow
from course.store.database import Database, now
from course.store.tables import PersonRow
from course.targets import OwnTarget, version


class Targets:
    """The targets in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, learners: Collection[str]) -> dict[str, list[OwnTarget]]:
        """All targets ever set for each of these people, oldest first. Raises StorageError."""
        found: dict[str, list[OwnTarget]] = {learner: [] for learner in learners}
        query = select(TargetRow, PersonRow.name).outerjoin(PersonRow, PersonRow.username == TargetRow.manager)
        with self._database.transaction() as session:
            for row, name in session.execute(query.where(TargetRow.learner.in_(found)).order_by(TargetRow.begins, TargetRow.competence)):
                found[row.learner].append(_target(row, name))
        return found

    def running(self, day: date) -> dict[str, list[OwnTarget]]:
        """The targets that hold on that day, of everybody who has any."""
        found: dict[str, list[OwnTarget]] = {}
        with self._database.transaction() as session:
            for row in session.scalars(select(TargetRow).where(TargetRow.ends >= day, TargetRow.begins <= day)):
                found.setdefault(row.learner, []).append(_target(row))
        return found

    def set(self, learner: str, target: OwnTarget, manager: str, seen: str | None = None) -> None:
        """Let a target hold for the learner; one that ran until now ends the day before.

        `seen` is the version of her targets that the manager had before her. Raises Conflict (they have been changed since) or StorageError.
        """
        with self._database.transaction() as session:
            _require(session, learner, seen)
            _end(session, learner, target.competence, target.begins)
            session.add(
                TargetRow(
                    learner=learner, competence=target.competence, begins=target.begins, ends=target.ends, level=target.level,
                    reason=target.reason, manager=manager, saved_at=now(),
                )
            )  # fmt: skip

    def end(self, learner: str, competence: str, day: date, seen: str | None = None) -> None:
        """Let the role's target hold again from that day on; again changes nothing. `seen` and what is raised as in `set`."""
        with self._database.transaction() as session:
            _require(session, learner, seen)
            _end(session, learner, competence, day)


def _require(session: Session, learner: str, seen: str | None) -> None:
    """Let nobody else change her targets until this is done, and raise Conflict where somebody has since they were seen."""
    session.execute(update(PersonRow).where(PersonRow.username == learner).values(username=learner))
    rows = session.scalars(select(TargetRow).where(TargetRow.learner == learner).order_by(TargetRow.begins, TargetRow.competence))
    if seen is not None and seen != version(map(_target, rows)):
        raise Conflict(
            "Målene er ændret i et andet vindue eller af en anden leder, siden du åbnede siden. Se dem, som de er nu, og gem så igen.",
            "The targets have been changed in another window or by another manager since you opened the page. See them as they are now, and then save again.",
        )


def _end(session: Session, learner: str, competence: str, day: date) -> None:
    """One that began that very day is taken away: it has held no whole day."""
    hers = (TargetRow.learner == learner, TargetRow.competence == competence)
    session.execute(delete(TargetRow).where(*hers, TargetRow.begins >= day))
    session.execute(update(TargetRow).where(*hers, TargetRow.ends >= day).values(ends=day - timedelta(days=1)))


def _target(row: TargetRow, name: str | None = None) -> OwnTarget:
    return OwnTarget(row.competence, row.level, row.reason, row.begins, row.ends, name)
