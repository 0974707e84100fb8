"""The trainer's page: what waits to be marked."""

import os
from pathlib import Path

from course import modules, settings
from course.commands.terminal import console
from course.errors import NotFound
from course.lock import locked
from course.pages import Data, File, Go, PageSet, Request, Response, Route, Show
from course.store import Store
from course.text import Text
from grading import formgrader, jobs
from grading.overview import ModuleRows, overview

TEMPLATES = Path(__file__).parent / "templates"
COMMANDS = {
    "mark": (Text(da="Henter og retter", en="Collecting and marking"), ["mark", "--collect"]),
    "feedback": (Text(da="Sender tilbagemelding", en="Sending feedback"), ["feedback"]),
}


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
    return os.environ.get(settings.LOCAL) == "1"


def _formgrader_address() -> str | None:
    return formgrader.address() if _is_local() else os.environ.get(settings.FORMGRADER_URL)


def _asset(name: str, kind: str) -> Route:
    return Route(rf"grading/{name}".replace(".", r"\."), "employee", lambda _request: File(name, (TEMPLATES / name).read_bytes(), kind))


def prepare(store: Store, example: bool) -> None:
    """Release what has changed; put the example team in where it is wanted."""
    from grading import example as example_team
    from grading import release

    with locked(wait=True):
        for path in release.sources():
            done = release.release(path)
            for line in release.told(done)[1:]:
                console.print(f"{done.name}:{line}")
    if example:
        os.environ.setdefault(settings.LOCAL, "1")
        example_team.prepare(store)


page_set = PageSet(
    routes=(
        Route(r"trainer", "trainer", _trainer),
        Route(r"trainer/progress", "trainer", _progress),
        Route(r"trainer/start", "trainer", _start, post=True),
        Route(r"trainer/formgrader", "trainer", _start_formgrader, post=True),
        _asset("grading.js", "text/javascript; charset=utf-8"),
        _asset("grading.css", "text/css; charset=utf-8"),
    ),
    templates=TEMPLATES,
    menu=(("trainer", "Ret opgaver", "Marking", "trainer"),),
    prepare=prepare,
)
