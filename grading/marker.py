"""Marking one hand-in after the other, in this process: nbgrader's steps, our notebook, and of the learner only her answers."""

import json
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course import files
from course.answers import is_blank
from course.errors import CourseError
from course.modules import Module
from course.store import Store
from grading import collect, folders, release
from grading.errors import as_told, unmarked
from grading.rubric import RUBRICS
from grading.submission import Taken, handed_in_at, take

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Marked:
    """One hand-in after marking. `state`: marked (by this run), unchanged, or failed; `problems` are Danish sentences with the learner's name."""

    learner: str
    name: str
    state: str
    waits: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class Marker:
    """What a marking run keeps open: nbgrader's converter, the shell, and one folder in which every notebook runs."""

    def __init__(self, module: Module, converter: Any, run: Any) -> None:
        self.module, self.converter, self.run = module, converter, run
        self.has_tests = False

    def mark(self, learner: str, name: str) -> Taken:
        """Mark one learner's hand-in, and note last of all that it is marked, so that an interrupted run does it again."""
        source = folders.submitted(learner, self.module.id)
        taken = take(source, self.module)
        known = collect.about(source) if not taken.problems or source.is_dir() else None
        self.make_ready()
        target = self._fresh_folder(learner, taken)
        self.run.answers, self.run.name, self.run.handed_in_at = taken.answers, name, handed_in_at(source)
        shutil.copyfile(target / folders.ANSWERS, self.run.folder / folders.ANSWERS)
        self._convert(target / self.module.graded_page.notebook)
        noted: dict[str, Any] = {
            "id": None,
            **(known or {}),
            "release": release.version(self.module.id),
            "invalid": taken.invalid,
            "problems": taken.problems,
        }
        files.write_whole(target / folders.MARKED, json.dumps(noted, ensure_ascii=False))
        return taken

    def make_ready(self) -> None:
        """Make the folder in which notebooks run; another run may have swept it away while this one waited for its next hand-in."""
        if not (self.run.folder / self.module.graded_page.notebook).is_file():
            shutil.copytree(self.module.folder, self.run.folder, dirs_exist_ok=True)

    def _fresh_folder(self, learner: str, taken: Taken) -> Path:
        target = folders.autograded(learner, self.module.id)
        with files.workshop() as workshop:
            new = workshop / self.module.id
            new.mkdir()
            (new / folders.ANSWERS).write_text(json.dumps(taken.answers), "utf-8")
            files.put_in_place(new, target)
        return target

    def _convert(self, notebook: Path) -> None:
        if not self.has_tests:
            shutil.copyfile(self.module.folder / notebook.name, notebook)
            self.converter.restore_tests(notebook)
            self.has_tests = True
        self.converter.run(notebook)


@contextmanager
def marker(module: Module) -> Iterator[Marker]:
    """Open everything once; closes it again also after an error or Ctrl-C."""
    from grading import preprocessors
    from grading.config import config, course_directory, in_force
    from grading.private.book import open_gradebook
    from grading.private.converting import OneByOne
    from grading.private.shell import Shell

    converter = OneByOne(coursedir=course_directory(assignment_id=module.id), config=config())
    in_force(converter)
    converter.make_ready()
    shell = Shell()
    try:
        with open_gradebook(), files.workshop() as workshop:
            run = preprocessors.Run(module.tasks, shell, workshop / module.id, RUBRICS.load(module))
            ready = Marker(module, converter, run)
            ready.make_ready()
            token = preprocessors.RUN.set(run)
            try:
                yield ready
            finally:
                preprocessors.RUN.reset(token)
    finally:
        shell.close()


def mark_one(marker: Marker, store: Store, learner: str) -> Marked:
    """Mark one learner's hand-in. Whatever goes wrong stops nobody else's marking."""
    try:
        name = collect.name_of(store, learner)
        taken = marker.mark(learner, name)
    except Exception as error:
        log.exception("Marking %s failed", learner)
        return not_marked(store, marker.module.id, learner, as_told(error))
    waits = tuple(
        task.title.da for task in marker.module.graded_tasks if task.marked_by_person and not is_blank(taken.answers.get(task.id))
    )
    return Marked(learner, name, "marked", waits, tuple(f"{name}: {problem}" for problem in taken.problems))


def not_marked(store: Store, module: str, learner: str, why: CourseError) -> Marked:
    """Say that a hand-in is not marked, and why; the trainer's page says it too until it is."""
    name = collect.name_of(store, learner)
    told = unmarked(why)
    with suppress(CourseError, OSError):  # what cannot be a folder has none
        known = collect.about(folders.submitted(learner, module))
        collect.note_failure(module, learner, (known or {}).get("id"), told)
    return Marked(learner, name, "failed", problems=(f"{name}: {told}",))


def facts(module: str, learner: str) -> dict[str, Any] | None:
    """What is noted about a marked hand-in: {"id", "number", "release", "invalid", "problems"}; None while it is not marked."""
    return _noted(module, learner, folders.MARKED)


def failure(module: str, learner: str) -> dict[str, Any] | None:
    """What is noted about a hand-in whose marking failed: {"id", "problem"}; None when it did not."""
    return _noted(module, learner, folders.FAILED)


def _noted(module: str, learner: str, name: str) -> dict[str, Any] | None:
    try:
        found = json.loads((folders.autograded(learner, module) / name).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
