"""The module catalogue: what each module folder says about itself in `module.yaml` and `tasks/*.yaml`."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from course import keychecks, settings
from course.datafile import Data, DataError, load, problem, read
from course.framework import framework
from course.kinds import Task
from course.modulefile import ModuleFile, Page
from course.patterns import ID
from course.problems import Mistake, Problem, Rank
from course.tasks import BaseTask
from course.tools import ToolTask


class TasksFile(Data):
    """The contents of one file in `tasks/`."""

    tasks: list[Task]


ONE_TASK: TypeAdapter[Any] = TypeAdapter(Task)


class Module:
    """A module: what it says about itself, its tasks in order, and the folder they came from."""

    def __init__(self, folder: Path, about: ModuleFile, tasks: list[BaseTask]) -> None:
        self.folder, self.about = folder, about
        self.tasks = {task.id: task for task in tasks}

    @property
    def id(self) -> str:
        """The module's id, which is its folder's name."""
        return self.about.id

    @property
    def graded_page(self) -> Page:
        """The page with the graded tasks."""
        return next(page for page in self.about.pages if page.graded)

    @property
    def graded_tasks(self) -> list[BaseTask]:
        """The tasks that are marked after hand-in."""
        return [task for task in self.tasks.values() if task.graded]

    @property
    def version(self) -> str:
        """Twelve hex digits that change when any task changes its meaning."""
        prints = "".join(sorted(task.fingerprint for task in self.tasks.values()))
        return hashlib.sha256(prints.encode()).hexdigest()[:12]

    def page(self, stem: str) -> Page | None:
        """Return the page whose notebook has this stem, if there is one."""
        return next((page for page in self.about.pages if page.stem == stem), None)


@dataclass(frozen=True)
class Reading:
    """What could be read of a module's folder, and what is wrong in its files.

    `places` says where each task stands (file and position in it); `named` holds the ids of all tasks, of those too that could not be read;
    `whole` says whether these are all, because every file of tasks could be read.
    """

    folder: Path
    about: ModuleFile | None
    tasks: dict[str, BaseTask]
    places: dict[str, tuple[Path, int]]
    named: frozenset[str]
    whole: bool
    problems: tuple[Problem, ...]

    @property
    def module(self) -> Module | None:
        """The module, as far as its tasks could be read; None while `module.yaml` cannot be."""
        return Module(self.folder, self.about, list(self.tasks.values())) if self.about else None

    def problem(self, task: str, mistake: Mistake, rank: Rank = Rank.REFERENCE) -> Problem:
        """A mistake in a task."""
        path, position = self.places[task]
        return problem(path, read(path), mistake.under(("tasks", position)), rank)


def read_folder(folder: Path) -> Reading:
    """Read all that can be read of the module in `folder`."""
    problems: list[Problem] = []
    about = _about(folder, problems)
    tasks: dict[str, BaseTask] = {}
    places: dict[str, tuple[Path, int]] = {}
    named: set[str] = set()
    whole = True
    for path in sorted((folder / "tasks").glob("*.yaml")):
        try:
            found, ids = _tasks(path, problems)
        except DataError as error:
            problems += error.problems
            whole = False
            continue
        whole = whole and ids is not None
        named |= ids or set()
        for position, task in found:
            if task.id in places:
                other = places[task.id][0].name
                da, en = (
                    f"id'et »{task.id}« bruges også i {other}. Giv den ene et andet.",
                    f"the id “{task.id}” is used in {other} too. Give one another.",
                )
                problems.append(problem(path, read(path), Mistake(da, en, ("tasks", position, "id")), Rank.REFERENCE))
                continue
            places[task.id] = path, position
            tasks[task.id] = task.placed(folder)
    reading = Reading(folder, about, tasks, places, frozenset(named), whole, ())
    return replace(reading, problems=(*problems, *_references(reading)))


def _about(folder: Path, problems: list[Problem]) -> ModuleFile | None:
    path = folder / "module.yaml"
    try:
        about = load(path, ModuleFile)
    except DataError as error:
        problems += error.problems
        return None
    if about.id != folder.name:
        da, en = f"id skal være mappens navn. Skriv id: {folder.name}.", f"the id must be the folder's name. Write id: {folder.name}."
        problems.append(problem(path, read(path), Mistake(da, en, ("id",))))
    return about


def _tasks(path: Path, problems: list[Problem]) -> tuple[list[tuple[int, BaseTask]], set[str] | None]:
    """The tasks of a file that can be read, with their positions, and the ids of all (None when one of these is no id).

    Raises DataError when it has no list of tasks.
    """
    data = read(path)
    listed = data.value.get("tasks") if isinstance(data.value, dict) else None
    try:
        tasks = load(path, TasksFile).tasks
        return list(enumerate(tasks)), {task.id for task in tasks}
    except DataError as error:
        if listed is None or not isinstance(listed.value, list):
            raise
        problems += error.problems
    plain = listed.plain()
    found = []
    for position, item in enumerate(plain):
        with suppress(ValidationError):
            found.append((position, ONE_TASK.validate_python(item)))
    ids = [item.get("id") if isinstance(item, dict) else None for item in plain]
    return found, {id for id in ids if isinstance(id, str)} if all(isinstance(id, str) and re.match(ID, id) for id in ids) else None


def _references(reading: Reading) -> Iterator[Problem]:
    """Names of competences and conversations that do not exist."""
    known = [competence.id for competence in framework().competences]
    path = reading.folder / "module.yaml"
    for position, goal in enumerate(reading.about.goals if reading.about else ()):
        if goal.competence not in known:
            one = keychecks.unknown(goal.competence, known, ("en kompetence", "a competence"), ("goals", position, "competence"))
            yield problem(path, read(path), one, Rank.REFERENCE)
    files = sorted(path.name for path in reading.folder.glob("*") if path.is_file())
    for task in reading.tasks.values():
        if task.competence not in known:
            one = keychecks.unknown(task.competence, known, ("en kompetence", "a competence"), ("competence",))
            yield reading.problem(task.id, one)
        for field, name in task.files.items():
            if name not in files:
                alike = [one for one in files if Path(one).suffix == Path(name).suffix]
                one = keychecks.unknown(name, alike, ("en fil i modulets mappe", "a file in the module's folder"), (field,))
                yield reading.problem(task.id, one)
    yield from _astray(reading)


def _astray(reading: Reading) -> Iterator[Problem]:
    """What documents include that is no tool of the module."""
    tools = [id for id, task in reading.tasks.items() if isinstance(task, ToolTask)]
    for id in tools:
        document = getattr(reading.tasks[id], "document", None)
        for place, name in enumerate(document.includes if document else ()):
            if name not in tools and (reading.whole or name in reading.named):
                kind = ("et værktøj i modulet, som et dokument kan rumme", "a tool of the module that a document can hold")
                yield reading.problem(id, keychecks.unknown(name, tools, kind, ("document", "includes", place)))


def load_module(folder: Path) -> Module:
    """Read the module in `folder`. Raises DataError."""
    reading = read_folder(folder)
    if reading.problems or reading.module is None:
        raise DataError(reading.problems)
    return reading.module


@lru_cache(maxsize=32)
def _loaded(folder: Path, _stamp: tuple[tuple[str, int], ...]) -> Module:
    return load_module(folder)


def module(folder: Path) -> Module:
    """Like `load_module`, but reads again only when a file of the module changed."""
    files = [folder / "module.yaml", *(folder / "tasks").glob("*.yaml")]
    return _loaded(folder, tuple((file.name, file.stat().st_mtime_ns) for file in sorted(files) if file.exists()))


def sources() -> list[Path]:
    """The folders of all modules' sources, the course's and the municipality's, by name: every folder, since one without module.yaml is a mistake too.

    Raises DataError where both have a module of the same id.
    """
    found: dict[str, Path] = {}
    for root in settings.module_roots():
        for path in sorted(root.iterdir()) if root.is_dir() else []:
            if not path.is_dir() or path.name[0] in "._":
                continue
            if path.name in found:
                da = f"kurset har selv et modul {path.name}. Giv jeres mappe et andet navn, og brug det som id."
                en = f"the course has a module {path.name} itself. Give your folder another name, and use it as id."
                raise DataError([Problem(path, 1, da, en, Rank.REFERENCE)])
            found[path.name] = path
    return [found[name] for name in sorted(found)]


def released(id: str) -> Module | None:
    """The module with this id as learners meet it; None where none is released. Raises DataError."""
    folder = settings.released() / id
    return module(folder) if (folder / "module.yaml").is_file() else None


def catalogue(folder: Path | None = None) -> list[Module]:
    """All modules in `folder` (by default the released ones), in order of their numbers; raises DataError."""
    root = folder or settings.released()
    found = [module(path.parent) for path in sorted(root.glob("*/module.yaml"))]
    return sorted(found, key=lambda one: one.about.number)
