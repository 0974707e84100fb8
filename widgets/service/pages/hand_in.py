"""Handing in: what is missing before, and the receipt after."""

import re

from course.errors import InvalidAnswer
from course.pages import Go, Request, Response, Show
from widgets.service.pages import hand_in_file
from widgets.service.pages.asked import crumbs, module_of, places, submission_of

ARRIVED = {"da": "Tak, vi har modtaget din aflevering", "en": "Thank you, your hand-in has arrived"}
READY = {"da": "Din aflevering er klar", "en": "Your hand-in is ready"}


def check_hand_in(request: Request) -> Response:
    """Before handing in: what is missing, where it is, and what will happen."""
    module = module_of(request)
    username = request.viewer.username
    missing = request.store.submissions.missing(username, module)
    latest = request.store.submissions.latest(username, module.id)
    context = {
        "title": {"da": "Aflever", "en": "Hand in"}, "crumbs": crumbs(module), "module": module, "latest": latest,
        "missing": missing, "answered": len(module.graded_tasks) - len(missing), "places": places(module), "of": len(module.graded_tasks),
        "by_file": hand_in_file.offered(request),
    }  # fmt: skip
    return Show("hand-in.html", context)


def hand_in(request: Request) -> Response:
    """Hand in, then show the receipt; a form that is sent twice hands in once, also one that does not say what it knew of."""
    module, after = module_of(request), _after(request.form.get("after", ""))
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
    module, submission = submission_of(request)
    by_file, brought = hand_in_file.offered(request), request.store.hand_in_files.of(submission.id)
    context = {
        "title": READY if by_file else ARRIVED, "crumbs": crumbs(module), "module": module, "submission": submission, "by_file": by_file,
        "brought": brought, "by": request.store.people.name(brought.trainer) if brought else None,
    }  # fmt: skip
    return Show("receipt.html", context)
