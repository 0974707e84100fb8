"""nbgrader's gradebook: what is read of it, as plain records, and what is changed in it.

Reading is one SQL query (`private/tables.py`) and does not import nbgrader, so that pages can afford it; what changes the gradebook goes
through nbgrader's own interface. What a person gives a text is read and written in `private/manual_grades.py`.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, TextClause, bindparam, create_engine, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from course import settings
from course.errors import StorageError
from course.store.database import overwrite_erased
from course.store.left_out import Row
from course.store.personal import plain
from grading.errors import GradingError
from grading.private.tables import GRADES, KNOWN_AS, OF_LEARNERS, RELEASED


@dataclass(frozen=True)
class Grade:
    """What the gradebook knows of one learner's task. `points` are what counts: the person's where there are some, else the machine's."""

    learner: str
    task: str
    auto: float | None
    manual: float | None
    extra: float
    max_points: float
    waits: bool
    comment: str

    @property
    def points(self) -> float:
        """Points earned, never more than there are."""
        given = self.manual if self.manual is not None else self.auto or 0.0
        return min(self.max_points, max(0.0, given + self.extra))


def as_points(value: object) -> float | None:
    """Points as they stand in the gradebook; None where there are none, or what somebody wrote there is no number."""
    return float(value) if isinstance(value, int | float) and isfinite(value) else None


def waits(flag: object, manual: object) -> bool:
    """Whether a person is to mark it: nbgrader's flag says so, or what stands as a person's points is no number."""
    return bool(flag) or (manual is not None and as_points(manual) is None)


def grades(module: str, notebook: str, only: Collection[str] | None = None) -> dict[str, dict[str, Grade]]:
    """All (or these learners') grades of a module's graded notebook: learner → task → grade. Empty while there is no gradebook. Raises StorageError."""
    if not exists():
        return {}
    with _reading() as connection:
        if not inspect(connection).has_table("grade"):
            return {}
        rows = connection.execute(*_query(module, notebook, only)).all()
    found: dict[str, dict[str, Grade]] = {}
    for row in rows:
        grade = Grade(
            row.learner,
            row.task,
            as_points(row.auto_score),
            as_points(row.manual_score),
            as_points(row.extra_credit) or 0.0,
            row.max_score,
            waits(row.needs_manual_grade, row.manual_score),
            row.said or "",
        )
        found.setdefault(grade.learner, {})[grade.task] = grade
    return found


def away() -> StorageError:
    """The error for a gradebook that does not answer."""
    return StorageError(
        "Rettebogen kan ikke nås lige nu, så der er ikke sat noget ind. Det, du har skrevet, er gemt; prøv igen om lidt.",
        "The gradebook cannot be reached right now, so nothing was entered. What you have written is saved; try again shortly.",
    )


def _query(module: str, notebook: str, only: Collection[str] | None) -> tuple[TextClause, dict[str, Any]]:
    told = {"module": module, "notebook": notebook}
    some = text(GRADES + OF_LEARNERS).bindparams(bindparam("learners", expanding=True))
    return (text(GRADES), told) if only is None else (some, {**told, "learners": sorted(only)})


def exists() -> bool:
    """Whether there is a gradebook to read (a file that is not there is not made by looking)."""
    url = make_url(settings.gradebook())
    return not url.drivername.startswith("sqlite") or bool(url.database and Path(url.database).exists())


def knows(module: str, notebook: str) -> bool:
    """Whether the module's graded notebook has been released into the gradebook."""
    if not exists():
        return False
    with _reading() as connection:
        known = inspect(connection).has_table("notebook")
        return known and connection.execute(text(RELEASED), {"module": module, "notebook": notebook}).first() is not None


def known_as(module: str) -> str:
    """The id that this gradebook, and no other, has for a released module; empty where it has none."""
    if not _has_table("assignment"):
        return ""
    with _reading() as connection:
        return str(connection.scalar(text(KNOWN_AS), {"module": module}) or "")


def give(module: str, notebook: str, learner: str, task: str, points: float, *, comment: str = "") -> None:
    """Give a task points and a comment as a person does in formgrader."""
    from nbgrader.api import Gradebook

    with Gradebook(settings.gradebook()) as book:
        grade = book.find_grade(task, notebook, module, learner)
        grade.manual_score, grade.needs_manual_grade = points, False
        if comment:
            book.find_comment(task, notebook, module, learner).manual_comment = comment
        book.db.commit()


def enter(book: Any, module: str, learner: str, name: str, handed_in_at: datetime | None) -> Any:
    """Enter a learner and the time of her hand-in (UTC) into nbgrader's open gradebook; returns its record of the hand-in."""
    first, _, last = name.rpartition(" ")
    book.update_or_create_student(learner, first_name=first or last, last_name=last if first else "")
    with book.db.no_autoflush:  # nbgrader builds the submission bit by bit, and SQLAlchemy would warn of each
        return book.update_or_create_submission(module, learner, timestamp=handed_in_at)


def complete(module: str) -> None:
    """Give earlier hand-ins the rows that a changed module needs; cells that it no longer has wait for nobody."""
    from nbgrader.api import Comment, Gradebook, SubmittedNotebook
    from nbgrader.api import Grade as GradeRow

    with Gradebook(settings.gradebook()) as book:
        for submission in book.find_assignment(module).submissions:
            has = {one.notebook_id: one for one in submission.notebooks}
            for notebook in book.find_assignment(module).notebooks:
                mine = has.get(notebook.id) or SubmittedNotebook(notebook=notebook, assignment=submission)
                graded, said = {one.cell_id for one in mine.grades}, {one.cell_id for one in mine.comments}
                new = [cell.id for cell in notebook.grade_cells if cell.id not in graded]
                book.db.add_all(GradeRow(cell_id=cell, notebook=mine, needs_manual_grade=False) for cell in new)  # nobody was asked it
                book.db.add_all(Comment(cell_id=cell.id, notebook=mine) for cell in notebook.solution_cells if cell.id not in said)
        book.db.commit()


def rescale(module: str, points: Mapping[str, float]) -> None:
    """Let what everybody has earned be the same share of what a task gives from now on (task → points): a level stays the level it was."""
    if not _has_table("grade_cells"):
        return
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(settings.gradebook()) as book, suppress(MissingEntry):
        for cell in [cell for notebook in book.find_assignment(module).notebooks for cell in notebook.grade_cells]:
            now = points.get(cell.name)
            if not now or not cell.max_score or now == cell.max_score:
                continue
            for grade in cell.grades:
                for score in ("auto_score", "manual_score", "extra_credit"):
                    given = as_points(getattr(grade, score))
                    setattr(grade, score, None if given is None else given * now / cell.max_score)
            cell.max_score = now
        book.db.commit()


def retire(module: str, tasks: set[str]) -> None:
    """Let nobody wait for what the module no longer asks."""
    from nbgrader.api import Gradebook

    with Gradebook(settings.gradebook()) as book:
        for submission in book.find_assignment(module).submissions:
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    if grade.name not in tasks:
                        grade.needs_manual_grade = False
        book.db.commit()


def about(person: str) -> dict[str, list[Row]]:
    """Every row about a person, by nbgrader's table, with the names of modules and tasks."""
    if not _has_table("student"):
        return {}
    from nbgrader.api import Assignment, BaseCell, Comment, Student, SubmittedAssignment, SubmittedNotebook
    from nbgrader.api import Grade as GradeRow

    hand_ins = select(SubmittedAssignment.id).where(SubmittedAssignment.student_id == person)
    pages = select(SubmittedNotebook.id).where(SubmittedNotebook.assignment_id.in_(hand_ins))
    module, cell = Assignment.name.label("assignment"), BaseCell.name.label("cell")
    queries = {
        "student": select(Student.__table__).where(Student.id == person),
        "submitted_assignment": select(module, SubmittedAssignment.__table__).join(Assignment).where(SubmittedAssignment.id.in_(hand_ins)),
        "submitted_notebook": select(SubmittedNotebook.__table__).where(SubmittedNotebook.id.in_(pages)),
        "grade": select(cell, GradeRow.__table__).join(BaseCell, BaseCell.id == GradeRow.cell_id).where(GradeRow.notebook_id.in_(pages)),
        "comment": select(cell, Comment.__table__).join(BaseCell, BaseCell.id == Comment.cell_id).where(Comment.notebook_id.in_(pages)),
    }
    with _reading() as connection:
        return {table: [_row(row) for row in connection.execute(query).mappings()] for table, query in queries.items()}


def _row(row: RowMapping) -> Row:
    return {name: plain(value) for name, value in row.items()}


def learners() -> list[str]:
    """The usernames of everybody in it."""
    if not _has_table("student"):
        return []
    from nbgrader.api import Gradebook

    with Gradebook(settings.gradebook()) as book:
        return [one.id for one in book.students]


def forget(person: str) -> None:
    """Erase a person and her hand-ins, points and comments; one who is not there is no mistake."""
    if not _has_table("student"):
        return
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(settings.gradebook()) as book, suppress(MissingEntry):
        book.remove_student(person)


def move(former: str, login: str) -> None:
    """Let a person's hand-ins be another login's; of two for one module the later stays. Repeating it changes nothing more."""
    if not _has_table("student"):
        return
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(settings.gradebook()) as book, suppress(MissingEntry):
        old = book.find_student(former)
        new = book.update_or_create_student(login, first_name=old.first_name, last_name=old.last_name)
        for hand_in in list(old.submissions):
            other = next((one for one in new.submissions if one.assignment_id == hand_in.assignment_id), None)
            if other is None or (hand_in.timestamp or datetime.min) > (other.timestamp or datetime.min):
                if other is not None:
                    book.remove_submission(other.name, login)
                hand_in.student = new
                book.db.commit()
        book.remove_student(former)


def overwrite() -> None:
    """Let nothing of what was erased stay in unused parts of the gradebook's files. Raises GradingError."""
    if not exists():
        return
    try:
        overwrite_erased(engine(settings.gradebook()))
    except SQLAlchemyError as error:
        raise GradingError(
            "Det er slettet, men rettebogens ubrugte plads kunne ikke ryddes, fordi andre brugte den. Kør senere: kompetencevej retention",
            "It is erased, but the gradebook's unused space could not be cleared while others used it. Run later: kompetencevej retention",
        ) from error


def _has_table(name: str) -> bool:
    if not exists():
        return False
    with _reading() as connection:
        return inspect(connection).has_table(name)


@contextmanager
def _reading() -> Iterator[Connection]:
    """A connection to read with. Raises StorageError."""
    try:
        with engine(settings.gradebook()).connect() as connection:
            yield connection
    except (SQLAlchemyError, OSError) as error:
        raise away() from error


@lru_cache(maxsize=4)
def engine(url: str, patience: int = 30) -> Engine:
    """What keeps no connection, and remembers how its questions are put in SQL. `patience` is how many seconds it waits for the database."""
    return create_engine(url, poolclass=NullPool, connect_args={"timeout" if url.startswith("sqlite") else "connect_timeout": patience})
