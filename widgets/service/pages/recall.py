"""Remembering: the questions of a handed-in module that come back, why they do, and switching that off and on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from course import answers, clock, drawn, marking
from course.errors import InvalidAnswer, NotFound
from course.kinds.choice import ChoiceTask, Option
from course.modules import Module, catalogue
from course.pages import Go, Request, Response, Show
from course.remembering import Due, Question, Recall, askable, draw, first_open, in_turn, next_of
from course.store import Recalled, Store, Submission
from course.text import Text
from widgets.service.pages.asked import FRONT, module_of, places

ABOUT = ("recall", {"da": "Gensyn", "en": "Looking back"})
WORDS = {1.0: Text(da="Rigtigt", en="Right"), 0.0: Text(da="Ikke endnu", en="Not yet")}
PARTLY = Text(da="Delvist rigtigt", en="Partly right")
NOTHING = Text(
    da="Du har ikke valgt noget. Vælg et svar, og svar så igen.", en="You have not chosen anything. Choose an answer, then answer again."
)
BEFORE = Text(da="Spørgsmålet var allerede besvaret i et andet vindue. Her står det første svar.", en="The question had been answered in another window. This is the first answer.")  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """What the front page says: the recall that has waited longest, since `ago` days, how many `more` wait, else when the next comes."""

    on: bool
    waits: Due | None
    ago: int
    more: int
    later: Due | None


@dataclass(frozen=True)
class Asked:
    """A question on a recall's page: its options in the learner's order, and once it is answered what she chose and what is explained (`items` by option)."""

    place: int
    task: ChoiceTask
    options: tuple[Option, ...]
    chosen: tuple[str, ...] | None
    items: dict[str, Any]
    words: Text | None


def offer(store: Store, learner: str, handed_in: Iterable[tuple[Module, Submission]], today: date) -> Offer | None:
    """What comes back to a learner, by the first hand-in of each module; None where nothing ever does."""
    first = list(handed_in)
    if not first:
        return None
    recalled = store.recalls.of(learner)
    dues = _dues(first, recalled)
    waiting = [one for one in dues if one.day <= today] if recalled.on else []
    later = next((one for one in dues if one.day > today), None)
    if not dues:
        return None
    at = {module.id: clock.day_of(submission.handed_in_at) for module, submission in first}
    ago = (today - at[waiting[0].module.id]).days if waiting else 0
    return Offer(recalled.on, waiting[0] if waiting else None, ago, max(0, len(waiting) - 1), later)


def _dues(handed_in: Iterable[tuple[Module, Submission]], recalled: Recalled) -> list[Due]:
    found = (next_of(module, submission.handed_in_at, recalled.recalls) for module, submission in handed_in)
    return in_turn(one for one in found if one)


def _handed_in(request: Request) -> list[tuple[Module, Submission]]:
    all = ((module, request.store.submissions.of(request.viewer.username, module.id)) for module in catalogue())
    return [(module, submissions[0]) for module, submissions in all if submissions]


def shown(request: Request) -> Response:
    """Why questions come back, what comes when, and the switch."""
    recalled = request.store.recalls.of(request.viewer.username)
    dues, today = _dues(_handed_in(request), recalled), clock.today()
    waiting = [one for one in dues if one.day <= today]
    context = {
        "title": ABOUT[1],
        "crumbs": [FRONT],
        "on": recalled.on,
        "waits": waiting[0] if waiting else None,
        "dues": dues,
        "today": today,
    }
    return Show("recall-about.html", context)


def switch(request: Request) -> Response:
    """Switch it on or off. Raises InvalidAnswer."""
    wish = request.form.get("on", "")
    if wish not in ("yes", "no"):
        raise InvalidAnswer("Gensyn kan slås til eller fra.", "Looking back can be switched on or off.")
    request.store.recalls.switch(request.viewer.username, wish == "yes")
    return Go("recall")


def card(request: Request) -> Response:
    """A recall with the question to answer now, and what has been answered. The first look draws it. Raises NotFound."""
    module, days, learner = module_of(request), int(request.path["days"]), request.viewer.username
    recalled = request.store.recalls.of(learner)
    found = recalled.get(module.id, days)
    if found and found.finished_at(module):
        return _card(request, module, found)
    if not recalled.on:
        return Go("recall")
    _must_wait(request, module, days, recalled)
    if not found or not first_open(found.of(module)):
        saved = request.store.answers.all(learner, module.id, list(askable(module)))
        picked = draw(module, learner, days, {id: one.value for id, one in saved.items()}, recalled.recalls)
        request.store.recalls.begin(learner, module.id, days, picked)
        found = request.store.recalls.of(learner).get(module.id, days)
    assert found is not None
    return _card(request, module, found)


def _must_wait(request: Request, module: Module, days: int, recalled: Recalled) -> None:
    """Raise NotFound unless this recall waits for her now."""
    handed_in = request.store.submissions.of(request.viewer.username, module.id)
    due = next_of(module, handed_in[0].handed_in_at, recalled.recalls) if handed_in else None
    if due is None or due.days != days or due.day > clock.today():
        raise NotFound("Der venter ikke noget gensyn her.", "There is nothing to look back at here.")


def answer(request: Request) -> Response:
    """Keep an answer and explain it; one that has been given stays. Raises NotFound or InvalidAnswer."""
    module, days, learner = module_of(request), int(request.path["days"]), request.viewer.username
    found = request.store.recalls.of(learner).get(module.id, days)
    asked = next((one for one in found.of(module) if one.task == request.form.get("task")), None) if found else None
    task = next((one for one in askable(module) if asked and one.id == asked.task), None)
    if found is None or asked is None or task is None:
        raise NotFound("Det spørgsmål er ikke stillet her.", "That question is not asked here.")
    value = answers.check(task, _chosen(task, request.form))
    if not value and asked.answered_at is None:
        return _card(request, module, found, NOTHING, 400)
    if request.store.recalls.answer(learner, module.id, days, task.id, value):
        return Go(f"recall/{module.id}/{days}#spoergsmaal-{found.of(module).index(asked) + 1}")
    newest = request.store.recalls.of(learner).get(module.id, days) or found
    return _card(request, module, newest, BEFORE)


def _chosen(task: ChoiceTask, form: Any) -> list[str]:
    """The ids of the options that a form names; one that the task does not have is refused by its own check."""
    if task.multiple:
        return [name.removeprefix("option-") for name in form if name.startswith("option-")]
    return [form["option"]] if form.get("option") else []


def _card(request: Request, module: Module, found: Recall, said: Text | None = None, status: int = 200) -> Show:
    asked = [_asked(place, one, module, request.viewer.username) for place, one in enumerate(found.of(module), 1)]
    shown = [one for one in asked if one]
    open = next((one for one in shown if one.chosen is None), None)
    after = None if open else next((one for one in _dues(_handed_in(request), request.store.recalls.of(request.viewer.username))), None)
    title = {"da": f"Gensyn med {module.about.title.da}", "en": f"Looking back at {module.about.title.en}"}
    context = {
        "title": title, "crumbs": [FRONT, ABOUT], "module": module, "days": found.days, "answered": [one for one in shown if one.chosen is not None],
        "open": open, "of": len(shown), "said": said, "places": places(module), "after": after, "today": clock.today(),
    }  # fmt: skip
    return Show("recall.html", context, status)


def _asked(place: int, question: Question, module: Module, learner: str) -> Asked | None:
    """A question as the page shows it; None where its task is gone."""
    task = next((one for one in askable(module) if one.id == question.task), None)
    if task is None:
        return None
    order = drawn.orders(task, learner, module.id)["options"]
    options = tuple(sorted(task.options, key=lambda one: order.index(one.id)))
    if question.answered_at is None:
        return Asked(place, task, options, None, {}, None)
    try:
        explained = marking.practice_feedback(task, question.value or [])
    except InvalidAnswer:  # the task has become another since
        return Asked(place, task, options, (), {}, None)
    words = WORDS.get(explained["fraction"], PARTLY) if question.value else None
    return Asked(place, task, options, tuple(question.value or ()), explained["items"], words)
