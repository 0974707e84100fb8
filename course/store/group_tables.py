"""The tables of the store that are about groups and name nobody."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from course.store.base import Base


class PublishedRow(Base):
    """A team's figures in one competence as chiefs were last shown them; fields as in `course.municipality.Tally`. It names nobody.

    `made_at` is when it was counted.
    """

    __tablename__ = "published"

    team: Mapped[str] = mapped_column(String(120), primary_key=True)
    competence: Mapped[str] = mapped_column(String(60), primary_key=True)
    members: Mapped[int]
    shown: Mapped[int]
    levels: Mapped[float]
    provisional: Mapped[int]
    gaps: Mapped[float]
    reached: Mapped[int]
    made_at: Mapped[datetime]
