"""Hand-ins that came in files: what each file said of itself, which trainer brought it in, and whose hand-in it became.

A person who is not on the staff list hands in as a guest: under a pseudonym that no person of the course has, so that she is in no team, report
or roll-up.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.errors import Conflict
from course.store.database import Database, now
from course.store.desk_tables import HandInFileRow
from course.store.newest import tell_the_newest
from course.store.tables import SubmissionRow
from course.usernames import GUEST


@dataclass(frozen=True)
class HandInFile:
    """One file: `name` and `login` are who it says it is from, `trainer` who brought it in at `brought_at`, and, once it is somebody's, who said whose.

    `submission_id` is the hand-in it became, None while it waits; `answers` are empty from then on. Times are UTC.
    """

    id: str
    checksum: str
    name: str
    login: str
    module: str
    module_version: str
    answers: dict[str, Any]
    handed_in_at: datetime
    trainer: str
    brought_at: datetime
    submission_id: int | None = None


class Older(Conflict):
    """The person has handed in the module again since the file was made; the newer hand-in stands."""

    code = "older"


class HandInFiles:
    """The files in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, file: HandInFile) -> HandInFile | None:
        """Keep a file until a trainer says whose it is; returns what is there already under its id, and then keeps nothing."""
        try:
            self._keep(file)
        except Conflict:
            return self.get(file.id)
        return None

    def _keep(self, file: HandInFile) -> None:
        with self._database.transaction() as session:
            session.add(HandInFileRow(**asdict(file)))
            try:
                session.flush()
            except IntegrityError as error:
                raise Conflict("Filen er her allerede.", "The file is here already.") from error

    def get(self, id: str) -> HandInFile | None:
        """The file with this id, or None. The answers of one that has become a hand-in are that hand-in's."""
        with self._database.transaction() as session:
            row = session.get(HandInFileRow, id)
            if row is None:
                return None
            handed_in = session.get(SubmissionRow, row.submission_id) if row.submission_id else None
            return replace(_file(row), answers=dict(handed_in.answers)) if handed_in else _file(row)

    def waiting(self) -> list[HandInFile]:
        """The files of which nobody has said whose they are, who handed in first coming first."""
        return self._where(HandInFileRow.submission_id.is_(None))

    def brought(self) -> list[HandInFile]:
        """The files that became hand-ins."""
        return self._where(HandInFileRow.submission_id.is_not(None))

    def brought_lately(self, start: int, most: int) -> list[HandInFile]:
        """So many of them from `start` (0 is the first), who handed in last coming first."""
        brought = select(HandInFileRow).where(HandInFileRow.submission_id.is_not(None))
        with self._database.transaction() as session:
            query = brought.order_by(HandInFileRow.handed_in_at.desc(), HandInFileRow.id.desc()).offset(start).limit(most)
            return [_file(row) for row in session.scalars(query)]

    def counts(self) -> tuple[int, int]:
        """How many became hand-ins, and for how many of these feedback has come back."""
        query = select(func.count(), func.count(SubmissionRow.marked_at)).join_from(HandInFileRow, SubmissionRow)
        with self._database.transaction() as session:
            brought, returned = session.execute(query).one()
            return brought, returned

    def of(self, submission: int) -> HandInFile | None:
        """The file that a hand-in came in, or None."""
        return next(iter(self._where(HandInFileRow.submission_id == submission)), None)

    def accept(self, id: str, learner: str, version: str, trainer: str) -> int:
        """Make a waiting file the learner's newest hand-in of its module, and say which. Raises Conflict where another trainer was faster, or Older.

        `version` is the module's as it is here: a task without an answer counts, whatever version the file says that it is of.
        """
        with self._database.transaction() as session:
            free = (HandInFileRow.id == id, HandInFileRow.submission_id.is_(None))
            taken = session.execute(update(HandInFileRow).where(*free).values(trainer=trainer))  # from here on nobody else can
            if not isinstance(taken, CursorResult) or taken.rowcount != 1:
                raise Conflict(
                    "En anden underviser har taget stilling til filen imens.", "Another trainer has decided about the file meanwhile."
                )
            row = session.get_one(HandInFileRow, id)
            row.submission_id, row.answers = _hand_in(session, row, learner, version), {}
            return row.submission_id

    def remove(self, id: str) -> None:
        """Take away a file that waits."""
        with self._database.transaction() as session:
            session.execute(delete(HandInFileRow).where(HandInFileRow.id == id, HandInFileRow.submission_id.is_(None)))

    def guests(self, only: Collection[str] | None = None) -> dict[str, str]:
        """What each guest, or each of these who is one, is called in trainers' lists, by her pseudonym."""
        guest = SubmissionRow.learner.startswith(GUEST) if only is None else SubmissionRow.learner.in_(only)
        query = select(SubmissionRow.learner, HandInFileRow.name).join(HandInFileRow, HandInFileRow.submission_id == SubmissionRow.id)
        with self._database.transaction() as session:
            return {learner: told(learner, name) for learner, name in session.execute(query.where(guest)) if learner.startswith(GUEST)}

    def heads(self, submissions: Collection[int]) -> dict[int, tuple[str, datetime | None, datetime | None]]:
        """Of each of these hand-ins: whose it is, and when it was collected and given back."""
        row = SubmissionRow
        query = select(row.id, row.learner, row.collected_at, row.marked_at).where(row.id.in_(submissions))
        with self._database.transaction() as session:
            return {id: (learner, collected_at, marked_at) for id, learner, collected_at, marked_at in session.execute(query)}

    def guests_before(self, days: int) -> list[str]:
        """The guests whose file was brought in more than so many days ago."""
        query = select(SubmissionRow.learner).join(HandInFileRow, HandInFileRow.submission_id == SubmissionRow.id)
        old = (SubmissionRow.learner.startswith(GUEST), HandInFileRow.brought_at < now() - timedelta(days=days))
        with self._database.transaction() as session:
            return sorted(set(session.scalars(query.where(*old))))

    def _where(self, *conditions: Any) -> list[HandInFile]:
        with self._database.transaction() as session:
            query = select(HandInFileRow).where(*conditions).order_by(HandInFileRow.handed_in_at, HandInFileRow.id)
            return [_file(row) for row in session.scalars(query)]


def new_guest() -> str:
    """A pseudonym that nobody has."""
    return f"{GUEST}{uuid4().hex[:12]}"


def told(guest: str, name: str) -> str:
    """What a guest is called in trainers' lists."""
    return f"{name} ({guest})" if name else guest


def _hand_in(session: Session, row: HandInFileRow, learner: str, version: str) -> int:
    hers = (SubmissionRow.learner == learner, SubmissionRow.module == row.module)
    last = session.scalar(select(SubmissionRow).where(*hers).order_by(SubmissionRow.number.desc()).limit(1))
    if last and last.handed_in_at > row.handed_in_at:
        raise Older(
            "Modulet er afleveret igen, siden filen blev lavet. Den nyeste aflevering gælder, og filen er ikke hentet ind.",
            "The module has been handed in again since the file was made. The newest hand-in stands, and the file was not brought in.",
        )
    made = SubmissionRow(
        learner=learner, module=row.module, number=last.number + 1 if last else 1, module_version=version, answers=row.answers,
        handed_in_at=row.handed_in_at,
    )  # fmt: skip
    session.add(made)
    try:
        session.flush()
        if last:
            tell_the_newest(session, learner)
    except IntegrityError as error:
        raise Conflict("Der blev afleveret imens. Prøv igen.", "Something was handed in meanwhile. Try again.") from error
    return made.id


def _file(row: HandInFileRow) -> HandInFile:
    return HandInFile(
        row.id, row.checksum, row.name, row.login, row.module, row.module_version, dict(row.answers), row.handed_in_at, row.trainer,
        row.brought_at, row.submission_id,
    )  # fmt: skip
