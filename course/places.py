"""What is filled in in a tool: its places, and rows of what stands in them together, for rules that look at an answer whatever its kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from course.tasks import Item
from course.text import Text

Sort = Literal["text", "choice", "date", "tick", "checklist", "number", "competence"]


@dataclass(frozen=True)
class Place:
    """Something to fill in: its heading, of which sort it is, and what there is to choose from."""

    heading: Text
    sort: Sort
    choices: Sequence[Item] = ()


@dataclass(frozen=True)
class Row:
    """What is filled in together, by place; `name` tells it from the other rows, where there are several."""

    places: Mapping[str, Place]
    filled: Mapping[str, Any]
    name: Text | None = None

    def has(self, id: str) -> bool:
        """Whether something stands there."""
        value = self.filled.get(id)
        return bool(value.strip() if isinstance(value, str) else value)

    def empty(self, ids: Iterable[str]) -> list[str]:
        """Those of the row's own places where nothing stands."""
        return [id for id in ids if id in self.places and not self.has(id)]

    def texts(self, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What is written at those places that have text, by place."""
        return ((id, str(self.filled[id])) for id in ids if id in self.places and self.places[id].sort == "text" and self.has(id))

    @property
    def begun(self) -> bool:
        """Whether something stands in it."""
        return any(self.has(id) for id in self.places)

    def heading(self, id: str) -> Text:
        """A place's heading, in quotes."""
        return quoted(self.places[id].heading)

    def where(self, id: str) -> Text:
        """The row's name, or the place's heading where there is but one row."""
        return self.name or self.heading(id)


def quoted(text: Text) -> Text:
    """A text in the quotation marks of its language."""
    return Text(da=f"»{text.da}«", en=f"“{text.en}”")
