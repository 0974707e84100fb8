"""The front page: the one thing that is next, then what waits, what came back, what was agreed, what to remember and try, and documents."""

from typing import Any

from course import certificate, clock
from course.modules import Module, catalogue
from course.out import badge
from course.pages import Request, Response, Show
from course.store import Submission
from course.text import Text
from course.usernames import MYSELF
from widgets.service.pages import deadline, hand_in_file, recall, talk, tomorrow, tools
from widgets.service.pages.course_map import course_map
from widgets.service.pages.progress import ModuleProgress, module_progress


def start(request: Request) -> Response:
    """What is next, how far one is, and what came back."""
    found = [module_progress(request.store, request.viewer.username, module) for module in catalogue()]
    came_back = sorted(
        ((one.module, submission) for one in found for submission in one.submissions if submission.returned),
        key=lambda pair: pair[1].marked_at,  # type: ignore[arg-type,return-value]  # only marked ones are in the list
        reverse=True,
    )
    replies = _replies(request, came_back)
    name = request.viewer.name
    title = {"da": "Velkommen", "en": "Welcome"} if request.viewer.username == MYSELF else {"da": f"Hej {name}", "en": f"Hello {name}"}
    waits = any(one.state == "handed-in" for one in found)
    handed_in = [(one.module, one.submissions[0]) for one in found if one.submissions]
    missing = certificate.missing([one.module for one in found], [submission for one in found for submission in one.submissions])
    shown = {
        "title": title, "modules": found, "next": next_step(found), "map": course_map(found), "waits": waits, "came_back": came_back, "replies": replies,
        "recall": recall.offer(request.store, request.viewer.username, handed_in, clock.today()),
        "tomorrow": tomorrow.on_front_page(request.store, request.viewer.username, found), "missing": missing, "badge": badge.offered(),
        **talk.on_front_page(request), "documents": tools.newest(request), "deadlines": deadline.mine(request), "by_file": hand_in_file.offered(request),
    }  # fmt: skip
    return Show("start.html", shown)


def _replies(request: Request, came_back: list[tuple[Module, Submission]]) -> list[tuple[str, Text]]:
    """Where each answer stands that is new to her, and what its task is called."""
    hers = {submission.id: (module, submission) for module, submission in came_back}
    news = request.store.inquiries.news(request.viewer.username) if hers else []
    found = [(*hers[one.submission], one.task) for one in news if one.submission in hers]
    return [
        (
            f"module/{module.id}/feedback/{submission.number}#{task}",
            module.tasks[task].title if task in module.tasks else module.about.title,
        )
        for module, submission, task in found
    ]


def next_step(found: list[ModuleProgress]) -> dict[str, Any] | None:
    """The one thing to do now: go on with what is begun, hand in what is answered, else begin the next module."""
    open_ones = [one for one in found if one.state in ("going", "new")]
    one = next((one for one in open_ones if one.state == "going"), next(iter(open_ones), None))
    if one is None:
        return None
    page = one.next_page
    return {"progress": one, "page": page, "to": f"module/{one.module.id}/{page.stem}" if page else f"module/{one.module.id}/hand-in"}
