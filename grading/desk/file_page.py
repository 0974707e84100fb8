"""The page of hand-ins in files: taking them, saying whose each is, and what to send back."""

from dataclasses import dataclass
from datetime import datetime

from course.errors import InvalidAnswer
from course.hand_in import Stage, stage
from course.modules import catalogue
from course.pages import Data, Request, Response, Show
from course.store import Store
from course.store.hand_in_files import HandInFile
from course.text import Text
from course.work.hand_in_file import MOST_BYTES
from grading.desk import files
from grading.desk.files import Fate
from grading.desk.front_page import DESK, WIDTH

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
    return _page(request)


def take(request: Request) -> Response:
    """Take one file, and tell what became of it on the page. Raises InvalidAnswer where none was chosen."""
    fate = _taken(request)
    return _page(request, [(request.form.get("file-name", ""), fate)])


def take_one(request: Request) -> Response:
    """The same for a page that sends many, one after the other: {tone, da, en}."""
    fate = _taken(request)
    return Data({"tone": fate.tone, **fate.text.model_dump()})


def assign(request: Request) -> Response:
    """Do with each file what the trainer has said of it, and tell of each."""
    told = []
    for id in [name.removeprefix("whose-") for name in request.form if name.startswith("whose-")]:
        whose = request.form[f"whose-{id}"]
        if whose == files.OTHER:
            whose = request.form.get(f"login-{id}", "").strip()
        if whose:
            fate = files.assign(request.store, id, whose, request.viewer.username)
            told.append((fate.of, fate))
    return _page(request, told)


def _taken(request: Request) -> Fate:
    text = request.form.get("file", "")
    if not text:
        raise InvalidAnswer(
            "Der er ikke valgt nogen fil, eller den er tom. Vælg en fil.", "No file was chosen, or it is empty. Choose a file."
        )
    return files.take(request.store, text, request.viewer.username)


def _page(request: Request, told: list[tuple[str, Fate]] | None = None) -> Response:
    waits, brought = files.waiting(request.store), _brought(request.store)
    context = {
        "title": TITLE.model_dump(), "crumbs": [DESK], "told": told or [], "waits": waits[:AT_ONCE], "later": max(0, len(waits) - AT_ONCE),
        "brought": brought, "returned": sum(one.stage is Stage.PUBLISHED for one in brought), "most": MOST_BYTES, "guest": files.GUEST, "other": files.OTHER, "away": files.AWAY,
        **WIDTH,
    }  # fmt: skip
    return Show("files.html", context)


def _brought(store: Store) -> list[Brought]:
    titles = {module.id: module.about.title for module in catalogue()}
    names = {one.username: one.name for one in store.people.everybody()}
    heads = store.hand_in_files.heads()
    guests = store.hand_in_files.guests()
    return [
        _line(file, heads[file.submission_id], titles.get(file.module) or Text(da=file.module, en=file.module), {**guests, **names})
        for file in reversed(store.hand_in_files.brought())
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
