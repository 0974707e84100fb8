"""The manager's page for the talk about competences with one colleague: what it rests on, and the form for what they agree."""

from urllib.parse import quote

from course import steps, talks
from course.clock import today
from course.errors import Conflict, CourseError, InvalidAnswer
from course.modules import catalogue
from course.pages import Go, Request, Response, Show
from course.store import Person
from course.text import Text
from course.viewing import Seen
from widgets import talk_basis
from widgets.service.pages import led, talk
from widgets.service.pages.asked import number, status_of
from widgets.service.pages.next_steps import for_manager

TEAM = Text(da="Mit team", en="My team")


def shown(request: Request) -> Response:
    """What the talk rests on, once it is noted that she is shown it. Raises NotFound."""
    return _page(request, led.employee(request))


def save(request: Request) -> Response:
    """Propose, change or take back what they agree. What cannot be kept is shown again with the reason. Raises NotFound."""
    person = led.employee(request)
    try:
        place, revision = number(request, "place"), number(request, "revision")
        if request.form.get("withdraw"):
            request.store.talks.withdraw(person.username, place, revision)
        else:
            lines = talks.lines(request.form, today())
            request.store.talks.propose(person.username, request.viewer.username, lines, place, revision)
    except (InvalidAnswer, Conflict) as error:
        return _page(request, person, error)
    return Go(f"{address(person)}#agreed")


def fetched(request: Request) -> Response:
    """The same on paper, once it is noted that she is shown it. Raises NotFound."""
    person = led.employee(request)
    request.store.viewings.record(request.viewer.username, [person.username], Seen.TALK)
    return talk.paper(request, talk_basis.basis(request.store, person))


def address(person: Person) -> str:
    """Where the talk with somebody stands."""
    return f"team/{quote(person.username, safe='')}/talk"


def _page(request: Request, person: Person, error: CourseError | None = None) -> Show:
    request.store.viewings.record(request.viewer.username, [person.username], Seen.TALK)
    found = talk_basis.basis(request.store, person)
    course = catalogue()
    context = {
        "title": {"da": f"Samtale med {person.name}", "en": f"Talk with {person.name}"},
        "crumbs": [(led.address(person.team), TEAM), (f"team/{quote(person.username, safe='')}", {"da": person.name, "en": person.name})],
        **talk_basis.shown(found), "address": address(person), "competences": talk_basis.names(), "today": today(), "latest": today() + talks.LATEST,
        "place": found.place,
        "steps": steps.proposals(found.member, course, for_manager(found.member), request.store.helping.in_team(person.team or "", person.username)),
        "fields": talk.fields(request, found.proposal.lines if found.proposal else (), error), "said": error.text if error else None,
    }  # fmt: skip
    return Show("team-talk.html", context, status_of(error))
