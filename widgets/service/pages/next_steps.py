"""The employee's page about what to do next for each target, and where she says what she will help her team with."""

from collections.abc import Iterator

from course import steps
from course.framework import framework
from course.modules import Module, catalogue
from course.pages import Go, Request, Response, Show
from course.steps import Done
from course.team import Member, one_member
from widgets.service.pages.asked import FRONT, places
from widgets.service.pages.tools import made

TITLE = {"da": "Næste skridt", "en": "Next steps"}


def shown(request: Request) -> Response:
    """A step for each target that is not reached yet."""
    viewer, course = request.viewer, catalogue()
    helpers = request.store.helping.in_team(viewer.team, viewer.username) if viewer.team else {}
    found = steps.proposals(one_member(request.store, viewer), course, _done(request, course), helpers)
    context = {
        "title": TITLE, "crumbs": [FRONT, ("levels", {"da": "Mine niveauer", "en": "My levels"})], "steps": found, "team": viewer.team,
        "competences": framework().competences, "helps": request.store.helping.of(viewer.username),
        "tools": {module.id: places(module) for module in {one.module.id: one.module for one in found if one.module and one.tool}.values()},
    }  # fmt: skip
    return Show("next-steps.html", context)


def help_with(request: Request) -> Response:
    """Let her team know what she will help with, and what no longer. Raises NotAllowed where she is in no team."""
    request.store.helping.say(request.viewer.username, [one.id for one in framework().competences if request.form.get(one.id) == "yes"])
    return Go("next#helping")


def for_manager(member: Member) -> Done:
    """What a manager may know that somebody has done: the modules that her levels rest on."""
    return Done(handed_in={one.module for cell in member.cells for one in cell.standing.evidence})


def _done(request: Request, course: list[Module]) -> Done:
    username = request.viewer.username
    handed_in = {one.module for one in request.store.submissions.of(username)}
    return Done(handed_in, set(_made(request, course)), request.store.tried.of(username))


def _made(request: Request, course: list[Module]) -> Iterator[tuple[str, str]]:
    return ((module.id, one.task.id) for module in course for one in made(request, module))
