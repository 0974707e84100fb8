"""What `kompetencevej check` asks of grading: each module's keys and rubrics, and the example team."""

from course.datafile import DataError
from course.modules import Reading
from course.problems import Problem
from grading import example_team, key, rubric


def of_module(reading: Reading) -> list[Problem]:
    """What is wrong with the keys and rubrics of a module."""
    return [*key.problems(reading), *rubric.problems(reading)]


def problems() -> list[Problem]:
    """What is wrong with the example team."""
    try:
        return example_team.problems()
    except DataError as error:
        return error.problems
