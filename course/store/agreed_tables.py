"""The tables of what an employee and her manager agree on: talks, targets of her own, whom she will help; and what a team agrees on."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from course.store.base import Base


class TalkRow(Base):
    """What a manager proposed to a learner in her talk number `place`, and what became of it; `lines` as in `course.talks.Line`.

    `agreed_at` is when the learner said yes, None as long as it is a proposal; `comment` is hers. Without lines the proposal was taken back.
    """

    __tablename__ = "talk"

    learner: Mapped[str] = mapped_column(String(120), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    manager: Mapped[str] = mapped_column(String(120), index=True)
    lines: Mapped[list[Any]]
    comment: Mapped[str] = mapped_column(String(1000))
    revision: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]


class MeetingRow(Base):
    """What a team agreed on at its meeting number `place`; `lines` as in `course.talks.Line`. It names nobody."""

    __tablename__ = "meeting"

    team: Mapped[str] = mapped_column(String(120), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[list[Any]]
    revision: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]


class TargetRow(Base):
    """A target level (0–4) for one person, with the reason, from the day `begins` to the day `ends`, both counted."""

    __tablename__ = "target"

    learner: Mapped[str] = mapped_column(String(120), primary_key=True)
    competence: Mapped[str] = mapped_column(String(60), primary_key=True)
    begins: Mapped[date] = mapped_column(primary_key=True)
    ends: Mapped[date] = mapped_column(index=True)
    level: Mapped[int]
    reason: Mapped[str] = mapped_column(String(500))
    manager: Mapped[str] = mapped_column(String(120), index=True)
    saved_at: Mapped[datetime]


class HelpingRow(Base):
    """A learner has said to `team` that she will help with a competence. It holds only as long as she is in that team."""

    __tablename__ = "helping"
    __table_args__ = (Index(None, "team"),)

    learner: Mapped[str] = mapped_column(String(120), primary_key=True)
    competence: Mapped[str] = mapped_column(String(60), primary_key=True)
    team: Mapped[str] = mapped_column(String(120))
    since: Mapped[datetime]


class DeadlineRow(Base):
    """By which day a team is asked to have handed in a module; `manager` asked for it, and `revision` says how often the day has been set."""

    __tablename__ = "deadline"

    team: Mapped[str] = mapped_column(String(120), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    by: Mapped[date] = mapped_column(index=True)
    manager: Mapped[str] = mapped_column(String(120), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]


class ReminderRow(Base):
    """A learner's one place in the queue of reminders: when the next may be tried, how often this one was, and when the last was taken by a server."""

    __tablename__ = "reminder"

    learner: Mapped[str] = mapped_column(String(120), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
