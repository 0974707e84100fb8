"""The page of learners' questions about comments: each with the text and the comment it is about, and a place for the answer."""

from dataclasses import dataclass

from course import modules
from course.errors import Conflict, CourseError, InvalidAnswer
from course.inquiry import LONGEST_REPLY, check
from course.pages import Go, Request, Response, Show
from course.store.inquiries import Asked
from course.text import Text
from grading.desk.front_page import DESK, WIDTH, called

TITLE = Text(da="Spørgsmål fra deltagere", en="Learners' questions")
MOST, LATELY = 50, 20
"""How many that wait, and how many that are answered, are shown at once."""


@dataclass(frozen=True)
class Refused:
    """An answer that could not be sent: its place on the page, what was written, and why."""

    place: str
    words: str
    error: CourseError


def shown(request: Request, refused: Refused | None = None) -> Response:
    """Those that wait, the oldest first, and those answered last, which can be answered anew; whatever their age, the one that the address names."""
    waits, done = request.store.inquiries.open(MOST), request.store.inquiries.answered(LATELY)
    longest, named = len(waits), _named(request)
    if named and named not in waits + done:
        (done if named.inquiry.answered_at else waits).append(named)
    titles = {(module.id, id): task.title for module in modules.catalogue() for id, task in module.tasks.items()}
    asked = request.form.get("names") == "1"
    context = {
        "title": TITLE.model_dump(), "crumbs": [DESK], "waits": waits, "done": done, "titles": titles, "place_of": place_of, "refused": refused,
        "names": called(request, {one.learner for one in (*waits, *done)}) if asked else None, "all": request.store.inquiries.waiting(), "longest": longest,
        "most": LONGEST_REPLY, "here": f"desk/inquiries/{named.inquiry.submission}/{named.inquiry.task}" if named else "desk/inquiries", **WIDTH,
    }  # fmt: skip
    return Show("inquiries.html", context, (409 if isinstance(refused.error, Conflict) else 400) if refused else 200)


def answer(request: Request) -> Response:
    """Answer a question, or answer it anew; what cannot be sent is shown again with the reason."""
    submission, task, words = int(request.path["submission"]), request.path["task"], request.form.get("words", "")
    before = request.form.get("before", "").replace("\r\n", "\n")
    try:
        request.store.inquiries.answer(submission, task, check(words, LONGEST_REPLY), before)
    except (InvalidAnswer, Conflict) as error:
        return shown(request, Refused(f"inquiry-{submission}-{task}", words, error))
    return Go(f"desk/inquiries/{submission}/{task}#inquiry-{submission}-{task}")


def _named(request: Request) -> Asked | None:
    path = request.path
    return request.store.inquiries.asked(int(path["submission"]), path["task"]) if "submission" in path else None


def place_of(one: Asked) -> str:
    """Where a question stands on the page."""
    return f"inquiry-{one.inquiry.submission}-{one.inquiry.task}"
