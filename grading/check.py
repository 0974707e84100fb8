"""What `kompetencevej check` asks of grading: keys, graded cells, rubrics, the example team and the names in staff lists."""

from course.datafile import DataError
from course.modules import load_module
from course.roster import words
from grading import example, release


def problems() -> list[str]:
    """A line for each thing to correct; what `load_module` itself finds wrong is told elsewhere."""
    found: list[str] = []
    for path in release.sources():
        try:
            module = load_module(path)
        except DataError:
            continue
        try:
            release.validate(module)
        except DataError as error:
            found += error.problems
    try:
        found += example.problems()
    except DataError as error:
        found += error.problems
    return found + words.problems()
