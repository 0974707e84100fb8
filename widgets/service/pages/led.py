"""Whom a manager's page is about: a team that whoever asks leads, and the colleague in the address, if she is in one."""

from urllib.parse import quote

from course.errors import CourseError, NotFound
from course.pages import Request
from course.store import Person


def own_team(request: Request) -> str:
    """The team in the address, if whoever asks leads it by what the store has; without one, the largest that she leads. Raises CourseError."""
    if not request.viewer.teams:
        raise CourseError("Siden er for ledere af et team.", "The page is for managers of a team.")
    team = request.path.get("team", request.viewer.teams[0])
    if team not in request.viewer.teams:
        raise NotFound("Du leder intet team af det navn.", "You lead no team of that name.")
    return team


def address(team: str | None) -> str:
    """Where a team's page is, relative to the base."""
    return f"teams/{quote(team or '', safe='')}"


def colleague(request: Request) -> Person:
    """The colleague in the address, who is in a team that whoever asks leads now. Raises NotFound."""
    person = request.store.people.get(request.path["username"])
    if person is None or not person.active or person.team not in request.viewer.teams:
        raise NotFound("Der er ingen af det navn i dit team.", "Nobody of that name is in your team.")
    return person


def by_another(request: Request) -> bool:
    """Whether somebody else can hold a talk with whoever asks: in a team that she leads herself, only one who leads it too."""
    own = request.viewer
    if own.team is None or own.team not in own.teams:
        return own.team is not None
    return any(one.username != own.username for one in request.store.people.leaders(own.team))


def employee(request: Request) -> Person:
    """The same; but nobody is her own manager. Raises NotFound."""
    person = colleague(request)
    if person.username == request.viewer.username:
        raise NotFound(
            "Det er dig selv. Samtalen og målene hører til hos den, der er leder for dig.",
            "That is you. The talk and the targets belong with whoever is your manager.",
        )
    return person
