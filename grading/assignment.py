"""From an author's notebook, which holds prose and one-line tasks, to one that runs anywhere and that nbgrader marks."""

import json
from typing import Any

from course import notebooks
from course.contract import OF_TASK
from course.modulefile import Page
from course.modules import Module
from grading.assessment import Assessment

Cell = dict[str, Any]
IMPORTS, IMPORTS_MARK = "from widgets import *", "from widgets.marking import mark"
TEST = "ret-"  # with the task's id, what the cell that marks it is called
KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


def notebook(module: Module, page: Page, assessment: Assessment) -> dict[str, Any]:
    """The page's notebook with the components imported and, on the graded page, nbgrader's cells."""
    cells = [_code("vaerktoej", IMPORTS)]
    for cell in notebooks.read(module.folder / page.notebook).cells:
        cells += _released(cell, module, assessment) if cell.cell_type == "code" else [_prose(cell)]
    return {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}


def _prose(cell: notebooks.Cell) -> Cell:
    return {"cell_type": "markdown", "id": cell.id, "metadata": {"tags": cell.metadata.tags}, "source": cell.source}


def _released(cell: notebooks.Cell, module: Module, assessment: Assessment) -> list[Cell]:
    """The cell, and what nbgrader needs to mark the task in it."""
    id = cell.id.removeprefix(OF_TASK)
    task = module.tasks.get(id)
    if task is None or not task.graded:
        return [_code(cell.id, cell.source)]
    points = assessment.points(id)
    if task.marked_by_person:
        written = f"### BEGIN SOLUTION\n### END SOLUTION\n{cell.source}"
        return [_code(cell.id, written, {"nbgrader": _settings(id, points, solution=True)})]
    key = json.dumps(assessment.keys[id].fields(), ensure_ascii=False, indent=4)
    test = f"{BEGIN}\n{IMPORTS_MARK}\n\nmark({json.dumps(id)}, {points!r}, {key})\n{END}"
    return [_code(cell.id, cell.source), _code(TEST + id, test, {"nbgrader": _settings(id, points, solution=False)})]


def _settings(id: str, points: float, *, solution: bool) -> dict[str, Any]:
    """Say to nbgrader that a cell is marked: by a person where it is a solution, else by the test in it."""
    return {
        "grade": True,
        "grade_id": id,
        "locked": not solution,
        "points": points,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }


def _code(id: str, source: str, metadata: dict[str, Any] | None = None) -> Cell:
    return {"cell_type": "code", "execution_count": None, "id": id, "metadata": metadata or {}, "outputs": [], "source": source}
