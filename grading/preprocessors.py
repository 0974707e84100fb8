"""Our steps in nbgrader's passes over a notebook."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbformat.v4 import new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution

from course.contract import OF_TASK
from course.marking import MIME
from course.tasks import BaseTask
from course.text import Text
from grading import gradebook
from grading.errors import NoMark, TestFailed
from grading.private.book import SaveAtOnce, at_once
from grading.private.shell import CellFailed, Shell
from grading.rubric import Rubric


@dataclass
class Run:
    """What the steps of a marking run share: the tasks, the shell, the folder cells run in, the rubrics, and this learner's answers, name and time."""

    tasks: Mapping[str, BaseTask]
    shell: Shell
    folder: Path
    rubrics: dict[str, Rubric]
    answers: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    handed_in_at: datetime | None = None

    def title(self, cell: str) -> Text:
        """What the task in a cell is called; the cell's id where there is none."""
        task = self.tasks.get(cell.removeprefix(OF_TASK))
        return task.title if task else Text(da=cell, en=cell)


RUN: ContextVar[Run] = ContextVar("RUN")


class KeepCells(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Record the graded cells in the gradebook. nbgrader's own step refuses a changed module once something is handed in, or forgets what was given."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Record each cell; a cell that the module no longer has stays, with what was given for it."""
        place = (resources["nbgrader"]["notebook"], resources["nbgrader"]["assignment"])
        with Gradebook(resources["nbgrader"]["db_url"]) as book:
            if not book.find_assignment(place[1]).submissions:
                for old in [one.name for one in book.find_assignment(place[1]).notebooks]:
                    book.remove_notebook(old, place[1])
            book.update_or_create_notebook(*place, kernelspec=json.dumps(nb.metadata.get("kernelspec", {})))
            with at_once(book):
                for cell in nb.cells:
                    if "nbgrader" in cell.metadata:
                        self._record(book, cell, place)
        return nb, resources

    def _record(self, book: Any, cell: Any, place: tuple[str, str]) -> None:
        about = cell.metadata.nbgrader
        id = about["grade_id"]
        if is_grade(cell):
            book.update_or_create_grade_cell(id, *place, max_score=float(about["points"]), cell_type=cell.cell_type)
        if is_solution(cell):
            book.update_or_create_solution_cell(id, *place)
        book.update_or_create_source_cell(
            id, *place, cell_type=cell.cell_type, locked=is_locked(cell), source=cell.source, checksum=about.get("checksum")
        )


class Execute(NbGraderPreprocessor):  # type: ignore[misc]
    """Run the trusted notebook in this process. An error in it is ours, so it stops the marking of this hand-in instead of costing points."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Run all code cells in order in an empty namespace."""
        run = RUN.get()
        run.shell.fresh()
        with _inside(run.folder):
            for cell in nb.cells:
                if cell.cell_type == "code" and cell.source.strip():
                    self._run(run, cell)
        return nb, resources

    def _run(self, run: Run, cell: Any) -> None:
        title = run.title(cell.metadata.get("nbgrader", {}).get("grade_id") or cell.id)
        try:
            cell.outputs = run.shell.run(cell.source)
        except CellFailed as error:
            raise TestFailed(title.da, title.en) from error
        if is_grade(cell) and not is_solution(cell) and not _has_mark(cell):
            raise NoMark(title.da, title.en)


class FreeText(NbGraderPreprocessor):  # type: ignore[misc]
    """nbgrader gives 0 when a cell's source is unchanged; an answered free-text cell has no checksum and so waits for a person."""

    def preprocess_cell(self, cell: Any, resources: Any, _index: int) -> tuple[Any, Any]:
        """Drop the checksum where there is an answer."""
        if is_grade(cell) and is_solution(cell) and str(RUN.get().answers.get(cell.metadata.nbgrader.grade_id) or "").strip():
            cell.metadata.nbgrader.pop("checksum", None)
        return cell, resources


class EnterPoints(SaveAtOnce):
    """Enter a learner, her hand-in and her points."""

    def enter(self, book: Any) -> Any:
        """Enter the learner and her hand-in."""
        run = RUN.get()
        return gradebook.enter(book, self.assignment_id, self.student_id, run.name, run.handed_in_at)


class ShowRubric(NbGraderPreprocessor):  # type: ignore[misc]
    """Show the trainer the rubric under the answer."""

    def preprocess_cell(self, cell: Any, resources: Any, _index: int) -> tuple[Any, Any]:
        """Add the rubric to the outputs of a free-text cell."""
        rubric = RUN.get().rubrics.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if rubric and is_solution(cell):
            shown = {"text/html": rubric.html(), "text/plain": rubric.question.da}
            cell.outputs.append(new_output("display_data", shown))  # type: ignore[no-untyped-call]
        return cell, resources


def marks(notebook: Any) -> dict[str, Any]:
    """What the tests in a marked notebook found: task id → {"task", "fraction", "points", "why"}."""
    found = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            mark = output.get("data", {}).get(MIME)
            if mark:
                found[mark["task"]] = dict(mark)
    return found


def _has_mark(cell: Any) -> bool:
    """Whether the cell gave one mark, of points that its task can have."""
    results = [output.data for output in cell.outputs if output.output_type == "execute_result"]
    return len(results) == 1 and MIME in results[0] and 0 <= float(results[0]["text/plain"]) <= float(cell.metadata.nbgrader.points)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
