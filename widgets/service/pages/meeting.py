"""A team's talk about its competences at a staff meeting (GRUS): its gaps in words that tell nobody's level, and what the team agrees."""

from course import steps, talks
from course.clock import today
from course.errors import Conflict, CourseError, InvalidAnswer
from course.gaps import TeamGap, team_gaps
from course.modules import catalogue
from course.pages import File, Go, Request, Response, Show
from course.team import members
from course.text import Text
from widgets import talk_basis
from widgets.documents import files, pdf, word
from widgets.documents.meeting import TITLE, sheet
from widgets.service.pages import led, talk
from widgets.service.pages.asked import language_of, number, status_of
from widgets.service.pages.team_talk import TEAM

PAGE = Text(da="Teamets kompetencer på et personalemøde", en="The team's competences at a staff meeting")


def shown(request: Request) -> Response:
    """The team's gaps, and what it has agreed."""
    return _page(request)


def save(request: Request) -> Response:
    """Keep what the team has agreed. What cannot be kept is shown again with the reason."""
    team = led.own_team(request)
    try:
        request.store.meetings.save(team, talks.lines(request.form, today()), number(request, "place"), number(request, "revision"))
    except (InvalidAnswer, Conflict) as error:
        return _page(request, error)
    return Go(f"{led.address(team)}/meeting#agreed")


def fetched(request: Request) -> Response:
    """The same on one sheet of paper."""
    language, ending = language_of(request), request.path["ending"]
    team = led.own_team(request)
    made = sheet(team, _gaps(request, team), request.store.meetings.of(team), today(), language)
    content = pdf.write(made) if ending == "pdf" else word.write(made)
    return File(f"{TITLE.pick(language)}.{ending}", content, files.TYPES["pdf" if ending == "pdf" else "document"])


def _gaps(request: Request, team: str) -> list[TeamGap]:
    """The team's gaps; nobody's level can be read from them, so no look is noted."""
    return team_gaps(steps.effects(members(request.store, team), catalogue()).values())


def _page(request: Request, error: CourseError | None = None) -> Show:
    team = led.own_team(request)
    found = request.store.meetings.of(team)
    last = found[0] if found else None
    changing = last if last and request.form.get("change", "") == str(last.place) else None
    context = {
        "title": PAGE.model_dump(), "crumbs": [(led.address(team), TEAM)], "team": team, "here": f"{led.address(team)}/meeting", "gaps": _gaps(request, team), "meetings": found,
        "changing": changing, "place": changing.place if changing else (last.place + 1 if last else 1),
        "fields": talk.fields(request, changing.lines if changing else (), error), "today": today(), "latest": today() + talks.LATEST, "competences": talk_basis.names(), "name_of": talk_basis.name_of,
        "said": error.text if error else None,
    }  # fmt: skip
    return Show("meeting.html", context, status_of(error))
