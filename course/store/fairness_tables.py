"""The tables of what makes marking fair: texts that two have marked, and trainers' tries at texts with agreed levels."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from course.store.tables import Base


class SecondMarkRow(Base):
    """A text that two trainers have marked, each without seeing the other's: both levels as they were then, whatever was given later.

    Who they are stands in their judgements. `shown_at` is when the second was shown both, `talked_at` when one of them said they had talked.
    """

    __tablename__ = "second_mark"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    first: Mapped[int]
    second: Mapped[int]
    given_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]
    talked_at: Mapped[datetime | None]


class CalibrationRow(Base):
    """The levels that a trainer gave the calibration texts of a task, in their order so far; another `fingerprint` is another set of texts."""

    __tablename__ = "calibration"

    trainer: Mapped[str] = mapped_column(String(120), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(12))
    levels: Mapped[list[Any]]
    saved_at: Mapped[datetime]
