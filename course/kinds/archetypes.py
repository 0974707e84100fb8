"""Which mixture of four ways one is in a change, from situations. The answer is {answers: {situation: answer id}, mixture: percent by hand}."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course import keychecks
from course.change.archetypes import ARCHETYPES, ArchetypeId, Mixture, archetypes, mixture
from course.charts import Bar, Bars
from course.problems import Mistake
from course.tasks import Item
from course.text import Text
from course.tools import Line, Parts, ToolTask

MIXTURE = Text(da="Min blanding i denne forandring", en="My mixture in this change")


class Reaction(Item):
    """Something one might do; it weighs on one or two archetypes."""

    weights: Annotated[dict[ArchetypeId, Annotated[int, Field(ge=1, le=4)]], Field(min_length=1, max_length=2)]


class Situation(Item):
    """A moment in a change, and what one might do in it."""

    answers: Annotated[list[Reaction], Field(min_length=2, max_length=6)]

    def answer(self, id: str) -> Reaction | None:
        """The reaction with this id."""
        return next((one for one in self.answers if one.id == id), None)


class ArchetypesTask(ToolTask):
    """Situations whose answers make a mixture, which the learner may correct by hand: she knows best."""

    kind: Literal["archetypes"]
    in_ids: ClassVar[str] = "arketyper"
    situations: Annotated[list[Situation], Field(min_length=1, max_length=10)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from keychecks.distinct("situations", [one.id for one in self.situations])
        for place, situation in enumerate(self.situations):
            for mistake in keychecks.distinct("answers", [one.id for one in situation.answers]):
                yield mistake.under(("situations", place))

    def public(self) -> dict[str, Any]:
        return {**super().public(), "archetypes": archetypes().model_dump(mode="json")["archetypes"]}

    def structure(self) -> dict[str, Any]:
        return {one.id: {answer.id: dict(sorted(answer.weights.items())) for answer in one.answers} for one in self.situations}

    def check(self, value: Any) -> dict[str, Any]:
        """Answers in the order of the situations, then the mixture where it was corrected by hand (each part 0–100)."""
        named = self._named(value, ["answers", "mixture"])
        if "answers" in named:
            named["answers"] = self._chosen(named["answers"])
        if "mixture" in named:
            named["mixture"] = {id: self._whole_number(one, 0, 100) for id, one in self._named(named["mixture"], list(ARCHETYPES)).items()}
            if set(named["mixture"]) != set(ARCHETYPES):
                raise self.refused("blandingen skal have et tal for hver af de fire", "the mixture must have a number for each of the four")
        return named

    def _chosen(self, value: Any) -> dict[str, str]:
        chosen = self._named(value, [situation.id for situation in self.situations])
        for situation in self.situations:
            given = chosen.get(situation.id)
            if situation.id in chosen and (not isinstance(given, str) or situation.answer(given) is None):
                raise self.refused("et svar findes ikke i situationen", "an answer does not exist in the situation")
        return chosen

    def is_whole(self, answer: Any) -> bool:
        """Whether there is a mixture that adds up to 100."""
        return sum((self.mixed(answer) or {}).values()) == 100

    def mixed(self, value: dict[str, Any]) -> Mixture | None:
        """The mixture corrected by hand, else the one from the answers; None before the first answer."""
        if "mixture" in value:
            return dict(value["mixture"])
        weights: dict[ArchetypeId, int] = {}
        for situation in self.situations:
            given = situation.answer(value.get("answers", {}).get(situation.id, ""))
            for id, weight in given.weights.items() if given else ():
                weights[id] = weights.get(id, 0) + weight
        return mixture(weights)

    def chart(self, value: Any, elsewhere: Mapping[str, Any]) -> Bars | None:
        mixed = self.mixed(value)
        return Bars(MIXTURE, tuple(Bar(one.name, mixed[one.id]) for one in archetypes().archetypes), 100, " %") if mixed else None

    def parts(self, value: Any) -> Parts:
        mixed = self.mixed(value) or {}
        shares: list[Line] = [
            Text(da=f"{one.name.da}: {mixed[one.id]} %. {one.brings.da}", en=f"{one.name.en}: {mixed[one.id]}%. {one.brings.en}")
            for one in archetypes().archetypes
            if mixed.get(one.id)
        ]
        return [(MIXTURE, shares), *((one.text, self._told(one, value)) for one in self.situations)]

    def _told(self, situation: Situation, value: dict[str, Any]) -> list[Line]:
        given = situation.answer(value.get("answers", {}).get(situation.id, ""))
        return [given.text] if given else []
