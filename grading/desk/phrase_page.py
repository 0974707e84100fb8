"""The page of a trainer's own phrases."""

from course import modules
from course.errors import NotFound
from course.pages import Go, Request, Response, Show
from course.text import Text
from grading.desk.front_page import DESK, WIDTH

TITLE = Text(da="Mine vendinger", en="My phrases")


def shown(request: Request) -> Response:
    """All of hers."""
    titles = {(module.id, id): task.title for module in modules.catalogue() for id, task in module.tasks.items()}
    context = {
        "title": TITLE.model_dump(), "crumbs": [DESK], "phrases": request.store.phrases.hers(request.viewer.username), "titles": titles,
        **WIDTH,
    }  # fmt: skip
    return Show("phrases.html", context)


def change(request: Request) -> Response:
    """Share one, keep it to herself again, or delete it."""
    id, what = request.form.get("id", ""), request.form.get("what", "")
    if not (id.isascii() and id.isdigit() and len(id) < 10) or what not in ("share", "own", "remove"):
        raise NotFound("Den vending er ikke din, eller den er slettet.", "That phrase is not yours, or it is deleted.")
    if what == "remove":
        request.store.phrases.remove(request.viewer.username, int(id))
    else:
        request.store.phrases.share(request.viewer.username, int(id), shared=what == "share")
    return Go("desk/phrases")
