"""What grading last found about hand-ins, noted where lists are searched and counted; and which hand-in is to be marked next, by whom."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session, load_only

from course.hand_in import Stage
from course.second_marking import lot
from course.store.database import Database, now
from course.store.desk_tables import TextRow
from course.store.tables import SubmissionRow

IN_HAND = timedelta(seconds=90)
"""How long one who marks has a hand-in to herself; a little longer than marking one may take."""
TRY_AGAIN = timedelta(minutes=5)
"""After how long a hand-in that could not be marked is tried again by itself."""


@dataclass(frozen=True)
class Noted:
    """Where a hand-in stands: its stage, what was wrong with it (Danish sentences), and of each text that a person marks whether it waits."""

    id: int
    state: Stage
    problems: tuple[str, ...] = ()
    texts: Mapping[str, bool] | None = None


class Standings:
    """The standings in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, found: Sequence[Noted]) -> int:
        """Let these stand; says of how many something else stood there. Of a hand-in that is not the learner's newest, no text is to be marked."""
        ids = [one.id for one in found]
        few = load_only(SubmissionRow.state, SubmissionRow.problems, SubmissionRow.newest, SubmissionRow.module, SubmissionRow.handed_in_at)
        with self._database.transaction() as session:
            rows = {row.id: row for row in session.scalars(select(SubmissionRow).where(SubmissionRow.id.in_(ids)).options(few))}
            texts: defaultdict[int, dict[str, TextRow]] = defaultdict(dict)
            for text in session.scalars(select(TextRow).where(TextRow.submission_id.in_(ids))):
                texts[text.submission_id][text.task] = text
            return sum(_note(session, one, rows[one.id], texts[one.id]) for one in found if one.id in rows)

    def want(self, id: int) -> bool:
        """Ask for a hand-in to be marked at once; says whether it still is the learner's newest and has not come back."""
        here = (SubmissionRow.id == id, SubmissionRow.newest.is_(True), SubmissionRow.marked_at.is_(None))
        with self._database.transaction() as session:
            values = {"wanted_at": now(), "taken_until": None}
            free = or_(SubmissionRow.wanted_at.is_(None), SubmissionRow.taken_until < now())
            session.execute(update(SubmissionRow).where(*here, free).values(**values))
            return session.scalar(select(SubmissionRow.id).where(*here)) is not None

    def wanted(self) -> list[int]:
        """The hand-ins that trainers have asked for and that are not done."""
        with self._database.transaction() as session:
            return list(
                session.scalars(select(SubmissionRow.id).where(SubmissionRow.wanted_at.is_not(None)).order_by(SubmissionRow.wanted_at))
            )

    def take(self, *, automatic: bool) -> int | None:
        """Take the hand-in to mark next: what a trainer asked for first, then, where that is `automatic`, who has waited longest.

        Nobody else gets it until it is `done`, or has been in hand for longer than marking one may take.
        """
        row, at = SubmissionRow, now()
        free = or_(row.taken_until.is_(None), row.taken_until < at)
        query = select(row.id)
        asked = query.where(row.wanted_at.is_not(None), free).order_by(row.wanted_at)
        unmarked = row.state.in_((Stage.HANDED_IN, Stage.COLLECTED))
        waiting = query.where(row.newest.is_(True), row.marked_at.is_(None), unmarked, free).order_by(row.handed_in_at, row.id)
        for one in (asked, waiting) if automatic else (asked,):
            if (found := self._take(one.limit(1), free, at)) is not None:
                return found
        return None

    def _take(self, query: object, free: ColumnElement[bool], at: datetime) -> int | None:
        while True:
            with self._database.transaction() as session:
                found = session.scalar(query)  # type: ignore[call-overload]  # a select
                if found is None:
                    return None
                mine = update(SubmissionRow).where(SubmissionRow.id == found, free).values(taken_until=at + IN_HAND)
                if session.execute(mine).rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
                    return int(found)

    def done(self, id: int, *, failed: bool = False) -> None:
        """Nobody has the hand-in before them any more; one that `failed` is not tried again by itself for a while."""
        until = now() + TRY_AGAIN if failed else None
        with self._database.transaction() as session:
            session.execute(update(SubmissionRow).where(SubmissionRow.id == id).values(wanted_at=None, taken_until=until))


def _note(session: Session, one: Noted, row: SubmissionRow, known: dict[str, TextRow]) -> bool:
    before = (row.state, row.problems)
    row.state, row.problems = one.state, list(one.problems) or None
    changed = before != (row.state, row.problems)
    if one.texts is None:
        return changed
    texts = dict(one.texts) if row.newest else {}
    for task, waits in texts.items():
        if task not in known:
            drawn = lot(one.id, task, row.handed_in_at)
            session.add(TextRow(submission_id=one.id, task=task, module=row.module, handed_in_at=row.handed_in_at, waits=waits, lot=drawn))
        elif known[task].waits != waits:
            known[task].waits = waits
        else:
            continue
        changed = True
    if gone := set(known) - set(texts):
        session.execute(delete(TextRow).where(TextRow.submission_id == one.id, TextRow.task.in_(gone)))
        changed = True
    return changed
