"""Plan, do, study, adjust for a trial action, gone through again and again. The answer is {rounds: [{"step-field": value}]}, oldest first.

Source: Deming, W. E. (1994). The new economics (2nd ed.). MIT Press: the cycle of plan, do, study and act.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from course import keychecks
from course.datafile import Data
from course.problems import Mistake
from course.tasks import Id
from course.text import Text
from course.tools import Parts, ToolTask, shown_day, written

STEPS = {
    "plan": Text(da="Planlæg", en="Plan"),
    "do": Text(da="Gør", en="Do"),
    "study": Text(da="Undersøg", en="Study"),
    "adjust": Text(da="Justér", en="Adjust"),
}
MOST_ROUNDS = 12
FIELD_CHARS = 2000


class CycleField(Data):
    """Something to write, or a day to set, in a step."""

    id: Id
    heading: Text
    help: Text
    kind: Literal["text", "date"]


class Step(Data):
    """One of the four steps."""

    id: Literal["plan", "do", "study", "adjust"]
    fields: Annotated[list[CycleField], Field(min_length=1, max_length=6)]


class CycleTask(ToolTask):
    """A trial action gone through in four steps; the last round is being worked on, and those before it are kept."""

    kind: Literal["cycle"]
    steps: list[Step]

    def mistakes(self) -> Iterator[Mistake]:
        if [step.id for step in self.steps] != list(STEPS):
            names = ", ".join(STEPS)
            yield Mistake(f"trinene skal være {names}, i den rækkefølge.", f"the steps must be {names}, in this order.", ("steps",))
        for place, step in enumerate(self.steps):
            for mistake in keychecks.distinct("fields", [field.id for field in step.fields]):
                yield mistake.under(("steps", place))

    @property
    def places(self) -> dict[str, CycleField]:
        """The fields by their name in an answer: step and field, such as `plan-hvad`."""
        return {f"{step.id}-{field.id}": field for step in self.steps for field in step.fields}

    def structure(self) -> dict[str, Any]:
        return {"fields": sorted(f"{place}:{field.kind}" for place, field in self.places.items())}

    def public(self) -> dict[str, Any]:
        shown = super().public()
        for step in shown["steps"]:
            step["name"] = STEPS[step["id"]].model_dump()
        return shown

    def check(self, value: Any) -> dict[str, Any]:
        """Rounds as they stand, each with its fields in the order of the steps."""
        rounds = self._named(value, ["rounds"]).get("rounds", [])
        if not isinstance(rounds, list):
            raise self.refused("runderne skal være en liste", "the rounds must be a list")
        if len(rounds) > MOST_ROUNDS:
            raise self.refused(f"der er plads til {MOST_ROUNDS} runder", f"there is room for {MOST_ROUNDS} rounds")
        return {"rounds": [self._round(one) for one in rounds]}

    def _round(self, one: Any) -> dict[str, str]:
        places = self.places
        given = self._named(one, list(places))
        return {
            place: self._day(text) if places[place].kind == "date" else self._own_words(text, FIELD_CHARS) for place, text in given.items()
        }

    def parts(self, value: Any) -> Parts:
        rounds = value.get("rounds", []) or [{}]
        return [part for number, one in enumerate(rounds, 1) for part in self._told(one, number if len(rounds) > 1 else 0)]

    def _told(self, one: dict[str, str], number: int) -> Parts:
        da, en = (f"Runde {number}, ", f"Round {number}, ") if number else ("", "")
        found: Parts = []
        for step in self.steps:
            for field in step.fields:
                name, place = STEPS[step.id], f"{step.id}-{field.id}"
                heading = Text(da=f"{da}{name.da}: {field.heading.da}", en=f"{en}{name.en}: {field.heading.en}")
                dated = field.kind == "date" and place in one
                found.append((heading, [shown_day(one[place])] if dated else written(one, place)))
        return found
