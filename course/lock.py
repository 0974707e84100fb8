"""The lock of this installation: one run at a time collects, marks, restores or erases.

A child process inherits the lock by its open file and holds it until it ends, also when its parent has ended before. `filelock` cannot do
that: it unlocks the file when it lets go, and so takes the lock from the children too.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from course import settings
from course.errors import Busy

_held: list[int] = []


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
    passed_on = os.environ.get(settings.LOCK_HELD)
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
