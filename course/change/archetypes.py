"""The four ways of going about a change, and how a mixture of them is reckoned.

Source: Digitale veje til job (Fremfærd, 2024). The words in `archetypes.yaml` are our own. A mixture is about one change, not about a person.
"""

from functools import cache
from typing import Literal, Self, get_args

from pydantic import model_validator

from course.change import DATA, in_order
from course.datafile import Data, load
from course.text import Text

ArchetypeId = Literal["frontloeber", "gennemsnit", "analog", "skeptiker"]
ARCHETYPES: tuple[ArchetypeId, ...] = get_args(ArchetypeId)
Mixture = dict[ArchetypeId, int]
"""Percent by archetype."""


class Archetype(Data):
    """One way: what it `brings` a working group, and what it `needs` to get on."""

    id: ArchetypeId
    name: Text
    brings: Text
    needs: Text


class Archetypes(Data):
    """The four in their order, and the source they are told from."""

    source: Text
    archetypes: list[Archetype]

    @model_validator(mode="after")
    def _the_four_in_order(self) -> Self:
        in_order("archetypes", [one.id for one in self.archetypes], ARCHETYPES)
        return self


def mixture(weights: dict[ArchetypeId, int]) -> Mixture | None:
    """Weights as whole percent that add up to 100 (largest remainders; the earlier archetype among equals); None without any weight."""
    total = sum(weights.values())
    if not total:
        return None
    shares = {id: divmod(100 * weights.get(id, 0), total) for id in ARCHETYPES}
    short = 100 - sum(whole for whole, _ in shares.values())
    raised = sorted(ARCHETYPES, key=lambda one: -shares[one][1])[:short]
    return {id: shares[id][0] + (id in raised) for id in ARCHETYPES}


@cache
def archetypes() -> Archetypes:
    """Return the four as the course words them; raises DataError."""
    return load(DATA / "archetypes.yaml", Archetypes)
