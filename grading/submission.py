"""Reading what lies in `submitted/` as if an enemy had put it there: nothing is run, no link is followed, and only fitting answers are taken."""

import json
import os
import stat
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from course import answers as schema
from course import settings
from course.errors import InvalidAnswer
from course.modules import Module
from course.tasks import BaseTask
from grading.folders import ANSWERS, HANDED_IN_AT, SUBMISSION

MAX_BYTES = 1_000_000
MAX_DEPTH = 4
EXPECTED = {ANSWERS, SUBMISSION, HANDED_IN_AT, "module.yaml"}


@dataclass(frozen=True)
class Taken:
    """The answers that can be marked, the tasks whose answer could not be taken, and what was wrong (Danish sentences)."""

    answers: dict[str, Any] = field(default_factory=dict)
    invalid: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def take(folder: Path, module: Module) -> Taken:
    """The answers in a submission's folder."""
    if not _is_plain_folder(folder):
        return Taken(problems=("Afleveringen er ikke en mappe, og der er ingen svar at rette.",))
    found, problem = read_json(folder / ANSWERS, MAX_BYTES)
    problems = [*_strangers(folder, module), *([problem] if problem else [])]
    if not problem and not isinstance(found, dict):
        problems.append(f"{ANSWERS} rummer ikke svar.")
    answers: dict[str, Any] = {}
    invalid = []
    graded = {task.id: task for task in module.graded_tasks}
    for id, value in found.items() if isinstance(found, dict) else ():
        if id not in graded:
            problems.append(f"Der er et svar på »{str(id)[:60]}«, som ikke er en opgave i modulet; det er sprunget over.")
            continue
        try:
            answers[id] = _fitting(module, graded[id], value)
        except InvalidAnswer:
            invalid.append(id)
            problems.append(f"Svaret på »{graded[id].title.da}« passer ikke til opgaven og regnes som ubesvaret.")
    return Taken(answers, tuple(invalid), tuple(problems))


def _fitting(module: Module, task: BaseTask, value: Any) -> Any:
    """The answer, once it is certain that the task, and in a conversation the dialogue, can have it. Raises InvalidAnswer."""
    found = schema.check(task, value)
    task.fits_files(found, module.folder)
    return found


def read_json(path: Path, limit: int) -> tuple[Any, str]:
    """The JSON in a file, or None and a Danish sentence about what is wrong with it."""
    content, problem = _read(path, limit)
    if problem:
        return None, problem
    try:
        found = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return None, f"{path.name} kan ikke læses."
    if _too_deep(found, MAX_DEPTH):
        return None, f"{path.name} er indlejret for dybt."
    return found, ""


def _read(path: Path, limit: int) -> tuple[bytes, str]:
    """At most `limit` bytes of a plain file; opening neither follows a link nor waits for a pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return b"", f"{path.name} mangler."
    except OSError:
        return b"", f"{path.name} er ikke en almindelig fil."
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return b"", f"{path.name} er ikke en almindelig fil."
        if found.st_size > limit:
            return b"", f"{path.name} fylder mere end {limit} bytes."
        return os.read(handle, limit), ""
    finally:
        os.close(handle)


def _is_plain_folder(folder: Path) -> bool:
    """Whether the folder, and every folder between it and `home()`, is one and no link."""
    between = [folder, *[one for one in folder.parents if one.is_relative_to(settings.home()) and one != settings.home()]]
    try:
        return all(stat.S_ISDIR(os.lstat(one).st_mode) for one in between)
    except OSError:
        return False


def _strangers(folder: Path, module: Module) -> list[str]:
    """Name what a collected hand-in does not hold; it is left alone, but somebody should look."""
    wanted = EXPECTED | {module.graded_page.notebook, "tasks"} | {path.name for path in module.folder.glob("*.twee")}
    names = sorted(path.name for path in folder.iterdir() if path.name not in wanted)
    found = [f"Filen {name!r} hører ikke til og er ikke brugt." for name in names[:5]]
    notebook = folder / module.graded_page.notebook
    try:
        if not stat.S_ISREG(os.lstat(notebook).st_mode):
            found.append(f"{notebook.name} er ikke en almindelig fil; den udgivne er brugt.")
    except OSError:
        found.append(f"{notebook.name} mangler; den udgivne er brugt.")
    return found


def _too_deep(value: Any, levels: int) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels < 0 or any(_too_deep(part, levels - 1) for part in parts)


def handed_in_at(folder: Path) -> datetime | None:
    """When it was handed in (UTC), as far as the folder says so properly."""
    content, _ = _read(folder / HANDED_IN_AT, 100) if _is_plain_folder(folder) else (b"", "")
    try:
        return datetime.strptime(content.decode("ascii").strip(), "%Y-%m-%d %H:%M:%S.%f UTC")
    except ValueError:
        return None
