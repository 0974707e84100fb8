"""Remembering: three questions of a module that has been handed in come back after 2, 7 and 30 days, as a *recall*.

What one brings back to mind by oneself stays longer than what one reads again (Roediger and Karpicke 2006, *Test-enhanced learning*, Psychological
Science 17(3), 249–255), and longer with days in between than all at once (Cepeda, Vul, Rohrer, Wixted and Pashler 2008, *Spacing effects in learning: A
temporal ridgeline of optimal retention*, Psychological Science 19(11), 1095–1102). That intervals grow is no better for what is left in the end than equal
ones, but one knows more on the way (Kang, Lindsey, Mozer and Pashler 2014, Psychonomic Bulletin & Review 21(6), 1544–1550).

Only practice tasks with options come back: their answers are explained to whoever takes the module, and three of them fit between two conversations.
Nothing of this is evidence. Days are counted where the learner lives; an interval counts from the day on which the recall before it was finished, so that
one who comes late loses nothing and has no two at once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from course import answers, drawn
from course.clock import day_of
from course.errors import InvalidAnswer
from course.kinds.choice import ChoiceTask
from course.modules import Module

INTERVALS = (2, 7, 30)
"""Days after the first hand-in of a module."""
QUESTIONS = 3


@dataclass(frozen=True)
class Question:
    """A task that was drawn for a recall, and what the learner has answered (`answered_at` in UTC, None before)."""

    task: str
    value: Any = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Recall:
    """What was drawn for one learner from a module, so many `days` after she handed it in; `questions` in order."""

    module: str
    days: int
    questions: tuple[Question, ...]

    def of(self, module: Module) -> tuple[Question, ...]:
        """The questions that are answered, or can still be asked: a task may have gone since they were drawn."""
        known = {task.id for task in askable(module)}
        return tuple(one for one in self.questions if one.answered_at or one.task in known)

    def finished_at(self, module: Module) -> datetime | None:
        """When the last question was answered (UTC); None before."""
        moments = [one.answered_at for one in self.of(module)]
        answered = [at for at in moments if at is not None]
        return max(answered) if answered and len(answered) == len(moments) else None


@dataclass(frozen=True)
class Due:
    """The next recall of a module: the interval in days, and the day from which it waits."""

    module: Module
    days: int
    day: date


def askable(module: Module) -> list[ChoiceTask]:
    """The tasks of a module that may come back."""
    return [task for task in module.tasks.values() if isinstance(task, ChoiceTask) and task.use == "practice"]


def next_of(module: Module, handed_in_at: datetime, recalls: Iterable[Recall]) -> Due | None:
    """The next recall of a module that was first handed in at `handed_in_at` (UTC); None when all are finished, or nothing can come back."""
    if not askable(module):
        return None
    finished = {one.days: one.finished_at(module) for one in recalls if one.module == module.id}
    last = day_of(handed_in_at)
    for before, days in pairwise((0, *INTERVALS)):
        done_at = finished.get(days)
        if done_at is None:
            return Due(module, days, last + timedelta(days=days - before))
        last = day_of(done_at)
    return None


def in_turn(dues: Iterable[Due]) -> list[Due]:
    """These recalls, the one that has waited longest first."""
    return sorted(dues, key=lambda one: (one.day, one.module.about.number))


def draw(module: Module, learner: str, days: int, saved: Mapping[str, Any], recalls: Iterable[Recall]) -> list[str]:
    """The tasks that come back to `learner`: the most missed first, then those asked least, then by lot, which is the same whenever it is drawn.

    `saved` are her answers in the module by task id, `recalls` what was drawn before. What she answered last is what counts; a task she has not
    answered comes only where there are too few others.
    """
    shown = {
        task.id: _fraction(task, saved[task.id]) for task in askable(module) if task.id in saved and not answers.is_blank(saved[task.id])
    }
    asked: Counter[str] = Counter()
    tasks = {task.id: task for task in askable(module)}
    for recall in sorted((one for one in recalls if one.module == module.id), key=lambda one: one.days):
        for one in recall.questions:
            if one.answered_at and one.value is not None and one.task in tasks:
                shown[one.task] = _fraction(tasks[one.task], one.value)
                asked[one.task] += 1
    rank = {id: (id not in shown, shown.get(id, 1.0), asked[id], drawn.digest(learner, module.id, str(days), id)) for id in tasks}
    return sorted(tasks, key=rank.__getitem__)[:QUESTIONS]


def _fraction(task: ChoiceTask, value: Any) -> float:
    """How much of a practice task an answer solves, 0–1; one that does not fit any more solves it, and says nothing."""
    try:
        return float(task.explain(answers.check(task, value))["fraction"])
    except InvalidAnswer:
        return 1.0


def first_open(questions: Sequence[Question]) -> Question | None:
    """The question to answer now; None when all are answered."""
    return next((one for one in questions if one.answered_at is None), None)
