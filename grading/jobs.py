"""Commands that the trainer's page starts. They outlive a reload of the page, and only one is at work at a time, however often somebody clicks."""

import fcntl
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from course import files, settings
from course.errors import Busy
from course.lock import take_lock

COUNTED = re.compile(r"^(?P<what>.+) (?P<done>\d+)/(?P<total>\d+): ")
OWN_LOCK = "job.lock"
PATIENCE = 1.0  # seconds
_children: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Job:
    """The last command that was started: how far it is, and what it said.

    `running` says that somebody is at work; where that is not this command, but what marks one hand-in after the other, `name` is empty.
    """

    name: str
    running: bool
    done: int
    total: int
    lines: tuple[str, ...]


def start(name: str, arguments: list[str], reads: str = "") -> bool:
    """Start a trainer's command, which `reads` this as its standard input, unless one is at work; says whether it did.

    The lock is taken here and inherited by the child, so that there is no moment in which a second click could start another.
    """
    lock = _lock_soon()
    if lock is None:
        return False
    folder = settings.home() / "jobs"
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, settings.LOCK_HELD: str(lock.fileno()), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    with lock, (folder / "log.txt").open("wb") as log, tempfile.TemporaryFile(dir=folder) as given, (folder / OWN_LOCK).open("w") as own:
        fcntl.flock(own, fcntl.LOCK_EX)  # the child keeps it, too, until it ends
        given.write(reads.encode())
        given.seek(0)
        files.write_whole(folder / "job.json", json.dumps({"name": name}))
        command = [sys.executable, "-m", "grading", *arguments]
        pipes: Any = {"stdin": given, "stdout": log, "stderr": subprocess.STDOUT}
        child = subprocess.Popen(command, env=environment, pass_fds=(lock.fileno(), own.fileno()), start_new_session=True, **pipes)  # noqa: S603  no word of it from a request
        _children.append(child)
    return True


def _lock_soon() -> IO[str] | None:
    """The lock, also where a single hand-in is being marked, which takes a moment; None where somebody works for longer."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return take_lock(wait=False)
        except Busy:
            if time.monotonic() > until:
                return None
            time.sleep(0.1)


def last() -> Job | None:
    """The last command, or None when none was ever started."""
    _children[:] = [child for child in _children if child.poll() is None]
    folder = settings.home() / "jobs"
    try:
        name = str(json.loads((folder / "job.json").read_text("utf-8"))["name"])
        lines = (folder / "log.txt").read_text("utf-8", errors="replace").splitlines()
    except (OSError, ValueError, KeyError):
        return None
    counted = [match for line in lines if (match := COUNTED.match(line))]
    done, total = (int(counted[-1]["done"]), int(counted[-1]["total"])) if counted else (0, 0)
    told = tuple(line for line in lines if not COUNTED.match(line))
    running = _is_locked()
    return Job(name, running, done, total, told) if not running or _runs(folder) else Job("", running, 0, 0, told)


def _runs(folder: Path) -> bool:
    """Whether the last command itself is at work."""
    with (folder / OWN_LOCK).open("a") as own:
        try:
            fcntl.flock(own, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _is_locked() -> bool:
    try:
        take_lock(wait=False).close()
    except Busy:
        return True
    return False
