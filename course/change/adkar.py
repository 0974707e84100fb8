"""ADKAR: five elements a change asks of each person, and the barrier point where help must start.

Source: Hiatt, J. M. (2006). ADKAR: A model for change in business, government and our community. Prosci. The statements in
`adkar.yaml` are our own wording.
"""

from functools import cache
from typing import Literal, Self, get_args

from pydantic import field_validator, model_validator

from course.change import DATA, in_order
from course.datafile import Data, load
from course.problems import Mistake, Mistaken
from course.text import Text

ElementId = Literal["awareness", "desire", "knowledge", "ability", "reinforcement"]
ELEMENTS: tuple[ElementId, ...] = get_args(ElementId)
LOWEST, HIGHEST = 1, 5
BARRIER = 3
"""A score of this or lower holds the change back."""


class Element(Data):
    """One element: the `statement` to score 1–5, and where to `begin` when it is the barrier point."""

    id: ElementId
    name: Text
    statement: Text
    begin: Text


class Adkar(Data):
    """The five elements in their order; `lowest` and `highest` are the words for scores 1 and 5."""

    source: Text
    lowest: Text
    highest: Text
    elements: list[Element]

    @model_validator(mode="after")
    def _the_five_in_order(self) -> Self:
        in_order("elements", [element.id for element in self.elements], ELEMENTS)
        return self

    def element(self, id: ElementId) -> Element:
        """Return the element with this id."""
        return self.elements[ELEMENTS.index(id)]


class Scores(Data):
    """One person's scores for one change: whole numbers from 1 (not at all) to 5 (entirely)."""

    awareness: int
    desire: int
    knowledge: int
    ability: int
    reinforcement: int

    @field_validator("*", mode="before")
    @classmethod
    def _one_to_five(cls, value: object) -> object:
        if not isinstance(value, int) or isinstance(value, bool) or not LOWEST <= value <= HIGHEST:
            raise Mistaken(
                Mistake(f"skal være et helt tal fra {LOWEST} til {HIGHEST}.", f"must be a whole number from {LOWEST} to {HIGHEST}.")
            )
        return value

    @property
    def barrier(self) -> ElementId | None:
        """The barrier point: the first element with score 3 or lower, or None. A later, lower score has to wait for it."""
        scores: dict[ElementId, int] = {id: getattr(self, id) for id in ELEMENTS}
        return next((id for id, score in scores.items() if score <= BARRIER), None)


@cache
def adkar() -> Adkar:
    """Return the elements as the course words them; raises DataError."""
    return load(DATA / "adkar.yaml", Adkar)
