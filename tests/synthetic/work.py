"""What synthetic colleagues are taught and how they answer: modules, and marked hand-ins that obey the published rules."""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from pydantic import TypeAdapter

from course.framework import MAX_LEVEL, framework
from course.kinds import Task
from course.kinds.choice import ChoiceTask
from course.kinds.match import MatchTask
from course.kinds.order import OrderTask
from course.modulefile import ModuleFile
from course.modules import Module
from course.progression import TaskResult, shown_level
from course.tasks import BaseTask

VARIANTS = 24
POINTS = 4.0
ABILITIES = range(2 * MAX_LEVEL + 1)  # in half levels
TEXT = {"da": "Syntetisk", "en": "Synthetic"}
WHY = json.dumps([{"da": "Et syntetisk svar får en syntetisk forklaring.", "en": "A synthetic answer gets a synthetic explanation."}])


def made_up_modules(taught: set[str]) -> list[Module]:
    """Modules of three tasks on up to three of the competences that no module in `taught` teaches yet."""
    left = [one.id for one in framework().competences if one.id not in taught]
    return [_made_up(2 + place // 3, left[place : place + 3]) for place in range(0, len(left), 3)]


def _made_up(number: int, competences: list[str]) -> Module:
    about = {
        "id": f"{number}-syntetisk", "number": number, "title": TEXT, "summary": TEXT, "minutes": 30, "leaves_out": TEXT,
        "goals": [{"competence": one, "text": TEXT} for one in competences],
        "pages": [{"notebook": "1-vis.ipynb", "title": TEXT, "minutes": 10, "graded": True}],
    }  # fmt: skip
    read: TypeAdapter[BaseTask] = TypeAdapter(Task)
    tasks = [read.validate_python(_task(f"syntetisk-{place}", one, place)) for place, one in enumerate(competences)]
    return Module(Path(), ModuleFile.model_validate(about), tasks)


def _task(id: str, competence: str, place: int) -> dict[str, Any]:
    common = {"id": id, "use": "graded", "competence": competence, "level": 3, "title": TEXT, "prompt": TEXT}
    if place == 0:
        return {**common, "kind": "text", "covers": [TEXT]}
    return {**common, "kind": "choice", "multiple": True, "options": [{"id": one, "text": TEXT} for one in "abcd"]}


def answer(task: BaseTask) -> Any:
    """An answer that the task can have."""
    match task:
        case ChoiceTask():
            return [task.options[0].id]
        case OrderTask():
            return [step.id for step in task.steps]
        case MatchTask():
            return {item.id: task.right[0].id for item in task.left}
    return "Et syntetisk svar, som ingen har skrevet."


@dataclass(frozen=True)
class Marked:
    """A marked hand-in without its learner: rows of results and of evidence as the tables want them, but for their ids."""

    results: tuple[tuple[Any, ...], ...]
    evidence: tuple[tuple[str, float, str, int], ...]


class Work:
    """The hand-ins of one module: `VARIANTS` for each ability, made once, so that a municipality of any size draws from them.

    `answers` and `saved` are the answers as a hand-in and as the table of answers want them.
    """

    def __init__(self, module: Module, seed: int) -> None:
        self.module, self.version = module, module.version
        answers = {task.id: answer(task) for task in module.graded_tasks}
        self.answers = json.dumps(answers)
        self.saved = [(module.id, task.id, task.fingerprint, json.dumps(answers[task.id])) for task in module.graded_tasks]
        random = Random(f"{seed}/{module.id}")
        self._marked = {ability: [_mark(module, ability / 2, random) for _ in range(VARIANTS)] for ability in ABILITIES}

    def marked(self, ability: int, random: Random) -> Marked:
        """What somebody of this ability (in half levels) hands in, and gets back."""
        return random.choice(self._marked[min(ability, max(ABILITIES))])


def _mark(module: Module, ability: float, random: Random) -> Marked:
    results, basis = [], []
    for task in module.graded_tasks:
        rubric, fraction = _outcome(task, ability, random)
        results.append(
            (task.id, task.competence, task.level, fraction * POINTS, POINTS, rubric, "[]" if rubric is not None else WHY, "", "[]")
        )
        basis.append(TaskResult(task.id, task.competence, task.level, fraction, rubric))
    return Marked(tuple(results), tuple(_evidence(basis)))


def _outcome(task: BaseTask, ability: float, random: Random) -> tuple[int | None, float]:
    """A rubric level where a trainer reads the task, and the share of its points earned; the abler, the more."""
    shown = ability + random.gauss(0, 0.6)
    if getattr(task, "kind", "") == "text":
        rubric = min(MAX_LEVEL, max(0, round(shown)))
        return rubric, rubric / MAX_LEVEL
    return None, min(4, max(0, round(2 + 2 * (shown - task.level + 1)))) / 4


def _evidence(basis: list[TaskResult]) -> list[tuple[str, float, str, int]]:
    found = []
    for competence in sorted({one.competence for one in basis}):
        own = [one for one in basis if one.competence == competence]
        found.append((competence, shown_level(own), json.dumps([vars(one) for one in own]), len(own)))
    return found
