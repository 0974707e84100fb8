"""What a person gives a text, in nbgrader's gradebook: read and written as formgrader does (`GradeHandler.put`, `CommentHandler.put`).

It is done in SQL: importing nbgrader takes seconds and much memory, which the service that shows pages does without.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Connection, DateTime, Float, String, bindparam, column, inspect, select, table, text, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from course import settings
from course.errors import Conflict
from grading.gradebook import as_points, away, engine, exists
from grading.gradebook import waits as to_be_marked
from grading.private.tables import JOINED, OF_LEARNERS, OF_MODULE

PATIENCE = 10  # seconds; a trainer is told soon that the gradebook is away
GRADE = table(
    "grade", column("id", String), column("manual_score", Float), column("extra_credit", Float), column("needs_manual_grade", Boolean)
)
COMMENT = table("comment", column("id", String), column("manual_comment", String))
QUERY = (
    text(f"""
select sa.student_id as learner, sa.timestamp as handed_in_at, grade.id as grade, grade.auto_score as auto, grade.manual_score as points,
       grade.extra_credit as extra, graded.max_score as most, grade.needs_manual_grade as waits, said.id as said, said.manual_comment as comment
{JOINED}
left join base_cell named on named.notebook_id = notebook.id and named.name = cell.name and named.type = 'SolutionCell'
left join comment said on said.cell_id = named.id and said.notebook_id = sn.id
{OF_MODULE} {OF_LEARNERS} and cell.name = :task
""")
    .bindparams(bindparam("learners", expanding=True))
    .columns(handed_in_at=DateTime, waits=Boolean)
)
TO_MARK = (
    text(f"""
select cell.name as task, sa.student_id as learner, sa.timestamp as handed_in_at, grade.needs_manual_grade as waits
{JOINED} {OF_MODULE} {OF_LEARNERS} and (grade.needs_manual_grade or grade.manual_score is not null)
""")
    .bindparams(bindparam("learners", expanding=True))
    .columns(handed_in_at=DateTime, waits=Boolean)
)


@dataclass(frozen=True)
class ToMark:
    """A task of a learner's hand-in that a person has marked or, where it `waits`, should."""

    task: str
    learner: str
    handed_in_at: datetime | None
    waits: bool


@dataclass(frozen=True)
class ManualGrade:
    """A text in the gradebook; `points` and `comment` are a person's. `handed_in_at` (UTC) says which hand-in it is about.

    `stands` is what stands there word for word, points and flag, by which a change is known.
    """

    learner: str
    handed_in_at: datetime | None
    auto: float | None
    points: float | None
    extra: float
    most: float
    waits: bool
    comment: str
    grade: str = ""
    said: str | None = None
    stands: tuple[Any, bool] = (None, False)

    @property
    def is_text(self) -> bool:
        """Whether there is anything to mark: an empty answer has nbgrader's 0 and waits for nobody."""
        return self.waits or self.points is not None


def of_task(module: str, notebook: str, task: str, learners: Collection[str]) -> dict[str, ManualGrade]:
    """These learners' texts of a task, by learner. Raises StorageError."""
    if not learners:
        return {}
    with _connected() as connection:
        if connection is None:  # they have been marked
            raise away()
        rows = connection.execute(QUERY, {"module": module, "notebook": notebook, "task": task, "learners": sorted(learners)}).all()
        return {row.learner: _grade(row) for row in rows}


def to_mark(module: str, notebook: str, learners: Collection[str]) -> list[ToMark]:
    """All that people have to do with these learners' hand-ins of a module. Raises StorageError."""
    with _connected() as connection:
        if connection is None or not learners:
            return []
        rows = connection.execute(TO_MARK, {"module": module, "notebook": notebook, "learners": sorted(learners)}).all()
        return [ToMark(row.task, row.learner, row.handed_in_at, bool(row.waits)) for row in rows]


def write(seen: ManualGrade, points: float | None, comment: str, *, waits: bool = False) -> None:
    """Let `points` and `comment` stand where `seen` stood. Raises Conflict where something else stands there by now, and StorageError."""
    unchanged = (
        GRADE.c.id == seen.grade,
        GRADE.c.manual_score.is_not_distinct_from(seen.stands[0]),
        GRADE.c.needs_manual_grade.is_(seen.stands[1]),
    )
    with _connected() as connection:
        if connection is None:
            raise away()
        given = {"manual_score": points, "extra_credit": None, "needs_manual_grade": waits}
        if connection.execute(update(GRADE).where(*unchanged).values(**given)).rowcount != 1:
            raise changed()
        if seen.said is not None:
            before = select(COMMENT.c.manual_comment).where(COMMENT.c.id == bindparam("said"))
            if (connection.scalar(before, {"said": seen.said}) or "") != seen.comment:
                raise changed()
            connection.execute(update(COMMENT).where(COMMENT.c.id == seen.said).values(manual_comment=comment or None))


@contextmanager
def _connected() -> Iterator[Connection | None]:
    """A transaction in the gradebook, or None before the first module is released."""
    if not exists():  # a file that is not there is not made by looking
        yield None
        return
    try:
        with engine(settings.gradebook(), PATIENCE).begin() as connection:
            yield connection if inspect(connection).has_table("grade") else None
    except (DBAPIError, SQLAlchemyError, OSError) as error:
        raise away() from error


def _grade(row: object) -> ManualGrade:
    found = dict(row._mapping)  # type: ignore[attr-defined]  # a row of SQLAlchemy's
    points = {"auto": as_points(found["auto"]), "points": as_points(found["points"]), "extra": as_points(found["extra"]) or 0.0}
    as_it_stands = {"waits": to_be_marked(found["waits"], found["points"]), "stands": (found["points"], bool(found["waits"]))}
    return ManualGrade(**{**found, **points, **as_it_stands, "comment": found["comment"] or ""})


def changed() -> Conflict:
    """The error for a text that somebody has marked elsewhere meanwhile."""
    return Conflict(
        "Teksten er rettet et andet sted, siden du åbnede den. Genindlæs siden for at se det; det, du har skrevet, er gemt.",
        "The text has been marked elsewhere since you opened it. Reload the page to see it; what you have written is saved.",
    )
