"""The page of a trainer's own phrases."""

from itertools import groupby

from course import modules
from course.pages import Go, Request, Response, Show
from course.store.phrases import missing
from course.text import Text
from grading.desk.front_page import DESK, WIDTH

TITLE = Text(da="Mine vendinger", en="My phrases")


def shown(request: Request) -> Response:
    """All of hers, by module and task."""
    titles = {(module.id, id): task.title for module in modules.catalogue() for id, task in module.tasks.items()}
    hers = groupby(request.store.phrases.hers(request.viewer.username), key=lambda one: (one.module, one.task))
    groups = [(place, titles.get(place), list(some)) for place, some in hers]
    return Show("phrases.html", {"title": TITLE.model_dump(), "crumbs": [DESK], "groups": groups, **WIDTH})


def change(request: Request) -> Response:
    """Share one, keep it to herself again, or delete it."""
    id, what = request.form.get("id", ""), request.form.get("what", "")
    if not (id.isascii() and id.isdigit() and len(id) < 10) or what not in ("share", "own", "remove"):
        raise missing()
    if what == "remove":
        request.store.phrases.remove(request.viewer.username, int(id))
    else:
        request.store.phrases.share(request.viewer.username, int(id), shared=what == "share")
    return Go("desk/phrases")
