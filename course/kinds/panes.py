"""Four fields that are looked at together. The answer is {pane id: text}."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from course.datafile import Data
from course.tasks import Id
from course.text import Text
from course.tools import Parts, ToolTask, written

PANE_CHARS = 3000


class Pane(Data):
    """One of the four fields."""

    id: Id
    heading: Text
    help: Text


class PanesTask(ToolTask):
    """Four fields looked at together, such as the evaluation window. `shared` says that they may become the team's."""

    kind: Literal["panes"]
    panes: Annotated[list[Pane], Field(min_length=4, max_length=4)]
    shared: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self._distinct(self.panes)
        return self

    def structure(self) -> dict[str, Any]:
        return {"panes": sorted(pane.id for pane in self.panes)}

    def check(self, value: Any) -> dict[str, str]:
        """Texts in the order of the panes."""
        return {id: self._own_words(text, PANE_CHARS) for id, text in self._named(value, [pane.id for pane in self.panes]).items()}

    def parts(self, value: Any) -> Parts:
        return [(pane.heading, written(value, pane.id)) for pane in self.panes]
