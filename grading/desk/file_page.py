"""The page of hand-ins in files: taking them, saying whose each is, and what to send back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from course.errors import InvalidAnswer
from course.hand_in import Stage, stage
from course.modules import catalogue
from course.pages import Data, Go, Request, Response, Show
from course.store import Store
from course.store.hand_in_files import HandInFile
from course.store.pile import PAGE
from course.text import Text
from course.work.hand_in_file import MOST_BYTES
from grading.desk import files
from grading.desk.files import Fate
from grading.desk.front_page import DESK, WIDTH, page_of

TITLE = Text(da="Afleveringer i filer", en="Hand-ins in files")
MOST = MOST_BYTES + 16 * 1024  # the form around the file
AT_ONCE = 40
"""So many files are asked about at a time: a form has a hundred fields at most, and each file two of them."""
TONES = {Stage.HANDED_IN: "new", Stage.COLLECTED: "calm", Stage.PUBLISHED: "good"}


@dataclass(frozen=True)
class Brought:
    """A file that became a hand-in: whose it is, who brought it in, and how far it has come."""

    file: HandInFile
    submission: int
    title: Text
    whose: str
    trainer: str
    stage: Stage
    tone: str
    marked_at: datetime | None


def shown(request: Request) -> Response:
    """Where files are taken, those that wait, and those that were brought in."""
    return _page(request, _done(request))


def take(request: Request) -> Response:
    """Take one file, and tell what became of it on the page. Raises InvalidAnswer where none was chosen."""
    return _page(request, [(request.form.get("file-name", ""), _taken(request))])


def take_one(request: Request) -> Response:
    """The same for a page that sends many, one after the other: {tone, da, en}."""
    fate = _taken(request)
    return Data({"tone": fate.tone, **fate.text.model_dump()})


def assign(request: Request) -> Response:
    """Do with each file what the trainer has said of it, and tell of each; where something could not be done, what she said of it stands there still."""
    said = {id: one for id, one in _said(request.form).items() if any(one)}
    done = {id: files.assign(request.store, id, chosen, request.viewer.username, login) for id, (chosen, login) in said.items()}
    if any(one.tone == "bad" for one in done.values()):
        return _page(request, [(one.of, one) for one in done.values()], said)
    return Go(f"desk/files?{urlencode({'done': ' '.join(done)})}#told-name" if done else "desk/files#waits-name")


def _said(form: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What she has chosen of each file, and the login that she has typed."""
    ids = dict.fromkeys(name.partition("-")[2] for name in form if name.startswith(("whose-", "login-")))
    return {id: (form.get(f"whose-{id}", ""), form.get(f"login-{id}", "").strip()) for id in ids}


def _done(request: Request) -> list[tuple[str, Fate]]:
    """What became of the files in the address; nothing of one that waits."""
    found = [request.store.hand_in_files.get(id) for id in request.form.get("done", "").split()[:AT_ONCE]]
    told = [files.brought_in(request.store, one) if one else files.THROWN_AWAY for one in found if one is None or one.submission_id]
    return [(one.of, one) for one in told]


def _taken(request: Request) -> Fate:
    text = request.form.get("file", "")
    if not text:
        raise InvalidAnswer(
            "Der er ikke valgt nogen fil, eller den er tom. Vælg en fil.", "No file was chosen, or it is empty. Choose a file."
        )
    return files.take(request.store, text, request.viewer.username)


def _page(request: Request, told: list[tuple[str, Fate]], said: Mapping[str, tuple[str, str]] | None = None) -> Response:
    waits = files.waiting(request.store)
    number, returned = request.store.hand_in_files.counts()
    page, pages = page_of(request.form.get("page", ""), number)
    context = {
        "title": TITLE.model_dump(), "crumbs": [DESK], "told": told, "said": said or {}, "waits": waits[:AT_ONCE], "later": max(0, len(waits) - AT_ONCE),
        "brought": _brought(request.store, page), "page": page, "pages": pages, "returned": returned, "most": MOST_BYTES,
        "guest": files.GUEST, "other": files.OTHER, "away": files.AWAY, **WIDTH,
    }  # fmt: skip
    return Show("files.html", context)


def _brought(store: Store, page: int) -> list[Brought]:
    titles = {module.id: module.about.title for module in catalogue()}
    found = store.hand_in_files.brought_lately((page - 1) * PAGE, PAGE)
    heads = store.hand_in_files.heads([file.submission_id for file in found if file.submission_id])
    learners = {learner for learner, _, _ in heads.values()}
    names = {**store.hand_in_files.guests(learners), **store.people.called(learners | {file.trainer for file in found})}
    return [
        _line(file, heads[file.submission_id], titles.get(file.module) or Text(da=file.module, en=file.module), names)
        for file in found
        if file.submission_id in heads
    ]


def _line(file: HandInFile, head: tuple[str, datetime | None, datetime | None], title: Text, names: dict[str, str]) -> Brought:
    learner, collected_at, marked_at = head
    reached = stage(collected_at, marked_at)
    assert file.submission_id is not None
    return Brought(
        file,
        file.submission_id,
        title,
        names.get(learner, learner),
        names.get(file.trainer, file.trainer),
        reached,
        TONES[reached],
        marked_at,
    )
