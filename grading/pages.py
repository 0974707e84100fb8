"""The trainer's page and the manager's: what waits to be marked, and how the team stands."""

import os
from pathlib import Path

from course import modules
from course.errors import CourseError, NotFound
from course.framework import framework, roles
from course.pages import Data, File, Go, PageSet, Request, Response, Route, Show
from course.store import Store
from course.store.viewings import Page
from course.text import Text
from grading import formgrader, jobs
from grading.overview import ModuleRows, overview
from grading.team import Member, areas, as_csv, member, members, steps

TEMPLATES = Path(__file__).parent / "templates"
COMMANDS = {
    "mark": (Text(da="Henter og retter", en="Collecting and marking"), ["mark", "--collect"]),
    "feedback": (Text(da="Sender tilbagemelding", en="Sending feedback"), ["feedback"]),
}
TEAM = Text(da="Mit team", en="My team")


def _trainer(request: Request) -> Response:
    shown: list[ModuleRows] = [overview(module, request.store) for module in modules.catalogue()]
    job = jobs.last()
    context = {
        "title": {"da": "Ret opgaver", "en": "Marking"}, "wide": True, "modules": shown, "job": job, "job_title": COMMANDS[job.name][0] if job and job.name in COMMANDS else None,
        "formgrader": _formgrader_address(), "can_start": _is_local(),
    }  # fmt: skip
    return Show("trainer.html", context)


def _progress(_request: Request) -> Response:
    job = jobs.last()
    if job is None:
        return Data({"running": False, "done": 0, "total": 0, "lines": []})
    return Data({"running": job.running, "done": job.done, "total": job.total, "lines": job.lines[-40:]})


def _start(request: Request) -> Response:
    name = request.form.get("command", "")
    if name not in COMMANDS:
        raise NotFound("Det kan ikke sættes i gang herfra.", "That cannot be started from here.")
    jobs.start(name, COMMANDS[name][1])
    return Go("trainer#work")


def _start_formgrader(_request: Request) -> Response:
    """The page then links to it: a form of the course may not lead to another address."""
    if not _is_local():
        raise NotFound("Rettevinduet startes ikke herfra.", "The formgrader is not started from here.")
    formgrader.start()
    return Go("trainer#formgrader")


def _is_local() -> bool:
    return os.environ.get("KOMPETENCEVEJ_LOCAL") == "1"


def _formgrader_address() -> str | None:
    return formgrader.address() if _is_local() else os.environ.get("KOMPETENCEVEJ_FORMGRADER_URL")


def _team(request: Request) -> Response:
    team = _seen_members(request, "team")
    names = {role.id: role.name for role in roles().roles}
    context = {
        "title": TEAM.model_dump(), "wide": True, "team": _own_team(request), "members": team, "areas": _areas(), "steps": steps(team, modules.catalogue()),
        "role_names": names, "level_names": framework().levels,
    }  # fmt: skip
    return Show("team.html", context)


def _member(request: Request) -> Response:
    person = request.store.people.get(request.path["username"])
    if person is None or not person.active or person.team != _own_team(request):
        raise NotFound("Der er ingen af det navn i dit team.", "Nobody of that name is in your team.")
    request.store.viewings.record(request.viewer.username, [person.username], "member")
    found = member(person, request.store.evidence.of([person.username])[person.username])
    titles = {module.id: module.about.title for module in modules.catalogue()}
    context = {
        "title": {"da": person.name, "en": person.name}, "crumbs": [("team", TEAM)], "member": found, "areas": _areas(), "module_titles": titles,
        "role_name": {role.id: role.name for role in roles().roles}.get(person.role, Text(da=person.role, en=person.role)),
    }  # fmt: skip
    return Show("member.html", context)


def _csv(request: Request) -> Response:
    text = as_csv(_seen_members(request, "report"))
    return File(f"{_own_team(request)}.csv", text.encode("utf-8-sig"), "text/csv; charset=utf-8")


def _seen_members(request: Request, page: Page) -> list[Member]:
    """The members of the team of whoever asks, once it is noted that she is shown their levels."""
    found = members(request.store, _own_team(request))
    request.store.viewings.record(request.viewer.username, [one.person.username for one in found], page)
    return found


def _own_team(request: Request) -> str:
    """The team of whoever asks, as the store has it; no word of the request decides it."""
    if request.viewer.manages is None:
        raise CourseError("Siden er for ledere af et team.", "The page is for managers of a team.")
    return request.viewer.manages


def _areas() -> list[dict[str, object]]:
    """The areas with the places of their competences in a member's cells."""
    order = framework().competences
    return [{"area": area, "competences": own, "places": [order.index(one) for one in own]} for area, own in areas()]


def _asset(name: str, kind: str) -> Route:
    return Route(rf"grading/{name}".replace(".", r"\."), "employee", lambda _request: File(name, (TEMPLATES / name).read_bytes(), kind))


def prepare(store: Store, example: bool) -> None:
    """Release what has changed; put the example team in where it is wanted."""
    from grading import example as example_team
    from grading import folders, release

    with folders.locked(wait=True):
        for path in release.sources():
            release.release(path)
    if example:
        os.environ.setdefault("KOMPETENCEVEJ_LOCAL", "1")
        example_team.prepare(store)


page_set = PageSet(
    routes=(
        Route(r"trainer", "trainer", _trainer),
        Route(r"trainer/progress", "trainer", _progress),
        Route(r"trainer/start", "trainer", _start, post=True),
        Route(r"trainer/formgrader", "trainer", _start_formgrader, post=True),
        Route(r"team", "manager", _team),
        Route(r"team/levels\.csv", "manager", _csv),
        Route(r"team/(?P<username>[^/]{1,120})", "manager", _member),
        _asset("grading.js", "text/javascript; charset=utf-8"),
        _asset("grading.css", "text/css; charset=utf-8"),
    ),
    templates=TEMPLATES,
    menu=(("trainer", "Ret opgaver", "Marking", "trainer"), ("team", "Mit team", "My team", "manager")),
    prepare=prepare,
)
