"""What chiefs are shown of teams below them, as it was last published. The rule stands in docs/levels.md and course/chain.py.

A team's figures in a competence are published when `LEAST` members have shown something, and again when `LEAST` members have shown something
new since, so that no two publications differ by fewer.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, false, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.store.database import Database, now
from course.store.group_tables import PublishedRow
from course.store.tables import EvidenceRow, PersonRow
from course.tally import SMALLEST_GROUP, Tally

LEAST = SMALLEST_GROUP
FIGURES = ("members", "shown", "levels", "provisional", "gaps", "reached")
Key = tuple[str, str]


@dataclass(frozen=True)
class Counted:
    """A team's figures in a competence as they are now, not for anybody's eyes; `worked` is when each member who has shown something last did."""

    tally: Tally
    worked: Sequence[datetime]


@dataclass(frozen=True)
class Published:
    """A team's figures in a competence, as they were `made_at` (UTC)."""

    tally: Tally
    made_at: datetime


class Publications:
    """The figures in the store, by team and competence (its id)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, teams: Iterable[str]) -> dict[Key, Published]:
        """What was last published of these teams. Raises StorageError."""
        with self._database.transaction() as session:
            return {key: _told(row) for key, row in _held(session, teams).items()}

    def due(self, teams: Iterable[str], asked: Mapping[str, Collection[str]]) -> list[str]:
        """Which of these teams have something that may be published; `asked` is in what competences each role has a target. Raises StorageError."""
        fresh = or_(PublishedRow.newest.is_(None), EvidenceRow.worked_at > PublishedRow.newest)
        wanted = [and_(PersonRow.role == role, EvidenceRow.competence.in_(sorted(found))) for role, found in asked.items() if found]
        theirs = (
            PersonRow.team.in_(sorted(teams)),
            PersonRow.active.is_(True),
            or_(false(), *wanted),
        )
        last = and_(PublishedRow.team == PersonRow.team, PublishedRow.competence == EvidenceRow.competence)
        query = (
            select(PersonRow.team)
            .join(EvidenceRow, EvidenceRow.learner == PersonRow.username)
            .outerjoin(PublishedRow, last)
            .where(*theirs, fresh)
        )
        query = query.group_by(PersonRow.team, EvidenceRow.competence).having(func.count(EvidenceRow.learner.distinct()) >= LEAST)
        with self._database.transaction() as session:
            return sorted({team for team in session.scalars(query) if team})

    def renew(self, counted: Mapping[Key, Counted]) -> None:
        """Publish what may be published of what was counted. Raises StorageError."""
        teams = {team for team, _ in counted}
        try:
            with self._database.transaction() as session:
                held = _held(session, teams)
                for key, one in counted.items():
                    if may_be_published(one, held[key].newest if key in held else None):
                        _publish(session, key, one, held.get(key))
        except IntegrityError:  # somebody else published at the same moment, and hers stands
            pass


def may_be_published(counted: Counted, newest: datetime | None) -> bool:
    """Whether enough members have shown something, and something new since what was published last (`newest`; None: nothing was)."""
    fresh = sum(newest is None or at > newest for at in counted.worked)
    return len(counted.worked) >= LEAST and fresh >= LEAST


def _held(session: Session, teams: Iterable[str]) -> dict[Key, PublishedRow]:
    rows = session.scalars(select(PublishedRow).where(PublishedRow.team.in_(sorted(set(teams)))))
    return {(row.team, row.competence): row for row in rows}


def _publish(session: Session, key: Key, counted: Counted, held: PublishedRow | None) -> None:
    values = {name: getattr(counted.tally, name) for name in FIGURES} | {"newest": max(counted.worked), "made_at": now()}
    if held is None:
        session.execute(insert(PublishedRow).values(team=key[0], competence=key[1], **values))
        return
    same = (PublishedRow.team == key[0], PublishedRow.competence == key[1], PublishedRow.made_at == held.made_at)
    session.execute(update(PublishedRow).where(*same).values(**values), execution_options={"synchronize_session": False})


def _told(row: PublishedRow) -> Published:
    return Published(Tally(*(getattr(row, name) for name in FIGURES)), row.made_at)
