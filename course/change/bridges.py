"""Bridges: the transition people go through in a change, in three zones, and the four P's of a new beginning.

Source: Bridges, W. (2009). Managing transitions: Making the most of change (3rd ed.). Da Capo.
"""

from functools import cache
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, StringConstraints, model_validator

from course.change import DATA, in_order
from course.datafile import Data, load
from course.text import Text

ZONES = ("ending", "neutral", "beginning")
PartId = Literal["purpose", "picture", "plan", "part"]
PARTS: tuple[PartId, ...] = get_args(PartId)

Written = Annotated[str, StringConstraints(strip_whitespace=True), Field(max_length=1000)]


class Zone(Data):
    """One of the three zones, and what people meet in it."""

    id: str
    name: Text
    meaning: Text


class Part(Data):
    """One of the four P's: the `question` it answers, and what happens when it is `missing`."""

    id: PartId
    name: Text
    question: Text
    missing: Text


class Bridges(Data):
    """The three zones and the four P's, in their order."""

    source: Text
    zones: list[Zone]
    parts: list[Part]

    @model_validator(mode="after")
    def _all_in_order(self) -> Self:
        in_order("zones", [zone.id for zone in self.zones], ZONES)
        in_order("parts", [part.id for part in self.parts], PARTS)
        return self

    def part(self, id: PartId) -> Part:
        """Return the P with this id."""
        return self.parts[PARTS.index(id)]


class Beginning(Data):
    """What a learner has written for each of the four P's of one change; empty where nothing is written yet."""

    purpose: Written = ""
    picture: Written = ""
    plan: Written = ""
    part: Written = ""

    @property
    def missing(self) -> list[PartId]:
        """The P's that nothing is written for, in Bridges' order."""
        return [id for id in PARTS if not getattr(self, id)]


@cache
def bridges() -> Bridges:
    """Return the zones and P's as the course tells them; raises DataError."""
    return load(DATA / "bridges.yaml", Bridges)
