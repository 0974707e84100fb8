"""The manager's page where she asks her team to have handed in a module by a day; and what an employee sees of it."""

from collections.abc import Sequence

from course import deadlines, talks
from course.clock import today
from course.deadlines import Deadline, TeamProgress
from course.errors import Conflict, CourseError, InvalidAnswer
from course.mail.server import server
from course.modules import Module, catalogue
from course.pages import File, Go, Request, Response, Show
from course.text import Text
from course.viewing import Seen
from widgets.service.pages import led
from widgets.service.pages.asked import language_of, status_of
from widgets.service.pages.team_talk import TEAM

PAGE, FILE = Text(da="Frister for teamet", en="Deadlines for the team"), Text(da="Frister", en="Deadlines")


def shown(request: Request) -> Response:
    """The team's deadlines; who has not handed in once a day has passed, which is noted as a look. Raises CourseError."""
    return _page(request)


def save(request: Request) -> Response:
    """Set a deadline or change its day, or withdraw it. What cannot be kept is shown again with the reason. Raises CourseError."""
    team, seen = led.own_team(request), request.form.get("seen", "")
    try:
        if module := request.form.get("withdraw"):
            request.store.deadlines.withdraw(team, module, seen)
        else:
            request.store.deadlines.ask(team, *deadlines.asked(request.form, catalogue(), today()), request.viewer.username, seen)
    except (InvalidAnswer, Conflict) as error:
        return _page(request, error)
    return Go(f"{led.address(team)}/deadlines#set")


def calendar(request: Request) -> Response:
    """What whoever asks has not handed in yet, as a calendar file."""
    language = language_of(request)
    return File(f"{FILE.pick(language)}.ics", deadlines.ics(mine(request), language), "text/calendar; charset=utf-8")


def mine(request: Request) -> list[tuple[Deadline, Module]]:
    """The deadlines of the team of whoever asks for what she has not handed in, the first day first."""
    found, modules = request.store.deadlines.of(request.viewer.team), {one.id: one for one in catalogue()}
    done = request.store.deadlines.handed_in([request.viewer.username], [one.module for one in found]) if found else {}
    return [(one, modules[one.module]) for one in found if one.module in modules and request.viewer.username not in done[one.module]]


def standings(request: Request, team: str, members: Sequence[str]) -> list[TeamProgress]:
    """How these members of the team (logins) stand to its deadlines."""
    return _standings(request, request.store.deadlines.of(team), members)


def _standings(request: Request, found: Sequence[Deadline], members: Sequence[str]) -> list[TeamProgress]:
    done = request.store.deadlines.handed_in(members, [one.module for one in found]) if found else {}
    return deadlines.standings(found, members, done, catalogue(), today())


def _page(request: Request, error: CourseError | None = None) -> Show:
    team = led.own_team(request)
    people = request.store.people.team(team)
    set_now = request.store.deadlines.of(team)
    found = _standings(request, set_now, [one.username for one in people])
    if named := sorted({who for one in found for who in one.missing or ()}):
        request.store.viewings.record(request.viewer.username, named, Seen.DEADLINE)
    context = {
        "title": PAGE.model_dump(), "crumbs": [(led.address(team), TEAM)], "team": team, "here": f"{led.address(team)}/deadlines",
        "deadlines": found, "seen": deadlines.version(set_now), "called": {one.username: one.name for one in people}, "mails": _mails(), "people": len(people), "reached": sum(bool(one.email) for one in people),
        "modules": {one.id: one.about.title for one in catalogue()}, "today": today(), "latest": today() + talks.LATEST,
        "said": error.text if error else None, "written": request.form if error else {},
    }  # fmt: skip
    return Show("deadlines.html", context, status_of(error))


def _mails() -> bool:
    """Whether a mail server is set that can be used; the log says what is wrong with one that cannot."""
    try:
        return server() is not None
    except CourseError:
        return False
