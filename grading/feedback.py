"""From marks to what the learner gets back. Whoever still waits for a person, or has handed in again since, is skipped and named."""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import nbformat

from course.conversation.results import Shown
from course.errors import Conflict
from course.framework import MAX_LEVEL
from course.marking import BLANK, INVALID
from course.modules import Module
from course.store import Result, Store, Submission
from course.tasks import BaseTask
from course.text import Text
from grading import collect, folders, gradebook, marker
from grading.errors import GradingError
from grading.gradebook import Grade
from grading.rubric import RUBRICS, Rubric
from grading.standing import standing


@dataclass(frozen=True)
class Sent:
    """One learner's feedback. `state`: published, unchanged, waits (for a person), newer (hand-in to mark first) or failed; `told` says so in Danish."""

    learner: str
    name: str
    state: str
    told: str = ""


def ready(module: str, only: Collection[str] | None = None) -> list[str]:
    """The learners (of `only` these) whose hand-in is marked."""
    return [learner for learner in folders.learners_in("autograded", module, only) if marker.facts(module, learner)]


def feedback(module: Module, store: Store, only: Collection[str] | None = None) -> Iterator[Sent]:
    """Give back what is marked and waits for nobody. Repeating it gives back what has changed since, e.g. a corrected comment."""
    rubrics = RUBRICS.load(module)
    given = gradebook.grades(module.id, module.graded_page.stem, only)
    for learner in ready(module.id, only):
        name = collect.name_of(store, learner)
        try:
            yield _send(module, store, learner, name, given=given.get(learner, {}), rubrics=rubrics)
        except (GradingError, OSError, ValueError, LookupError) as error:
            told = error.text.da if isinstance(error, GradingError) else str(error)
            yield Sent(learner, name, "failed", f"{name}: tilbagemeldingen blev ikke sendt. {told}")


def _send(module: Module, store: Store, learner: str, name: str, *, given: dict[str, Grade], rubrics: dict[str, Rubric]) -> Sent:
    latest = store.submissions.latest(learner, module.id)
    if latest is None:
        return Sent(learner, name, "failed", f"{name}: der er ingen aflevering i kurset, som tilbagemeldingen hører til.")
    newer = Sent(learner, name, "newer", f"{name} har afleveret igen siden; hent og ret den nye aflevering.")
    stands = standing(module, latest, given)
    if not stands.marked:
        return newer
    if latest.returned and latest.module_version != module.version:
        return Sent(learner, name, "unchanged")  # what has been given back stays as it was when the module changes
    answered = set(_answers(module.id, learner))
    tasks = _asked(module, latest, answered)
    missing = [task.title.da for task in tasks if task.id not in given]
    if missing:
        raise GradingError(
            f"Ikke rettet endnu: {', '.join(missing)}. Kør: kompetencevej mark --again",
            f"Not marked yet: {', '.join(missing)}. Run: kompetencevej mark --again",
        )
    waits = [task.title.da for task in tasks if task in stands.waits]
    if waits:
        return Sent(learner, name, "waits", f"{name} venter på dig: {', '.join(waits)}.")
    found = _found(module, learner)
    results = [
        _result(
            task, given[task.id], found.get(task.id), rubrics.get(task.id), invalid=task.id in stands.invalid, answered=task.id in answered
        )
        for task in tasks
    ]
    state = _publish(store, latest, results)
    return newer if state == "newer" else Sent(learner, name, state)


def _publish(store: Store, submission: Submission, results: list[Result]) -> str:
    """Give the results back, unless they have been or a newer hand-in has come; returns the state."""
    if submission.returned and sorted(store.submissions.results(submission.id), key=_task) == sorted(results, key=_task):
        return "unchanged"
    try:
        store.submissions.publish(submission.id, results)
    except Conflict:
        return "newer"
    return "published"


def _task(result: Result) -> str:
    return result.task


def _asked(module: Module, submission: Submission, answered: set[str]) -> list[BaseTask]:
    """The tasks that count: all, or, where the module has changed since the hand-in, those it answers, for nobody fails what she was not asked."""
    return [task for task in module.graded_tasks if submission.module_version == module.version or task.id in answered]


def _found(module: Module, learner: str) -> dict[str, Any]:
    """What the tests found: task id → mark."""
    from grading.preprocessors import marks

    return marks(nbformat.read(folders.autograded(learner, module.id) / module.graded_page.notebook, as_version=4))  # type: ignore[no-untyped-call]


def _answers(module: str, learner: str) -> dict[str, Any]:
    from grading.submission import MAX_BYTES, read_json

    found, problem = read_json(folders.autograded(learner, module) / folders.ANSWERS, MAX_BYTES)
    if problem:
        raise GradingError(f"{problem} Kør: kompetencevej mark --again", "The marked answers are gone. Run: kompetencevej mark --again")
    return dict(found)


def _result(task: BaseTask, grade: Grade, found: dict[str, Any] | None, rubric: Rubric | None, *, invalid: bool, answered: bool) -> Result:
    level, ahead = None, None
    if invalid:
        why: tuple[Text, ...] = (INVALID,)
    elif task.marked_by_person and rubric:
        level = math.floor(MAX_LEVEL * grade.points / grade.max_points + 0.5)
        read = answered or level > 0
        why, ahead = ((rubric.told(level),), rubric.ahead_of(level)) if read else ((BLANK,), None)
    else:
        why = tuple(Text(**text) for text in (found or {}).get("why", []))
    if task.marked_by_person:
        level = level or 0
    shown = tuple(Shown(**one) for one in (found or {}).get("shown", []))
    return Result(task.id, task.competence, task.level, grade.points, grade.max_points, why, grade.comment, level, shown, ahead)
