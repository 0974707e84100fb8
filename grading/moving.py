"""One person under a new login, in the files of grading and in nbgrader's gradebook. The store is `course.store.moving`'s."""

import json
import os
from pathlib import Path

from course import files
from grading import gradebook
from grading.folders import MARKED, STEPS, SUBMISSION, folder_of

NOTES = (SUBMISSION, MARKED)  # both say which hand-in lies in a folder


def move(former: str, login: str) -> None:
    """Let what is collected, marked and written about `former` be `login`'s; repeating it changes nothing more. Hold the lock of grading.

    Where both have a hand-in of one module, the newer one stays, as it does when somebody hands in again.
    """
    for step in STEPS:
        source, target = folder_of(step, former), folder_of(step, login)
        for module in sorted(source.iterdir()) if source.is_dir() and not source.is_symlink() else []:
            if _hand_in(module) >= _hand_in(target / module.name):
                target.mkdir(parents=True, exist_ok=True)
                files.remove(target / module.name)
                module.rename(target / module.name)
        files.remove(source)
    gradebook.move(former, login)


def _hand_in(folder: Path) -> int:
    """The number in the store of the hand-in in a folder; 0 where the folder does not say, -1 where there is none."""
    for name in NOTES:
        try:
            return int(json.loads((folder / name).read_text("utf-8"))["id"])
        except (OSError, ValueError, TypeError, KeyError):
            continue
    return 0 if os.path.lexists(folder) else -1
