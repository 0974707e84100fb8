"""Whom a manager's page is about: the team of whoever asks, and the colleague in the address, if she is in it."""

from course.errors import CourseError, NotFound
from course.pages import Request
from course.store import Person


def own_team(request: Request) -> str:
    """The team of whoever asks, as the store has it; no word of the request decides it. Raises CourseError."""
    if request.viewer.manages is None:
        raise CourseError("Siden er for ledere af et team.", "The page is for managers of a team.")
    return request.viewer.manages


def colleague(request: Request) -> Person:
    """The colleague in the address, who is in a team that whoever asks leads now. Raises NotFound."""
    person = request.store.people.get(request.path["username"])
    if person is None or not person.active or person.team != own_team(request):
        raise NotFound("Der er ingen af det navn i dit team.", "Nobody of that name is in your team.")
    return person


def employee(request: Request) -> Person:
    """The same; but nobody is her own manager. Raises NotFound."""
    person = colleague(request)
    if person.username == request.viewer.username:
        raise NotFound(
            "Det er dig selv. Samtalen og målene hører til hos den, der er leder for dig.",
            "That is you. The talk and the targets belong with whoever is your manager.",
        )
    return person
