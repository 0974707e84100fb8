"""The page about what came back for a hand-in: the learner's own answer, how it went and why, never a key."""

from dataclasses import dataclass
from typing import Any

from course.errors import CourseError
from course.framework import LevelName, framework
from course.modules import Module
from course.pages import Request, Response, Show
from course.store import Result, Store, Submission
from course.tasks import BaseTask, PlainAnswer
from course.text import Text
from widgets.service.pages.asked import crumbs, places, submission_of

WORDS = {
    "good": Text(da="Rigtigt", en="Right"),
    "part": Text(da="Delvist rigtigt", en="Partly right"),
    "not": Text(da="Ikke endnu", en="Not yet"),
    "read": Text(da="Læst af din underviser", en="Read by your trainer"),
}


@dataclass(frozen=True)
class Shown:
    """One marked task as the page shows it. `answer` is a list of lines, each a Text, a pair of Texts or what the learner wrote."""

    task: BaseTask | None
    id: str
    result: Result
    tone: str
    words: Text
    answer: dict[str, Any]
    rubric: LevelName | None


def feedback_page(request: Request) -> Response:
    """What came back for a hand-in."""
    module, submission = submission_of(request)
    if not submission.returned:
        raise CourseError(
            "Afleveringen er ikke rettet endnu. Du kan se her på siden, når den er.",
            "The hand-in is not marked yet. You will see it here when it is.",
        )
    return Show("feedback.html", context_of(request.store, module, submission))


def context_of(store: Store, module: Module, submission: Submission) -> dict[str, Any]:
    """What the page shows, also where it is a file (`in_file`) that leads nowhere."""
    order = {task: place for place, task in enumerate(module.tasks)}
    results = sorted(store.submissions.results(submission.id), key=lambda one: order.get(one.task, len(order)))
    return {
        "title": {"da": "Tilbagemelding", "en": "Feedback"}, "crumbs": crumbs(module), "module": module, "submission": submission,
        "results": [shown(result, module, submission) for result in results],
        "summary": summary(results), "places": places(module),
    }  # fmt: skip


def shown(result: Result, module: Module, submission: Submission) -> Shown:
    """The result of one task."""
    task = module.tasks.get(result.task)
    tone = "good" if result.fraction >= 1 else ("part" if result.fraction > 0 else "not")
    rubric = framework().levels[result.rubric_level] if result.rubric_level is not None else None
    words = WORDS["read"] if rubric else WORDS[tone]
    return Shown(
        task,
        result.task,
        result,
        "calm" if rubric else {"good": "good", "part": "warn", "not": "bad"}[tone],
        words,
        _answer(module, task, submission.answers.get(result.task)),
        rubric,
    )


def summary(results: list[Result]) -> dict[str, Any]:
    """Points in all, and how many tasks were solved wholly."""
    return {
        "points": sum(result.points for result in results),
        "max": sum(result.max_points for result in results),
        "solved": sum(result.fraction >= 1 for result in results),
        "of": len(results),
    }


def _answer(module: Module, task: BaseTask | None, value: Any) -> dict[str, Any]:
    """The answer's form (none, or one of `PlainAnswer`) and its lines."""
    if value is None:
        return {"form": "none", "lines": []}
    answer = task.plain(value, module.folder) if task else PlainAnswer("text", (str(value),))
    return {"form": answer.form, "lines": list(answer.lines)}
