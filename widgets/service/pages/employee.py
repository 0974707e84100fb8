"""The employee's pages: what is next, the module, hand-in and its receipt, what came back, and one's own levels."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from course import contract
from course.change.phases import phases
from course.errors import CourseError, InvalidAnswer, NotFound
from course.framework import framework
from course.modules import Module, catalogue
from course.pages import Data, Go, Request, Response, Room, Route, Show
from course.text import Text
from widgets.service.pages import feedback, levels, privacy
from widgets.service.pages.module_page import released_module
from widgets.service.pages.progress import ModuleProgress, module_progress
from widgets.service.web.identity import MYSELF
from widgets.service.web.rendering import local_day

FRONT = ("", {"da": "Forside", "en": "Front page"})


def start(request: Request) -> Response:
    """What is next, how far one is, and what came back."""
    found = [module_progress(request.store, request.viewer.username, module) for module in catalogue()]
    came_back = sorted(
        ((one.module, submission) for one in found for submission in one.submissions if submission.marked_at),
        key=lambda pair: pair[1].marked_at,  # type: ignore[arg-type,return-value]  # only marked ones are in the list
        reverse=True,
    )
    name = request.viewer.name
    title = {"da": "Velkommen", "en": "Welcome"} if request.viewer.username == MYSELF else {"da": f"Hej {name}", "en": f"Hello {name}"}
    waits = any(one.state == "handed-in" for one in found)
    return Show("start.html", {"title": title, "modules": found, "next": _next(found), "waits": waits, "came_back": came_back})


def _next(found: list[ModuleProgress]) -> dict[str, Any] | None:
    """The one thing to do now: go on with what is begun, hand in what is answered, else begin the next module."""
    open_ones = [one for one in found if one.state in ("going", "new")]
    one = next((one for one in open_ones if one.state == "going"), next(iter(open_ones), None))
    if one is None:
        return None
    page = one.next_page
    return {"progress": one, "page": page, "to": f"module/{one.module.id}/{page.stem}" if page else f"module/{one.module.id}/hand-in"}


def overview(request: Request) -> Response:
    """A module: what one learns, its pages, what it leaves out, sources, and the law of the day."""
    module = _module(request)
    progress = module_progress(request.store, request.viewer.username, module)
    goals: dict[str, list[Text]] = {}
    for goal in module.about.goals:
        goals.setdefault(goal.competence, []).append(goal.text)
    known = framework()
    context = {
        "title": module.about.title, "crumbs": [FRONT], "module": module, "progress": progress,
        "goals": [(known.competence(id), texts) for id, texts in goals.items()], "next": _next([progress]), "law_day": _law_day(module),
        "phases": [one for one in phases().phases if one.id in module.about.phase],
    }  # fmt: skip
    return Show("module.html", context)


def progress(request: Request) -> Response:
    """How far, for a page that is open."""
    found = module_progress(request.store, request.viewer.username, _module(request))
    return Data({"done": found.done, "of": found.of, "pages": {one.page.stem: [one.done, one.of] for one in found.pages}})


def check_hand_in(request: Request) -> Response:
    """Before handing in: what is missing, where it is, and what will happen."""
    module = _module(request)
    username = request.viewer.username
    missing = request.store.submissions.missing(username, module)
    latest = request.store.submissions.latest(username, module.id)
    context = {
        "title": {"da": "Aflever", "en": "Hand in"}, "crumbs": _crumbs(module), "module": module, "latest": latest,
        "missing": missing, "answered": len(module.graded_tasks) - len(missing), "places": _places(module), "of": len(module.graded_tasks),
    }  # fmt: skip
    return Show("hand-in.html", context)


def hand_in(request: Request) -> Response:
    """Hand in, then show the receipt; a form that is sent twice hands in once, also one that does not say what it knew of."""
    module, after = _module(request), _after(request.form.get("after", ""))
    handed_in = request.store.submissions.hand_in(request.viewer.username, module, after=after or 0)
    return Go(f"module/{module.id}/receipt/{handed_in.number}")


def _after(told: str) -> int | None:
    """How many hand-ins there were when the form was shown; None where it does not say."""
    if told and not re.fullmatch("[0-9]{1,4}", told):
        raise InvalidAnswer(
            "Formularen passer ikke til dine afleveringer. Genindlæs siden, og aflever igen.",
            "The form does not fit your hand-ins. Reload the page and hand in again.",
        )
    return int(told) if told else None


def receipt(request: Request) -> Response:
    """The receipt of a hand-in."""
    module, submission = _submission(request)
    title = {"da": "Tak, vi har modtaget din aflevering", "en": "Thank you, your hand-in has arrived"}
    context = {"title": title, "crumbs": _crumbs(module), "module": module, "submission": submission}
    return Show("receipt.html", context)


def feedback_page(request: Request) -> Response:
    """What came back for a hand-in."""
    module, submission = _submission(request)
    places = {task: place for place, task in enumerate(module.tasks)}
    results = sorted(request.store.submissions.results(submission.id), key=lambda one: places.get(one.task, len(places)))
    if submission.marked_at is None:
        raise CourseError(
            "Afleveringen er ikke rettet endnu. Du kan se her på siden, når den er.",
            "The hand-in is not marked yet. You will see it here when it is.",
        )
    context = {
        "title": {"da": "Tilbagemelding", "en": "Feedback"}, "crumbs": _crumbs(module), "module": module, "submission": submission,
        "results": [feedback.shown(result, module, submission) for result in results],
        "summary": feedback.summary(results), "places": _places(module),
    }  # fmt: skip
    return Show("feedback.html", context)


def own_levels(request: Request) -> Response:
    """One's own levels, and what they rest on."""
    evidence = request.store.evidence.of([request.viewer.username])[request.viewer.username]
    modules = {module.id: module for module in catalogue()}
    context = {
        "title": {"da": "Mine niveauer", "en": "My levels"}, "crumbs": [FRONT],
        "areas": levels.areas(request.viewer.role, evidence, modules),
        "level_names": framework().levels, "any": bool(evidence), "role": levels.role_name(request.viewer.role), "role_known": levels.is_role(request.viewer.role),
    }  # fmt: skip
    return Show("levels.html", context)


def statement(request: Request) -> Response:
    """The accessibility statement."""
    return Show("statement.html", {"title": {"da": "Tilgængelighed", "en": "Accessibility"}, "crumbs": [FRONT]})


def about(request: Request) -> Response:
    """What the course is, and its sources."""
    return Show("about.html", {"title": {"da": "Om kurset", "en": "About the course"}, "crumbs": [FRONT], "modules": catalogue()})


def _module(request: Request) -> Module:
    found = released_module(request.path["module"])
    if found is None:
        raise NotFound("Det modul findes ikke, eller det er ikke udgivet.", "There is no such module, or it is not released.")
    return found


def _submission(request: Request) -> tuple[Module, Any]:
    module = _module(request)
    mine = request.store.submissions.of(request.viewer.username, module.id)
    found = next((one for one in mine if str(one.number) == request.path["number"]), None)
    if found is None:
        raise NotFound("Du har ikke afleveret modulet så mange gange.", "You have not handed in this module that many times.")
    return module, found


def _crumbs(module: Module) -> list[Any]:
    return [FRONT, (f"module/{module.id}", module.about.title)]


def _law_day(module: Module) -> Text | None:
    if module.about.law is None:
        return None
    looked_up = date.fromisoformat(module.about.law.checked)
    return Text(da=local_day(looked_up, "da"), en=local_day(looked_up, "en"))


def _places(module: Module) -> dict[str, str]:
    """Where each task stands: task id → address."""
    pages = [page for page in module.about.pages if (module.folder / page.notebook).is_file()]
    return {task.id: f"module/{module.id}/{page.stem}#opgave-{task.id}" for page in pages for task in contract.tasks_on(module, page)}


MODULE = r"module/(?P<module>[0-9a-z-]{1,80})"
NUMBER = r"(?P<number>[0-9]{1,4})"

room = Room(
    routes=(
        Route(r"", "employee", start),
        Route(MODULE, "employee", overview),
        Route(MODULE + r"/progress", "employee", progress),
        Route(MODULE + r"/hand-in", "employee", check_hand_in),
        Route(MODULE + r"/hand-in", "employee", hand_in, post=True),
        Route(MODULE + r"/receipt/" + NUMBER, "employee", receipt),
        Route(MODULE + r"/feedback/" + NUMBER, "employee", feedback_page),
        Route(r"levels", "employee", own_levels),
        Route(r"privacy", "employee", privacy.shown),
        Route(r"privacy/copy\.zip", "employee", privacy.copy),
        Route(r"statement", "employee", statement),
        Route(r"about", "employee", about),
    ),
    templates=Path(__file__).parent / "templates",
    menu=(("", "Forside", "Front page", "employee"), ("levels", "Mine niveauer", "My levels", "employee")),
)
