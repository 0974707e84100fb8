"""The employee's work as a file: taken out in one session, brought in in another, after a look at what would become of it."""

import re
from collections import Counter
from dataclasses import dataclass

from course.errors import Conflict, InvalidAnswer
from course.modules import catalogue
from course.pages import Data, File, Go, Request, Response, Show
from course.text import Text
from course.work import merging
from course.work.file import MOST_BYTES, NAME, Work, pack, read
from course.work.merging import Fate, Part
from widgets.service.pages.asked import FRONT

MOST = MOST_BYTES + 64 * 1024  # the form around the file
PAGE = {"da": "Mit arbejde i en fil", "en": "My work in a file"}


@dataclass(frozen=True)
class ModuleLine:
    """What the file holds of one module: how many parts of it are new, the same, and left out."""

    name: Text
    new: int
    same: int
    left_out: int


def shown(request: Request) -> Response:
    """Where one saves one's work into a file and brings it in; after bringing in, how much came."""
    work = _held(request)
    context = {"title": PAGE, "crumbs": [FRONT], "work": work, "came": _came(request)}
    return Show("work.html", context)


def fetched(request: Request) -> Response:
    """The file."""
    work = _held(request)
    return File(NAME, pack(work), "application/json; charset=utf-8")


def state(request: Request) -> Response:
    """Whose work it is, how much there is, and when it last changed: what a page asks that keeps a copy in the browser."""
    work = _held(request)
    changed = f"{work.changed.isoformat()}Z" if work.changed else None
    return Data({"who": request.viewer.username, "things": work.things, "changed": changed})


def preview(request: Request) -> Response:
    """What would become of everything in a file; nothing is changed yet. Raises WorkFileError."""
    text = request.form.get("file", "")
    if not text:
        raise InvalidAnswer("Der er ikke valgt nogen fil. Gå tilbage, og vælg den.", "No file was chosen. Go back and choose it.")
    return _preview(request, text)


def bring_in(request: Request) -> Response:
    """Bring in what is new and what was chosen; where something has changed since the preview, that is shown again. Raises WorkFileError."""
    text, choice = request.form.get("text", ""), request.form.get("choice")
    parts = _parts(request, read(text))
    if request.form.get("seen") != merging.seen(parts):
        return _preview(request, text, changed=True)
    found: merging.Choice = next((one for one in merging.CHOICES if one == choice), "here")
    try:
        came = merging.merge(request.store, request.viewer.username, parts, found)
    except Conflict:
        return _preview(request, text, changed=True)
    return Go(f"work?came={came}")


def _preview(request: Request, text: str, changed: bool = False) -> Response:
    work = read(text)
    parts = _parts(request, work)
    context = {
        "title": {"da": "Hent arbejde ind", "en": "Bring work in"}, "crumbs": [FRONT, ("work", PAGE)], "made_at": work.made_at, "empty": not work.things,
        "lines": _lines(parts), "differing": list(merging.differing(parts)), "new": sum(part.fate is Fate.NEW for part in parts),
        "text": text, "seen": merging.seen(parts), "changed": changed,
    }  # fmt: skip
    return Show("work-preview.html", context)


def _parts(request: Request, work: Work) -> list[Part]:
    return merging.parts(request.store, request.viewer.username, catalogue(), work)


def _held(request: Request) -> Work:
    return request.store.work.of(request.viewer.username)


def _lines(parts: list[Part]) -> list[ModuleLine]:
    counts: dict[str, Counter[Fate]] = {}
    for part in parts:
        counts.setdefault(part.module, Counter())[part.fate] += 1
    names = {module.id: module.about.title for module in catalogue()}
    return [
        ModuleLine(names.get(id) or Text(da=id, en=id), count[Fate.NEW], count[Fate.SAME], count[Fate.LEFT_OUT])
        for id, count in sorted(counts.items())
    ]


def _came(request: Request) -> int | None:
    told = request.form.get("came", "")
    return int(told) if re.fullmatch("[0-9]{1,5}", told) else None
