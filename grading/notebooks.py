"""What the notebooks of a module may hold, checked before it is released."""

import ast
import json
import re
from pathlib import Path
from typing import Any

from course.datafile import DataError
from course.marking import Key, check_key
from course.modules import Module
from course.tasks import BaseTask, TextTask

HIDDEN = re.compile(r"^[^\n]*BEGIN HIDDEN TESTS[^\n]*$\n(.*?)^[^\n]*END HIDDEN TESTS", re.MULTILINE | re.DOTALL)
LONG_ENOUGH = 20  # a shorter text may stand in a page by chance


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook; raises DataError when it is none."""
    try:
        found = json.loads(path.read_text("utf-8"))["cells"]
    except OSError as error:
        raise DataError(path, [f"{path}: cannot be read ({error.strerror}). Check the name in module.yaml."]) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(path, [f"{path}: is not a notebook ({error}). Open it in Jupyter and save it again."]) from error
    return [cell for cell in found if isinstance(cell, dict)]


def source(cell: dict[str, Any]) -> str:
    """The cell's text."""
    text = cell.get("source", "")
    return text if isinstance(text, str) else "".join(text)


def check(module: Module) -> None:
    """Check every page: only the graded one has nbgrader cells, one for each graded task, with points and a key that fit. Raises DataError."""
    pages = {page.notebook for page in module.about.pages}
    strays = [path for path in sorted(module.folder.glob("*.ipynb")) if path.name not in pages]
    problems = [f"{path}: is no page of module.yaml. Add it under pages, or remove the file." for path in strays]
    for page in module.about.pages:
        path = module.folder / page.notebook
        found = cells(path)
        problems += _graded(module, path, found) if page.graded else _ungraded(path, found)
    if problems:
        raise DataError(module.folder / "module.yaml", problems)


def secrets(module: Module) -> set[str]:
    """The texts that hidden tests tell learners only after marking."""
    found: set[str] = set()
    for cell in cells(module.folder / module.graded_page.notebook):
        for region in HIDDEN.findall(source(cell)):
            found |= {node.value for node in ast.walk(ast.parse(region)) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in found if len(text) >= LONG_ENOUGH and " " in text}


def _ungraded(path: Path, found: list[dict[str, Any]]) -> list[str]:
    wrong = [cell for cell in found if "nbgrader" in cell.get("metadata", {}) or "HIDDEN TESTS" in source(cell)]
    return [f"{path}: cell {cell.get('id')}: has nbgrader settings. Move it to the graded page, or remove them." for cell in wrong]


def _graded(module: Module, path: Path, found: list[dict[str, Any]]) -> list[str]:
    marked = {
        cell["metadata"]["nbgrader"].get("grade_id"): cell for cell in found if cell.get("metadata", {}).get("nbgrader", {}).get("grade")
    }
    wanted = {task.id: task for task in module.graded_tasks}
    problems = [f"{path}: task {id} has no cell that marks it. Add one with grade_id {id!r}." for id in sorted(set(wanted) - set(marked))]
    problems += [
        f"{path}: cell {cell.get('id')}: there is no graded task {id!r} in tasks/. Correct grade_id."
        for id, cell in marked.items()
        if id not in wanted
    ]
    for id, cell in marked.items():
        if id in wanted:
            problems += [f"{path}: cell {cell.get('id')}: {problem}" for problem in _cell(wanted[id], cell)]
    return problems


def _cell(task: BaseTask, cell: dict[str, Any]) -> list[str]:
    settings = cell["metadata"]["nbgrader"]
    problems = []
    if settings.get("points") != task.points:
        problems.append(f"points are {settings.get('points')} here and {task.points} in tasks/. Make them the same.")
    if isinstance(task, TextTask):
        if not settings.get("solution"):
            problems.append("a free-text task is marked by a person. Set solution to true.")
        return problems
    return problems + _key(task, source(cell))


def _key(task: BaseTask, text: str) -> list[str]:
    regions = HIDDEN.findall(text)
    if len(regions) != 1:
        return ["the test must stand between ### BEGIN HIDDEN TESTS and ### END HIDDEN TESTS."]
    try:
        calls = [node for node in ast.walk(ast.parse(regions[0])) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "mark"]
        if len(calls) != 1:
            return ["the hidden test must call mark() once."]
        (call,) = calls
        name = ast.literal_eval(call.args[0])
        key = Key(**{str(argument.arg): ast.literal_eval(argument.value) for argument in call.keywords})
        check_key(task, key)
    except (SyntaxError, ValueError, IndexError, TypeError) as error:
        return [f"the key cannot be used ({' '.join(str(error).split())}). Correct the call of mark()."]
    return [] if name == task.id else [f"marks {name!r}, but belongs to {task.id!r}. Make them the same."]
