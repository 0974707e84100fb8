"""A module's own page: what one learns, its pages, what it leaves out, sources, and the law of the day."""

from datetime import date

from course.change.phases import phases
from course.framework import framework
from course.modules import Module, catalogue
from course.pages import Data, Request, Response, Show
from course.text import Text
from widgets.service.pages.asked import FRONT, module_of
from widgets.service.pages.progress import module_progress
from widgets.service.pages.start import next_step
from widgets.service.web.rendering import local_day


def overview(request: Request) -> Response:
    """A module: what one learns, its pages, what it leaves out, sources, and the law of the day."""
    module = module_of(request)
    progress = module_progress(request.store, request.viewer.username, module)
    goals: dict[str, list[Text]] = {}
    for goal in module.about.goals:
        goals.setdefault(goal.competence, []).append(goal.text)
    known = framework()
    context = {
        "title": module.about.title, "crumbs": [FRONT], "module": module, "progress": progress,
        "goals": [(known.competence(id), texts) for id, texts in goals.items()], "next": next_step([progress]), "law_day": _law_day(module),
        "before": [one for one in catalogue() if one.id in module.about.prerequisites],
        "phases": [one for one in phases().phases if one.id in module.about.phase],
    }  # fmt: skip
    return Show("module.html", context)


def progress(request: Request) -> Response:
    """How far, for a page that is open."""
    found = module_progress(request.store, request.viewer.username, module_of(request))
    return Data({"done": found.done, "of": found.of, "pages": {one.page.stem: [one.done, one.of] for one in found.pages}})


def _law_day(module: Module) -> Text | None:
    if module.about.law is None:
        return None
    looked_up = date.fromisoformat(module.about.law.checked)
    return Text(da=local_day(looked_up, "da"), en=local_day(looked_up, "en"))
