"""The folders of grading in `home()`."""

import os
from collections.abc import Collection
from pathlib import Path

from course import settings
from course.usernames import SAFE_NAME
from grading.errors import GradingError

ANSWERS, HANDED_IN_AT = "answers.json", "timestamp.txt"  # what nbgrader's convention and the marking run ask of a hand-in
SUBMISSION, MARKED, FAILED = "submission.json", "marked.json", "failed.json"  # which hand-in lies in a folder, and what became of it
STEPS = ("submitted", "autograded", "feedback")  # what nbgrader's convention calls the folders with something of a learner


def folder_of(step: str, learner: str) -> Path:
    """A learner's folder of one of the STEPS. Raises GradingError when the name cannot be a folder's."""
    return settings.home() / step / folder_name(learner)


def submitted(learner: str, module: str) -> Path:
    """Where a learner's collected hand-in lies. Raises GradingError when the name cannot be a folder's."""
    return folder_of("submitted", learner) / module


def autograded(learner: str, module: str) -> Path:
    """Where a learner's marked notebook lies, as formgrader expects it."""
    return folder_of("autograded", learner) / module


def folder_name(learner: str) -> str:
    """The learner's username, once it is certain that it names a folder here and nothing else."""
    if not SAFE_NAME.fullmatch(learner):
        raise GradingError(
            f"Brugernavnet {learner!r} kan ikke bruges: det må kun rumme bogstaver, tal og . _ @ + - og skal begynde med et bogstav eller tal.",
            f"The username {learner!r} cannot be used: only letters, digits and . _ @ + - are allowed, and it begins with a letter or digit.",
        )
    return learner


def learners_in(step: str, module: str, only: Collection[str] | None = None) -> list[str]:
    """The usernames (of `only` these) that have something for `module` in the folder `step`, in order."""
    names = names_in(step) if only is None else sorted(name for name in only if SAFE_NAME.fullmatch(name))
    return [name for name in names if os.path.lexists(settings.home() / step / name / module)]


def names_in(step: str) -> list[str]:
    """The usernames that have something in the folder `step`, in order; names that cannot be usernames are passed over."""
    folder = settings.home() / step
    found = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [name for name in found if SAFE_NAME.fullmatch(name)]
