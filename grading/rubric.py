"""Rubrics of free-text tasks: what the trainer looks for, what each level shows, and examples. They reach learners only as feedback."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Self

from jinja2 import Environment, Template
from pydantic import Field, model_validator

from course.datafile import Data
from course.framework import MAX_LEVEL
from course.keychecks import unknown, without_what_they_mean
from course.modules import Module
from course.problems import Mistake, Mistaken
from course.text import Text
from grading.beside import Beside
from grading.key import Points
from grading.open_place import has_open_place

NOTHING = Text(da="Intet af det er vist.", en="Nothing of it is shown.")


class RubricLevel(Data):
    """What an answer at this level shows; the learner reads it as feedback. `phrases` are words that a trainer can begin a comment with."""

    level: Annotated[int, Field(ge=0, le=MAX_LEVEL)]
    text: Text
    phrases: list[Text] = []

    @model_validator(mode="after")
    def _places_in_both(self) -> Self:
        for position, one in enumerate(self.phrases):
            if has_open_place(one.da) != has_open_place(one.en):
                da = "pladsen til deltagerens ord »…« står kun på det ene sprog. Skriv »…« på dansk og “…” på engelsk, eller ingen af dem."
                en = (
                    "the place for the learner's words “…” stands in one language only. Write »…« in Danish and “…” in English, or neither."
                )
                raise Mistaken(Mistake(da, en, ("phrases", position)))
        return self


class Borderline(Data):
    """An answer on the line between level 2 and 3, and why it is there."""

    text: Text
    why: Text


class Rubric(Data):
    """How one free-text task is judged. `points` are what an answer at level 4 earns; the levels below earn their share."""

    points: Points
    question: Text
    levels: list[RubricLevel]
    example: Text
    borderline: Borderline | None = None

    @model_validator(mode="after")
    def _levels_in_order(self) -> Self:
        if [one.level for one in self.levels] not in ([1, 2, 3, 4], [0, 1, 2, 3, 4]):
            da, en = (
                "niveauerne skal være 0, 1, 2, 3 og 4 i rækkefølge (0 kan udelades).",
                "the levels must be 0, 1, 2, 3 and 4 in order (0 may be left out).",
            )
            raise Mistaken(Mistake(da, en, ("levels",)))
        return self

    def told(self, level: int) -> Text:
        """What the learner is told at this level."""
        for one in self.levels:
            if one.level == level:
                return one.text
        return Text(
            da="Svaret viser endnu ikke det, opgaven spørger efter.",
            en="The answer does not yet show what the task asks for.",
        )

    def ahead_of(self, level: int) -> Text | None:
        """What the level after this one asks; None at the top."""
        return self.told(level + 1) if level < MAX_LEVEL else None

    def texts(self) -> set[str]:
        """Everything that learners are told only after marking, or never."""
        found = [self.question, self.example, *(one.text for one in self.levels), *(words for one in self.levels for words in one.phrases)]
        if self.borderline:
            found += [self.borderline.text, self.borderline.why]
        return {words for text in found for words in (text.da, text.en)}

    def html(self) -> str:
        """The rubric as the trainer sees it under the answer."""
        texts = {0: NOTHING} | {one.level: one.text for one in self.levels}
        rows = [(f"{self.points * level / MAX_LEVEL:g}", text) for level, text in texts.items()]
        return _template().render(rubric=self, points=f"{self.points:g}", rows=rows)


class RubricsFile(Data):
    """The contents of a file in `grading/rubrics/`: task id → rubric."""

    rubrics: dict[str, Rubric]


def graded_texts(module: Module) -> list[str]:
    """The ids of the free-text tasks that a person marks."""
    return [task.id for task in module.graded_tasks if task.marked_by_person]


def for_each_text(kind: str, da: str, en: str) -> Callable[[Module, dict[str, Any], frozenset[str] | None], Iterator[Mistake]]:
    """What is wrong in a file that has something for each graded text: a text without it, in these words behind the text's id, or it without a text."""

    def mistakes(module: Module, found: dict[str, Any], unread: frozenset[str] | None) -> Iterator[Mistake]:
        texts = graded_texts(module)
        for id in without_what_they_mean([id for id in texts if id not in found], found.keys() - texts):
            yield Mistake(f"teksten {id} {da}", f"the text {id} {en}", (kind,))
        for id in found:
            if id not in texts and unread is not None and id not in unread:
                left = [one for one in texts if one not in found] or texts
                yield unknown(id, left, ("en fri tekst, der tæller", "a graded free text"), (kind, id))

    return mistakes


RUBRICS: Beside[Rubric] = Beside(
    "rubrics",
    RubricsFile,
    graded_texts,
    for_each_text("rubrics", "tæller, men har ingen rubrik her. Tilføj den.", "is graded but has no rubric here. Add it."),
)
"""The rubrics of the free-text tasks."""


@cache
def _template() -> Template:
    return Environment(autoescape=True).from_string((Path(__file__).parent / "templates" / "rubric.html").read_text("utf-8"))
