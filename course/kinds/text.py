"""Write freely. The answer is a string, and a person with a rubric marks it."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course.problems import Mistake
from course.tasks import BaseTask, Explained, Takes
from course.text import Text

MAX_CHARS = 10_000


class TextTask(BaseTask):
    """Write freely; `covers` says what a good answer covers, `example` is shown in practice after one's own."""

    kind: Literal["text"]
    in_ids: ClassVar[str] = "tekst"
    covers: Annotated[list[Text], Field(min_length=1, max_length=6)]
    max_chars: Annotated[int, Field(ge=200, le=MAX_CHARS)] = 3000
    example: Text | None = None

    marked_by_person: ClassVar[bool] = True

    @property
    def takes(self) -> Takes:
        return "graded_text" if self.graded else "text"

    def mistakes(self) -> Iterator[Mistake]:
        yield from self._key_belongs_to_practice({"example": self.example})

    def check(self, value: Any) -> str:
        return self._written(value, self.max_chars)

    def explain(self, answer: Any) -> Explained:
        return {"fraction": None, "items": {}, "why": self.example and self.example.model_dump()}
