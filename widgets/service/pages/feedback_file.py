"""What came back for a hand-in that came in a file, as a file: one HTML page that needs nothing else, for a trainer to send on."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from course.errors import NotFound
from course.framework import framework, organisation
from course.modules import Module, catalogue
from course.pages import File, Request, Response
from course.privacy.rules import privacy
from course.store import Store, Submission
from course.store.hand_in_files import HandInFile
from course.usernames import GUEST
from course.viewing import Seen
from widgets.service.pages import feedback
from widgets.service.pages.privacy import period
from widgets.service.web import rendering

TEMPLATES = Path(__file__).parent / "templates"
UNSAFE = re.compile(r"[^\w -]+")
LONGEST = 60  # characters of a name in a file's


def fetched(request: Request) -> Response:
    """The file of one hand-in. Raises NotFound where it came in no file, or nothing has come back for it."""
    found = _returned(request, request.store.hand_in_files.of(int(request.path["submission"])))
    if found is None:
        raise NotFound(
            "Der er ingen fil med tilbagemelding: afleveringen kom ikke i en fil, eller den er ikke rettet og sendt endnu.",
            "There is no file with feedback: the hand-in did not come in a file, or it has not been marked and sent yet.",
        )
    _note(request, [found[2]])
    return File(_name(*found), _html(request.store, *found), "text/html; charset=utf-8")


def everything(request: Request) -> Response:
    """The files of all of them, in one ZIP. Raises NotFound where there are none."""
    found = [one for file in request.store.hand_in_files.brought() if (one := _returned(request, file))]
    if not found:
        raise NotFound("Ingen af filerne har fået tilbagemelding endnu.", "None of the files has feedback yet.")
    _note(request, [submission for _, _, submission in found])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in found:
            archive.writestr(_name(*one), _html(request.store, *one))
    return File("tilbagemeldinger.zip", packed.getvalue(), "application/zip")


def _returned(request: Request, file: HandInFile | None) -> tuple[HandInFile, Module, Submission] | None:
    submission = request.store.submissions.get(file.submission_id) if file and file.submission_id else None
    module = next((one for one in catalogue() if submission and one.id == submission.module), None)
    return (file, module, submission) if file and module and submission and submission.returned else None


def _note(request: Request, shown: list[Submission]) -> None:
    """Levels stand in the files, so those whose they are can see who fetched them."""
    people = {one.learner for one in shown if not one.learner.startswith(GUEST)}
    request.store.viewings.record(request.viewer.username, people, Seen.FEEDBACK)


def _html(store: Store, file: HandInFile, module: Module, submission: Submission) -> bytes:
    guest = submission.learner.startswith(GUEST)
    context: dict[str, Any] = {
        **feedback.context_of(store, module, submission),
        "in_file": True, "language": "da", "organisation": organisation(), "evidence": _evidence(store, submission),
        "whose": file.name if guest else store.people.name(submission.learner) or file.name,
        "kept": period(privacy().retention.guests) if guest else None,
    }  # fmt: skip
    return rendering.render(rendering.environment(TEMPLATES), "feedback.html", "", context).encode()


def _evidence(store: Store, submission: Submission) -> list[tuple[Any, float]]:
    """Each competence that the hand-in says something of, and the level it showed (0–4)."""
    found = store.evidence.of([submission.learner])[submission.learner]
    return [(framework().competence(one.competence).name, one.level) for one in found if one.submission == submission.id]


def _name(file: HandInFile, module: Module, submission: Submission) -> str:
    """A name that every system takes, whatever stands in the file."""
    whose = UNSAFE.sub("", file.name).strip()[:LONGEST] or submission.learner
    return f"Tilbagemelding {whose} {module.id} {submission.id}.html"
