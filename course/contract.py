"""The contract for pages: what an author's notebook may hold, so that it reads in both languages and its components can be shown anywhere.

Prose comes in pairs, Danish then English; a code cell is one line with one of our components; nothing asks who the learner is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from course import notebooks
from course.datafile import DataError, problem, read
from course.kinds import KINDS
from course.modules import Module, Page, Reading
from course.notebooks import Cell
from course.problems import Mistake, Problem, Rank, instead, nearest
from course.tasks import BaseTask

CALL = re.compile(r"^({})\(\"([a-z0-9-]+)\"\)$".format("|".join(sorted(KINDS.values()))))
CELL_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
LONGEST_ID = 64  # of a cell, by the notebook format
OF_TASK = "opgave-"  # with the task's id, what its cell is called, so that links find it
LANGUAGE_TAGS = {"lang-da": "da", "lang-en": "en"}
SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
Words = tuple[str, str]


def language(cell: Any) -> str | None:
    """The language of a prose cell, by its tag."""
    return next((LANGUAGE_TAGS[tag] for tag in cell.metadata.tags if tag in LANGUAGE_TAGS), None)


def call(cell: Any) -> tuple[str, str] | None:
    """The component and task that a code cell shows, or None."""
    found = CALL.match(_plain_source(cell)) if cell.cell_type == "code" else None
    return (found[1], found[2]) if found else None


def stem(cell: Any) -> str | None:
    """The stem of the files of the component that a code cell shows, or None."""
    found = call(cell)
    return found[0].lower() if found else None


def _plain_source(cell: Any) -> str:
    return "\n".join(line for line in cell.source.splitlines() if line.strip() and line.strip() not in SOLUTION)


def _shown(path: Path) -> list[str]:
    return [found[1] for cell in notebooks.read(path).cells if (found := call(cell))]


def tasks_on(module: Module, page: Page) -> list[BaseTask]:
    """The tasks that stand on a page, in order."""
    return [module.tasks[task] for task in _shown(module.folder / page.notebook) if task in module.tasks]


def problems(reading: Reading) -> list[Problem]:
    """Everything in the module's notebooks that breaks the contract."""
    if reading.about is None:
        return []
    pages = [(at, page, reading.folder / page.notebook) for at, page in enumerate(reading.about.pages)]
    found = [*_pages(reading, [page for _, page, _ in pages])]
    placed: dict[str, list[Page]] = {}
    meant: set[str] = set()
    whole = True
    for at, page, path in pages:
        if not path.is_file():
            found.append(_no_notebook(reading, at, page))
            whole = False
            continue
        try:
            notebook = notebooks.read(path)
        except DataError as error:
            found += error.problems
            whole = False
            continue
        found += _notebook_problems(path, notebook.cells, reading)
        for task in _shown(path):
            placed.setdefault(task, []).append(page)
        meant |= _meant(notebook.cells, reading)
    return [*found, *_misplaced(reading, placed, meant if whole else set(reading.tasks))]


def _meant(cells: Sequence[Cell], reading: Reading) -> set[str]:
    """Tasks that a cell means to show, although what stands there is wrong, which is told there."""
    code = [cell for cell in cells if cell.cell_type == "code"]
    words = {word for cell in code for word in [cell.id.removeprefix(OF_TASK), *re.findall(r"[a-z0-9-]+", cell.source)]}
    return {task for word in words if (task := nearest(word, reading.tasks))}


def _pages(reading: Reading, pages: Sequence[Page]) -> Iterator[Problem]:
    yaml = reading.folder / "module.yaml"
    names = [page.notebook for page in pages]
    for at, name in enumerate(names):
        if name in names[:at]:
            mistake = Mistake(f"siden {name} står to gange. Slet den ene.", f"the page {name} stands twice. Delete one.", ("pages", at))
            yield problem(yaml, read(yaml), mistake, Rank.REFERENCE)
    for path in sorted(reading.folder.glob("*.ipynb")):
        if path.name not in names:
            da = "notesbogen er ikke en side i module.yaml. Tilføj den under pages, eller slet filen."
            yield Problem(path, 1, da, "the notebook is no page of module.yaml. Add it under pages, or delete the file.", Rank.REFERENCE)


def _no_notebook(reading: Reading, at: int, page: Page) -> Problem:
    yaml = reading.folder / "module.yaml"
    files = sorted({path.name for path in reading.folder.glob("*.ipynb")} - {one.notebook for one in cast(Any, reading.about).pages})
    da, en = instead(page.notebook, files) if files else ("Lav den, eller slet siden.", "Make it, or delete the page.")
    mistake = Mistake(f"der er ingen fil {page.notebook}. {da}", f"there is no file {page.notebook}. {en}", ("pages", at, "notebook"))
    return problem(yaml, read(yaml), mistake, Rank.REFERENCE)


def _misplaced(reading: Reading, placed: dict[str, list[Page]], meant: set[str]) -> Iterator[Problem]:
    """Tasks that stand on no page (unless some cell meant them) or on several, and graded ones on a page that is not handed in."""
    for id, task in reading.tasks.items():
        pages = placed.get(id, [])
        if not pages and id not in meant:
            line = f'{KINDS[task.kind_name]}("{id}")'
            da = f"opgaven står ikke på nogen side. Skriv {line} i en celle, eller slet opgaven."
            yield reading.problem(id, Mistake(da, f"the task stands on no page. Write {line} in a cell, or delete the task."))
        elif len(pages) > 1:
            listed = ", ".join(dict.fromkeys(page.notebook for page in pages))
            da = f"opgaven står {len(pages)} gange ({listed}). Behold én af cellerne."
            yield reading.problem(id, Mistake(da, f"the task stands {len(pages)} times ({listed}). Keep one of the cells."))
        elif pages and task.graded and not pages[0].graded:
            graded = next(page.notebook for page in cast(Any, reading.about).pages if page.graded)
            da = f"opgaven tæller, men står i {pages[0].notebook}. Flyt cellen til {graded}."
            yield reading.problem(id, Mistake(da, f"the task is graded but stands in {pages[0].notebook}. Move its cell to {graded}."))


def _notebook_problems(path: Path, cells: Sequence[Cell], reading: Reading) -> Iterator[Problem]:
    ids = [cell.id for cell in cells]
    for at, cell in enumerate(cells):
        line = notebooks.line_of(path, cell.id)
        if cell.id in ids[:at]:
            da, en = "to celler hedder det samme. Giv den ene et andet id.", "two cells have the same id. Give one another."
            yield _problem(path, line, cell, (da, en))
        for words in _cell_problems(cell, reading):
            yield _problem(path, line, cell, words)
    for cell, words in _pair_problems(cells):
        yield _problem(path, notebooks.line_of(path, cell.id), cell, words)


def _problem(path: Path, line: int, cell: Cell, words: Words) -> Problem:
    return Problem(path, line, f"{cell.id}: {words[0]}", f"{cell.id}: {words[1]}", Rank.FORM)


def _cell_problems(cell: Cell, reading: Reading) -> Iterator[Words]:
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
    yield from _prose_problems(cell) if cell.cell_type == "markdown" else _code_problems(cell, reading)


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


def _code_problems(cell: Any, reading: Reading) -> Iterator[Words]:
    if cell.outputs or cell.execution_count:
        yield (
            "cellen er gemt med et resultat. Ryd alle resultater, før du gemmer.",
            "the cell is saved with outputs. Clear all outputs before saving.",
        )
    if cell.source.startswith(("from widgets import", "import widgets")):
        yield "opgaver skal ikke importeres. Slet cellen.", "tasks need no import. Delete the cell."
        return
    found = CALL.match(cell.source.strip())
    if not found:
        yield from _no_component(cell.source.strip())
        return
    component, id = found.groups()
    task: Any = reading.tasks.get(id)
    if task is None and id not in reading.named and reading.whole:
        da, en = instead(id, reading.tasks)
        yield f"modulet har ingen opgave »{id}«. {da}", f"the module has no task “{id}”. {en}"
    elif task is not None and KINDS[task.kind] != component:
        line = f'{KINDS[task.kind]}("{id}")'
        yield (
            f"»{id}« er af typen {task.kind}, som {component} ikke kan vise. Skriv {line}.",
            f"“{id}” is a {task.kind}, which {component} cannot show. Write {line}.",
        )
    elif cell.id != OF_TASK + id:
        yield (
            f"cellen skal hedde {OF_TASK}{id}, så links kan finde den. Ret dens id.",
            f"the cell must be called {OF_TASK}{id}, so that links find it. Correct its id.",
        )


def _no_component(source: str) -> Iterator[Words]:
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
    spoken = [language(cell) if cell.cell_type == "markdown" else None for cell in cells]
    for at, cell in enumerate(cells):
        if spoken[at] == "da" and spoken[at + 1 : at + 2] != ["en"]:
            yield (
                cell,
                (
                    "teksten har ingen engelsk efter sig. Sæt den engelske celle lige efter.",
                    "the text has no English after it. Put the English cell directly after it.",
                ),
            )
        if spoken[at] == "en" and spoken[max(0, at - 1) : at] != ["da"]:
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
