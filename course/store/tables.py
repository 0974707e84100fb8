"""The tables of the store. Times are UTC without offset; usernames are the login's."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from course.store.base import Base

NOT_COUNTED = text("not counted")
TROUBLED = text("problems is not null and newest and marked_at is null")


class PersonRow(Base):
    """A colleague.

    `manages` is the team she leads, if any, and `also_manages` the others; `manager` is her own manager's login, `chief` says
    that somebody below her leads a team; `example` marks the labelled example team; `left_at` is when she left; `email` is where she gets mail.
    """

    __tablename__ = "person"

    username: Mapped[str] = mapped_column(String(120), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(40))
    team: Mapped[str | None] = mapped_column(String(120), index=True)
    manages: Mapped[str | None] = mapped_column(String(120), index=True)
    trainer: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    example: Mapped[bool] = mapped_column(default=False)
    left_at: Mapped[datetime | None]
    also_manages: Mapped[list[Any]] = mapped_column(default=list)
    manager: Mapped[str | None] = mapped_column(String(120), index=True)
    chief: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str | None] = mapped_column(String(254))


class AnswerRow(Base):
    """A learner's answer to a task; another `fingerprint` is another meaning of the task, and gets a row of its own."""

    __tablename__ = "answer"

    learner: Mapped[str] = mapped_column(String(120), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(12), primary_key=True)
    value: Mapped[Any]
    checked: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]


class AttemptRow(Base):
    """One attempt at a conversation; `taken`, `hints` and `thoughts` as in `course.conversation.play.Attempt`."""

    __tablename__ = "attempt"
    __table_args__ = (Index(None, "learner", "module", "task"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    learner: Mapped[str] = mapped_column(String(120))
    module: Mapped[str] = mapped_column(String(60))
    task: Mapped[str] = mapped_column(String(60))
    taken: Mapped[list[Any]]
    hints: Mapped[list[Any]]
    thoughts: Mapped[list[Any]]
    revision: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    score: Mapped[int | None]
    best: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(10))


class SubmissionRow(Base):
    """A hand-in: a snapshot of the graded answers, how far marking has come, and when the learner said that she has read what came back.

    `newest` says that the learner has not handed the module in again. `state` (a `course.hand_in.Stage`) and `problems` (Danish sentences) are what grading
    last found, so that trainers' lists are searched and sorted here. `wanted_at` is when a trainer asked to have it marked, and until `taken_until`
    nobody else marks it.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("learner", "module", "number"),
        Index(None, "module", "marked_at"),
        Index("ix_submission_open", "newest", "marked_at", "handed_in_at", "id"),
        Index("ix_submission_open_in_module", "newest", "module", "marked_at", "handed_in_at", "id"),
        Index("ix_submission_newest", "newest", "handed_in_at", "id"),
        Index("ix_submission_state", "newest", "state", "handed_in_at", "id"),
        Index("ix_submission_state_in_module", "newest", "module", "state", "handed_in_at", "id"),
        Index("ix_submission_problems", "handed_in_at", "id", sqlite_where=TROUBLED, postgresql_where=TROUBLED),
        Index("ix_submission_wanted_at", "wanted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner: Mapped[str] = mapped_column(String(120), index=True)
    module: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    module_version: Mapped[str] = mapped_column(String(12))
    answers: Mapped[dict[str, Any]]
    handed_in_at: Mapped[datetime]
    collected_at: Mapped[datetime | None]
    marked_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    newest: Mapped[bool] = mapped_column(default=True, server_default=true())
    state: Mapped[str] = mapped_column(String(12), default="handed_in", server_default="handed_in")
    problems: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    wanted_at: Mapped[datetime | None]
    taken_until: Mapped[datetime | None]


class ResultRow(Base):
    """One marked task of a submission, as the learner gets it back; `ahead` is what the next level asks of a text."""

    __tablename__ = "result"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    competence: Mapped[str] = mapped_column(String(60))
    level: Mapped[int]
    points: Mapped[float]
    max_points: Mapped[float]
    rubric_level: Mapped[int | None]
    why: Mapped[list[Any]]
    comment: Mapped[str]
    shown: Mapped[list[Any]] = mapped_column(server_default="[]")
    ahead: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class EvidenceRow(Base):
    """What one submission showed of one competence: `level` (0–4 with fraction) as it was written when the hand-in was marked.

    `shown` is the same by today's rule, read from `basis`, and `results` how many marked tasks that holds. The index holds all that a level is made
    of, in order, so that rolling everybody up leaves the wide rows alone. `counted` says that it is in figures that chiefs have been shown.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("submission_id", "competence"),
        Index("ix_evidence_roll_up", "learner", "competence", "worked_at", "submission_id", "shown", "results"),
        Index("ix_evidence_not_counted", "learner", "competence", sqlite_where=NOT_COUNTED, postgresql_where=NOT_COUNTED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner: Mapped[str] = mapped_column(String(120))
    competence: Mapped[str] = mapped_column(String(60))
    level: Mapped[float]
    worked_at: Mapped[datetime]
    module: Mapped[str] = mapped_column(String(60))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"))
    basis: Mapped[list[Any]]
    shown: Mapped[float] = mapped_column(server_default="0")
    results: Mapped[int] = mapped_column(server_default="0")
    counted: Mapped[bool] = mapped_column(default=False, server_default=false())


class FormerLoginRow(Base):
    """Somebody who logs in as `username` now logged in as `former` before; a page that she opened then saves what is hers."""

    __tablename__ = "former_login"

    former: Mapped[str] = mapped_column(String(120), primary_key=True)
    username: Mapped[str] = mapped_column(String(120), index=True)


class SharingRow(Base):
    """A learner lets `team` read her answer to a task. It holds only as long as she is in that team."""

    __tablename__ = "sharing"
    __table_args__ = (Index(None, "team", "module", "task"),)

    learner: Mapped[str] = mapped_column(String(120), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    team: Mapped[str] = mapped_column(String(120))
    since: Mapped[datetime]


class RecallRow(Base):
    """A question that came back to a learner, so many `days` after she handed the module in; `value` and `answered_at` once she has answered.

    A value that has been kept long enough is erased, and its day stays, or the question would come back.
    """

    __tablename__ = "recall"

    learner: Mapped[str] = mapped_column(String(120), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    place: Mapped[int]
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    answered_at: Mapped[datetime | None]


class RecallOffRow(Base):
    """A learner to whom no module comes back, because she has switched it off."""

    __tablename__ = "recall_off"

    learner: Mapped[str] = mapped_column(String(120), primary_key=True)
    since: Mapped[datetime]


class TriedRow(Base):
    """What happened when a learner tried what the page `tomorrow` (its notebook's stem) proposes; `tried_at` is when she first said so."""

    __tablename__ = "tried"

    learner: Mapped[str] = mapped_column(String(120), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    tomorrow: Mapped[str] = mapped_column(String(120), primary_key=True)
    words: Mapped[str] = mapped_column(String(500))
    revision: Mapped[int] = mapped_column(default=1)
    tried_at: Mapped[datetime]
    saved_at: Mapped[datetime]


class DistributionRow(Base):
    """How a team's answers to a survey were spread when they were last counted; it names nobody.

    `counts` is {theme id: {answer: how many times it was given}}, of `people` who had answered all; `newest` is when the last of those answers was saved.
    """

    __tablename__ = "distribution"

    team: Mapped[str] = mapped_column(String(120), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(12), primary_key=True)
    people: Mapped[int]
    counts: Mapped[dict[str, Any]]
    newest: Mapped[datetime]
    made_at: Mapped[datetime]


class ViewingRow(Base):
    """Somebody saw a colleague's levels: on which page (`Seen` in `course/viewing.py`), and when."""

    __tablename__ = "viewing"
    __table_args__ = (Index(None, "learner", "seen_at"), Index(None, "viewer"))

    id: Mapped[int] = mapped_column(primary_key=True)
    learner: Mapped[str] = mapped_column(String(120))
    viewer: Mapped[str] = mapped_column(String(120))
    page: Mapped[str] = mapped_column(String(20))
    seen_at: Mapped[datetime]
