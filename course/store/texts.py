"""The texts that people mark, of learners' newest hand-ins: counted, in their order, and which comes next, without reading the pile."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_

from course.store.database import Database, now
from course.store.desk_tables import ClaimRow, JudgementRow, TextRow
from course.store.heads import Head
from course.store.tables import SubmissionRow


@dataclass(frozen=True)
class PileNumber:
    """Where a text stands in its task's pile: its number from 1, of how many, and how many wait."""

    number: int
    of: int
    waiting: int


class TextsToMark:
    """The texts in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_task(self, module: str, task: str, start: int = 0, most: int | None = None) -> list[Head]:
        """The hand-ins with a text of this task, who handed in first coming first; `most` of them from `start` (0 is the first)."""
        row = SubmissionRow
        query = select(row.id, row.learner, row.number, row.handed_in_at, row.marked_at).join(TextRow, TextRow.submission_id == row.id)
        query = query.where(*_of(module, task)).order_by(TextRow.handed_in_at, TextRow.submission_id).offset(start).limit(most)
        with self._database.transaction() as session:
            return [Head(*one) for one in session.execute(query)]

    def counts(self, module: str) -> dict[str, tuple[int, int]]:
        """How many texts of each task of a module wait, and how many do not."""
        found: dict[str, tuple[int, int]] = {}
        query = select(TextRow.task, TextRow.waits, func.count()).where(TextRow.module == module).group_by(TextRow.task, TextRow.waits)
        with self._database.transaction() as session:
            for task, waits, number in session.execute(query):
                waiting, done = found.get(task, (0, 0))
                found[task] = (number, done) if waits else (waiting, number)
        return found

    def tell(self, task: str, waits: Mapping[int, bool]) -> None:
        """Note of these hand-ins' texts of a task whether they wait, where something else stands."""
        with self._database.transaction() as session:
            rows = session.scalars(select(TextRow).where(TextRow.submission_id.in_(waits), TextRow.task == task))
            for row in rows:
                if row.waits != waits[row.submission_id]:
                    row.waits = waits[row.submission_id]

    def waiting(self, module: str, submissions: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
        """Which of these texts (hand-in, task) of a module wait."""
        query = select(TextRow.submission_id, TextRow.task).where(
            TextRow.submission_id.in_({id for id, _ in submissions}), TextRow.module == module, TextRow.waits.is_(True)
        )
        with self._database.transaction() as session:
            return {(id, task) for id, task in session.execute(query)} & set(submissions)

    def place(self, module: str, task: str, submission: int) -> PileNumber | None:
        """Where a text stands in its pile; None where it is not to be marked."""
        of, place = _of(module, task), tuple_(TextRow.handed_in_at, TextRow.submission_id)
        with self._database.transaction() as session:
            here = session.execute(
                select(TextRow.handed_in_at, TextRow.submission_id).where(*of, TextRow.submission_id == submission)
            ).first()
            if here is None:
                return None
            number = session.scalar(select(func.count()).select_from(TextRow).where(*of, place <= tuple(here))) or 0
            count = dict(session.execute(select(TextRow.waits, func.count()).where(*of).group_by(TextRow.waits)).all())
            return PileNumber(number, sum(count.values()), count.get(True, 0))

    def next(
        self, module: str, task: str, trainer: str, after: int | None = None, *, but: Collection[int] = (), again: Collection[int] = ()
    ) -> int | None:
        """The hand-in whose text to mark next: what she has before her, else what she has begun, else the next after `after` that waits and is free.

        None that she wrote herself. Behind the last one comes the first. `but` are passed over; `again` are marked, and wait for her as for the second.
        """
        free = [
            *_of(module, task),
            or_(TextRow.waits.is_(True), TextRow.submission_id.in_(again)) if again else TextRow.waits.is_(True),
            TextRow.submission_id.not_in({*but, *([after] if after else [])}),
            TextRow.submission_id.not_in(select(SubmissionRow.id).where(SubmissionRow.learner == trainer)),
            ~_with_another(trainer),
        ]
        with self._database.transaction() as session:
            if after is None:
                for begun in (_hers(trainer), _begun(trainer)):
                    here = session.scalars(begun.where(TextRow.task == task)).all()
                    if here and (found := session.scalar(_first(*free, TextRow.submission_id.in_(here)))):
                        return found
                return session.scalar(_first(*free))
            at: datetime | None = session.scalar(select(SubmissionRow.handed_in_at).where(SubmissionRow.id == after))
            later = tuple_(TextRow.handed_in_at, TextRow.submission_id) > (at or datetime.min, after)
            return session.scalar(_first(*free, later)) or session.scalar(_first(*free))


def _first(*conditions: ColumnElement[bool]) -> Select[int]:
    return select(TextRow.submission_id).where(*conditions).order_by(TextRow.handed_in_at, TextRow.submission_id).limit(1)


def _of(module: str, task: str) -> tuple[ColumnElement[bool], ...]:
    return TextRow.module == module, TextRow.task == task


def _with_another(trainer: str) -> ColumnElement[bool]:
    """Whether another than her has the text before her now."""
    there = (ClaimRow.submission_id == TextRow.submission_id, ClaimRow.task == TextRow.task)
    return exists().where(*there, ClaimRow.until > now(), ClaimRow.trainer != trainer)


def _hers(trainer: str) -> Select[int]:
    """The hand-ins with a text that she has before her now."""
    there = and_(ClaimRow.submission_id == TextRow.submission_id, ClaimRow.task == TextRow.task)
    return select(TextRow.submission_id).join(ClaimRow, there).where(ClaimRow.trainer == trainer, ClaimRow.until > now())


def _begun(trainer: str) -> Select[int]:
    """The hand-ins with a waiting text of which she has written something that is not given."""
    there = and_(JudgementRow.submission_id == TextRow.submission_id, JudgementRow.task == TextRow.task)
    unfinished = or_(JudgementRow.given_at.is_(None), JudgementRow.saved_at > JudgementRow.given_at)
    return select(TextRow.submission_id).join(JudgementRow, there).where(JudgementRow.trainer == trainer, unfinished)
