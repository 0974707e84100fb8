"""Hand-ins, how far their marking has come, and what comes back."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from course import answers as schema
from course.conversation.results import Shown
from course.errors import Conflict, CourseError
from course.hand_in import Stage, stage
from course.modules import Module
from course.progression import TaskResult, shown_level
from course.store.answers import Answers
from course.store.database import Database, now
from course.store.newest import tell_the_newest
from course.store.tables import EvidenceRow, ResultRow, SubmissionRow
from course.tasks import BaseTask
from course.text import Text

MOST_AN_HOUR = 10


@dataclass(frozen=True)
class Submission:
    """A hand-in with its snapshot of the graded answers ({task id: value}). Times are UTC; `read_at` as of what came back last."""

    id: int
    learner: str
    module: str
    number: int
    module_version: str
    answers: dict[str, Any]
    handed_in_at: datetime
    collected_at: datetime | None
    marked_at: datetime | None
    read_at: datetime | None = None

    @property
    def returned(self) -> bool:
        """Whether it has come back to the learner."""
        return stage(self.collected_at, self.marked_at) is Stage.PUBLISHED

    @property
    def receipt(self) -> str:
        """Eight letters and digits that belong to exactly this content, learner and time."""
        whole = json.dumps([self.learner, self.module, self.number, self.answers, self.handed_in_at.isoformat()], sort_keys=True)
        return hashlib.sha256(whole.encode()).hexdigest()[:8].upper()


@dataclass(frozen=True)
class Result:
    """One marked task as the learner gets it back.

    `rubric_level` is 0-4 where a trainer used a rubric, `ahead` what the next level asks then, `shown` what a conversation showed by level.
    """

    task: str
    competence: str
    level: int
    points: float
    max_points: float
    why: tuple[Text, ...] = ()
    comment: str = ""
    rubric_level: int | None = None
    shown: tuple[Shown, ...] = ()
    ahead: Text | None = None

    @property
    def evidence(self) -> tuple[TaskResult, ...]:
        """What the task says about competences: one result, or one for each competence and level that a conversation speaks about."""
        if self.shown:
            return tuple(TaskResult(self.task, one.competence, one.level, one.share) for one in self.shown)
        return (TaskResult(self.task, self.competence, self.level, self.fraction, self.rubric_level),)

    @property
    def fraction(self) -> float:
        """Points earned as a share of those possible, 0-1."""
        return min(1.0, max(0.0, self.points / self.max_points))


class Submissions:
    """The hand-ins in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._answers = Answers(database)

    def missing(self, learner: str, module: Module) -> list[BaseTask]:
        """The graded tasks that have no complete answer yet."""
        saved = self._answers.all(learner, module.id, module.graded_tasks)
        return [task for task in module.graded_tasks if task.id not in saved or not schema.is_complete(task, saved[task.id].value)]

    def hand_in(self, learner: str, module: Module, at: datetime | None = None, after: int | None = None) -> Submission:
        """Take a snapshot of the learner's graded answers; `at` (UTC) is given only for the example team's earlier work.

        `after` is how many hand-ins she knew of when she pressed: where the same answers have been handed in since, that was the same press,
        sent again because its receipt did not arrive. Raises CourseError when nothing is answered or when there were too many within an hour.
        """
        saved = self._answers.all(learner, module.id, module.graded_tasks)
        snapshot = {task: one.value for task, one in saved.items() if not schema.is_blank(one.value)}
        if not snapshot:
            raise CourseError("Der er ikke svaret på nogen opgave endnu.", "No task has been answered yet.")
        try:
            return self._hand_in(learner, module, snapshot, at, after)
        except Conflict:  # another press was faster; it may have been the same one
            return self._hand_in(learner, module, snapshot, at, after)

    def _hand_in(self, learner: str, module: Module, snapshot: dict[str, Any], at: datetime | None, after: int | None) -> Submission:
        with self._database.transaction() as session:
            mine = (SubmissionRow.learner == learner, SubmissionRow.module == module.id)
            last = session.scalar(select(SubmissionRow).where(*mine).order_by(SubmissionRow.number.desc()).limit(1))
            if last and after is not None and last.number > after and last.answers == snapshot:
                return _submission(last)
            if at is None:
                lately = SubmissionRow.handed_in_at > now() - timedelta(hours=1)
                _require_few(session.scalar(select(func.count()).where(*mine, lately)) or 0)
            number, version = last.number + 1 if last else 1, module.version
            row = SubmissionRow(
                learner=learner, module=module.id, number=number, module_version=version, answers=snapshot, handed_in_at=at or now()
            )
            session.add(row)
            try:
                session.flush()
                if last:
                    tell_the_newest(session, learner)
            except IntegrityError as error:
                raise Conflict(
                    "Der blev afleveret fra et andet vindue samtidig. Genindlæs siden.",
                    "Another window handed in at the same moment. Reload the page.",
                ) from error
            return _submission(row)

    def of(self, learner: str, module: str | None = None) -> list[Submission]:
        """The learner's hand-ins, oldest first."""
        with self._database.transaction() as session:
            query = select(SubmissionRow).where(SubmissionRow.learner == learner).order_by(SubmissionRow.id)
            rows = session.scalars(query if module is None else query.where(SubmissionRow.module == module))
            return [_submission(row) for row in rows]

    def latest(self, learner: str, module: str) -> Submission | None:
        """The learner's last hand-in of a module, or None."""
        return next(reversed(self.of(learner, module)), None)

    def waiting(self, module: str) -> list[Submission]:
        """Everyone's last hand-in of a module where it is not marked yet, oldest first."""
        last = select(func.max(SubmissionRow.id)).where(SubmissionRow.module == module).group_by(SubmissionRow.learner)
        with self._database.transaction() as session:
            query = select(SubmissionRow).where(SubmissionRow.id.in_(last), SubmissionRow.marked_at.is_(None)).order_by(SubmissionRow.id)
            return [_submission(row) for row in session.scalars(query)]

    def last_of_all(self, module: str) -> list[Submission]:
        """Everyone's last hand-in of a module, oldest first."""
        last = select(func.max(SubmissionRow.id)).where(SubmissionRow.module == module).group_by(SubmissionRow.learner)
        with self._database.transaction() as session:
            return [
                _submission(row)
                for row in session.scalars(select(SubmissionRow).where(SubmissionRow.id.in_(last)).order_by(SubmissionRow.id))
            ]

    def get(self, id: int) -> Submission | None:
        """The hand-in with this number in the store, or None."""
        with self._database.transaction() as session:
            row = session.get(SubmissionRow, id)
            return _submission(row) if row else None

    def is_newest(self, id: int) -> bool:
        """Whether the learner has not handed the module in again since."""
        with self._database.transaction() as session:
            return bool(session.scalar(select(SubmissionRow.newest).where(SubmissionRow.id == id)))

    def collected(self, id: int) -> None:
        """Note that the hand-in has been collected for marking."""
        with self._database.transaction() as session:
            session.execute(update(SubmissionRow).where(SubmissionRow.id == id).values(collected_at=now()))
            early = (SubmissionRow.id == id, SubmissionRow.state == Stage.HANDED_IN)
            session.execute(update(SubmissionRow).where(*early).values(state=Stage.COLLECTED))

    def publish(self, id: int, results: list[Result]) -> None:
        """Give the marked tasks back to the learner and turn them into evidence; repeating it replaces what was given back.

        Raises Conflict when the learner has handed in again since, so that the newer hand-in is marked first.
        """
        with self._database.transaction() as session:
            row = session.get_one(SubmissionRow, id)
            newest = session.scalar(
                select(func.max(SubmissionRow.id)).where(SubmissionRow.learner == row.learner, SubmissionRow.module == row.module)
            )
            if newest != id:
                raise Conflict(
                    "Der er afleveret igen siden; hent og ret den nye aflevering.", "There is a newer hand-in; collect and mark that one."
                )
            session.execute(delete(ResultRow).where(ResultRow.submission_id == id))
            former = delete(EvidenceRow).where(EvidenceRow.submission_id == id).returning(EvidenceRow.competence, EvidenceRow.counted)
            counted = {competence for competence, counted in session.execute(former) if counted}
            session.add_all(_result_row(id, result) for result in results)
            session.add_all(_evidence_rows(row, results, counted))
            row.marked_at, row.state, row.read_at = row.marked_at or now(), Stage.PUBLISHED, None

    def read(self, id: int, yes: bool) -> None:
        """Note that the learner has read what came back, or that she has not after all."""
        with self._database.transaction() as session:
            session.execute(update(SubmissionRow).where(SubmissionRow.id == id).values(read_at=now() if yes else None))

    def results(self, id: int) -> list[Result]:
        """What came back for a hand-in; empty while it is not marked."""
        with self._database.transaction() as session:
            return [_result(row) for row in session.scalars(select(ResultRow).where(ResultRow.submission_id == id))]


def _require_few(lately: int) -> None:
    """Raise CourseError where somebody has handed in so often that nobody means it: each hand-in is kept and read."""
    if lately >= MOST_AN_HOUR:
        raise CourseError(
            f"Du har afleveret modulet {lately} gange inden for en time. Dine svar er gemt; vent lidt, og aflever igen.",
            f"You have handed in this module {lately} times within an hour. Your answers are saved; wait a while and hand in again.",
        )


def _submission(row: SubmissionRow) -> Submission:
    return Submission(
        row.id,
        row.learner,
        row.module,
        row.number,
        row.module_version,
        dict(row.answers),
        row.handed_in_at,
        row.collected_at,
        row.marked_at,
        row.read_at,
    )


def _result_row(id: int, result: Result) -> ResultRow:
    why = [text.model_dump() for text in result.why]
    return ResultRow(
        submission_id=id, task=result.task, competence=result.competence, level=result.level, points=result.points, max_points=result.max_points,
        rubric_level=result.rubric_level, why=why, comment=result.comment, shown=[vars(one) for one in result.shown],
        ahead=result.ahead.model_dump() if result.ahead else None,
    )  # fmt: skip


def _result(row: ResultRow) -> Result:
    why = tuple(Text(**text) for text in row.why)
    shown = tuple(Shown(**one) for one in row.shown)
    ahead = Text(**row.ahead) if row.ahead else None
    return Result(row.task, row.competence, row.level, row.points, row.max_points, why, row.comment, row.rubric_level, shown, ahead)


def _basis(results: list[Result]) -> list[TaskResult]:
    """What a hand-in says about competences.

    A conversation adds to what other tasks show of a competence: what it shows of another one by the way, at a low level, is no measure of it, and
    would pull down a level that such a measure has shown.
    """
    measured = {result.competence for result in results if not result.shown}
    return [one for result in results for one in result.evidence if not result.shown or one.competence in measured]


def _evidence_rows(row: SubmissionRow, results: list[Result], counted: Collection[str]) -> list[EvidenceRow]:
    """`counted` are the competences in which the hand-in is in a figure already, whatever it showed then."""
    basis = _basis(results)
    found = []
    for competence in sorted({one.competence for one in basis}):
        own = [one for one in basis if one.competence == competence]
        shown = shown_level(own)
        found.append(
            EvidenceRow(
                learner=row.learner,
                competence=competence,
                level=shown,
                shown=shown,
                results=len(own),
                worked_at=row.handed_in_at,
                module=row.module,
                submission_id=row.id,
                basis=[vars(one) for one in own],
                counted=competence in counted,
            )
        )
    return found
