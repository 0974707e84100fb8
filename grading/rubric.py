"""Rubrics of free-text tasks: what the trainer looks for, what each level shows, and examples. They reach learners only as feedback."""

from html import escape
from typing import Annotated, Self

from pydantic import Field, model_validator

from course import settings
from course.datafile import Data, DataError, load
from course.modules import Module
from course.tasks import TextTask
from course.text import Text
from grading.key import Points

MAX_LEVEL = 4
NOTHING = Text(da="Intet af det er vist.", en="Nothing of it is shown.")


class RubricLevel(Data):
    """What an answer at this level shows; the learner reads it as feedback."""

    level: Annotated[int, Field(ge=0, le=MAX_LEVEL)]
    text: Text


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
            raise ValueError("levels must be 0, 1, 2, 3 and 4 in order, each once (0 may be left out)")
        return self

    def told(self, level: int) -> Text:
        """What the learner is told at this level."""
        for one in self.levels:
            if one.level == level:
                return one.text
        return Text(
            da=f"Svaret viser endnu ikke det, opgaven spørger efter: {self.question.da}",
            en=f"The answer does not yet show what the task asks for: {self.question.en}",
        )

    def texts(self) -> set[str]:
        """Everything that learners are told only after marking, or never."""
        found = [self.question, self.example, *(one.text for one in self.levels)]
        if self.borderline:
            found += [self.borderline.text, self.borderline.why]
        return {words for text in found for words in (text.da, text.en)}

    def html(self) -> str:
        """The rubric as the trainer sees it under the answer."""
        texts = {0: NOTHING} | {one.level: one.text for one in self.levels}
        rows = "".join(f"<tr>{self._row(level)}<td>{_both(text)}</td></tr>" for level, text in texts.items())
        return (
            "<section style='border-left: 4px solid #31708f; padding-left: 1em'>"
            f"<h4>Sådan giver du point (0–{self.points:g}) <small lang='en'>How to give points</small></h4>{_both(self.question)}"
            f"<table>{rows}</table>{self._examples()}</section>"
        )

    def _row(self, level: int) -> str:
        style = "white-space: nowrap; vertical-align: top; padding-right: 1em"
        return f"<th scope='row' style='{style}'>{self.points * level / MAX_LEVEL:g} point</th>"

    def _examples(self) -> str:
        best = f"Eksempel på et svar til {self.points:g} point <small lang='en'>An answer worth {self.points:g} points</small>"
        shown = _folded(best, _both(self.example))
        if self.borderline:
            between = "Et svar på grænsen mellem niveau 2 og 3 <small lang='en'>An answer between level 2 and 3</small>"
            shown += _folded(between, _both(self.borderline.text) + _both(self.borderline.why))
        return shown


class RubricsFile(Data):
    """The contents of a file in `grading/rubrics/`: task id → rubric."""

    rubrics: dict[str, Rubric]


def load_rubrics(module: Module) -> dict[str, Rubric]:
    """The rubrics of the module's free-text tasks; raises DataError naming file, field and remedy."""
    path = settings.grading() / "rubrics" / f"{module.id}.yaml"
    wanted = {task.id for task in module.graded_tasks if isinstance(task, TextTask)}
    if not wanted and not path.exists():
        return {}
    found = load(path, RubricsFile).rubrics
    problems = [f"{path}: rubrics: task {id} has no rubric. Add one." for id in sorted(wanted - set(found))]
    problems += [
        f"{path}: rubrics.{id}: {module.id} has no graded text task of this name. Correct its spelling, or remove it."
        for id in sorted(set(found) - wanted)
    ]
    if problems:
        raise DataError(path, problems)
    return found


def _folded(summary: str, content: str) -> str:
    return f"<details><summary>{summary}</summary>{content}</details>"


def _both(text: Text) -> str:
    return f"<p lang='da' style='white-space: pre-wrap'>{escape(text.da)}</p><p lang='en' style='white-space: pre-wrap'><small>{escape(text.en)}</small></p>"
