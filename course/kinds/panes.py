"""Four fields that are looked at together. The answer is {pane id: text}."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from course import keychecks
from course.datafile import Data
from course.problems import Mistake
from course.tasks import Id
from course.text import Text
from course.tools import Parts, TeamTool, written

PANE_CHARS = 3000


class Pane(Data):
    """One of the four fields."""

    id: Id
    heading: Text
    help: Text


class PanesTask(TeamTool):
    """Four fields looked at together, such as the evaluation window. `shared` says that they may become the team's."""

    kind: Literal["panes"]
    panes: Annotated[list[Pane], Field(min_length=4, max_length=4)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from keychecks.distinct("panes", [pane.id for pane in self.panes])

    def structure(self) -> dict[str, Any]:
        return {"panes": sorted(pane.id for pane in self.panes)}

    def check(self, value: Any) -> dict[str, str]:
        """Texts in the order of the panes."""
        return {id: self._own_words(text, PANE_CHARS) for id, text in self._named(value, [pane.id for pane in self.panes]).items()}

    def parts(self, value: Any) -> Parts:
        return [(pane.heading, written(value, pane.id)) for pane in self.panes]
