"""Texts that two trainers mark, each without seeing what the other gave."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from course.errors import Conflict
from course.store.database import Database, now
from course.store.desk_tables import InquiryRow, JudgementRow, TextRow
from course.store.fairness_tables import SecondMarkRow
from course.store.judgements import LEVELS
from course.store.tables import SubmissionRow

WAITS_FOR = timedelta(days=30)
"""For so long after the first has given her level a text waits for the second; then nobody is asked for it any more."""

Text = tuple[int, str]
"""A hand-in's number and a task."""


@dataclass(frozen=True)
class Given:
    """A text to which `trainers` have given a level at the desk, the last of them `level`, which no two have marked blind, and of which nothing has been asked."""

    submission: int
    task: str
    trainers: frozenset[str]
    level: int


@dataclass(frozen=True)
class SecondMark:
    """A text that two have marked: their levels (0–4) as they were given blind.

    `is_last` says that the learner has handed in nothing newer, `sent` that she has her feedback, `talked` that the two have talked about it.
    """

    submission: int
    module: str
    task: str
    first: int
    second: int
    is_last: bool
    sent: bool
    talked: bool

    @property
    def distance(self) -> int:
        """How many levels lie between them."""
        return abs(self.first - self.second)


class SecondMarks:
    """The texts marked by two, in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def given_once(self, module: str, share: float, submissions: Collection[int]) -> list[Given]:
        """Of these hand-ins' texts those that wait to be marked a second time.

        Their lot is below `share` (0–1), they are marked, somebody gave one a level at the desk within `WAITS_FOR`, and the learner has asked nothing
        about it: a question shows every trainer what it is about.
        """
        row = JudgementRow
        query = (
            select(row.submission_id, row.task, row.trainer, row.given_at, row.before)
            .join(TextRow, and_(TextRow.submission_id == row.submission_id, TextRow.task == row.task))
            .where(*_drawn(module, share), TextRow.submission_id.in_(submissions), row.given_at.is_not(None))
            .order_by(row.given_at)
        )
        found: defaultdict[Text, list[tuple[str, datetime, int]]] = defaultdict(list)
        with self._database.transaction() as session:
            for id, task, trainer, given_at, before in session.execute(query):
                if before:
                    found[id, task].append((trainer, given_at, before["gave"]))
        return [
            Given(id, task, frozenset(one[0] for one in given), given[-1][2])
            for (id, task), given in found.items()
            if given[-1][1] > now() - WAITS_FOR
        ]

    def waiting(self, module: str, share: float, trainer: str) -> set[Text]:
        """Those of a module's texts that wait to be marked a second time and that this trainer has neither given a level nor written."""
        given = (JudgementRow.submission_id == TextRow.submission_id, JudgementRow.task == TextRow.task, JudgementRow.given_at.is_not(None))
        lately = exists().where(*given, JudgementRow.given_at > now() - WAITS_FOR)
        own = TextRow.submission_id.in_(select(SubmissionRow.id).where(SubmissionRow.learner == trainer))
        query = select(TextRow.submission_id, TextRow.task).where(*_drawn(module, share), lately, ~own)
        with self._database.transaction() as session:
            return {(id, task) for id, task in session.execute(query.where(~exists().where(*given, JudgementRow.trainer == trainer)))}

    def keep(self, submission: int, task: str, first: int, second: int) -> None:
        """Keep both levels. Raises Conflict where somebody else was faster."""
        if first not in LEVELS or second not in LEVELS:
            raise ValueError(f"no levels: {first}, {second}")
        with self._database.transaction() as session:
            session.add(SecondMarkRow(submission_id=submission, task=task, first=first, second=second, given_at=now()))
            try:
                session.flush()
            except IntegrityError as error:
                raise Conflict(
                    "En anden var hurtigere med teksten. Det, du har skrevet, er gemt.",
                    "Somebody else was faster with this text. What you have written is saved.",
                ) from error

    def take_back(self, submission: int, task: str) -> None:
        """Forget the second's level, unless she has been shown both. Raises Conflict."""
        where = (SecondMarkRow.submission_id == submission, SecondMarkRow.task == task, SecondMarkRow.shown_at.is_(None))
        with self._database.transaction() as session:
            if not session.execute(delete(SecondMarkRow).where(*where)).rowcount:  # type: ignore[attr-defined]  # a DELETE's result has a row count
                raise Conflict(
                    "Du har set, hvad den anden gav teksten, så din egen vurdering kan ikke fortrydes.",
                    "You have seen what the other gave this text, so your own judgement cannot be undone.",
                )

    def shown(self, texts: Collection[Text]) -> None:
        """Note that the second of each is shown both levels."""
        with self._database.transaction() as session:
            for submission, task in texts:
                where = (SecondMarkRow.submission_id == submission, SecondMarkRow.task == task, SecondMarkRow.shown_at.is_(None))
                session.execute(update(SecondMarkRow).where(*where).values(shown_at=now()))

    def can_be_taken_back(self, submission: int, task: str) -> bool:
        """Whether a text's second has not been shown both."""
        query = select(SecondMarkRow.shown_at.is_(None)).where(SecondMarkRow.submission_id == submission, SecondMarkRow.task == task)
        with self._database.transaction() as session:
            return bool(session.scalar(query))

    def talked(self, submission: int, task: str) -> None:
        """Note that the two have talked about a text."""
        where = (SecondMarkRow.submission_id == submission, SecondMarkRow.task == task, SecondMarkRow.talked_at.is_(None))
        with self._database.transaction() as session:
            session.execute(update(SecondMarkRow).where(*where).values(talked_at=now()))

    def all(self, submission: int | None = None) -> list[SecondMark]:
        """Every text that two have marked, or those of one hand-in, in the order in which they were given."""
        newer = aliased(SubmissionRow)
        one, hand_in = SecondMarkRow, SubmissionRow
        later = exists().where(newer.learner == hand_in.learner, newer.module == hand_in.module, newer.id > hand_in.id)
        query = select(one, hand_in.module, hand_in.marked_at, later.label("later")).join(hand_in, hand_in.id == one.submission_id)
        if submission is not None:
            query = query.where(one.submission_id == submission)
        with self._database.transaction() as session:
            rows = session.execute(query.order_by(one.given_at, one.submission_id)).all()
            return [_second_mark(*row) for row in rows]

    def to_talk_about(self, trainer: str, apart: int) -> int:
        """How many texts of learners' newest hand-ins that she is one of two to have marked have so many levels or more between them, and have not been talked about."""
        one, hers = SecondMarkRow, JudgementRow
        query = select(func.count()).select_from(one).join(SubmissionRow, SubmissionRow.id == one.submission_id)
        query = query.join(hers, and_(hers.submission_id == one.submission_id, hers.task == one.task))
        far = (func.abs(one.first - one.second) >= apart, one.talked_at.is_(None), SubmissionRow.newest.is_(True))
        with self._database.transaction() as session:
            return session.scalar(query.where(*far, hers.trainer == trainer, hers.given_at.is_not(None))) or 0


def _drawn(module: str, share: float) -> tuple[ColumnElement[bool], ...]:
    """Whether a text of the module is marked, drawn to be marked by two, and neither marked by two nor asked about."""
    twice = exists().where(SecondMarkRow.submission_id == TextRow.submission_id, SecondMarkRow.task == TextRow.task)
    asked = exists().where(InquiryRow.submission_id == TextRow.submission_id, InquiryRow.task == TextRow.task)
    return TextRow.module == module, TextRow.lot < share, TextRow.waits.is_(False), ~twice, ~asked


def _second_mark(row: SecondMarkRow, module: str, marked_at: datetime | None, later: bool) -> SecondMark:
    return SecondMark(
        row.submission_id, module, row.task, row.first, row.second, not later, marked_at is not None, row.talked_at is not None
    )
