"""One's own change, written once and shown above the tools of the same and later modules. The answer is {field id: text}."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course import keychecks
from course.datafile import Data
from course.places import Place
from course.problems import Mistake
from course.tasks import Id
from course.text import Text
from course.tools import Parts, ToolTask, written


class CaseField(Data):
    """Something to write about one's change."""

    id: Id
    heading: Text
    help: Text
    max_chars: Annotated[int, Field(ge=20, le=3000)]


class OwncaseTask(ToolTask):
    """A learner's own change; the first of its `fields` is what other tools quote."""

    kind: Literal["owncase"]
    in_ids: ClassVar[str] = "forandring"
    fields: Annotated[list[CaseField], Field(min_length=1, max_length=8)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from keychecks.distinct("fields", [field.id for field in self.fields])

    def structure(self) -> dict[str, Any]:
        return {"fields": sorted(field.id for field in self.fields)}

    @property
    def places(self) -> dict[str, Place]:
        return {field.id: Place(field.heading, "text") for field in self.fields}

    def check(self, value: Any) -> dict[str, str]:
        """Texts in the order of the fields."""
        longest = {field.id: field.max_chars for field in self.fields}
        return {id: self._own_words(text, longest[id]) for id, text in self._named(value, list(longest)).items()}

    def parts(self, value: Any) -> Parts:
        return [(field.heading, written(value, field.id)) for field in self.fields]

    def quoted(self, value: Any) -> str:
        """What stands above other tools; empty when it is not written."""
        return str(value.get(self.fields[0].id, "")).strip()
