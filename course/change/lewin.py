"""Lewin: the force field around a change, and the three stages unfreeze, move, freeze.

Sources: Lewin, K. (1947). Frontiers in group dynamics. Human Relations, 1, 5–41 (the three steps; he wrote "unfreezing, moving,
freezing"); Lewin, K. (1951). Field theory in social science. Harper (the force field). Strengths from 1 to 5 and their sums are a
convention of later practice, not Lewin's own: they help to compare forces, and measure nothing.
"""

from functools import cache
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from course.change import DATA, in_order
from course.datafile import Data, load
from course.problems import Mistake, Mistaken
from course.text import NonEmpty, Text

STAGES = ("unfreeze", "move", "freeze")
WEAKEST, STRONGEST = 1, 5
MAX_FORCES = 12


class ChangeStage(Data):
    """One of the three stages, and what it asks."""

    id: str
    name: Text
    meaning: Text


class Lewin(Data):
    """The three stages in their order."""

    source: Text
    stages: list[ChangeStage]

    @model_validator(mode="after")
    def _the_three_in_order(self) -> Self:
        in_order("stages", [stage.id for stage in self.stages], STAGES)
        return self


class Force(Data):
    """Something that drives or restrains the change, in the learner's words; `strength` from 1 (weak) to 5 (strong), by convention."""

    text: Annotated[NonEmpty, Field(max_length=300)]
    strength: int

    @field_validator("strength", mode="before")
    @classmethod
    def _one_to_five(cls, value: object) -> object:
        if not isinstance(value, int) or isinstance(value, bool) or not WEAKEST <= value <= STRONGEST:
            da, en = f"skal være et helt tal fra {WEAKEST} til {STRONGEST}.", f"must be a whole number from {WEAKEST} to {STRONGEST}."
            raise Mistaken(Mistake(da, en))
        return value


class ForceField(Data):
    """The forces for (`driving`) and against (`restraining`) one change."""

    driving: Annotated[tuple[Force, ...], Field(max_length=MAX_FORCES)] = ()
    restraining: Annotated[tuple[Force, ...], Field(max_length=MAX_FORCES)] = ()

    @property
    def driving_total(self) -> int:
        """The sum of the driving strengths."""
        return sum(force.strength for force in self.driving)

    @property
    def restraining_total(self) -> int:
        """The sum of the restraining strengths."""
        return sum(force.strength for force in self.restraining)

    @property
    def balance(self) -> int:
        """Driving minus restraining total: above 0 the field leans towards the change, below 0 against it."""
        return self.driving_total - self.restraining_total

    @property
    def strongest_restraining(self) -> Force | None:
        """The restraining force to weaken first (the one named first among equals); None without any.

        Lewin held that weakening what restrains moves a field with less tension than pushing harder.
        """
        return max(self.restraining, key=lambda force: force.strength, default=None)


@cache
def lewin() -> Lewin:
    """Return the stages as the course tells them; raises DataError."""
    return load(DATA / "lewin.yaml", Lewin)
