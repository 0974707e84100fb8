"""The manager's page where she sets a target for one person, with its reason and its last day, and ends it."""

from urllib.parse import quote

from course import talks, targets
from course.clock import today
from course.errors import Conflict, CourseError, InvalidAnswer
from course.framework import framework, roles
from course.pages import Go, Request, Response, Show
from course.store import Person
from course.team import one_member
from course.viewing import Seen
from widgets.service.pages import led
from widgets.service.pages.asked import status_of
from widgets.service.pages.team_talk import TEAM


def shown(request: Request) -> Response:
    """The targets of one person, once it is noted that she is shown them. Raises NotFound."""
    return _page(request, led.employee(request))


def save(request: Request) -> Response:
    """Set a target, or let the role's hold again. What cannot be kept is shown again with the reason. Raises NotFound."""
    person, day = led.employee(request), today()
    seen = request.form.get("seen", "")
    try:
        if ended := request.form.get("end"):
            request.store.targets.end(person.username, ended, day, seen)
        else:
            request.store.targets.set(person.username, targets.asked(request.form, day), request.viewer.username, seen)
    except (InvalidAnswer, Conflict) as error:
        return _page(request, person, error)
    return Go(f"{_address(person)}#set")


def _address(person: Person) -> str:
    return f"team/{quote(person.username, safe='')}/targets"


def _page(request: Request, person: Person, error: CourseError | None = None) -> Show:
    request.store.viewings.record(request.viewer.username, [person.username], Seen.TARGET)
    hers = request.store.targets.of([person.username])[person.username]
    found, day = one_member(request.store, person), today()
    context = {
        "title": {"da": f"Mål for {person.name}", "en": f"Targets for {person.name}"},
        "crumbs": [(led.address(person.team), TEAM), (f"team/{quote(person.username, safe='')}", {"da": person.name, "en": person.name})],
        "member": found, "own": [cell for cell in found.cells if cell.own], "past": [one for one in hers if one.ends < day], "seen": targets.version(hers), "address": _address(person),
        "role": roles().name(person.role), "role_targets": roles().targets(person.role), "level_names": framework().levels,
        "names": {one.id: one.name for one in framework().competences},
        "today": day, "latest": day + talks.LATEST, "said": error.text if error else None, "written": request.form if error else {},
    }  # fmt: skip
    return Show("targets.html", context, status_of(error))
