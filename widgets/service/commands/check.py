"""Checking everything that a course is made of: each problem names its file, its line and what to do.

A room may offer checks of its own under the entry point group `kompetencevej.checks`: functions without arguments that return such lines.
"""

from collections.abc import Callable
from functools import partial
from importlib.metadata import entry_points
from typing import TypeVar

from course import settings
from course.change.adkar import adkar
from course.change.bridges import bridges
from course.change.lewin import lewin
from course.change.phases import phases
from course.datafile import DataError, load
from course.framework import Organisation, load_framework, load_roles
from course.modules import Module, load_module
from course.privacy.rules import load_privacy
from course.text import Text
from widgets import contract

Read = TypeVar("Read")


def everything() -> tuple[list[str], Text]:
    """All problems in this installation's data files and modules, and what was looked at."""
    found = _data_problems()
    modules: list[Module] = []
    folders = sorted(path.parent for path in settings.modules().glob("*/module.yaml"))
    for folder in folders:
        problems, read = _attempt(partial(load_module, folder))
        found += problems
        if read is not None:
            modules.append(read)
            found += _module_problems(read)
    if not folders:
        found.append(f"{settings.modules()}:1: holds no module. Set KOMPETENCEVEJ_MODULES to the folder with the modules.")
    for entry in entry_points(group="kompetencevej.checks"):
        found += entry.load()()
    tasks = sum(len(module.tasks) for module in modules)
    return list(dict.fromkeys(found)), Text(
        da=f"Moduler: {len(modules)}, opgaver: {tasks}.", en=f"Modules: {len(modules)}, tasks: {tasks}."
    )


def _data_problems() -> list[str]:
    data = settings.data()
    found, framework = _attempt(lambda: load_framework(data / "competences.yaml"))
    if framework is not None:
        found += _attempt(lambda: load_roles(data / "roles.yaml", framework))[0]
    found += _attempt(lambda: load(data / "organisation.yaml", Organisation))[0]
    found += _attempt(lambda: load_privacy(data / "privacy.yaml"))[0]
    for read in (adkar, bridges, lewin, phases):
        found += _attempt(read)[0]
    return found


def _module_problems(module: Module) -> list[str]:
    found = [str(problem) for problem in contract.problems(module)]
    for task in module.tasks.values():
        found += _attempt(partial(task.read_files, module.folder))[0]
    return found


def _attempt(read: Callable[[], Read]) -> tuple[list[str], Read | None]:
    try:
        return [], read()
    except DataError as error:
        return list(error.problems), None
