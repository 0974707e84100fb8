"""What a page is asked about: the module and the hand-in in its address, numbers of its form, and what stands above and beside it."""

from typing import Any

from course import contract, modules
from course.errors import Conflict, CourseError, InvalidAnswer, NotFound
from course.modules import Module
from course.pages import Request
from course.store import Submission
from course.text import LANGUAGES, Language

FRONT = ("", {"da": "Forside", "en": "Front page"})


def module_of(request: Request) -> Module:
    """The released module in the address. Raises NotFound."""
    found = modules.released(request.path["module"])
    if found is None:
        raise NotFound("Det modul findes ikke, eller det er ikke udgivet.", "There is no such module, or it is not released.")
    return found


def submission_of(request: Request) -> tuple[Module, Submission]:
    """The module, and the hand-in of whoever asks. Raises NotFound."""
    module = module_of(request)
    mine = request.store.submissions.of(request.viewer.username, module.id)
    found = next((one for one in mine if str(one.number) == request.path["number"]), None)
    if found is None:
        raise NotFound("Du har ikke afleveret modulet så mange gange.", "You have not handed in this module that many times.")
    return module, found


def language_of(request: Request) -> Language:
    """The language in which a file is wanted."""
    return next((one for one in LANGUAGES if one == request.form.get("language")), "da")


def number(request: Request, name: str) -> int:
    """A number that a form sends along, such as the revision it was written on. Raises InvalidAnswer."""
    told = request.form.get(name, "")
    if not (told.isascii() and told.isdigit() and len(told) <= 6):
        raise InvalidAnswer(
            "Formularen passer ikke. Genindlæs siden, og gem igen.", "The form does not fit. Reload the page and save again."
        )
    return int(told)


def status_of(error: CourseError | None) -> int:
    """The status of a page that tells why a form could not be kept."""
    return (409 if isinstance(error, Conflict) else 400) if error else 200


def crumbs(module: Module) -> list[Any]:
    """What stands above a page of a module."""
    return [FRONT, (f"module/{module.id}", module.about.title)]


def places(module: Module) -> dict[str, str]:
    """Where each task stands: task id → address."""
    pages = [page for page in module.about.pages if (module.folder / page.notebook).is_file()]
    return {
        task.id: f"module/{module.id}/{page.stem}#{contract.OF_TASK}{task.id}" for page in pages for task in contract.tasks_on(module, page)
    }
