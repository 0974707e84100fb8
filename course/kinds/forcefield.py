"""What drives and what restrains one's own change. The answer is {driving, restraining: [{text, strength, chosen?}], how, whom}."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course.change.lewin import MAX_FORCES, STRONGEST, WEAKEST
from course.charts import Arrow, Arrows
from course.problems import Mistake
from course.text import Text
from course.tools import CaseTool, Line, Parts, written

FORCE_CHARS = 300
TEXTS = {"how": 1000, "whom": 200}
SIDES = ("driving", "restraining")
FIELD = Text(da="Kraftfeltet", en="The force field")
HEADINGS = {
    "driving": Text(da="Det driver frem", en="What drives it"),
    "restraining": Text(da="Det holder igen", en="What restrains it"),
    "chosen": Text(da="Den modstand, jeg løsner først", en="The restraint I loosen first"),
    "how": Text(da="Sådan gør jeg", en="How I do it"),
    "whom": Text(da="Sammen med", en="Together with"),
}


class ForcefieldTask(CaseTool):
    """A force field with `least` to `most` forces on each side."""

    kind: Literal["forcefield"]
    in_ids: ClassVar[str] = "kraftfelt"
    least: Annotated[int, Field(ge=1, le=MAX_FORCES)] = 2
    most: Annotated[int, Field(ge=1, le=MAX_FORCES)] = 8

    def mistakes(self) -> Iterator[Mistake]:
        if self.least > self.most:
            da = f"least må ikke være større end most. Skriv højst {self.most}."
            yield Mistake(da, f"least must not be more than most. Write at most {self.most}.", ("least",))

    def public(self) -> dict[str, Any]:
        return {**super().public(), "limits": {**TEXTS, "force": FORCE_CHARS}}

    def check(self, value: Any) -> dict[str, Any]:
        named = self._named(value, [*SIDES, *TEXTS])
        for side in SIDES:
            if side in named:
                named[side] = self._forces(named[side], side)
        for name, longest in TEXTS.items():
            if name in named:
                named[name] = self._own_words(named[name], longest)
        if sum("chosen" in force for force in named.get("restraining", [])) > 1:
            raise self.refused("der kan kun vælges én modstand", "only one restraint can be chosen")
        return named

    def _forces(self, value: Any, side: str) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            raise self.refused("kræfterne skal være en liste", "the forces must be a list")
        if len(value) > self.most:
            raise self.refused(f"der er plads til {self.most} kræfter på hver side", f"there is room for {self.most} forces on each side")
        return [self._force(one, ["text", "strength", "chosen"] if side == "restraining" else ["text", "strength"]) for one in value]

    def _force(self, value: Any, known: list[str]) -> dict[str, Any]:
        force = self._named(value, known)
        if force.get("chosen", True) is not True or not {"text", "strength"} <= set(force):
            raise self.refused("en kraft skal have tekst og styrke", "a force must have a text and a strength")
        return {
            **force,
            "text": self._own_words(force["text"], FORCE_CHARS),
            "strength": self._whole_number(force["strength"], WEAKEST, STRONGEST),
        }

    def is_whole(self, answer: Any) -> bool:
        """Whether enough forces are named on each side, and one restraint is chosen."""
        enough = all(len(_named(answer, side)) >= self.least for side in SIDES)
        return enough and any("chosen" in force for force in _named(answer, "restraining"))

    def chart(self, value: Any, elsewhere: Mapping[str, Any]) -> Arrows | None:
        driving, restraining = (
            tuple(Arrow(one["text"].strip(), one["strength"], "chosen" in one) for one in _named(value, side)) for side in SIDES
        )
        return Arrows(FIELD, driving, restraining, (HEADINGS["driving"], HEADINGS["restraining"])) if driving or restraining else None

    def parts(self, value: Any) -> Parts:
        lines: dict[str, list[Line]] = {name: written(value, name) for name in TEXTS}
        for side in SIDES:
            lines[side] = [_strength(force) for force in _named(value, side)]
        lines["chosen"] = [force["text"].strip() for force in _named(value, "restraining") if "chosen" in force]
        return [(heading, lines[name]) for name, heading in HEADINGS.items()]


def _named(answer: dict[str, Any], side: str) -> list[dict[str, Any]]:
    """The forces of a side that have a text."""
    return [force for force in answer.get(side, []) if force["text"].strip()]


def _strength(force: dict[str, Any]) -> Text:
    text, strength = " ".join(force["text"].split()), force["strength"]
    return Text(da=f"{text} (styrke {strength} af {STRONGEST})", en=f"{text} (strength {strength} of {STRONGEST})")
