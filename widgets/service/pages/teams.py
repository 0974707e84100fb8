"""A manager's several teams: which she leads, and figures of those below her in the chain of managers."""

from course import counting
from course.chain import teams_below, together
from course.framework import framework
from course.pages import Request, Response, Show
from course.tally import SMALLEST_GROUP
from course.team import areas
from course.text import Text
from widgets.service.pages.led import address

TEAMS = Text(da="Teams", en="Teams")


def overview(request: Request) -> Response:
    """The teams she leads, and figures of the teams below her; of nobody in particular, so no look is noted."""
    below, waiting = teams_below(request.store, request.viewer)
    if waiting:
        counting.go_on_with(one.team for one in below)
    order = framework().competences
    all = together(below)
    places = [{"area": area, "competences": own, "places": [order.index(one) for one in own]} for area, own in areas()]
    context = {
        "title": TEAMS.model_dump(), "wide": True, "own": [(team, address(team)) for team in request.viewer.teams], "below": below,
        "together": all, "areas": places, "least": SMALLEST_GROUP, "waiting": waiting,
    }  # fmt: skip
    return Show("teams.html", context)
