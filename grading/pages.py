"""The trainer's page: what waits to be marked."""

import os
from pathlib import Path
from urllib.parse import urlencode

from course import modules, settings
from course.commands.terminal import console
from course.errors import NotFound
from course.lock import locked
from course.pages import Data, File, Go, PageSet, Request, Response, Route, Show
from course.store import Store
from course.text import Text
from grading import formgrader, jobs, learner_page, pile_page, sending, standby
from grading.automatic import automatic

TEMPLATES = Path(__file__).parent / "templates"
SEND, MARKING = "feedback", Text(da="Ret opgaver", en="Marking")
HAND_IN = r"trainer/hand-in/(?P<submission>[0-9]{1,9})"
COMMANDS = {
    "mark": (Text(da="Henter og retter", en="Collecting and marking"), ["mark", "--collect"]),
    "feedback": (Text(da="Sender tilbagemelding", en="Sending feedback"), ["feedback"]),
}


def _trainer(request: Request) -> Response:
    standby.make_ready()
    what, number = pile_page.sought(request.form)
    job, shown = jobs.last(), pile_page.shown(request.store, what, number)
    context = {
        "title": {"da": "Ret opgaver", "en": "Marking"}, "wide": True, "pile": shown, "modules": modules.catalogue(), "teams": request.store.hand_ins.teams(),
        "words": {"state": pile_page.STATE_WORDS, "sort": pile_page.SORT_WORDS, "days": pile_page.DAYS}, "automatic": automatic(),
        "job": job, "job_title": COMMANDS[job.name][0] if job and job.name in COMMANDS else None, "wanted": len(request.store.standings.wanted()),
        "formgrader": _formgrader_address(), "can_start": _is_local(),
    }  # fmt: skip
    return Show("trainer.html", context)


def _progress(request: Request) -> Response:
    """How far the work is, wherever it is done: the command that runs, and how many hand-ins trainers have `wanted` and not got yet."""
    job, wanted = jobs.last(), len(request.store.standings.wanted())
    if wanted:
        standby.make_ready()  # it may have ended since it was asked
    if job is None:
        return Data({"running": False, "done": 0, "total": 0, "lines": [], "wanted": wanted})
    return Data({"running": job.running, "done": job.done, "total": job.total, "lines": job.lines[-40:], "wanted": wanted})


def _start(request: Request) -> Response:
    name = request.form.get("command", "")
    if name not in COMMANDS or name == SEND:
        raise NotFound("Det kan ikke sættes i gang herfra.", "That cannot be started from here.")
    jobs.start(name, COMMANDS[name][1])
    return Go("trainer#work")


def _mark_one(request: Request) -> Response:
    """Ask for one hand-in to be collected and marked at once, and go back to the list as it was."""
    if not request.store.standings.want(int(request.path["submission"])):
        raise NotFound(
            "Der er afleveret igen siden, eller tilbagemeldingen er sendt. Gå tilbage til listen.",
            "There is a newer hand-in, or the feedback has been sent. Go back to the list.",
        )
    standby.make_ready()
    what, number = pile_page.sought(request.form)
    return Go(pile_page.address(what, number))


def _preview(request: Request) -> Response:
    """Who would get feedback now, and what is held back."""
    module = request.form.get("module", "")
    found = sending.previews(request.store, module)
    context = {
        "title": {"da": "Send tilbagemelding", "en": "Send feedback"}, "crumbs": [("trainer", MARKING)], "previews": found, "seen": sending.seen(found),
        "number": sum(len(one.sent) for one in found), "module": module, "why_again": request.form.get("again", ""),
    }  # fmt: skip
    return Show("send.html", context)


def _send(request: Request) -> Response:
    """Send what the trainer saw in the preview; where it has changed since, or somebody else is at work, she is shown it again."""
    module = request.form.get("module", "")
    found = sending.previews(request.store, module)
    again = f"trainer/send?{urlencode({'module': module, 'again': ''})}"
    if not found or request.form.get("seen", "") != sending.seen(found):
        return Go(f"{again}changed")
    chosen = [one for one in found if one.sent]
    numbers = " ".join(str(one.id) for of_module in chosen for one in of_module.sent)
    if not jobs.start(SEND, [SEND, "--listed", *(one.module.id for one in chosen)], numbers):
        return Go(f"{again}busy")
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
    _tell_the_pile(store)
    if example:
        os.environ.setdefault(settings.LOCAL, "1")
        example_team.prepare(store)


def _tell_the_pile(store: Store) -> None:
    """Let the store know where all hand-ins stand: an older version did not say."""
    from grading.standing import renew_all

    for module in modules.catalogue():
        renew_all(module, store)


page_set = PageSet(
    routes=(
        Route(r"trainer", "trainer", _trainer),
        Route(r"trainer/progress", "trainer", _progress),
        Route(r"trainer/start", "trainer", _start, post=True),
        Route(r"trainer/send", "trainer", _preview),
        Route(r"trainer/send/now", "trainer", _send, post=True),
        Route(HAND_IN, "trainer", learner_page.shown),
        Route(HAND_IN + "/mark", "trainer", _mark_one, post=True),
        Route(r"trainer/formgrader", "trainer", _start_formgrader, post=True),
        _asset("grading.js", "text/javascript; charset=utf-8"),
        _asset("grading.css", "text/css; charset=utf-8"),
    ),
    templates=TEMPLATES,
    menu=(("trainer", "Ret opgaver", "Marking", "trainer"),),
    prepare=prepare,
    begin=standby.begin,
)
