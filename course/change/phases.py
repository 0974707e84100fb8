"""The four phases from idea to everyday use (Digitale veje til job, Fremfærd 2024)."""

from functools import cache
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from course.change import DATA, in_order
from course.datafile import Data, load
from course.problems import Mistake, Mistaken
from course.text import Text

PhaseId = Literal["ide", "forberedelse", "anskaffelse", "implementering"]
PHASES: tuple[PhaseId, ...] = get_args(PhaseId)


class Phase(Data):
    """One phase: what `happens` in it, and what goes wrong `without` it. `number` runs from 1 to 4."""

    id: str
    number: Annotated[int, Field(ge=1, le=len(PHASES))]
    name: Text
    happens: Text
    without: Text


class Phases(Data):
    """The four phases in their order, and the source they are told from."""

    source: Text
    phases: list[Phase]

    @model_validator(mode="after")
    def _the_four_in_order(self) -> Self:
        in_order("phases", [phase.id for phase in self.phases], PHASES)
        if [phase.number for phase in self.phases] != list(range(1, len(PHASES) + 1)):
            raise Mistaken(
                Mistake("faserne skal have number 1 til 4 i rækkefølge.", "the phases must have number 1 to 4 in order.", ("phases",))
            )
        return self


@cache
def phases() -> Phases:
    """Return the phases as the course tells them; raises DataError."""
    return load(DATA / "phases.yaml", Phases)
