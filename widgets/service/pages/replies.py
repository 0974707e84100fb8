"""What a learner says to her feedback: that she has read it, and one question about a trainer's words to a text."""

from course.errors import Conflict, InvalidAnswer, NotFound
from course.inquiry import check
from course.pages import Go, Request, Response
from course.store import Result, Submission
from widgets.service.pages.asked import submission_of
from widgets.service.pages.feedback import Refused, feedback_page


def read(request: Request) -> Response:
    """Note that she has read it, or that she has not after all."""
    _, submission = _returned(request)
    request.store.submissions.read(submission.id, request.form.get("read") == "yes")
    return Go(f"{_page(request)}#read")


def ask(request: Request) -> Response:
    """Ask about a text, or take the question back; what cannot be sent is shown again with the reason. Raises NotFound."""
    result, submission = _text(request)
    try:
        if request.form.get("take_back"):
            request.store.inquiries.take_back(submission.id, result.task)
        else:
            request.store.inquiries.ask(submission.id, result.task, check(request.form.get("words", "")), result.comment)
    except (InvalidAnswer, Conflict) as error:
        return feedback_page(request, Refused(result.task, request.form.get("words", ""), error))
    return Go(f"{_page(request)}#{result.task}")


def _returned(request: Request) -> tuple[list[Result], Submission]:
    _, submission = submission_of(request)
    if not submission.returned:
        raise NotFound("Afleveringen er ikke rettet endnu.", "The hand-in is not marked yet.")
    return request.store.submissions.results(submission.id), submission


def _text(request: Request) -> tuple[Result, Submission]:
    results, submission = _returned(request)
    found = next((one for one in results if one.task == request.path["task"] and one.rubric_level is not None), None)
    if found is None:
        raise NotFound("Den opgave har ingen underviser læst.", "No trainer has read that task.")
    return found, submission


def _page(request: Request) -> str:
    return f"module/{request.path['module']}/feedback/{request.path['number']}"
