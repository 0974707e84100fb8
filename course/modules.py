"""The module catalogue: what each module folder says about itself in `module.yaml` and `tasks/*.yaml`."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from course import settings
from course.datafile import Data, DataError, load
from course.framework import CompetenceId, framework
from course.kinds import Task
from course.tasks import BaseTask
from course.text import Text

ModuleId = Annotated[str, Field(pattern=r"^[0-9]-[a-z0-9]+(-[a-z0-9]+)*$")]


class Page(Data):
    """One notebook of a module; `minutes` is what it takes, `graded` that it holds the graded tasks.

    `front_end` is what shows its components: the course's own, or Voila's (slower, but it shows any widget).
    """

    notebook: Annotated[str, Field(pattern=r"^[0-9]-[a-z0-9-]+\.ipynb$")]
    title: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    graded: bool = False
    front_end: Literal["own", "voila"] = "own"

    @property
    def stem(self) -> str:
        """The notebook's name without its ending, as it stands in addresses."""
        return self.notebook.removesuffix(".ipynb")


class Goal(Data):
    """What the learner can do afterwards, and the competence it belongs to."""

    competence: CompetenceId
    text: Text


class Source(Data):
    """Where facts come from; `short` is how the prose cites it."""

    short: str
    text: Text


class Law(Data):
    """The only place in a module that says what the law is, and when that was looked up."""

    checked: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    text: Text

    @model_validator(mode="before")
    @classmethod
    def _yaml_reads_dates(cls, values: object) -> object:
        if isinstance(values, dict) and "checked" in values:
            return {**values, "checked": str(values["checked"])}
        return values


class ModuleFile(Data):
    """The contents of `module.yaml`."""

    id: ModuleId
    number: int
    title: Text
    summary: Text
    minutes: int
    prerequisites: list[ModuleId] = []
    leaves_out: Text
    goals: Annotated[list[Goal], Field(min_length=1)]
    pages: Annotated[list[Page], Field(min_length=1)]
    sources: list[Source] = []
    law: Law | None = None

    @model_validator(mode="after")
    def _one_graded_page(self) -> Self:
        if sum(page.graded for page in self.pages) != 1:
            raise ValueError("exactly one page must be marked 'graded: true'")
        return self


class TasksFile(Data):
    """The contents of one file in `tasks/`."""

    tasks: list[Task]


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


def load_module(folder: Path) -> Module:
    """Read the module in `folder`; raises DataError naming file, field and remedy."""
    path = folder / "module.yaml"
    about = load(path, ModuleFile)
    tasks: list[BaseTask] = []
    places: dict[str, Path] = {}
    known = {competence.id for competence in framework().competences}
    problems = []
    if about.id != folder.name:
        problems.append(f"{path}: id: {about.id!r} is not the name of its folder. Make them the same.")
    problems += [
        f"{path}: goal: unknown competence {goal.competence}. Use one of competences.yaml."
        for goal in about.goals
        if goal.competence not in known
    ]
    for tasks_file in sorted((folder / "tasks").glob("*.yaml")):
        for task in load(tasks_file, TasksFile).tasks:
            if task.id in places:
                problems.append(f"{tasks_file}: task {task.id} stands in {places[task.id].name} too. Give one another id.")
            if task.competence not in known:
                problems.append(f"{tasks_file}: task {task.id}: unknown competence {task.competence}. Use one of competences.yaml.")
            problems += [
                f"{tasks_file}: task {task.id}: there is no file {name} in {folder.name}."
                for name in task.files
                if not (folder / name).is_file()
            ]
            places[task.id] = tasks_file
            tasks.append(task.placed(folder))
    if problems:
        raise DataError(path, problems)
    return Module(folder, about, tasks)


@lru_cache(maxsize=32)
def _loaded(folder: Path, _stamp: tuple[tuple[str, int], ...]) -> Module:
    return load_module(folder)


def module(folder: Path) -> Module:
    """Like `load_module`, but reads again only when a file of the module changed."""
    files = [folder / "module.yaml", *(folder / "tasks").glob("*.yaml")]
    return _loaded(folder, tuple((file.name, file.stat().st_mtime_ns) for file in sorted(files) if file.exists()))


def catalogue(folder: Path | None = None) -> list[Module]:
    """All modules in `folder` (by default the released ones), in order of their numbers; raises DataError."""
    root = folder or settings.released()
    found = [module(path.parent) for path in sorted(root.glob("*/module.yaml"))]
    return sorted(found, key=lambda one: one.about.number)
