"""The page about what came back for a hand-in: the learner's own answer, what it shows and why, and what she asked about it. Never a key."""

from dataclasses import dataclass
from typing import Any

from course.errors import Conflict, CourseError
from course.framework import MAX_LEVEL, LevelName, framework
from course.inquiry import LONGEST, Inquiry
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
class TaskFeedback:
    """One marked task as the page shows it.

    `answer` is a list of lines, each a Text, a pair of Texts or what the learner wrote; `shows` says in words what it shows of which competence.
    """

    task: BaseTask | None
    id: str
    result: Result
    tone: str
    words: Text
    answer: dict[str, Any]
    rubric: LevelName | None
    shows: list[Text]
    competence: Text
    inquiry: Inquiry | None

    @property
    def at_the_top(self) -> bool:
        """Whether no level is above this one."""
        return self.rubric is not None and self.rubric.level == MAX_LEVEL

    @property
    def may_be_asked_about(self) -> bool:
        """Whether a trainer has read it and the learner has not asked yet."""
        return self.rubric is not None and self.inquiry is None


@dataclass(frozen=True)
class Refused:
    """A question that could not be sent: to which task, what was written, and why."""

    task: str
    words: str
    error: CourseError

    @property
    def status(self) -> int:
        """Of the answer to the form."""
        return 409 if isinstance(self.error, Conflict) else 400


def feedback_page(request: Request, refused: Refused | None = None) -> Response:
    """What came back for a hand-in; with what could not be sent just now beside its task."""
    module, submission = submission_of(request)
    if not submission.returned:
        raise CourseError(
            "Afleveringen er ikke rettet endnu. Du kan se her på siden, når den er.",
            "The hand-in is not marked yet. You will see it here when it is.",
        )
    context = {**context_of(request.store, module, submission), "refused": refused, "most": LONGEST}
    return Show("feedback.html", context, refused.status if refused else 200)


def context_of(store: Store, module: Module, submission: Submission) -> dict[str, Any]:
    """What the page shows, also where it is a file (`in_file`) that leads nowhere."""
    asked = store.inquiries.of(submission.id)
    order = {task: place for place, task in enumerate(module.tasks)}
    results = sorted(store.submissions.results(submission.id), key=lambda one: order.get(one.task, len(order)))
    return {
        "title": {"da": "Tilbagemelding", "en": "Feedback"}, "crumbs": crumbs(module), "module": module, "submission": submission,
        "here": f"module/{module.id}/feedback/{submission.number}", "results": [shown(one, module, submission, asked.get(one.task)) for one in results],
        "summary": summary(results), "places": places(module),
    }  # fmt: skip


def shown(result: Result, module: Module, submission: Submission, inquiry: Inquiry | None = None) -> TaskFeedback:
    """The result of one task."""
    task = module.tasks.get(result.task)
    tone = "good" if result.fraction >= 1 else ("part" if result.fraction > 0 else "not")
    rubric = framework().levels[result.rubric_level] if result.rubric_level is not None else None
    words = WORDS["read"] if rubric else WORDS[tone]
    return TaskFeedback(
        task,
        result.task,
        result,
        "calm" if rubric else {"good": "good", "part": "warn", "not": "bad"}[tone],
        words,
        _answer(module, task, submission.answers.get(result.task)),
        rubric,
        _shows(result),
        _name(result.competence),
        inquiry,
    )


def _shows(result: Result) -> list[Text]:
    """What the result shows of its competence, in a sentence; a text's rubric and a conversation's reasons say it themselves."""
    told = result.rubric_level is not None or result.shown
    return [] if told else [_sentence(result.competence, result.level, result.fraction)]


def _sentence(competence: str, level: int, share: float) -> Text:
    known, name = _name(competence), framework().levels[level].name
    da, en = f"»{known.da}« på niveau {level}, {name.da.lower()}", f"“{known.en}” at level {level}, {name.en.lower()}"
    if share >= 1:
        return Text(da=f"Svaret viser {da}.", en=f"The answer shows {en}.")
    if share > 0:
        return Text(da=f"Svaret viser en del af {da}.", en=f"The answer shows part of {en}.")
    return Text(da=f"Svaret viser endnu ikke {da}.", en=f"The answer does not yet show {en}.")


def _name(competence: str) -> Text:
    """What a competence is called; its id, where the framework has it no more."""
    return {one.id: one.name for one in framework().competences}.get(competence, Text(da=competence, en=competence))


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
