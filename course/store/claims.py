"""Which trainer has which text before her, so that no two mark the same one; what nobody has touched for a while is free again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from course.errors import Conflict, NotFound
from course.store.database import Database, now
from course.store.desk_tables import ClaimRow
from course.store.tables import PersonRow, SubmissionRow

LAPSES_AFTER = timedelta(minutes=10)
TRIES = 20  # to take what others take and let go at the same moment


@dataclass(frozen=True)
class Claim:
    """A text that a trainer has before her; `name` is what she is called, `since` when she took it (UTC)."""

    submission: int
    trainer: str
    name: str
    since: datetime


class Taken(Conflict):
    """Another trainer has the text; `claim` says who, and since when."""

    code = "taken"

    def __init__(self, claim: Claim) -> None:
        super().__init__(
            f"{claim.name} har taget teksten og retter den nu. Det, du har skrevet, er gemt.",
            f"{claim.name} has taken the text and is marking it now. What you have written is saved.",
        )
        self.claim = claim


class Claims:
    """The claims in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, submission: int, task: str, trainer: str) -> None:
        """Let `trainer` have the text, or have it for longer. Raises Taken where somebody else has it, and NotFound where the hand-in is gone."""
        for _ in range(TRIES):
            if self._take(submission, task, trainer):
                return
            if found := self.of(submission, task):
                raise Taken(found)  # else it was let go in this very moment
        raise NotFound(
            "Afleveringen er slettet, så teksten er her ikke mere.", "The hand-in has been erased, so the text is no longer here."
        )

    def _take(self, submission: int, task: str, trainer: str) -> bool:
        at = now()
        place = (ClaimRow.submission_id == submission, ClaimRow.task == task)
        mine = (*place, ClaimRow.trainer == trainer, ClaimRow.until > at)
        row = ClaimRow(submission_id=submission, task=task, trainer=trainer, since=at, until=at + LAPSES_AFTER)
        with self._database.transaction() as session:
            if session.execute(update(ClaimRow).where(*mine).values(until=row.until)).rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
                return True
            session.execute(delete(ClaimRow).where(*place, or_(ClaimRow.trainer == trainer, ClaimRow.until <= at)))
            try:
                with session.begin_nested():
                    session.add(row)
            except IntegrityError:
                return False
            return True

    def let_go(self, submission: int, task: str, trainer: str) -> None:
        """Let others have the text."""
        hers = (ClaimRow.submission_id == submission, ClaimRow.task == task, ClaimRow.trainer == trainer)
        with self._database.transaction() as session:
            session.execute(delete(ClaimRow).where(*hers))

    def of(self, submission: int, task: str) -> Claim | None:
        """Who has a text, if anybody has."""
        return self._where(ClaimRow.submission_id == submission, ClaimRow.task == task).get((submission, task))

    def on(self, task: str, submissions: Collection[int]) -> dict[int, Claim]:
        """Who has which of these hand-ins' texts of a task, by hand-in."""
        found = self._where(ClaimRow.submission_id.in_(submissions), ClaimRow.task == task)
        return {submission: claim for (submission, _), claim in found.items()}

    def in_module(self, module: str) -> dict[tuple[int, str], Claim]:
        """Who has which texts of a module, by hand-in and task."""
        there = select(SubmissionRow.id).where(SubmissionRow.module == module)
        return self._where(ClaimRow.submission_id.in_(there))

    def _where(self, *conditions: object) -> dict[tuple[int, str], Claim]:
        query = select(ClaimRow, PersonRow.name).outerjoin(PersonRow, PersonRow.username == ClaimRow.trainer)
        with self._database.transaction() as session:
            rows = session.execute(query.where(ClaimRow.until > now(), *conditions)).all()  # type: ignore[arg-type]  # plain column expressions
            return {
                (row.submission_id, row.task): Claim(row.submission_id, row.trainer, name or row.trainer, row.since) for row, name in rows
            }
