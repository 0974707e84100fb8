"""What is said of a group and of nobody in it: how many have shown something, and their levels and gaps added up."""

from dataclasses import dataclass

from course.distance import Reach, distance
from course.progression import Attained

SMALLEST_GROUP = 5
"""Of fewer people's levels nothing is said where they are not one's own team."""


@dataclass(slots=True)
class Tally:
    """A group in one competence: the `members` whose role has a target, and how many of them have `shown` something.

    `levels` is the sum over those who have shown something, `provisional` how many of their levels are, `gaps` the sum over all members,
    `reached` how many are at their target. Levels and gaps are added up as people are told them, to one decimal.
    """

    members: int = 0
    shown: int = 0
    levels: float = 0.0
    provisional: int = 0
    gaps: float = 0.0
    reached: int = 0

    def add(self, target: int, attained: Attained | None) -> None:
        """Count one member."""
        told = distance(target, attained.level if attained else None)
        self.members += 1
        self.gaps += told.gap
        self.reached += told.state is Reach.REACHED
        if attained and told.level is not None:
            self.shown += 1
            self.levels += told.level
            self.provisional += attained.provisional

    def join(self, other: "Tally") -> None:
        """Count another group's members too."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def mean_level(self) -> float:
        """The mean level (0–4) of those who have shown something."""
        return self.levels / self.shown

    @property
    def provisional_share(self) -> float:
        """The share (0–1) of the levels shown that are provisional."""
        return self.provisional / self.shown

    @property
    def mean_gap(self) -> float:
        """The mean gap (0–4) of all members; who has shown nothing lacks the whole target."""
        return self.gaps / self.members

    @property
    def reached_share(self) -> float:
        """The share (0–1) of all members who are at their target."""
        return self.reached / self.members
