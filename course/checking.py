"""Looking for everything that authors must correct, in one module or in all that a course is made of.

Other rooms add what only they know under two entry point groups: `kompetencevej.module_checks` (functions from a `Reading` to problems) and
`kompetencevej.checks` (functions without arguments).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TypeVar

from course import layers, placing, settings
from course.change.adkar import adkar
from course.change.archetypes import archetypes
from course.change.bridges import bridges
from course.change.lewin import lewin
from course.change.phases import phases
from course.conversation import paths
from course.datafile import DataError, load, problem, read, read_alone
from course.errors import NotFound
from course.framework import Framework, Organisation, framework, load_framework, load_roles, role_problems
from course.modules import Reading, read_folder, sources
from course.privacy.rules import load_privacy
from course.problems import Mistake, Problem, Rank, instead
from course.review.limits import ReviewData
from course.roster.words import load_words
from course.second_marking import load_second_marking

Read = TypeVar("Read")


@dataclass(frozen=True)
class Checked:
    """What was looked at, and what is wrong with it, the most useful first."""

    problems: tuple[Problem, ...]
    modules: int
    tasks: int


def everything() -> Checked:
    """Look at all data files and modules of this installation."""
    found, readable = data_problems()
    readings = [read_folder(folder) for folder in folders()] if readable else []
    for reading in readings:
        found += of_module(reading)
    if readable:
        found += _between(readings)
        for check in _installed("kompetencevej.checks"):
            found += check()
    return _checked(found, readings)


def one(module: str) -> Checked:
    """Look at one module. Raises NotFound."""
    known = {folder.name: folder for folder in folders()}
    if module not in known:
        da, en = instead(module, known)
        raise NotFound(
            f"Der er intet modul {module} i {settings.modules()}. {da}", f"There is no module {module} in {settings.modules()}. {en}"
        )
    found, readable = data_problems()
    if not readable:
        return _checked(found, [])
    reading = read_folder(known[module])
    return _checked(of_module(reading), [reading])


def folders() -> list[Path]:
    """The folders of all modules' sources, in order: every folder, since one without module.yaml is a mistake too."""
    return _attempt(sources)[1] or []


def of_module(reading: Reading) -> list[Problem]:
    """Everything that is wrong in a module."""
    found = [*reading.problems, *_goals(reading), *_conversations(reading), *placing.problems(reading), *_own_references(reading)]
    for check in _installed("kompetencevej.module_checks"):
        found += check(reading)
    return found


@cache
def _installed(group: str) -> list[Callable[..., list[Problem]]]:
    """What other rooms look at. Asking what is installed reads hundreds of files, and a preview looks again whenever one writes."""
    return [entry.load() for entry in entry_points(group=group)]


def data_problems() -> tuple[list[Problem], bool]:
    """What is wrong in the data files, and whether modules can be looked at beside that."""
    data = settings.data()
    found, known = _attempt(lambda: load_framework(data / "competences.yaml"))
    if known is not None:
        problems, roles = _attempt(lambda: load_roles(data / "roles.yaml", known))
        found += problems
        if roles is not None:
            found += _attempt(lambda: load_words(data / "roster.yaml", roles))[0] + _outdated_targets(data / "roles.yaml", known)
    found += _attempt(lambda: load(data / "organisation.yaml", Organisation))[0]
    found += _attempt(lambda: load(data / "review.yaml", ReviewData))[0]
    found += _attempt(lambda: load_privacy(data / "privacy.yaml"))[0]
    found += _attempt(lambda: load_second_marking(data / "second_marking.yaml"))[0]
    for theory in (adkar, archetypes, bridges, lewin, phases):
        found += _attempt(theory)[0]
    refused, modules = _attempt(sources)
    found += refused + _outdated(modules or [])
    if not modules and not refused:
        da = "her er ingen moduler. Lav et med: kompetencevej new-module"
        found.append(
            Problem(settings.modules(), 1, da, "there are no modules here. Make one with: kompetencevej new-module", Rank.UNREADABLE)
        )
    return found, known is not None


def _outdated(modules: Iterable[Path]) -> list[Problem]:
    """What an update of the course has made obsolete in the municipality's own folder."""
    found = layers.stray_files({path.name for path in modules})
    for path in sorted(settings.data().glob("*.yaml")):
        if own := layers.own_file(path):
            found += _attempt(lambda path=path, own=own: layers.problems_of(read_alone(path), read_alone(own), own))[1] or []  # type: ignore[misc]  # bound at once
    return found


def _outdated_targets(path: Path, known: Framework) -> list[Problem]:
    """Targets in the municipality's own folder of competences that there are not."""
    return role_problems(path, known)[1]


def _goals(reading: Reading) -> Iterator[Problem]:
    """Goals that no task serves, and tasks for which no goal stands."""
    if reading.about is None or not reading.whole:
        return
    yaml = reading.folder / "module.yaml"
    goals = [goal.competence for goal in reading.about.goals]
    known = [competence.id for competence in framework().competences]
    taught = {task.competence for task in reading.tasks.values()}
    unread = reading.named != set(reading.tasks) or not taught <= set(known)
    for at, competence in enumerate(goals):
        if competence in known and competence not in taught and not unread:
            da = f"ingen opgave har competence: {competence}. Lav en, eller slet målet."
            en = f"no task has competence: {competence}. Make one, or delete the goal."
            yield problem(yaml, read(yaml), Mistake(da, en, ("goals", at, "competence")), Rank.REFERENCE)
    if not set(goals) <= set(known):  # which is told already, and a task may have meant it
        return
    for id, task in reading.tasks.items():
        if task.competence in known and task.competence not in goals:
            da = f"{task.competence} er ikke et af modulets mål. Tilføj det under goals i module.yaml, eller brug et af dem: {', '.join(goals)}."
            en = f"{task.competence} is none of the module's goals. Add it under goals in module.yaml, or use one of them: {', '.join(goals)}."
            yield reading.problem(id, Mistake(da, en, ("competence",)))


def _conversations(reading: Reading) -> Iterator[Problem]:
    used = {name for task in reading.tasks.values() for name in task.files.values()}
    for path in sorted(reading.folder.glob("*.twee")):
        yield from _attempt(lambda path=path: paths.load(path))[0]  # type: ignore[misc]  # bound at once
        if path.name not in used and reading.whole and reading.named == set(reading.tasks):
            da = "ingen opgave bruger samtalen. Lav en opgave med dialogue, eller slet filen."
            yield Problem(path, 1, da, "no task uses the conversation. Make a task with dialogue, or delete the file.", Rank.REFERENCE)


def _between(readings: Iterable[Reading]) -> Iterator[Problem]:
    """What does not fit between modules."""
    named = {reading.folder.name for reading in readings}
    numbers: dict[int, str] = {}
    for reading in readings:
        if reading.about is None:
            continue
        yaml, about = reading.folder / "module.yaml", reading.about
        if about.number in numbers:
            da = f"{numbers[about.number]} har også nummer {about.number}. Giv det ene et andet."
            en = f"{numbers[about.number]} has number {about.number} too. Give one another."
            yield problem(yaml, read(yaml), Mistake(da, en, ("number",)), Rank.REFERENCE)
        numbers.setdefault(about.number, about.id)
        for at, before in enumerate(about.prerequisites):
            if before not in named:
                da, en = instead(before, named)
                mistake = Mistake(f"der er intet modul »{before}«. {da}", f"there is no module “{before}”. {en}", ("prerequisites", at))
                yield problem(yaml, read(yaml), mistake, Rank.REFERENCE)
    yield from _elsewhere(list(readings))


def _own_references(reading: Reading) -> list[Problem]:
    """Tasks that refer to a task that this very module does not have."""
    if not reading.whole:
        return []
    own = {
        id for id, task in reading.tasks.items() if any(name.startswith(f"{reading.folder.name}/") for name, _ in task.refers_to.values())
    }
    return [one for id, one in _astray([reading]) if id in own]


def _elsewhere(readings: Sequence[Reading]) -> Iterator[Problem]:
    """Tasks that refer to a task that is not there."""
    yield from (one for _, one in _astray(readings))


def _astray(readings: Sequence[Reading]) -> Iterator[tuple[str, Problem]]:
    """Tasks' ids, each with what is wrong with what it refers to."""
    kinds = {f"{reading.folder.name}/{id}": task.kind_name for reading in readings for id, task in reading.tasks.items()}
    unread = {f"{reading.folder.name}/{id}" for reading in readings for id in reading.named - set(reading.tasks)}
    for reading in readings:
        for id, task in reading.tasks.items():
            for field, (name, kind) in task.refers_to.items():
                if kinds.get(name) != kind and name not in unread:
                    da, en = instead(name, [one for one, its in kinds.items() if its == kind])
                    mistake = Mistake(
                        f"»{name}« er ikke en opgave af slagsen {kind}. {da}", f"“{name}” is no task of the kind {kind}. {en}", (field,)
                    )
                    yield id, reading.problem(id, mistake)


def _attempt(look: Callable[[], Read]) -> tuple[list[Problem], Read | None]:
    try:
        return [], look()
    except DataError as error:
        return list(error.problems), None


def _checked(found: Iterable[Problem], readings: list[Reading]) -> Checked:
    return Checked(tuple(ordered(found)), len(readings), sum(len(reading.tasks) for reading in readings))


def ordered(found: Iterable[Problem]) -> list[Problem]:
    """The problems, each once, the most useful first."""
    return sorted(dict.fromkeys(found), key=lambda one: (one.rank, one.file, one.line))
