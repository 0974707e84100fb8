"""The employee's own tools: what she has made in all modules, to open where it stands and to fetch as files."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from course.errors import NotFound
from course.modules import Module, catalogue
from course.pages import File, Request, Response, Show
from course.store import SavedAnswer
from course.text import Language, Text
from course.tools import Leaf, ToolTask
from widgets.documents import files
from widgets.service.pages.asked import FRONT, language_of, places
from widgets.session import LearnerSession

UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
NEWEST = 3  # on the front page
LONGEST = 80  # characters of a name in the ZIP
EVERYTHING: dict[Language, str] = {"da": "Mine redskaber", "en": "My tools"}
WORDS: dict[Leaf, Text] = {
    "document": Text(da="Word", en="Word"),
    "pdf": Text(da="PDF", en="PDF"),
    "calendar": Text(da="Kalender", en="Calendar"),
}


@dataclass(frozen=True)
class Made:
    """A tool with something in it; `part_of` are the titles of other tools' documents that hold it."""

    module: Module
    task: ToolTask
    value: Any
    changed: datetime
    address: str
    part_of: tuple[Text, ...]

    @property
    def fetched(self) -> list[tuple[str, Text]]:
        """The endings of the files that it leaves, and what they are called."""
        return [(files.ENDINGS[leaf], WORDS[leaf]) for leaf in self.task.leaves]


def shown(request: Request) -> Response:
    """All that one has made, module by module."""
    modules = [(module, found) for module in catalogue() if (found := list(made(request, module)))]
    return Show("tools.html", {"title": {"da": EVERYTHING["da"], "en": EVERYTHING["en"]}, "crumbs": [FRONT], "modules": modules})


def fetched(request: Request) -> Response:
    """One file of a tool, as it is saved. Raises NotFound."""
    module = next((one for one in catalogue() if one.id == request.path["module"]), None)
    one = next((one for one in made(request, module) if one.task.id == request.path["task"]), None) if module else None
    leaf = next((leaf for leaf, ending in files.ENDINGS.items() if ending == request.path["ending"]), None)
    if one is None or leaf not in one.task.leaves:
        raise NotFound(
            "Du har ikke lavet det redskab, eller det giver ikke sådan en fil.", "You have not made this tool, or it leaves no such file."
        )
    language = language_of(request)
    return File(f"{_title(one, language)}.{files.ENDINGS[leaf]}", _content(request, one, leaf, language), files.TYPES[leaf])


def everything(request: Request) -> Response:
    """All files of all tools in one ZIP, a folder for each module. Raises NotFound where there are none."""
    language, packed, names = language_of(request), io.BytesIO(), set[str]()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in (one for module in catalogue() for one in made(request, module)):
            for leaf in one.task.leaves:
                name = _free(f"{_safe(one.module.about.title.pick(language))}/{_title(one, language)}", files.ENDINGS[leaf], names)
                archive.writestr(name, _content(request, one, leaf, language))
    if not names:
        raise NotFound("Du har ikke lavet noget endnu.", "You have not made anything yet.")
    return File(f"{EVERYTHING[language]}.zip", packed.getvalue(), "application/zip")


def newest(request: Request) -> list[Made]:
    """What whoever asks has worked on last of all that she has made, the last first."""
    found = [one for module in catalogue() for one in made(request, module)]
    return sorted(found, key=lambda one: one.changed, reverse=True)[:NEWEST]


def made(request: Request, module: Module) -> Iterator[Made]:
    """The module's tools that hold something of whoever asks, in order; a document counts what it holds of other tools."""
    tools = {id: task for id, task in module.tasks.items() if isinstance(task, ToolTask)}
    saved = request.store.answers.all(request.viewer.username, module.id, list(tools.values()))
    filled = {id: one for id, one in saved.items() if one.saved_at and _holds(one.value)}
    where = places(module) if filled else {}
    for id, task in tools.items():
        held = [filled[name] for name in {id, *(task.document.includes if task.document else [])} if name in filled]
        if held:
            yield Made(module, task, _value(saved.get(id)), max(_changed(one) for one in held), where[id], _part_of(id, tools))


def _part_of(id: str, tools: dict[str, ToolTask]) -> tuple[Text, ...]:
    return tuple(task.document.title for name, task in tools.items() if task.document and name != id and id in task.document.includes)


def _changed(one: SavedAnswer) -> datetime:
    assert one.saved_at is not None
    return one.saved_at


def _value(saved: SavedAnswer | None) -> Any:
    return saved.value if saved else {}


def _holds(value: Any) -> bool:
    """Whether anything is written, chosen or ticked."""
    if isinstance(value, dict):
        return any(_holds(one) for one in value.values())
    if isinstance(value, list):
        return any(_holds(one) for one in value)
    return bool(value.strip() if isinstance(value, str) else value)


def _content(request: Request, one: Made, leaf: Leaf, language: Language) -> bytes:
    viewer = LearnerSession(one.module, request.viewer.username, request.store)
    return files.make(viewer, one.module, one.task, leaf, filled=one.value, language=language)


def _title(one: Made, language: Language) -> str:
    return _safe((one.task.document or one.task).title.pick(language))


def _safe(title: str) -> str:
    """A title as a name that every system takes."""
    return " ".join(UNSAFE.sub(" ", title).split())[:LONGEST].strip(" .")


def _free(name: str, ending: str, names: set[str]) -> str:
    """The name, with a number where another file has it."""
    found, number = f"{name}.{ending}", 1
    while found.casefold() in names:
        number += 1
        found = f"{name} {number}.{ending}"
    names.add(found.casefold())
    return found
