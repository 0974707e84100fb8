"""Plan, do, study, adjust for a trial action, gone through again and again. The answer is {rounds: [{"step-field": value}]}, oldest first.

Source: Deming, W. E. (1994). The new economics (2nd ed.). MIT Press: the cycle of plan, do, study and act.
"""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course import keychecks
from course.datafile import Data
from course.places import Place, Row
from course.problems import Mistake, instead
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
NUMBERS = (1, 999)


class CycleField(Data):
    """Something to write, a day to set, or a whole number from 1 to 999, in a step."""

    id: Id
    heading: Text
    help: Text
    kind: Literal["text", "date", "number"]


class Step(Data):
    """One of the four steps. `opens` names the day on which it opens, such as `plan-dag`."""

    id: Literal["plan", "do", "study", "adjust"]
    fields: Annotated[list[CycleField], Field(min_length=1, max_length=10)]
    opens: Id | None = None


class CycleTask(ToolTask):
    """A trial action gone through in four steps; the last round is being worked on, and those before it are kept."""

    kind: Literal["cycle"]
    in_ids: ClassVar[str] = "runde"
    steps: list[Step]

    def mistakes(self) -> Iterator[Mistake]:
        if [step.id for step in self.steps] != list(STEPS):
            names = ", ".join(STEPS)
            yield Mistake(f"trinene skal være {names}, i den rækkefølge.", f"the steps must be {names}, in this order.", ("steps",))
        for place, step in enumerate(self.steps):
            for mistake in keychecks.distinct("fields", [field.id for field in step.fields]):
                yield mistake.under(("steps", place))
            days = _days(self.steps[:place])
            if step.opens and step.opens not in days:
                da, en = instead(step.opens, days)
                da, en = f"»{step.opens}« er ingen dato i et trin før. {da}", f"“{step.opens}” is no date in a step before. {en}"
                yield Mistake(da, en, ("steps", place, "opens"))

    @property
    def places(self) -> dict[str, Place]:
        """The fields by their name in an answer: step and field, such as `plan-hvad`."""
        return {f"{step.id}-{field.id}": Place(field.heading, field.kind) for step in self.steps for field in step.fields}

    def rows(self, value: Any) -> list[Row]:
        """The round that is worked on."""
        return [Row(self.places, one) for one in value.get("rounds", [])[-1:]]

    def structure(self) -> dict[str, Any]:
        return {"fields": sorted(f"{id}:{place.sort}" for id, place in self.places.items())}

    def public(self) -> dict[str, Any]:
        shown = super().public()
        for step in shown["steps"]:
            step["name"] = STEPS[step["id"]].model_dump()
        return {**shown, "numbers": NUMBERS}

    def check(self, value: Any) -> dict[str, Any]:
        """Rounds as they stand, each with its fields in the order of the steps."""
        rounds = self._named(value, ["rounds"]).get("rounds", [])
        if not isinstance(rounds, list):
            raise self.refused("runderne skal være en liste", "the rounds must be a list")
        if len(rounds) > MOST_ROUNDS:
            raise self.refused(f"der er plads til {MOST_ROUNDS} runder", f"there is room for {MOST_ROUNDS} rounds")
        return {"rounds": [self._round(one) for one in rounds]}

    def _round(self, one: Any) -> dict[str, str | int]:
        places = self.places
        return {id: self._value(places[id], value) for id, value in self._named(one, list(places)).items()}

    def _value(self, place: Place, value: Any) -> str | int:
        if place.sort == "number":
            return self._whole_number(value, *NUMBERS)
        return self._day(value) if place.sort == "date" else self._own_words(value, FIELD_CHARS)

    def parts(self, value: Any) -> Parts:
        rounds = value.get("rounds", []) or [{}]
        return [part for number, one in enumerate(rounds, 1) for part in self._told(one, number if len(rounds) > 1 else 0)]

    def _told(self, one: dict[str, Any], number: int) -> Parts:
        da, en = (f"Runde {number}, ", f"Round {number}, ") if number else ("", "")
        found: Parts = []
        for step in self.steps:
            for field in step.fields:
                name, place = STEPS[step.id], f"{step.id}-{field.id}"
                heading = Text(da=f"{da}{name.da}: {field.heading.da}", en=f"{en}{name.en}: {field.heading.en}")
                dated = field.kind == "date" and place in one
                found.append((heading, [shown_day(one[place])] if dated else written(one, place)))
        return found


def _days(steps: list[Step]) -> list[str]:
    """The days that are set in these steps."""
    return [f"{step.id}-{field.id}" for step in steps for field in step.fields if field.kind == "date"]
