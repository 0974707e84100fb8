"""The desk's first page, with all piles, and the page of one pile."""

from course.pages import Go, Request, Response, Show
from course.store.pile import PAGE
from course.text import Text
from course.viewing import Seen
from grading.desk import agreement, marking, texts
from grading.desk.calibration import tried
from grading.desk.piles import piles

DESK = ("desk", Text(da="Ret tekster", en="Mark texts"))
WIDTH = {"wide": True}


def front(request: Request) -> Response:
    """How many texts of each task wait."""
    context = {
        "title": DESK[1].model_dump(),
        "modules": piles(request.store, request.viewer.username),
        "talks": agreement.to_talk_about(request.store, request.viewer.username),
        "inquiries": request.store.inquiries.waiting(),
        **WIDTH,
    }
    return Show("desk.html", context)


def pile(request: Request) -> Response:
    """The texts of one task in a row; names only when she asks."""
    where = where_of(request)
    waiting, done = texts.counts(request.store, where, request.viewer.username)
    page, pages = page_of(request.form.get("page", ""), waiting + done)
    found = texts.pile(request.store, where, request.viewer.username, (page - 1) * PAGE, PAGE)
    names = called(request, {one.head.learner for one in found}) if request.form.get("names") == "1" else None
    context = {
        "title": where.task.title.model_dump(), "crumbs": [DESK], "place": where, "names": names, "viewer_name": request.viewer.username,
        "texts": found, "before": (page - 1) * PAGE, "page": page, "pages": pages, "waiting": waiting, "all": waiting + done,
        "can_undo": marking.can_undo(request.store, where, request.viewer.username), "measure": tried(request.store, where, request.viewer.username),
        **WIDTH,
    }  # fmt: skip
    return Show("pile.html", context)


def go_on(request: Request) -> Response:
    """Take the next text that is free, and go to it; where none is, back to the pile."""
    where = where_of(request)
    return Go(onwards(where, marking.take_next(request.store, where, request.viewer.username)))


def undo(request: Request) -> Response:
    """Take back what she gave last, and go to that text."""
    where = where_of(request)
    return Go(onwards(where, marking.undo(request.store, where, request.viewer.username)))


def where_of(request: Request) -> texts.Place:
    """The task in the address. Raises NotFound."""
    return texts.place(request.path["module"], request.path["task"])


def page_of(asked: str, number: int) -> tuple[int, int]:
    """The page (from 1) that an address asks for of a list of so many, and how many pages there are; behind the last comes the last."""
    pages = max(1, -(-number // PAGE))
    return min(pages, int(asked)) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 and int(asked) else 1, pages


def onwards(where: texts.Place, submission: int | None) -> str:
    """The address of a text, or of its pile where there is none."""
    return f"{where.address}/{submission}#text" if submission else where.address


def called(request: Request, learners: set[str]) -> dict[str, str]:
    """What these are called, guests among them, by username; that a trainer has their names beside their texts is noted before. Raises StorageError."""
    request.store.viewings.record(request.viewer.username, learners, Seen.TEXTS)
    return {**request.store.hand_in_files.guests(learners), **request.store.people.called(learners)}
