"""The manager's pages: how her own team stands, each member of it, and its levels as a file."""

from pathlib import Path

from course import modules
from course.errors import CourseError, NotFound
from course.framework import framework, roles
from course.pages import File, Go, PageSet, Request, Response, Route, Show
from course.report import team_csv
from course.store.distributions import LEAST
from course.store.viewings import Page
from course.team import Member, areas, member, members, steps
from course.text import Text
from widgets.service.pages import over_time, teams
from widgets.service.pages.distribution import Spread, spreads
from widgets.service.pages.teams import address

A_TEAM = r"teams/(?P<team>[^/]{1,720})"
TEAM = Text(da="Mit team", en="My team")


def overview(request: Request) -> Response:
    """How the whole team stands, and what can help."""
    if request.viewer.chief and not request.viewer.teams and not request.path:
        return Go("teams")
    team = _seen_members(request, "team")
    catalogue = modules.catalogue()
    context = {
        "title": TEAM.model_dump(), "wide": True, "team": _own_team(request), "members": team, "areas": _areas(), "steps": steps(team, catalogue),
        "role_name": roles().name, "level_names": framework().levels, "spreads": _seen_spreads(request, team, catalogue), "least": LEAST,
        "here": _address(request), "teams": [(one, address(one)) for one in request.viewer.teams], "chief": request.viewer.chief,
    }  # fmt: skip
    return Show("team.html", context)


def member_page(request: Request) -> Response:
    """One member's levels, and what they rest on."""
    person = request.store.people.get(request.path["username"])
    if person is None or not person.active or person.team not in request.viewer.teams:
        raise NotFound("Der er ingen af det navn i dit team.", "Nobody of that name is in your team.")
    request.store.viewings.record(request.viewer.username, [person.username], "member")
    found = member(person, request.store.evidence.of([person.username])[person.username])
    titles = {module.id: module.about.title for module in modules.catalogue()}
    context = {
        "title": {"da": person.name, "en": person.name}, "crumbs": [(address(person.team), TEAM)], "member": found, "areas": _areas(), "module_titles": titles,
        "role_name": roles().name,
    }  # fmt: skip
    return Show("member.html", context)


def levels_csv(request: Request) -> Response:
    """The team's levels as a file."""
    text = team_csv(_seen_members(request, "report"))
    return File(f"{_own_team(request)}.csv", text.encode("utf-8-sig"), "text/csv; charset=utf-8")


def through_a_year(request: Request) -> Response:
    """The team's course through a year, and what its members have shown since a date."""
    team = _seen_members(request, "team")
    context = {
        "title": {"da": "Over tid", "en": "Over time"},
        "wide": True,
        "crumbs": [(_address(request), TEAM)],
        "team": _own_team(request),
    }
    return Show("over-time.html", {**context, "here": _address(request), **over_time.context(request, team)})


def _seen_members(request: Request, page: Page) -> list[Member]:
    """The members of the team of whoever asks, once it is noted that she is shown their levels."""
    found = members(request.store, _own_team(request))
    request.store.viewings.record(request.viewer.username, [one.person.username for one in found], page)
    return found


def _seen_spreads(request: Request, team: list[Member], catalogue: list[modules.Module]) -> list[Spread]:
    """How the team's answers to the surveys are spread, once it is noted that she is shown them."""
    found = spreads(request.store, _own_team(request), catalogue)
    if any(one.themes for one in found):
        request.store.viewings.record(request.viewer.username, [one.person.username for one in team], "survey")
    return found


def _own_team(request: Request) -> str:
    """The team in the address, if whoever asks leads it; without one, the largest that she leads."""
    if not request.viewer.teams:
        raise CourseError("Siden er for ledere af et team.", "The page is for managers of a team.")
    team = request.path.get("team", request.viewer.teams[0])
    if team not in request.viewer.teams:
        raise NotFound("Du leder intet team af det navn.", "You lead no team of that name.")
    return team


def _address(request: Request) -> str:
    return address(_own_team(request))


def _areas() -> list[dict[str, object]]:
    """The areas with the places of their competences in a member's cells."""
    order = framework().competences
    return [{"area": area, "competences": own, "places": [order.index(one) for one in own]} for area, own in areas()]


page_set = PageSet(
    routes=(
        Route(r"team", "manager", overview),
        Route(r"team/levels\.csv", "manager", levels_csv),
        Route(r"teams", "manager", teams.overview),
        Route(A_TEAM, "manager", overview),
        Route(A_TEAM + r"/levels\.csv", "manager", levels_csv),
        Route(A_TEAM + r"/over-time", "manager", through_a_year),
        Route(r"team/(?P<username>[^/]{1,120})", "manager", member_page),
    ),
    templates=Path(__file__).parent / "templates",
    menu=(("team", "Mit team", "My team", "manager"),),
)
