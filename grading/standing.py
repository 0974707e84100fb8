"""Where a learner's hand-in stands in grading: what the store, the marking's note and the gradebook say, put together in one place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from course.hand_in import Stage, stage
from course.modules import Module
from course.store import Submission
from course.tasks import BaseTask
from grading import marker
from grading.errors import GradingError
from grading.gradebook import Grade


@dataclass(frozen=True)
class Standing:
    """A hand-in's stage; the tasks that wait for a person, what was wrong with it (Danish sentences), and the tasks whose answer could not be taken."""

    stage: Stage
    marked: bool = False
    waits: tuple[BaseTask, ...] = ()
    problems: tuple[str, ...] = ()
    invalid: frozenset[str] = frozenset()


def standing(module: Module, submission: Submission, grades: Mapping[str, Grade]) -> Standing:
    """Where this hand-in stands; `grades` are the learner's, by task. What is noted of another hand-in says nothing of this one."""
    noted = _noted(submission)
    if noted is None:
        return Standing(stage(submission.collected_at, submission.marked_at), problems=_failed(submission))
    waits = tuple(task for task in module.graded_tasks if task.id in grades and grades[task.id].waits)
    reached = stage(submission.collected_at, submission.marked_at, marked=True, waits=bool(waits))
    return Standing(reached, True, waits, tuple(map(str, noted.get("problems", ()))), frozenset(noted.get("invalid", ())))


def _noted(submission: Submission) -> dict[str, Any] | None:
    return _of(submission, marker.facts)


def _failed(submission: Submission) -> tuple[str, ...]:
    """Why marking it failed, when it did and nothing has come of it since."""
    noted = _of(submission, marker.failure)
    return (str(noted.get("problem", "")),) if noted else ()


def _of(submission: Submission, notes: Callable[[str, str], dict[str, Any] | None]) -> dict[str, Any] | None:
    try:
        noted = notes(submission.module, submission.learner)
    except GradingError:  # such a name never became a folder
        return None
    return noted if noted is not None and noted.get("id") == submission.id else None
