"""What chiefs are shown of teams below them, as it was last published. The rule stands in docs/levels.md and course/chain.py.

A team's figures in a competence are published when `LEAST` members have shown something that is in no figure yet, of this team or another, and
again when as many have. So each figure is about the work of `LEAST` people that no figure before it was about.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, false, func, insert, or_, select, update
from sqlalchemy.orm import Session

from course.store.database import Database, Overtaken, now
from course.store.group_tables import PublishedRow
from course.store.tables import NOT_COUNTED, EvidenceRow, PersonRow
from course.tally import SMALLEST_GROUP, Tally

LEAST = SMALLEST_GROUP
FIGURES = ("members", "shown", "levels", "provisional", "gaps", "reached")
Key = tuple[str, str]


@dataclass(frozen=True)
class Counted:
    """A team's figures in a competence as they are now, not for anybody's eyes.

    `fresh` are the members (logins) with work that is in no figure yet.
    """

    tally: Tally
    fresh: Sequence[str]


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
            rows = session.scalars(select(PublishedRow).where(PublishedRow.team.in_(sorted(set(teams)))))
            return {(row.team, row.competence): _told(row) for row in rows}

    def due(self, teams: Iterable[str], asked: Mapping[str, Collection[str]]) -> list[str]:
        """Which of these teams have something that may be published; `asked` is in what competences each role has a target. Raises StorageError."""
        wanted = [and_(PersonRow.role == role, EvidenceRow.competence.in_(sorted(found))) for role, found in asked.items() if found]
        theirs = (PersonRow.team.in_(sorted(teams)), PersonRow.active.is_(True), or_(false(), *wanted))
        query = select(PersonRow.team).join(EvidenceRow, EvidenceRow.learner == PersonRow.username).where(*theirs, NOT_COUNTED)
        query = query.group_by(PersonRow.team, EvidenceRow.competence).having(func.count(EvidenceRow.learner.distinct()) >= LEAST)
        with self._database.transaction() as session:
            return sorted({team for team in session.scalars(query) if team})

    def renew(self, counted: Mapping[Key, Counted]) -> None:
        """Publish what may be published of what was counted; nothing, where somebody else did so meanwhile. Raises StorageError."""
        try:
            with self._database.transaction() as session:
                for key, one in counted.items():
                    if len(one.fresh) >= LEAST:
                        _publish(session, key, one)
        except Overtaken:
            pass


def _publish(session: Session, key: Key, counted: Counted) -> None:
    """Publish a team's figures in a competence. Raises Overtaken where the work of too few is in no figure any more."""
    team, competence = key
    fresh = (EvidenceRow.learner.in_(counted.fresh), EvidenceRow.competence == competence, NOT_COUNTED)
    marked = update(EvidenceRow).where(*fresh).values(counted=True).returning(EvidenceRow.learner)
    if len(set(session.scalars(marked, execution_options={"synchronize_session": False}))) < LEAST:
        raise Overtaken("Tallene er talt op af en anden imens.", "Somebody else counted the figures meanwhile.")
    values = {name: getattr(counted.tally, name) for name in FIGURES} | {"made_at": now()}
    here = (PublishedRow.team == team, PublishedRow.competence == competence)
    if not session.execute(update(PublishedRow).where(*here).values(**values)).rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
        session.execute(insert(PublishedRow).values(team=team, competence=competence, **values))


def _told(row: PublishedRow) -> Published:
    return Published(Tally(*(getattr(row, name) for name in FIGURES)), row.made_at)
