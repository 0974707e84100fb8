"""Four fields that are looked at together. The answer is {pane id: text, "pane-field": text or day}."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course import keychecks
from course.datafile import Data
from course.places import Place
from course.problems import Mistake
from course.tasks import Id
from course.text import Text
from course.tools import Line, Parts, TeamTool, shown_day, written

PANE_CHARS = 3000
SHORT_CHARS = 120


class PaneField(Data):
    """Something short to fill in below a pane: a few words, or a day."""

    id: Id
    heading: Text
    kind: Literal["text", "date"]


class Pane(Data):
    """One of the four fields, and what is asked for `below` it."""

    id: Id
    heading: Text
    help: Text
    below: Annotated[list[PaneField], Field(max_length=3)] = []


class PanesTask(TeamTool):
    """Four fields looked at together, such as the evaluation window. `shared` says that they may become the team's."""

    kind: Literal["panes"]
    in_ids: ClassVar[str] = "vindue"
    panes: Annotated[list[Pane], Field(min_length=4, max_length=4)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from keychecks.distinct("panes", [pane.id for pane in self.panes])
        for at, pane in enumerate(self.panes):
            for mistake in keychecks.distinct("below", [one.id for one in pane.below]):
                yield mistake.under(("panes", at))
            ids = {one.id for one in self.panes} & {f"{pane.id}-{one.id}" for one in pane.below}
            for id in sorted(ids):
                yield Mistake(
                    f"»{id}« er også en rude. Giv den ene et andet id.",
                    f"“{id}” is a pane too. Give one of them another id.",
                    ("panes", at, "below"),
                )

    @property
    def places(self) -> dict[str, Place]:
        """The panes by their id, and what is below them by pane and field, such as `anderledes-hvem`."""
        return {id: place for pane in self.panes for id, place in _places(pane)}

    def structure(self) -> dict[str, Any]:
        below = sorted(f"{id}:{place.sort}" for id, place in self._below.items())
        return {"panes": sorted(pane.id for pane in self.panes), **({"below": below} if below else {})}

    @property
    def _below(self) -> dict[str, Place]:
        panes = {pane.id for pane in self.panes}
        return {id: place for id, place in self.places.items() if id not in panes}

    def check(self, value: Any) -> dict[str, str]:
        """Texts and days in the order of the panes."""
        return {id: self._value(id, one) for id, one in self._named(value, list(self.places)).items()}

    def _value(self, id: str, value: Any) -> str:
        place = self._below.get(id)
        if place and place.sort == "date":
            return self._day(value)
        return self._own_words(value, SHORT_CHARS if place else PANE_CHARS)

    def parts(self, value: Any) -> Parts:
        return [(place.heading, _lines(place, value, id)) for id, place in self.places.items()]


def _places(pane: Pane) -> Iterator[tuple[str, Place]]:
    yield pane.id, Place(pane.heading, "text")
    yield from ((f"{pane.id}-{one.id}", Place(one.heading, one.kind)) for one in pane.below)


def _lines(place: Place, value: dict[str, str], id: str) -> list[Line]:
    return [shown_day(value[id])] if place.sort == "date" and value.get(id) else written(value, id)
