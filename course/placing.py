"""Whether a module's pages are all there, and every task stands on one of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from course import contract, figures, notebooks
from course.contract import OF_TASK
from course.datafile import DataError, problem, read
from course.kinds import KINDS
from course.modulefile import Page
from course.modules import Reading
from course.notebooks import Cell
from course.problems import Mistake, Problem, Rank, instead, nearest


@dataclass
class _Pages:
    """What could be read of a module's pages; `whole` says whether that is all."""

    read: list[tuple[Page, Path, list[Cell]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True

    def placed(self) -> dict[str, list[Page]]:
        """On which pages each task is shown."""
        found: dict[str, list[Page]] = {}
        for page, path, _ in self.read:
            for _, task in contract.shown(path):
                found.setdefault(task, []).append(page)
        return found


def problems(reading: Reading) -> list[Problem]:
    """Everything that is wrong with the module's pages and with what stands on them."""
    if reading.about is None:
        return []
    pages = _read(reading, reading.about.pages)
    placed = pages.placed()
    unplaced = [task for task in reading.tasks if task not in placed] if pages.whole else []
    found = [*_names(reading, [page.notebook for page in reading.about.pages]), *pages.problems]
    for _, path, cells in pages.read:
        for cell, (da, en) in contract.cell_problems(cells, reading, unplaced):
            found.append(Problem(path, notebooks.line_of(path, cell.id), f"{cell.id}: {da}", f"{cell.id}: {en}", Rank.FORM))
    meant = {task for _, _, cells in pages.read for task in _meant(cells, reading, unplaced)} if unplaced else set()
    found += [*_unplaced(reading, [task for task in unplaced if task not in meant]), *_misplaced(reading, placed)]
    return [*found, *_figures(reading, pages)]


def _read(reading: Reading, pages: Iterable[Page]) -> _Pages:
    found = _Pages()
    for at, page in enumerate(pages):
        path = reading.folder / page.notebook
        try:
            found.read.append((page, path, notebooks.read(path).cells))
        except DataError as error:
            found.problems += error.problems if path.exists() else [_no_notebook(reading, at, page)]
            found.whole = False
    return found


def _names(reading: Reading, names: Sequence[str]) -> Iterator[Problem]:
    yaml = reading.folder / "module.yaml"
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


def _meant(cells: Sequence[Cell], reading: Reading, unplaced: Sequence[str]) -> Iterator[str]:
    """Tasks that a cell means to show, although what stands there is wrong, which is told there."""
    for cell in cells:
        if cell.cell_type != "code":
            continue
        for word in [cell.id.removeprefix(OF_TASK), *re.findall(r"[a-z0-9-]+", cell.source)]:
            if task := nearest(word, reading.tasks):
                yield task
        if (found := contract.call(cell)) and found[1] not in reading.tasks:
            yield from contract.could_be_meant(*found, reading, unplaced)


def _unplaced(reading: Reading, tasks: Iterable[str]) -> Iterator[Problem]:
    for id in tasks:
        line = f'{KINDS[cast(Any, reading.tasks[id]).kind]}("{id}")'
        da = f"opgaven står ikke på nogen side. Skriv {line} i en celle, eller slet opgaven."
        yield reading.problem(id, Mistake(da, f"the task stands on no page. Write {line} in a cell, or delete the task."))


def _misplaced(reading: Reading, placed: dict[str, list[Page]]) -> Iterator[Problem]:
    """Tasks that are shown several times, and graded ones on a page that is not handed in."""
    graded = next(page.notebook for page in cast(Any, reading.about).pages if page.graded)
    for id, pages in placed.items():
        task = reading.tasks.get(id)
        if task is None:
            continue
        if len(pages) > 1:
            listed = ", ".join(dict.fromkeys(page.notebook for page in pages))
            da = f"opgaven står {len(pages)} gange ({listed}). Behold én af cellerne."
            yield reading.problem(id, Mistake(da, f"the task stands {len(pages)} times ({listed}). Keep one of the cells."))
        elif task.graded and not pages[0].graded:
            da = f"opgaven tæller, men står i {pages[0].notebook}. Flyt cellen til {graded}."
            yield reading.problem(id, Mistake(da, f"the task is graded but stands in {pages[0].notebook}. Move its cell to {graded}."))


def _figures(reading: Reading, pages: _Pages) -> Iterator[Problem]:
    """Figures that no page or two cells show, that are listed twice, or that cannot be drawn."""
    listed = cast(Any, reading.about).figures
    yaml = reading.folder / "module.yaml"
    shown = [id for _, _, cells in pages.read for cell in cells if (id := contract.figure(cell))]
    for at, figure in enumerate(listed):
        twice = figure.id in [one.id for one in listed[:at]]
        for mistake in _figure(figure, twice, shown.count(figure.id) if pages.whole else 1):
            yield problem(yaml, read(yaml), mistake.under(("figures", at, "id")), Rank.REFERENCE)
        try:
            figures.draw(reading.folder, figure)
        except figures.Undrawable as error:
            yield problem(yaml, read(yaml), Mistake(error.text.da, error.text.en, ("figures", at, "id")), Rank.REFERENCE)


def _figure(figure: figures.Figure, twice: bool, times: int) -> Iterator[Mistake]:
    line = f'Figure("{figure.id}")'
    if twice:
        yield Mistake("figuren står to gange her. Slet den ene.", "the figure is listed twice here. Delete one.")
    elif not times:
        da = f"figuren står ikke på nogen side. Skriv {line} i en celle, eller slet den her."
        yield Mistake(da, f"the figure stands on no page. Write {line} in a cell, or delete it here.")
    elif times > 1:
        yield Mistake(f"figuren står {times} gange på siderne. Behold én.", f"the figure stands {times} times on pages. Keep one.")
