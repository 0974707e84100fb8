"""The folders of grading in `home()`, how one of them is replaced in one step, and the lock that lets one run work at a time."""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from course import permissions, settings
from grading.errors import Busy, GradingError

_held: list[int] = []
SAFE_NAME = re.compile(r"[^\W_][\w.@+-]{0,119}")


def submitted(learner: str, module: str) -> Path:
    """Where a learner's collected hand-in lies. Raises GradingError when the name cannot be a folder's."""
    return settings.home() / "submitted" / folder_name(learner) / module


def autograded(learner: str, module: str) -> Path:
    """Where a learner's marked notebook lies, as formgrader expects it."""
    return settings.home() / "autograded" / folder_name(learner) / module


def folder_name(learner: str) -> str:
    """The learner's username, once it is certain that it names a folder here and nothing else."""
    if not SAFE_NAME.fullmatch(learner):
        raise GradingError(
            f"Brugernavnet {learner!r} kan ikke bruges: det må kun rumme bogstaver, tal og . _ @ + - og skal begynde med et bogstav eller tal.",
            f"The username {learner!r} cannot be used: only letters, digits and . _ @ + - are allowed, and it begins with a letter or digit.",
        )
    return learner


def learners_in(step: str, module: str) -> list[str]:
    """The usernames that have something for `module` in the folder `step`, in order; names that cannot be usernames are passed over."""
    folder = settings.home() / step
    found = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [name for name in found if SAFE_NAME.fullmatch(name) and os.path.lexists(folder / name / module)]


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder on the same disk to build in; it is gone afterwards."""
    building = settings.home() / "building"
    building.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp(dir=building))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def put_in_place(new: Path, target: Path, kept: Path | None = None) -> None:
    """Let the folder `new` take the place of `target`; what stood there is moved to `kept` or removed.

    What it was copied from may have been open to everybody; here it is not. Interrupted in between, `target` is missing, and the next run builds it again.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.parent.is_symlink():
        raise GradingError(f"{target.parent} er et link; fjern det.", f"{target.parent} is a link; remove it.")
    if os.path.lexists(target):
        old = kept or new.parent / "old"
        remove(old)
        old.parent.mkdir(parents=True, exist_ok=True)
        target.rename(old)
    permissions.close(new)
    new.rename(target)


def remove(path: Path) -> None:
    """Remove a folder with all that is in it, a file, or a link (not what it leads to); nothing there is no mistake."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def write_whole(path: Path, content: str | bytes) -> None:
    """Write the file so that readers see the old text or the new one, never a part; other accounts see neither."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def take_lock(wait: bool) -> IO[str]:
    """Take the lock under which hand-ins are collected and marked; closing the file gives it back. A child process may inherit it. Raises Busy."""
    path = settings.home() / "grading.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError as error:
        file.close()
        raise Busy(
            "Der hentes eller rettes allerede. Vent, til det er færdigt.",
            "Collecting or marking is already under way. Wait until it is done.",
        ) from error
    return file


@contextmanager
def locked(wait: bool = False) -> Iterator[None]:
    """Hold the lock, or the one that the process that started this one passed on; what a killed run was building is swept away."""
    passed_on = os.environ.get("KOMPETENCEVEJ_LOCK_HELD")
    with open(int(passed_on), closefd=False) if passed_on else take_lock(wait) as lock:
        _held.append(lock.fileno())
        try:
            shutil.rmtree(settings.home() / "building", ignore_errors=True)
            yield
        finally:
            _held.pop()


def held() -> tuple[int, ...]:
    """The open file of the lock, for children to inherit: it is then held until they have ended too."""
    return tuple(_held)
