"""A module's files while something is added to them. Nothing is written before all of it fits."""

import json
import os
import re
import textwrap
from pathlib import Path
from typing import Any
from uuid import uuid4

from course import settings, yamlfile
from course.authoring import templates
from course.contract import OF_TASK
from course.datafile import DataError
from course.errors import CourseError
from course.files import write_whole
from course.kinds import KINDS, TASK_CLASSES
from course.modulefile import Page
from course.modules import read_folder
from course.patterns import slug
from course.problems import Problem, Rank
from course.yamlfile import YamlError

SCHEMAS = Path(__file__).parent / "schemas"
NOTEBOOK: dict[str, Any] = {
    "cells": [],
    "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


class Draft:
    """The files of the module in `folder` as they will be: path → text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[Path, str] = {}
        self.ids: set[str] = set()
        self.own_case = ""
        if folder.exists():
            reading = read_folder(folder)
            self.ids |= reading.named
            self.own_case = next((id for id, task in reading.tasks.items() if task.kind_name == "owncase"), "")

    def text(self, path: Path) -> str:
        """The file as it will be; empty when there is none yet."""
        if path not in self.texts:
            return path.read_text("utf-8") if path.exists() else ""
        return self.texts[path]

    def add_prose(self, page: str, id: str, da: str, en: str) -> None:
        """Add a pair of texts to a page (the notebook's name)."""
        self._add_cells(page, [_prose(f"{id}-da", "lang-da", da), _prose(f"{id}-en", "lang-en", en)])

    def add_task(self, page: Page, kind: str, competence: str, name: str = "Kim") -> str:
        """Add a task of this kind to a page, graded on the graded one where the kind can be; returns its id. `name` is a conversation's person."""
        id = self._free(f"{competence.rpartition('.')[2]}-{TASK_CLASSES[kind].in_ids}")
        case = f"    case: {self.folder.name}/{self.own_case}\n" if self.own_case else ""
        self.own_case = id if kind == "owncase" and not self.own_case else self.own_case
        values = {"case": case, "id": id, "competence": competence, "name": name, "dialogue": self._free_dialogue(slug(name) or "samtale")}
        graded = page.graded and templates.has_key(kind)
        self._append(self.folder / "tasks" / f"{page.stem}.yaml", "tasks", templates.task(kind, graded, **values))
        if kind == "conversation":
            twee = templates.conversation(name=name, competence=competence, ifid=str(uuid4()).upper())
            self.texts[self.folder / values["dialogue"]] = twee
        if graded and (secret := templates.key(kind, **values)):
            place, text = secret
            self._append(self._secrets() / place / f"{self.folder.name}.yaml", place, text)
        self._add_cells(page.notebook, [_code(f"{OF_TASK}{id}", f'{KINDS[kind]}("{id}")')])
        return id

    def save(self) -> list[Path]:
        """Write everything, `module.yaml` last, so that an interrupted new module is none yet; returns the files."""
        paths = sorted(self.texts, key=lambda path: (path.name == "module.yaml", path))
        for path in paths:
            write_whole(path, self.texts[path])
        return paths

    def begin(self, path: Path, text: str) -> None:
        """Add a new YAML file, which names its schema."""
        self.texts[path] = f"{schema_line(path)}\n{text}"

    def _secrets(self) -> Path:
        """Where keys and rubrics of the module belong: in the municipality's own folder, when the module stands there."""
        own = settings.own()
        return own if own and self.folder.is_relative_to(own) else settings.grading()

    def _free(self, id: str) -> str:
        found = next(one for one in [id, *(f"{id}-{number}" for number in range(2, 1000))] if one not in self.ids)
        self.ids.add(found)
        return found

    def _free_dialogue(self, stem: str) -> str:
        names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
        return next(f"{one}.twee" for one in names if not self.text(self.folder / f"{one}.twee"))

    def _append(self, path: Path, top: str, block: str) -> None:
        """Add to the list or the fields under `top`, indented as what stands there is. Raises DataError where the file must be corrected first."""
        text = self.text(path)
        if not text.strip():
            self.begin(path, f"{top}:\n{block}")
            return
        first = re.search(rf"^{top}:[ ]*(?:#.*)?\n(?:\s*(?:#.*)?\n)*(?P<indent> *)[^\s#]", text, re.MULTILINE)
        indent = first["indent"] if first else "  "
        longer = f"{text.rstrip()}\n\n{textwrap.indent(textwrap.dedent(block), indent)}"
        try:
            yamlfile.read(longer)
        except YamlError as error:
            line = min(error.line, text.count("\n"))
            raise DataError([Problem(path, line, error.da, error.en, Rank.UNREADABLE)]) from error
        self.texts[path] = longer

    def _add_cells(self, page: str, cells: list[dict[str, Any]]) -> None:
        path = self.folder / page
        notebook: dict[str, Any] = json.loads(self.text(path)) if self.text(path) else {**NOTEBOOK, "cells": []}
        at = max((place for place, cell in enumerate(notebook["cells"], 1) if cell["cell_type"] == "code"), default=len(notebook["cells"]))
        notebook["cells"][at:at] = cells
        self.texts[path] = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def schema_line(path: Path) -> str:
    """The line by which editors (VS Code with its YAML extension) find the schema of a file in one of these folders."""
    kind = path.stem if path.name == "module.yaml" else path.parent.name
    return f"# yaml-language-server: $schema={os.path.relpath(SCHEMAS / f'{kind}.json', path.parent)}"


def refuse_to_overwrite(paths: list[Path]) -> None:
    """Raise CourseError when something new would take the place of something that is there."""
    for path in paths:
        if path.exists():
            raise CourseError(
                f"{path} er der allerede. Vælg et andet navn eller nummer.", f"{path} is there already. Choose another name or number."
            )


def _prose(id: str, tag: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": id, "metadata": {"tags": [tag]}, "source": text.splitlines(keepends=True)}


def _code(id: str, line: str) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "id": id, "metadata": {}, "outputs": [], "source": [line]}
