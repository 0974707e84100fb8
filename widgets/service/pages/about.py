"""What the course is, and for whom it can be used."""

from course.change.phases import phases
from course.modules import catalogue
from course.pages import Request, Response, Show
from widgets.service.pages.asked import FRONT


def statement(request: Request) -> Response:
    """The accessibility statement."""
    return Show("statement.html", {"title": {"da": "Tilgængelighed", "en": "Accessibility"}, "crumbs": [FRONT]})


def about(request: Request) -> Response:
    """What the course is, and its sources."""
    title = {"da": "Om kurset", "en": "About the course"}
    return Show("about.html", {"title": title, "crumbs": [FRONT], "modules": catalogue(), "phases": phases().phases})
