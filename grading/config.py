"""The settings of nbgrader, in code.

nbgrader goes on with its own defaults when a settings file fails, and those execute what learners send; so ours come from no file, and
`in_force` looks before anything is marked.
"""

from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import (
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
    OverwriteCells,
)
from traitlets.config import Config

from course import settings
from grading.errors import NotInForce
from grading.preprocessors import EnterPoints, Execute, FreeText, KeepCells, ShowRubric
from grading.private.converting import CheckMetadata

IGNORE = [".*", "*.pyc", "__pycache__", "feedback"]
RELEASE = [
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckMetadata,
    ComputeChecksums,
    KeepCells,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckMetadata,
]
SANITIZE = [ClearOutput, OverwriteCells, CheckMetadata]
MARK = [Execute, FreeText, EnterPoints, ShowRubric]  # the notebook is ours and was checked in the pass before


def config() -> Config:
    """The settings of every step, and of formgrader."""
    found = Config()
    found.CourseDirectory.root = str(settings.home())
    found.CourseDirectory.source_directory = str(settings.modules())
    found.CourseDirectory.db_url = settings.gradebook()
    found.CourseDirectory.ignore = IGNORE
    found.ClearSolutions.code_stub = {"python": ""}
    found.GenerateAssignment.preprocessors = RELEASE
    found.Exporter.optimistic_validation = True  # check a notebook once, not after each step
    found.Autograde.sanitize_preprocessors = SANITIZE
    found.Autograde.autograde_preprocessors = MARK
    return found


def course_directory(**where: str) -> CourseDirectory:
    """Build nbgrader's notion of where everything lies; `where` overrides single traits."""
    return CourseDirectory(config=config(), **where)


def in_force(converter: Any) -> None:
    """Raise NotInForce unless `converter` marks with our classes, in our folders, into our gradebook."""
    directory = converter.coursedir
    expected = {
        "sanitize_preprocessors": (converter.sanitize_preprocessors, SANITIZE),
        "autograde_preprocessors": (converter.autograde_preprocessors, MARK),
        "root": (directory.root, str(settings.home())),
        "db_url": (directory.db_url, settings.gradebook()),
    }
    wrong = [name for name, (found, wanted) in expected.items() if found != wanted]
    if wrong:
        listed = ", ".join(wrong)
        raise NotInForce(
            f"Der er ikke rettet noget: nbgrader bruger andre indstillinger end kursets ({listed}). Fjern eller ret nbgrader_config.py.",
            f"Nothing was marked: nbgrader uses other settings than the course's ({listed}). Remove or correct nbgrader_config.py.",
        )
