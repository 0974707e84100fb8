"""Rubrics of free-text tasks: what the trainer looks for, what each level shows, and examples. They reach learners only as feedback."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from jinja2 import Environment, Template
from pydantic import Field, model_validator

from course.datafile import Data
from course.keychecks import unknown, without_what_they_mean
from course.modules import Module
from course.problems import Mistake, Mistaken
from course.text import Text
from grading.beside import Beside
from grading.key import Points
from grading.open_place import has_open_place

MAX_LEVEL = 4
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


def _texts(module: Module) -> list[str]:
    return [task.id for task in module.graded_tasks if task.marked_by_person]


def _mistakes(module: Module, rubrics: dict[str, Rubric], unread: frozenset[str] | None) -> Iterator[Mistake]:
    """Texts without a rubric, and rubrics without a text; `unread` are tasks that could not be read (None: nobody knows which)."""
    wanted = _texts(module)
    for id in without_what_they_mean([id for id in wanted if id not in rubrics], rubrics.keys() - wanted):
        da, en = (
            f"teksten {id} tæller, men har ingen rubrik her. Tilføj den.",
            f"the text {id} is graded but has no rubric here. Add it.",
        )
        yield Mistake(da, en, ("rubrics",))
    for id in rubrics:
        if id not in wanted and unread is not None and id not in unread:
            left = [one for one in wanted if one not in rubrics] or wanted
            yield unknown(id, left, ("en fri tekst, der tæller", "a graded free text"), ("rubrics", id))


RUBRICS: Beside[Rubric] = Beside("rubrics", RubricsFile, _texts, _mistakes)
"""The rubrics of the free-text tasks."""


@cache
def _template() -> Template:
    return Environment(autoescape=True).from_string((Path(__file__).parent / "templates" / "rubric.html").read_text("utf-8"))
