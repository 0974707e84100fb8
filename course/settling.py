"""The shortest way to a sure level: which hand-in would settle a provisional one, by a rule that anybody can follow with a pencil.

A level is sure when enough marked tasks, from enough hand-ins, stand behind it (`course.progression`). A hand-in that waits to be marked
already counts as on its way. Of all modules whose graded page asks for the competence, the one comes first after which fewest hand-ins are
still missing, and of those the one that takes fewest minutes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

from course.modules import Module
from course.progression import ENOUGH_HAND_INS, ENOUGH_RESULTS, Attained


@dataclass(frozen=True)
class Choice:
    """A module that a learner can hand in, and the `minutes` that takes her; `handed_in` that she has done so before, `waits` that it is being marked."""

    module: Module
    minutes: int
    handed_in: bool = False
    waits: bool = False

    def tasks(self, competence: str) -> int:
        """How many graded tasks ask for this competence. A conversation stands beside other tasks, and is not counted on."""
        return sum(task.competence == competence and not task.has_attempts for task in self.module.graded_tasks)


@dataclass(frozen=True)
class Way:
    """What to hand in next, how many marked tasks it adds, and how many hand-ins are missing afterwards (0: then the level is sure)."""

    choice: Choice
    tasks: int
    afterwards: int


def shortest_way(competence: str, attained: Attained | None, choices: Iterable[Choice]) -> Way | None:
    """What settles the level of `competence`, or None where it is sure or no module asks for it. What waits to be marked comes first."""
    asking = [one for one in choices if one.tasks(competence)]
    now = attained or Attained(0.0, 0, 0)
    if not now.provisional or not asking:
        return None
    waiting = next((one for one in asking if one.waits), None)
    ways = [Way(one, one.tasks(competence), _missing(competence, _after(now, one, competence), asking)) for one in asking]
    if waiting:
        return next(way for way in ways if way.choice is waiting)
    return min(ways, key=lambda way: (way.afterwards, way.choice.minutes, way.choice.module.about.number))


def _after(attained: Attained, choice: Choice, competence: str) -> Attained:
    return replace(attained, results=attained.results + choice.tasks(competence), hand_ins=attained.hand_ins + 1)


def _missing(competence: str, attained: Attained, choices: list[Choice]) -> int:
    """How many more hand-ins there must be, each of the module with most tasks."""
    most = max(one.tasks(competence) for one in choices)
    return max(0, ENOUGH_HAND_INS - attained.hand_ins, ceil((ENOUGH_RESULTS - attained.results) / most))
