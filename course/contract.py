"""The contract for pages: what an author's notebook may hold, so that it reads in both languages and its components can be shown anywhere.

Prose comes in pairs, Danish then English; a code cell is one line with one of our components; nothing asks who the learner is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from course import notebooks
from course.kinds import KINDS
from course.modulefile import Page
from course.modules import Module, Reading
from course.notebooks import Cell
from course.problems import instead, nearest
from course.tasks import BaseTask

CALL = re.compile(r"^({})\(\"([a-z0-9-]+)\"\)$".format("|".join(sorted(KINDS.values()))))
FIGURE = re.compile(r"^Figure\(\"([a-z0-9-]+)\"\)$")
TRIED = "Tried()"
"""The cell that shows what the learner has tried of all that pages propose."""
CELL_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
LONGEST_ID = 64  # of a cell, by the notebook format
OF_TASK = "opgave-"  # with the task's id, what its cell is called, so that links find it
OF_FIGURE = "figur-"  # with the figure's id, what its cell is called
LANGUAGE_TAGS = {"lang-da": "da", "lang-en": "en"}
UNTOLD = "untold"  # of a text that does not say its language, which is told already
SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
Words = tuple[str, str]


def language(cell: Any) -> str | None:
    """The language of a prose cell, by its tag."""
    return next((LANGUAGE_TAGS[tag] for tag in cell.metadata.tags if tag in LANGUAGE_TAGS), None)


def call(cell: Any) -> tuple[str, str] | None:
    """The component and task that a code cell shows, or None."""
    found = CALL.match(_plain_source(cell)) if cell.cell_type == "code" else None
    return (found[1], found[2]) if found else None


def figure(cell: Any) -> str | None:
    """The figure that a code cell shows, or None."""
    found = FIGURE.match(cell.source.strip()) if cell.cell_type == "code" else None
    return found[1] if found else None


def is_tried(cell: Any) -> bool:
    """Whether a code cell shows what the learner has tried."""
    return bool(cell.cell_type == "code" and cell.source.strip() == TRIED)


def stem(cell: Any) -> str | None:
    """The stem of the files of the component that a code cell shows, or None."""
    found = call(cell)
    return found[0].lower() if found else None


def _plain_source(cell: Any) -> str:
    return "\n".join(line for line in cell.source.splitlines() if line.strip() and line.strip() not in SOLUTION)


def shown(path: Path) -> list[tuple[str, str]]:
    """The components on a page and the tasks that they name, in order. Raises DataError."""
    return [found for cell in notebooks.read(path).cells if (found := call(cell))]


def tasks_on(module: Module, page: Page) -> list[BaseTask]:
    """The tasks that stand on a page, in order."""
    return [module.tasks[task] for _, task in shown(module.folder / page.notebook) if task in module.tasks]


def cell_problems(cells: Sequence[Cell], reading: Reading, unplaced: Sequence[str]) -> Iterator[tuple[Cell, Words]]:
    """What is wrong in a page's cells; `unplaced` are the tasks that no page shows, one of which a cell may have meant."""
    ids = [cell.id for cell in cells]
    for at, cell in enumerate(cells):
        if cell.id in ids[:at]:
            yield cell, ("to celler hedder det samme. Giv den ene et andet id.", "two cells have the same id. Give one another.")
        for words in _cell_problems(cell, reading, unplaced):
            yield cell, words
    yield from _pair_problems(cells)


def _cell_problems(cell: Cell, reading: Reading, unplaced: Sequence[str]) -> Iterator[Words]:
    if not CELL_ID.match(cell.id):
        yield (
            "cellens id siger ingenting. Kald den noget med små bogstaver, tal og bindestreger, fx start-da.",
            "the cell's id says nothing. Call it something in small letters, digits and hyphens, e.g. start-da.",
        )
    elif len(cell.id) > LONGEST_ID:
        yield (
            f"cellens id er længere end {LONGEST_ID} tegn. Forkort det.",
            f"the cell's id is longer than {LONGEST_ID} characters. Shorten it.",
        )
    if cell.metadata.nbgrader is not None or "HIDDEN TESTS" in cell.source:
        yield (
            "cellen har noget fra nbgrader, som udgivelsen selv sætter ind. Slet det; facit skal stå i grading/keys/.",
            "the cell has something of nbgrader's, which releasing adds by itself. Delete it; keys belong in grading/keys/.",
        )
    yield from _prose_problems(cell) if cell.cell_type == "markdown" else _code_problems(cell, reading, unplaced)


def _prose_problems(cell: Cell) -> Iterator[Words]:
    if len([tag for tag in cell.metadata.tags if tag in LANGUAGE_TAGS]) != 1:
        yield (
            "teksten siger ikke, hvilket sprog den er på. Giv cellen ét af mærkerne (tags) lang-da og lang-en.",
            "the text does not say its language. Give the cell one of the tags lang-da and lang-en.",
        )
    if not cell.source.strip():
        yield (
            "cellen er tom. Skriv dens tekst, eller slet den og dens makker.",
            "the cell is empty. Write its text, or delete it and its partner.",
        )
    if re.search(r"^# ", cell.source, re.MULTILINE):
        yield "overskriften # er sidens titel. Begynd med ##.", "the heading # is the page's title. Begin with ##."
    if re.search(r"<[a-zA-Z/!]", cell.source):
        yield "teksten rummer HTML. Skriv den som Markdown.", "the text holds HTML. Write it as Markdown."
    if re.search(r"!\[|https?://", cell.source) or getattr(cell, "attachments", None):
        yield (
            "teksten peger ud af kurset (et link eller et billede). Nævn kilden ved dens korte navn, og skriv den under sources i module.yaml.",
            "the text points outside the course (a link or a picture). Cite the source by its short name, and put it under sources in module.yaml.",
        )


def _code_problems(cell: Any, reading: Reading, unplaced: Sequence[str]) -> Iterator[Words]:
    if cell.outputs or cell.execution_count:
        yield (
            "cellen er gemt med et resultat. Ryd alle resultater, før du gemmer.",
            "the cell is saved with outputs. Clear all outputs before saving.",
        )
    if cell.source.startswith(("from widgets import", "import widgets")):
        yield "opgaver skal ikke importeres. Slet cellen.", "tasks need no import. Delete the cell."
        return
    if picture := figure(cell):
        yield from _figure_problems(cell, picture, reading)
        return
    found = CALL.match(cell.source.strip())
    if not found:
        yield from _no_component(cell.source.strip())
        return
    component, id = found.groups()
    task: Any = reading.tasks.get(id)
    if task is None and id not in reading.named and reading.whole:
        da, en = instead(id, could_be_meant(component, id, reading, unplaced) or reading.tasks)
        yield f"modulet har ingen opgave »{id}«. {da}", f"the module has no task “{id}”. {en}"
    elif task is not None and KINDS[task.kind] != component:
        line = f'{KINDS[task.kind]}("{id}")'
        yield (
            f"»{id}« er af typen {task.kind}, som {component} ikke kan vise. Skriv {line}.",
            f"“{id}” is a {task.kind}, which {component} cannot show. Write {line}.",
        )
    elif cell.id != OF_TASK + id and CELL_ID.match(cell.id):
        yield (
            f"cellen skal hedde {OF_TASK}{id}, så links kan finde den. Ret dens id.",
            f"the cell must be called {OF_TASK}{id}, so that links find it. Correct its id.",
        )


def _figure_problems(cell: Any, id: str, reading: Reading) -> Iterator[Words]:
    listed = [one.id for one in reading.about.figures] if reading.about else []
    if id not in listed:
        da, en = instead(id, listed)
        yield f"figures i module.yaml har ingen figur »{id}«. {da}", f"figures in module.yaml lists no figure “{id}”. {en}"
    elif cell.id != OF_FIGURE + id and CELL_ID.match(cell.id):
        yield f"cellen skal hedde {OF_FIGURE}{id}. Ret dens id.", f"the cell must be called {OF_FIGURE}{id}. Correct its id."


def could_be_meant(component: str, id: str, reading: Reading, unplaced: Sequence[str]) -> list[str]:
    """Of the tasks that no page shows the one that a cell with an unknown id must mean: the nearest, or the only one of its kind."""
    alike = [one for one in unplaced if KINDS[cast(Any, reading.tasks[one]).kind] == component]
    close = nearest(id, unplaced)
    return [close] if close else alike if len(alike) == 1 else []


def _no_component(source: str) -> Iterator[Words]:
    if source == TRIED:
        return
    if typed := re.match(r"^(\w+)\([\"'“”»]?([^\"'“”«()]*)[\"'“”«]?\)$", source):
        name = next((one for one in KINDS.values() if one.lower() == typed[1].lower()), None) or instead(typed[1], KINDS.values())[0]
        if name in KINDS.values():
            yield f'skriv {name}("{typed[2]}"), med lige anførselstegn.', f'write {name}("{typed[2]}"), with straight quotes.'
        else:
            yield (
                f"»{typed[1]}« kan ikke vises på en side. {name}",
                f"“{typed[1]}” cannot be shown on a page. {instead(typed[1], KINDS.values())[1]}",
            )
        return
    yield (
        'en celle med kode skal være én linje, der viser én opgave. Skriv fx Choice("en-opgaves-id").',
        'a code cell must be one line that shows one task. Write e.g. Choice("a-tasks-id").',
    )


def _pair_problems(cells: Sequence[Cell]) -> Iterator[tuple[Cell, Words]]:
    spoken = [language(cell) or UNTOLD if cell.cell_type == "markdown" else None for cell in cells]
    for at, cell in enumerate(cells):
        if spoken[at] == "da" and spoken[at + 1 : at + 2] not in (["en"], [UNTOLD]):
            yield (
                cell,
                (
                    "teksten har ingen engelsk efter sig. Sæt den engelske celle lige efter.",
                    "the text has no English after it. Put the English cell directly after it.",
                ),
            )
        if spoken[at] == "en" and spoken[max(0, at - 1) : at] not in (["da"], [UNTOLD]):
            yield (
                cell,
                (
                    "teksten har ingen dansk før sig. Sæt den danske celle lige før.",
                    "the text has no Danish before it. Put the Danish cell directly before it.",
                ),
            )
    for danish, english in pairwise(cells):
        if language(danish) == "da" and language(english) == "en" and _shape(danish.source) != _shape(english.source):
            yield (
                english,
                (
                    f"overskrifter eller lister er ikke de samme som i {danish.id}. Giv begge sprog de samme.",
                    f"headings or lists differ from those of {danish.id}. Give both languages the same.",
                ),
            )


def _shape(source: str) -> list[str]:
    marks = (re.match(r"(#+|[-*]|\d+\.)\s", line) for line in source.splitlines())
    return ["1." if mark[1][0].isdigit() else mark[1].replace("#", "##", mark[1] == "#") for mark in marks if mark]
