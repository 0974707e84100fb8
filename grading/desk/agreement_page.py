"""The page that tells how far two trainers agree, and the button that says they have talked about a text."""

from course import second_marking
from course.kappa import LEAST
from course.pages import Go, Request, Response, Show
from course.text import Text
from grading.desk.agreement import overview
from grading.desk.front_page import DESK, WIDTH, where_of
from grading.desk.second import require_pair

TITLE = Text(da="Enighed", en="Agreement")


def shown(request: Request) -> Response:
    """How far two agree, per task and over all, and which texts to talk about."""
    context = {
        "title": TITLE.model_dump(), "crumbs": [DESK], "found": overview(request.store, request.viewer.username),
        "share": second_marking.share(), "least": LEAST, **WIDTH,
    }  # fmt: skip
    return Show("agreement.html", context)


def talked(request: Request) -> Response:
    """The two have talked about a text, one of them says. Raises NotFound where she is not one of them."""
    where, submission = where_of(request), int(request.path["submission"])
    require_pair(request.store, submission, where.task.id, request.viewer.username)
    request.store.second_marks.talked(submission, where.task.id)
    return Go(f"{where.address}/{submission}#text")
