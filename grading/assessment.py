"""Everything that marking a module needs beside the module itself, and that no learner's browser may be sent before: keys and rubrics."""

from dataclasses import dataclass

from course.modules import Module
from grading.key import KEYS, TaskKey
from grading.rubric import RUBRICS, Rubric


@dataclass(frozen=True)
class Assessment:
    """The keys and rubrics of a module: task id → key, task id → rubric."""

    keys: dict[str, TaskKey]
    rubrics: dict[str, Rubric]

    def points(self, task: str) -> float:
        """What the graded task is worth. Raises KeyError when there is none of this name."""
        return (self.keys.get(task) or self.rubrics[task]).points

    def texts(self) -> set[str]:
        """Everything in them that is written to be read."""
        found = [key.texts() for key in self.keys.values()] + [rubric.texts() for rubric in self.rubrics.values()]
        return set().union(*found)


def load_assessment(module: Module) -> Assessment:
    """The module's keys and rubrics; raises DataError naming file, line and remedy."""
    return Assessment(KEYS.load(module), RUBRICS.load(module))
