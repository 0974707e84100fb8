"""The limits a measure is held against, as they stand in `course/data/review.yaml`, and what a measurement says."""

from dataclasses import dataclass
from typing import Literal

from course.datafile import Data
from course.text import Text

Per = Literal["module", "course", "competence", "page", "conversation", "task"]


class Limit(Data):
    """A measure's bounds (inclusive) with their reason; `rule` says that breaking it stops `kompetencevej check`."""

    id: str
    least: float | None = None
    most: float | None = None
    rule: bool
    per: Per
    why: Text

    def holds(self, value: float) -> bool:
        """Whether `value` is within the bounds."""
        return (self.least is None or value >= self.least - 1e-9) and (self.most is None or value <= self.most + 1e-9)


class Times(Data):
    """Seconds that things take, and words read a minute."""

    words_a_minute: int
    choice: int
    match: int
    order: int
    text: int
    graded_text: int
    tool: int
    turn: int


class ReviewData(Data):
    """All limits, times and words."""

    limits: list[Limit]
    times: Times
    trade_words: list[str]
    seen_words: list[str]
    switch_words: list[str]

    def limit(self, id: str) -> Limit:
        """Return the limit with this id; raises KeyError when there is none."""
        return {limit.id: limit for limit in self.limits}[id]


@dataclass(frozen=True)
class Measure:
    """One figure: which limit it is held against, of what (`subject`), and how it is to be read (`shown`)."""

    limit: Limit
    subject: str
    value: float
    shown: str

    @property
    def holds(self) -> bool:
        """Whether the figure is within its limit."""
        return self.limit.holds(self.value)
