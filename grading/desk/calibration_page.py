"""The page on which a trainer tries herself against texts with agreed levels: what comes of it is hers alone."""

from course.pages import Go, Request, Response, Show
from course.text import Text
from grading.desk.calibration import give, require
from grading.desk.front_page import DESK, WIDTH, where_of
from grading.desk.text_page import anchors, earlier
from grading.rubric import RUBRICS

TITLE = Text(da="Prøv målestokken", en="Try the measure")


def shown(request: Request) -> Response:
    """The next text, or (with `text`) one that she has given a level, with the agreed one; the whole where she is done."""
    where, trainer = where_of(request), request.viewer.username
    found = require(request.store, where, trainer)
    asked = request.form.get("text", "")
    looked_at = int(asked) if asked.isascii() and asked.isdigit() and 0 < int(asked) <= len(found.given) else None
    rubric = RUBRICS.load(where.module)[where.task.id]
    context = {
        "title": TITLE.model_dump(), "crumbs": [DESK, (where.address, where.task.title)], "place": where, "found": found, "looked_at": looked_at,
        "rubric": rubric, "anchors": anchors(rubric), "earlier": earlier(where), **WIDTH,
    }  # fmt: skip
    return Show("calibration.html", context)


def answer(request: Request) -> Response:
    """Her level for a text, then the agreed one."""
    where, trainer = where_of(request), request.viewer.username
    found = require(request.store, where, trainer)
    number = give(request.store, found, trainer, request.form.get("number", ""), request.form.get("level", ""))
    return Go(f"{found.address}?text={number}#agreed")
