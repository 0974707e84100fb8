"""The tables of trainers' work: texts to mark, who has which, what was written of them, questions about comments, and hand-ins that came in files."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from course.store.base import Base


class TextRow(Base):
    """A text that a person marks, in a learner's newest hand-in of a module; `waits` as the gradebook said last, `lot` (0–1) whether two mark it."""

    __tablename__ = "text_to_mark"
    __table_args__ = (
        Index("ix_text_to_mark_pile", "module", "task", "waits", "handed_in_at", "submission_id"),
        Index("ix_text_to_mark_lot", "module", "waits", "lot"),
    )

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    module: Mapped[str] = mapped_column(String(60))
    handed_in_at: Mapped[datetime]
    waits: Mapped[bool]
    lot: Mapped[float]


class InquiryRow(Base):
    """What a learner asked about a trainer's comment to a text: `comment` as it stood then, and the answer, empty until there is one."""

    __tablename__ = "inquiry"
    __table_args__ = (Index(None, "answered_at"),)

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    asked: Mapped[str]
    comment: Mapped[str]
    asked_at: Mapped[datetime]
    reply: Mapped[str] = mapped_column(server_default="")
    answered_at: Mapped[datetime | None]


class ClaimRow(Base):
    """A trainer has a text (a hand-in's answer to a task) before her `since`, and nobody else marks it until it lapses at `until`."""

    __tablename__ = "claim"
    __table_args__ = (Index(None, "trainer"),)

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    trainer: Mapped[str] = mapped_column(String(120))
    since: Mapped[datetime]
    until: Mapped[datetime]


class JudgementRow(Base):
    """A trainer's level (0–4) and comment for a text, saved as she writes.

    `given_at` is when they went into the gradebook, None before; `before` is what stood there then, by which it can be undone.
    """

    __tablename__ = "judgement"
    __table_args__ = (Index(None, "trainer"),)

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    task: Mapped[str] = mapped_column(String(60), primary_key=True)
    trainer: Mapped[str] = mapped_column(String(120), primary_key=True)
    level: Mapped[int | None]
    comment: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]
    given_at: Mapped[datetime | None]
    before: Mapped[dict[str, Any] | None]


class PhraseRow(Base):
    """A trainer's words for comments to a task at a level (None: at any); `shared` lets the other trainers use them."""

    __tablename__ = "phrase"
    __table_args__ = (Index(None, "module", "task"), Index(None, "trainer"))

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer: Mapped[str] = mapped_column(String(120))
    module: Mapped[str] = mapped_column(String(60))
    task: Mapped[str] = mapped_column(String(60))
    level: Mapped[int | None]
    wording: Mapped[str]
    shared: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[datetime]


class HandInFileRow(Base):
    """A hand-in that came in a file: who it says it is from, who brought it in, and the hand-in it became once a trainer said whose it is."""

    __tablename__ = "hand_in_file"
    __table_args__ = (Index(None, "submission_id"), Index(None, "trainer"), Index(None, "login"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    checksum: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    login: Mapped[str] = mapped_column(String(120))
    module: Mapped[str] = mapped_column(String(60))
    module_version: Mapped[str] = mapped_column(String(12))
    answers: Mapped[dict[str, Any]]
    handed_in_at: Mapped[datetime]
    trainer: Mapped[str] = mapped_column(String(120))
    brought_at: Mapped[datetime]
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"))
