"""From an author's notebook, which holds prose and one-line tasks, to one that runs anywhere and that nbgrader marks."""

import json
from copy import deepcopy
from typing import Any

from course.modules import Module, Page
from course.tasks import TextTask
from grading import notebooks
from grading.assessment import Assessment

Cell = dict[str, Any]
IMPORTS = "from widgets import *"
CELL = "opgave-"  # with the task's id, what a cell that shows a task is called
TEST = "ret-"  # with the task's id, what the cell that marks it is called
BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


def notebook(module: Module, page: Page, assessment: Assessment) -> dict[str, Any]:
    """The page's notebook with the components imported and, on the graded page, nbgrader's cells."""
    found = notebooks.read(module.folder / page.notebook)
    cells = [_code("vaerktoej", IMPORTS), *found["cells"]]
    if page.graded:
        cells = [made for cell in cells for made in _marked(cell, module, assessment)]
    return {**found, "cells": cells}


def _marked(cell: Cell, module: Module, assessment: Assessment) -> list[Cell]:
    """The cell, and what nbgrader needs to mark the task in it."""
    id = cell["id"].removeprefix(CELL)
    task = module.tasks.get(id) if cell["cell_type"] == "code" else None
    if task is None or not task.graded:
        return [cell]
    points = assessment.points(id)
    if isinstance(task, TextTask):
        return [_read_by_a_person(cell, id, points)]
    key = json.dumps(assessment.keys[id].fields(), ensure_ascii=False, indent=4)
    test = f"{BEGIN}\nfrom widgets.marking import mark\n\nmark({json.dumps(id)}, {points!r}, {key})\n{END}"
    return [cell, _code(TEST + id, test, {"nbgrader": _settings(id, points, solution=False)})]


def _read_by_a_person(cell: Cell, id: str, points: float) -> Cell:
    marked = deepcopy(cell)
    marked["metadata"]["nbgrader"] = _settings(id, points, solution=True)
    marked["source"] = f"### BEGIN SOLUTION\n### END SOLUTION\n{notebooks.source(cell)}"
    return marked


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
