"""The contract for pages: what an author's notebook may hold, so that it reads in both languages and its components can be shown anywhere.

Prose comes in pairs, Danish then English; a code cell is one line with one of our components; nothing asks who the learner is.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import cast

import nbformat
from nbformat import NotebookNode, ValidationError

from course.modules import Module, Page
from course.tasks import BaseTask

COMPONENTS = {"choice": "Choice", "order": "Order", "match": "Match", "text": "FreeText", "plan": "Plan", "conversation": "Conversation"}
CALL = re.compile(r"^({})\(\"([a-z0-9-]+)\"\)$".format("|".join(sorted(COMPONENTS.values()))))
CELL_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
LANGUAGE_TAGS = {"lang-da": "da", "lang-en": "en"}
SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")


@dataclass(frozen=True)
class Problem:
    """Something a module's author must correct."""

    file: Path
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}. {self.remedy}"


def read(path: Path) -> NotebookNode:
    """Read a notebook."""
    return cast(NotebookNode, nbformat.reads(path.read_text("utf-8"), as_version=4))  # type: ignore[no-untyped-call]


def language(cell: NotebookNode) -> str | None:
    """The language of a prose cell, by its tag."""
    return next((LANGUAGE_TAGS[tag] for tag in cell.metadata.get("tags", []) if tag in LANGUAGE_TAGS), None)


def call(cell: NotebookNode) -> tuple[str, str] | None:
    """The component and task that a code cell shows, or None."""
    found = CALL.match(_plain_source(cell)) if cell.cell_type == "code" else None
    return (found[1], found[2]) if found else None


def stem(cell: NotebookNode) -> str | None:
    """The stem of the files of the component that a code cell shows, or None."""
    found = call(cell)
    return found[0].lower() if found else None


@lru_cache(maxsize=256)
def _tasks(path: Path, _changed: int) -> tuple[str, ...]:
    return tuple(found[1] for cell in read(path).cells if (found := call(cell)))


def tasks_on(module: Module, page: Page) -> list[BaseTask]:
    """The tasks that stand on a page, in order."""
    path = module.folder / page.notebook
    return [module.tasks[task] for task in _tasks(path, path.stat().st_mtime_ns) if task in module.tasks]


def problems(module: Module) -> list[Problem]:
    """Everything in the module's notebooks that breaks the contract."""
    yaml = module.folder / "module.yaml"
    absent = [page.notebook for page in module.about.pages if not (module.folder / page.notebook).is_file()]
    if absent:
        return [Problem(yaml, 1, f"the page {name} has no notebook", "Add the file, or remove the page") for name in absent]
    malformed = [problem for page in module.about.pages for problem in _form_problems(module.folder / page.notebook)]
    if malformed:
        return malformed
    broken = [problem for page in module.about.pages for problem in _notebook_problems(module.folder / page.notebook, module)]
    return broken + _misplaced(module)


def _misplaced(module: Module) -> list[Problem]:
    yaml = module.folder / "module.yaml"
    placed = [task.id for page in module.about.pages for task in tasks_on(module, page)]
    graded = {task.id for task in tasks_on(module, module.graded_page)}
    found = []
    for id, task in module.tasks.items():
        if id not in placed:
            found.append(Problem(yaml, 1, f"task {id} stands on no page", "Add a cell with its component, or remove the task"))
        elif placed.count(id) > 1:
            found.append(Problem(yaml, 1, f"task {id} stands {placed.count(id)} times", "Keep one of its cells"))
        elif task.graded and id not in graded:
            found.append(Problem(yaml, 1, f"graded task {id} is not on the graded page", f"Move it to {module.graded_page.notebook}"))
    return found


def _form_problems(path: Path) -> list[Problem]:
    try:
        nbformat.validate(read(path))
    except (ValueError, AttributeError, KeyError, ValidationError) as error:
        first = str(error).splitlines()[0]
        return [Problem(path, getattr(error, "lineno", 1), f"not a valid notebook ({first})", "Open and save it in Jupyter, or restore it")]
    return []


def _notebook_problems(path: Path, module: Module) -> list[Problem]:
    text, notebook = path.read_text("utf-8"), read(path)
    found = []
    for cell in notebook.cells:
        line = _line(text, cell.get("id", ""))
        found += [Problem(path, line, what, remedy) for what, remedy in _cell_problems(cell, module)]
    return found + [Problem(path, _line(text, id), what, remedy) for id, what, remedy in _pair_problems(notebook)]


def _cell_problems(cell: NotebookNode, module: Module) -> Iterator[tuple[str, str]]:
    id = cell.get("id", "")
    if not CELL_ID.match(id):
        yield f"the cell id {id!r} says nothing", "Give the cell an id of lowercase words with hyphens"
    if cell.cell_type == "markdown":
        yield from _prose_problems(cell)
    elif cell.cell_type == "code":
        yield from _code_problems(cell, module)
    else:
        yield f"cell {id} is neither prose nor code", "Make it a Markdown cell, or remove it"


def _prose_problems(cell: NotebookNode) -> Iterator[tuple[str, str]]:
    tags = [tag for tag in cell.metadata.get("tags", []) if tag in LANGUAGE_TAGS]
    if len(tags) != 1:
        yield f"prose cell {cell.id} does not say its language", "Give it one of the tags lang-da and lang-en"
    if not cell.source.strip():
        yield f"prose cell {cell.id} is empty", "Write its text, or remove it and its partner"
    if re.search(r"^# ", cell.source, re.MULTILINE):
        yield f"prose cell {cell.id} has a heading of the first level, which is the page's title", "Start at '## '"
    if re.search(r"<[a-zA-Z/!]", cell.source):
        yield f"prose cell {cell.id} holds HTML", "Write it as Markdown"
    if re.search(r"!\[|https?://", cell.source):
        yield f"prose cell {cell.id} points outside the course", "Cite the source by its short name, and put the reference in module.yaml"


def _code_problems(cell: NotebookNode, module: Module) -> Iterator[tuple[str, str]]:
    if cell.get("outputs") or cell.get("execution_count"):
        yield f"cell {cell.id} holds outputs of a run", "Clear all outputs before saving"
    if cell.source.startswith("from widgets import"):
        yield f"code cell {cell.id} imports components, which are there by themselves", "Remove the cell"
        return
    found = call(cell)
    if not found:
        yield f"code cell {cell.id} is not one line with one of our components", 'Write one line such as Choice("task-id")'
        return
    component, task = found
    kind = getattr(module.tasks.get(task), "kind", None)
    if kind is None:
        yield f"the module has no task {task}", "Correct the name, or add it to tasks/"
    elif COMPONENTS[kind] != component:
        yield f"{task} is a {kind}, which {component} cannot show", f'Write {COMPONENTS[kind]}("{task}")'
    if cell.id != f"opgave-{task}":
        yield f"the cell with {task} is called {cell.id}", f"Call it opgave-{task}, so that links find it"


def _pair_problems(notebook: NotebookNode) -> Iterator[tuple[str, str, str]]:
    cells = [*notebook.cells, NotebookNode(cell_type="end", id="", metadata={})]  # type: ignore[no-untyped-call]
    previous = ""
    for cell, following in pairwise(cells):
        spoken, beside = _spoken(cell), _spoken(following)
        if spoken == "da" and beside != "en":
            yield cell.id, f"prose cell {cell.id} has no English beside it", "Put the English cell directly after it"
        if spoken == "en" and previous != "da":
            yield cell.id, f"prose cell {cell.id} has no Danish before it", "Put the Danish cell directly before it"
        if spoken == "da" and beside == "en" and _shape(cell.source) != _shape(following.source):
            yield following.id, f"{cell.id} and {following.id} differ in headings or lists", "Give both languages the same structure"
        previous = spoken


def _spoken(cell: NotebookNode) -> str:
    return (language(cell) or "") if cell.cell_type == "markdown" else ""


def _shape(source: str) -> list[str]:
    marks = (re.match(r"(#+|[-*]|\d+\.)\s", line) for line in source.splitlines())
    return ["1." if mark[1][0].isdigit() else mark[1] for mark in marks if mark]


def _plain_source(cell: NotebookNode) -> str:
    return "\n".join(line for line in cell.source.splitlines() if line.strip() and line.strip() not in SOLUTION)


def _line(text: str, id: str) -> int:
    place = text.find(f'"id": {json.dumps(id)}')
    return text.count("\n", 0, place) + 1 if place >= 0 else 1
