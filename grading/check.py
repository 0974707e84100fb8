"""What `kompetencevej check` asks of grading: each module's keys, rubrics and calibration texts, and the example team."""

from datetime import UTC, datetime

from course import review
from course.datafile import DataError
from course.modules import Reading
from course.problems import Problem, Rank
from course.review.limits import Measure
from course.review.module import Reviewed, rules_broken
from grading import example_team
from grading.calibration import CALIBRATION
from grading.key import KEYS
from grading.rubric import RUBRICS


def of_module(reading: Reading) -> list[Problem]:
    """What is wrong with the keys, rubrics and calibration texts of a module."""
    return [*KEYS.problems(reading), *RUBRICS.problems(reading), *CALIBRATION.problems(reading), *_rules(reading)]


def _rules(reading: Reading) -> list[Problem]:
    """The rules of `course/data/review.yaml` that the module's tasks break."""
    if reading.module is None:
        return []
    found = rules_broken(Reviewed(reading.module, {}, review.data(), datetime.now(UTC).date()))
    return [_problem(reading, measure) for measure in found]


def _problem(reading: Reading, measure: Measure) -> Problem:
    task, why = measure.subject, measure.limit.why
    return Problem(reading.folder / "module.yaml", 1, f"opgaven {task}: {why.da}", f"the task {task}: {why.en}", Rank.FORM)


def problems() -> list[Problem]:
    """What is wrong with the example team."""
    try:
        return example_team.problems()
    except DataError as error:
        return error.problems
