"""The hand-in as a file, where nobody keeps what is handed in: to send to a trainer."""

from course.errors import NotFound
from course.pages import File, Request, Response
from course.usernames import MYSELF
from course.work import hand_in_file
from widgets.service.pages.asked import submission_of


def offered(request: Request) -> bool:
    """Whether she takes the course by herself, so that a hand-in reaches a trainer as a file alone."""
    return request.viewer.username == MYSELF


def fetched(request: Request) -> Response:
    """The file, with who she says she is. Raises NotFound, or InvalidAnswer for a name or login that cannot be one."""
    if not offered(request):
        raise NotFound(
            "Din aflevering er modtaget her, så den skal ikke sendes som fil.",
            "Your hand-in has arrived here and need not be sent as a file.",
        )
    module, submission = submission_of(request)
    made = hand_in_file.of(submission, request.form.get("name", ""), request.form.get("login", ""))
    return File(f"aflevering-{module.id}.json", hand_in_file.pack(made), "application/json; charset=utf-8")
