"""How far a level is from its target, and in what words: decided here alone, for every page, file and roll-up.

People are told levels (0–4) to one decimal, and gaps worked out from the level they are told, so that the two add up to the target. The
state is decided by the whole level: nobody has reached a target that she lacks a hundredth of.
"""

from dataclasses import dataclass
from enum import StrEnum

from course.text import Text, decimal


class Reach(StrEnum):
    """How a level stands to its target. `CLOSE` lacks so little that the gap, to one decimal, is 0."""

    NO_TARGET = "none"
    UNKNOWN = "unknown"
    REACHED = "reached"
    CLOSE = "close"
    SHORT = "short"


WORDS = {
    Reach.NO_TARGET: Text(da="Intet mål", en="No target"),
    Reach.UNKNOWN: Text(da="Ikke vist endnu", en="Not shown yet"),
    Reach.REACHED: Text(da="Målet er nået", en="Target reached"),
    Reach.CLOSE: Text(da="Lige ved målet", en="Almost there"),
}
"""What a state is called where the gap is no number."""
TONES = {Reach.REACHED: "good", Reach.CLOSE: "warn", Reach.SHORT: "warn"}


@dataclass(frozen=True)
class Distance:
    """What people are told of a level, to one decimal.

    `level` is 0–4, or None where nothing has been shown; `gap` is never below 0, and the whole `target` where nothing has been shown.
    """

    target: int
    level: float | None
    gap: float
    state: Reach

    @property
    def words(self) -> Text:
        """The state as everybody reads it."""
        if self.state in WORDS:
            return WORDS[self.state]
        da, en, one = decimal(self.gap, "da"), decimal(self.gap, "en"), self.gap <= 1
        return Text(
            da=f"{da} {'niveau' if one else 'niveauer'} til målet",
            en=f"{en} {'level' if one else 'levels'} to go",
        )

    @property
    def tone(self) -> str:
        """How a badge with the words looks: good, warn or calm."""
        return TONES.get(self.state, "calm")

    @property
    def lacking(self) -> bool:
        """Whether there is a target that is not reached."""
        return self.state not in (Reach.NO_TARGET, Reach.REACHED)


def shown(level: float) -> float:
    """A level as people are told it: to one decimal."""
    return round(level, 1)


def distance(target: int, attained: float | None) -> Distance:
    """How far the level that somebody has attained is from the target of her role (1–4; 0 is no target)."""
    told = None if attained is None else shown(attained)
    gap = max(0.0, round(target - (told or 0.0), 1))
    return Distance(target, told, gap, _state(target, attained, gap))


def _state(target: int, attained: float | None, gap: float) -> Reach:
    if target == 0:
        return Reach.NO_TARGET
    if attained is None:
        return Reach.UNKNOWN
    if attained >= target:
        return Reach.REACHED
    return Reach.SHORT if gap else Reach.CLOSE
