"""The manager's pages: how her own team stands, each member of it, and its levels as a file."""

from pathlib import Path

from course import counting, modules
from course.framework import framework, roles
from course.mail import background
from course.pages import File, Go, PageSet, Request, Response, Route, Show
from course.report import team_csv, team_xlsx
from course.steps import effects
from course.store.distributions import LEAST
from course.team import Member, areas, members, one_member, steps
from course.viewing import Seen
from widgets.service.pages import deadline, led, meeting, over_time, team_talk, team_targets, teams
from widgets.service.pages.distribution import Spread, spreads
from widgets.service.pages.team_talk import TEAM

A_TEAM = r"teams/(?P<team>[^/]{1,720})"
MEMBER = r"team/(?P<username>[^/]{1,120})"


def overview(request: Request) -> Response:
    """How the whole team stands, and what can help."""
    if request.viewer.chief and not request.viewer.teams and not request.path:
        return Go("teams")
    team = _seen_members(request, Seen.TEAM)
    catalogue = modules.catalogue()
    context = {
        "title": TEAM.model_dump(), "wide": True, "team": led.own_team(request), "members": team, "areas": _areas(), "steps": steps(team, catalogue),
        "role_name": roles().name, "level_names": framework().levels, "spreads": _seen_spreads(request, team, catalogue), "least": LEAST,
        "here": led.address(led.own_team(request)), "teams": [(one, led.address(one)) for one in request.viewer.teams], "chief": request.viewer.chief,
        "effects": effects(team, catalogue), "helpers": request.store.helping.in_team(led.own_team(request)),
        "deadlines": deadline.standings(request, led.own_team(request), [one.person.username for one in team]),
    }  # fmt: skip
    return Show("team.html", context)


def member_page(request: Request) -> Response:
    """One member's levels, and what they rest on."""
    person = led.colleague(request)
    request.store.viewings.record(request.viewer.username, [person.username], Seen.MEMBER)
    found = one_member(request.store, person)
    titles = {module.id: module.about.title for module in modules.catalogue()}
    context = {
        "title": {"da": person.name, "en": person.name}, "crumbs": [(led.address(person.team), TEAM)], "member": found, "areas": _areas(), "module_titles": titles,
        "role_name": roles().name, "herself": person.username == request.viewer.username, "talk": team_talk.address(person),
    }  # fmt: skip
    return Show("member.html", context)


def levels_csv(request: Request) -> Response:
    """The team's levels as a file."""
    text = team_csv(_seen_members(request, Seen.REPORT))
    return File(f"{led.own_team(request)}.csv", text.encode("utf-8-sig"), "text/csv; charset=utf-8")


def levels_xlsx(request: Request) -> Response:
    """The same as a workbook."""
    content = team_xlsx(_seen_members(request, Seen.REPORT))
    return File(f"{led.own_team(request)}.xlsx", content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def through_a_year(request: Request) -> Response:
    """The team's course through a year, and what its members have shown since a date."""
    team, name = _seen_members(request, Seen.TEAM), led.own_team(request)
    here = led.address(name)
    context = {"title": {"da": "Over tid", "en": "Over time"}, "wide": True, "crumbs": [(here, TEAM)], "team": name, "here": here}
    return Show("over-time.html", {**context, **over_time.context(request, team)})


def _seen_members(request: Request, page: Seen) -> list[Member]:
    """The members of the team of whoever asks, once it is noted that she is shown their levels."""
    found = members(request.store, led.own_team(request))
    request.store.viewings.record(request.viewer.username, [one.person.username for one in found], page)
    return found


def _seen_spreads(request: Request, team: list[Member], catalogue: list[modules.Module]) -> list[Spread]:
    """How the team's answers to the surveys are spread, once it is noted that she is shown them."""
    found = spreads(request.store, led.own_team(request), catalogue)
    if any(one.themes for one in found):
        request.store.viewings.record(request.viewer.username, [one.person.username for one in team], Seen.SURVEY)
    return found


def _areas() -> list[dict[str, object]]:
    """The areas with the places of their competences in a member's cells."""
    order = framework().competences
    return [{"area": area, "competences": own, "places": [order.index(one) for one in own]} for area, own in areas()]


def begin() -> None:
    """What goes on beside the pages while the service runs: reminders are sent, and teams counted."""
    background.begin()
    counting.begin()


page_set = PageSet(
    routes=(
        Route(r"team", "manager", overview),
        Route(r"team/levels\.csv", "manager", levels_csv),
        Route(r"team/levels\.xlsx", "manager", levels_xlsx),
        Route(r"teams", "manager", teams.overview),
        Route(A_TEAM, "manager", overview),
        Route(A_TEAM + r"/levels\.csv", "manager", levels_csv),
        Route(A_TEAM + r"/levels\.xlsx", "manager", levels_xlsx),
        Route(A_TEAM + r"/over-time", "manager", through_a_year),
        Route(MEMBER, "manager", member_page),
        Route(MEMBER + r"/talk", "manager", team_talk.shown),
        Route(MEMBER + r"/talk", "manager", team_talk.save, post=True),
        Route(MEMBER + r"/talk\.(?P<ending>docx|pdf)", "manager", team_talk.fetched),
        Route(MEMBER + r"/targets", "manager", team_targets.shown),
        Route(MEMBER + r"/targets", "manager", team_targets.save, post=True),
        Route(A_TEAM + r"/meeting", "manager", meeting.shown),
        Route(A_TEAM + r"/meeting", "manager", meeting.save, post=True),
        Route(A_TEAM + r"/deadlines", "manager", deadline.shown),
        Route(A_TEAM + r"/deadlines", "manager", deadline.save, post=True),
        Route(A_TEAM + r"/meeting\.(?P<ending>docx|pdf)", "manager", meeting.fetched),
    ),
    templates=Path(__file__).parent / "templates",
    begin=begin,
    menu=(("team", "Mit team", "My team", "manager"),),
)
