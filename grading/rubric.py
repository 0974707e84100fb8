"""Rubrics of free-text tasks: what the trainer looks for, four levels, and an example. They reach learners only as feedback."""

import os
from html import escape
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from course.datafile import Data, DataError, load
from course.modules import Module
from course.tasks import TextTask
from course.text import Text

MAX_LEVEL = 4


class RubricLevel(Data):
    """What an answer at this level shows; the learner reads it as feedback."""

    level: Annotated[int, Field(ge=1, le=MAX_LEVEL)]
    text: Text


class Rubric(Data):
    """How one free-text task is judged."""

    question: Text
    levels: list[RubricLevel]
    example: Text

    @model_validator(mode="after")
    def _four_levels(self) -> Self:
        if [one.level for one in self.levels] != [1, 2, 3, 4]:
            raise ValueError("levels must be 1, 2, 3 and 4 in order, each once")
        return self

    def told(self, level: int) -> Text:
        """What the learner is told at this level."""
        if level:
            return self.levels[level - 1].text
        return Text(
            da=f"Svaret viser endnu ikke det, opgaven spørger efter: {self.question.da}",
            en=f"The answer does not yet show what the task asks for: {self.question.en}",
        )

    def html(self) -> str:
        """The rubric as the trainer sees it under the answer."""
        rows = "".join(f"<tr>{_points(one.level)}<td>{_both(one.text)}</td></tr>" for one in self.levels)
        return (
            "<section style='border-left: 4px solid #31708f; padding-left: 1em'>"
            f"<h4>Sådan giver du point (0–4) <small lang='en'>How to give points</small></h4>{_both(self.question)}"
            f"<table><tr>{_points(0)}<td>Intet af det er vist. <small lang='en'>Nothing of it is shown.</small></td></tr>"
            f"{rows}</table><details><summary>Eksempel på et svar til 4 point <small lang='en'>An answer worth 4 points</small></summary>{_both(self.example)}</details></section>"
        )


class RubricsFile(Data):
    """The contents of a file in `grading/rubrics/`: task id → rubric."""

    rubrics: dict[str, Rubric]


def folder() -> Path:
    """The folder with the rubrics (`KOMPETENCEVEJ_RUBRICS`)."""
    return Path(os.environ.get("KOMPETENCEVEJ_RUBRICS") or Path(__file__).parent / "rubrics").absolute()


def load_rubrics(module: Module) -> dict[str, Rubric]:
    """The rubrics of the module's free-text tasks; raises DataError naming file, field and remedy."""
    path = folder() / f"{module.id}.yaml"
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


def _points(level: int) -> str:
    return f"<th scope='row' style='white-space: nowrap; vertical-align: top; padding-right: 1em'>{level} point</th>"


def _both(text: Text) -> str:
    return f"<p lang='da' style='white-space: pre-wrap'>{escape(text.da)}</p><p lang='en' style='white-space: pre-wrap'><small>{escape(text.en)}</small></p>"
