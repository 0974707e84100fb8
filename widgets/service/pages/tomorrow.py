"""What pages propose ("Prøv i morgen"), on the front page until it is tried, and what the learner wrote about it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from course import tomorrow
from course.errors import Conflict, CourseError, InvalidAnswer, NotFound
from course.modulefile import Page, Tomorrow
from course.modules import Module, catalogue
from course.pages import Go, Request, Response, Show
from course.store import Store
from course.store.tried import Place
from course.text import Text
from course.tomorrow import Tried
from widgets.service.pages.asked import FRONT, module_of, number, status_of
from widgets.service.pages.progress import ModuleProgress, PageProgress

TITLE = {"da": "Prøv i morgen", "en": "Try tomorrow"}
SHOWN = 3  # untried lines on the front page before the rest is folded away
BACK = re.compile(r"module/[0-9a-z-]{1,80}/[0-9a-z-]{1,80}")


@dataclass(frozen=True)
class ToTry:
    """One thing to try, the page that proposes it, and what the learner wrote."""

    module: Module
    page: Page
    about: Tomorrow
    tried: Tried | None

    @property
    def to(self) -> str:
        """Its address."""
        return f"tomorrow/{self.module.id}/{self.page.stem}"

    @property
    def anchor(self) -> str:
        """Its place on the front page."""
        return f"tomorrow-{self.module.id}-{self.page.stem}"


@dataclass(frozen=True)
class Lines:
    """What the front page shows: the newest that are not tried, the `earlier` of them, and what is `tried`."""

    newest: tuple[ToTry, ...]
    earlier: tuple[ToTry, ...]
    tried: tuple[ToTry, ...]


def on_front_page(store: Store, learner: str, found: Iterable[ModuleProgress]) -> Lines:
    """The lines of the pages that the learner has begun, those of the page begun last first."""
    begun = [(one.module, page) for one in found for page in one.pages if page.page.tomorrow and _begun(one, page)]
    tried = store.tried.of(learner) if begun else {}
    lines = [line for module, page in reversed(begun) if (line := _line(module, page.page, tried))]
    waiting = [one for one in lines if one.tried is None]
    done = sorted((one for one in lines if one.tried), key=lambda one: one.tried.tried_at, reverse=True)  # type: ignore[union-attr]  # all are tried
    return Lines(tuple(waiting[:SHOWN]), tuple(waiting[SHOWN:]), tuple(done))


def _begun(module: ModuleProgress, page: PageProgress) -> bool:
    """Something on the page is answered; where nothing can be, something in the module. What is handed in has all been read."""
    return bool(module.submissions) or (page.done > 0 if page.of else module.done > 0)


def collected(store: Store, learner: str) -> list[ToTry]:
    """All that the course proposes, in order, with what the learner wrote."""
    tried = store.tried.of(learner)
    return [line for module in catalogue() for page in module.about.pages if (line := _line(module, page, tried))]


def _line(module: Module, page: Page, tried: Mapping[Place, Tried]) -> ToTry | None:
    return ToTry(module, page, page.tomorrow, tried.get((module.id, page.stem))) if page.tomorrow else None


def shown(request: Request) -> Response:
    """One line with its form. Raises NotFound."""
    return _form(request, _asked(request))


def save(request: Request) -> Response:
    """Keep what happened, or that it was not tried after all; what cannot be kept is shown again with the reason. Raises NotFound."""
    line, learner = _asked(request), request.viewer.username
    place = line.module.id, line.page.stem
    try:
        if request.form.get("remove"):
            request.store.tried.remove(learner, place, number(request, "revision"))
        else:
            request.store.tried.save(learner, place, tomorrow.check(request.form.get("words", "")), number(request, "revision"))
    except (InvalidAnswer, Conflict) as error:
        return _form(request, _asked(request), error)
    back = request.form.get("back", "")
    return Go(f"{back}#proev-i-morgen" if BACK.fullmatch(back) else "#proev-i-morgen")


def _asked(request: Request) -> ToTry:
    module = module_of(request)
    page = module.page(request.path["page"])
    line = _line(module, page, request.store.tried.of(request.viewer.username)) if page else None
    if line is None:
        raise NotFound("Her er ikke noget at prøve.", "There is nothing to try here.")
    return line


def _form(request: Request, line: ToTry, error: CourseError | None = None) -> Show:
    said: Text | None = error.text if error else None
    written = request.form.get("words") if error else None
    context = {
        "title": TITLE, "crumbs": [FRONT], "line": line, "said": said, "written": written, "back": request.form.get("back", ""),
        "theirs": line.tried if isinstance(error, Conflict) else None,
    }  # fmt: skip
    return Show("tomorrow.html", context, status_of(error))
