"""Learners' questions about comments, and what trainers answer. A question belongs to its hand-in and task, and stays when there is a newer one."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from course.errors import Conflict
from course.inquiry import Inquiry
from course.store.database import Database, now
from course.store.desk_tables import InquiryRow
from course.store.tables import ResultRow, SubmissionRow


@dataclass(frozen=True)
class Asked:
    """A question before a trainer: whose, to which text, and the level (0-4) and comment that the learner sees now."""

    inquiry: Inquiry
    learner: str
    module: str
    answer: Any
    level: int | None
    comment: str


class Inquiries:
    """The questions in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, submission: int) -> dict[str, Inquiry]:
        """Those of a hand-in, by task."""
        with self._database.transaction() as session:
            rows = session.scalars(select(InquiryRow).where(InquiryRow.submission_id == submission))
            return {row.task: _inquiry(row) for row in rows}

    def ask(self, submission: int, task: str, asked: str, comment: str) -> None:
        """Ask about a `comment`; the same words again are the same question. Raises Conflict where something else has been asked already."""
        with self._database.transaction() as session:
            known = session.get(InquiryRow, (submission, task))
            if known is not None:
                if known.asked != asked:
                    raise _asked_already()
                return
            session.add(InquiryRow(submission_id=submission, task=task, asked=asked, comment=comment, asked_at=now()))
            try:
                session.flush()
            except IntegrityError as error:  # another window was faster
                raise _asked_already() from error

    def take_back(self, submission: int, task: str) -> None:
        """Take a question back; one that is not there is no mistake. Raises Conflict where it has been answered."""
        with self._database.transaction() as session:
            session.execute(delete(InquiryRow).where(*_at(submission, task), InquiryRow.answered_at.is_(None)))
            if session.get(InquiryRow, (submission, task)) is not None:
                raise Conflict(
                    "Din underviser har svaret, så spørgsmålet kan ikke tages tilbage.",
                    "Your trainer has answered, so the question cannot be taken back.",
                )

    def answer(self, submission: int, task: str, reply: str, before: str) -> None:
        """Answer a question, or answer it anew, where `before` is what stands there; the feedback is new to the learner then.

        The same words again change nothing. Raises Conflict where the question is gone, or somebody else has answered meanwhile.
        """
        with self._database.transaction() as session:
            row = session.get(InquiryRow, (submission, task))
            if row is not None and row.reply == reply:
                return
            unchanged = (*_at(submission, task), InquiryRow.reply == before)
            if session.execute(update(InquiryRow).where(*unchanged).values(reply=reply, answered_at=now())).rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
                raise Conflict(
                    "Spørgsmålet er taget tilbage, eller en anden underviser har svaret. Herunder står det, som det er nu.",
                    "The question was taken back, or another trainer has answered. Below it stands as it is now.",
                )
            session.execute(update(SubmissionRow).where(SubmissionRow.id == submission).values(read_at=None))

    def news(self, learner: str) -> list[Inquiry]:
        """The answered questions of hers in feedback that she has not said she has read, the newest answer first."""
        hers = (SubmissionRow.learner == learner, SubmissionRow.read_at.is_(None), InquiryRow.answered_at.is_not(None))
        query = select(InquiryRow).join(SubmissionRow, SubmissionRow.id == InquiryRow.submission_id).where(*hers)
        with self._database.transaction() as session:
            found = [_inquiry(row) for row in session.scalars(query)]
        return sorted(found, key=lambda one: str(one.answered_at), reverse=True)

    def waiting(self) -> int:
        """How many wait for an answer."""
        with self._database.transaction() as session:
            return session.scalar(select(func.count()).select_from(InquiryRow).where(InquiryRow.answered_at.is_(None))) or 0

    def asked(self, submission: int, task: str) -> Asked | None:
        """The one about a hand-in's text, or None."""
        return next(iter(self._asked(and_(*_at(submission, task)), InquiryRow.asked_at, 1)), None)

    def open(self, most: int) -> list[Asked]:
        """Those that wait, who asked first coming first."""
        return self._asked(InquiryRow.answered_at.is_(None), InquiryRow.asked_at, most)

    def answered(self, most: int) -> list[Asked]:
        """Those that were answered last."""
        return self._asked(InquiryRow.answered_at.is_not(None), InquiryRow.answered_at.desc(), most)

    def _asked(self, which: ColumnElement[bool], order: Any, most: int) -> list[Asked]:
        result = and_(ResultRow.submission_id == InquiryRow.submission_id, ResultRow.task == InquiryRow.task)
        query = select(InquiryRow, SubmissionRow, ResultRow).join(SubmissionRow, SubmissionRow.id == InquiryRow.submission_id)
        query = query.outerjoin(ResultRow, result).where(which).order_by(order, InquiryRow.submission_id, InquiryRow.task).limit(most)
        with self._database.transaction() as session:
            return [_before_a_trainer(row, hand_in, result) for row, hand_in, result in session.execute(query)]


def _asked_already() -> Conflict:
    return Conflict(
        "Du har allerede spurgt om noget her. Tag det tilbage, hvis du vil spørge om noget andet.",
        "You have already asked something here. Take it back if you want to ask something else.",
    )


def _at(submission: int, task: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return InquiryRow.submission_id == submission, InquiryRow.task == task


def _inquiry(row: InquiryRow) -> Inquiry:
    return Inquiry(row.submission_id, row.task, row.asked, row.comment, row.asked_at, row.reply, row.answered_at)


def _before_a_trainer(row: InquiryRow, hand_in: SubmissionRow, result: ResultRow | None) -> Asked:
    level, comment = (result.rubric_level, result.comment) if result else (None, "")
    return Asked(_inquiry(row), hand_in.learner, hand_in.module, hand_in.answers.get(row.task), level, comment)
