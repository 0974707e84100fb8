"""What trainers think of texts: a level and a comment, saved as they write, and when they were given."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.exc import IntegrityError

from course.errors import Conflict, InvalidAnswer
from course.store.database import Database, now
from course.store.desk_tables import JudgementRow, TextRow
from course.store.tables import SubmissionRow

LATELY = 20
LEVELS = range(5)
MAX_CHARS = 3000


@dataclass(frozen=True)
class Judgement:
    """A trainer's judgement of a text. `level` is 0–4 or None, `revision` 0 while nothing is saved; `before` as `given` was told it."""

    submission: int
    task: str
    trainer: str
    level: int | None = None
    comment: str = ""
    revision: int = 0
    given_at: datetime | None = None
    before: dict[str, Any] | None = None
    saved_at: datetime | None = None

    @property
    def unfinished(self) -> bool:
        """Whether it was written, or changed, after it was given."""
        return self.given_at is None or (self.saved_at is not None and self.saved_at > self.given_at)


class Judgements:
    """The judgements in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, submission: int, task: str, trainer: str) -> Judgement:
        """Her judgement of a text, empty where she has none."""
        with self._database.transaction() as session:
            row = session.get(JudgementRow, (submission, task, trainer))
            return _judgement(row) if row else Judgement(submission, task, trainer)

    def save(self, judgement: Judgement) -> Judgement:
        """Save what she has written, which was based on its `revision`; what is the same stays.

        Raises InvalidAnswer (no such level, too long), Conflict (another window saved since) or StorageError; then nothing changed.
        """
        _require_possible(judgement)
        known = self.get(judgement.submission, judgement.task, judgement.trainer)
        if known.revision and (known.level, known.comment) == (judgement.level, judgement.comment):
            return known  # it may be this one, saved a moment ago before its answer was lost
        values = {"level": judgement.level, "comment": judgement.comment, "revision": judgement.revision + 1, "saved_at": now()}
        place = (JudgementRow.submission_id == judgement.submission, JudgementRow.task == judgement.task, _by(judgement.trainer))
        with self._database.transaction() as session:
            if judgement.revision == 0:
                where = {"submission_id": judgement.submission, "task": judgement.task, "trainer": judgement.trainer}
                session.add(JudgementRow(**where, **values))
                try:
                    session.flush()
                except IntegrityError as error:
                    raise _conflict() from error
            elif not session.execute(
                update(JudgementRow).where(*place, JudgementRow.revision == judgement.revision).values(**values)
            ).rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has a row count
                raise _conflict()
        return self.get(judgement.submission, judgement.task, judgement.trainer)

    def given(self, judgement: Judgement, before: dict[str, Any] | None) -> None:
        """Note that it went into the gradebook, where `before` stood; None takes the note back."""
        place = (JudgementRow.submission_id == judgement.submission, JudgementRow.task == judgement.task, _by(judgement.trainer))
        with self._database.transaction() as session:
            session.execute(update(JudgementRow).where(*place).values(given_at=now() if before is not None else None, before=before))

    def on(self, trainer: str, task: str, submissions: Collection[int]) -> dict[int, Judgement]:
        """Hers of these hand-ins' texts of a task, by hand-in."""
        these = (JudgementRow.submission_id.in_(submissions), JudgementRow.task == task, _by(trainer))
        with self._database.transaction() as session:
            return {row.submission_id: _judgement(row) for row in session.scalars(select(JudgementRow).where(*these))}

    def given_lately(self, trainer: str, module: str, task: str) -> list[Judgement]:
        """What she gave of a module's task to learners' newest hand-ins and could take back, the last first; not everything there is."""
        query = select(JudgementRow).join(SubmissionRow, SubmissionRow.id == JudgementRow.submission_id)
        newest = (SubmissionRow.module == module, SubmissionRow.newest.is_(True), SubmissionRow.learner != trainer)
        query = query.where(_by(trainer), JudgementRow.task == task, *newest, JudgementRow.given_at.is_not(None))
        with self._database.transaction() as session:
            rows = session.scalars(query.order_by(JudgementRow.given_at.desc(), JudgementRow.submission_id.desc()).limit(LATELY))
            return [_judgement(row) for row in rows if row.before is not None]

    def begun(self, trainer: str, module: str, again: Collection[int] = ()) -> set[str]:
        """The module's tasks with a waiting text, or one of the hand-ins `again`, of which she has written something that is not given."""
        row, there = JudgementRow, (TextRow.submission_id == JudgementRow.submission_id, TextRow.task == JudgementRow.task)
        waits = or_(TextRow.waits.is_(True), TextRow.submission_id.in_(again)) if again else TextRow.waits.is_(True)
        query = select(row.task).join(TextRow, and_(*there)).where(_by(trainer), TextRow.module == module, waits)
        with self._database.transaction() as session:
            return set(session.scalars(query.where(or_(row.given_at.is_(None), row.saved_at > row.given_at)).distinct()))

    def by(self, trainer: str, module: str) -> list[Judgement]:
        """All of hers of a module's texts, what was given last first."""
        there = select(SubmissionRow.id).where(SubmissionRow.module == module)
        query = select(JudgementRow).where(JudgementRow.submission_id.in_(there), _by(trainer))
        with self._database.transaction() as session:
            found = [_judgement(row) for row in session.scalars(query)]
        return sorted(found, key=lambda one: (one.given_at or datetime.min, one.submission), reverse=True)

    def given_of(self, submission: int, task: str) -> list[Judgement]:
        """What trainers have given a text, in the order in which they did."""
        where = (JudgementRow.submission_id == submission, JudgementRow.task == task, JudgementRow.given_at.is_not(None))
        with self._database.transaction() as session:
            return [_judgement(row) for row in session.scalars(select(JudgementRow).where(*where).order_by(JudgementRow.given_at))]


def _by(trainer: str) -> ColumnElement[bool]:
    return JudgementRow.trainer == trainer


def _require_possible(judgement: Judgement) -> None:
    if judgement.level is not None and judgement.level not in LEVELS:
        raise InvalidAnswer("Et niveau er 0, 1, 2, 3 eller 4.", "A level is 0, 1, 2, 3 or 4.")
    if len(judgement.comment) > MAX_CHARS:
        raise InvalidAnswer(f"En kommentar må højst være {MAX_CHARS} tegn.", f"A comment may have {MAX_CHARS} characters at most.")


def _judgement(row: JudgementRow) -> Judgement:
    return Judgement(row.submission_id, row.task, row.trainer, row.level, row.comment, row.revision, row.given_at, row.before, row.saved_at)


def _conflict() -> Conflict:
    return Conflict(
        "Du har skrevet til teksten i et andet vindue siden. Genindlæs siden for at se det.",
        "You have written to this text in another window since. Reload the page to see it.",
    )
