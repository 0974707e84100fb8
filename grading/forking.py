"""Processes that mark, each forked from one that has loaded all that marks: to load it takes seconds, and a fork a small part of one.

That warm process (`grading/warm.py`) is started with the first and stays until this one ends. It is not multiprocessing's fork server, which
hears Ctrl-C while it loads, runs this program's main file again in each fork, and gives what a cell starts a pipe that keeps it alive.
"""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

POSSIBLE = hasattr(os, "pidfd_open")
"""Whether a process can be forked from another and its end be seen here; only Linux has that."""
SECONDS = 60.0
"""How long the warm process may take to load, or to fork."""
ERRORS = 2
_guard = threading.Lock()
_warm: list[tuple[subprocess.Popen[bytes], socket.socket]] = []


class Forked:
    """A process that marks; otherwise like subprocess.Popen."""

    def __init__(self, pid: int, handle: int, stdin: IO[str], stdout: IO[str]) -> None:
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self._handle: int | None = handle

    def poll(self) -> int | None:
        """Whether it has ended: 0 then, None before."""
        return 0 if self._ended(0) else None

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended. Raises subprocess.TimeoutExpired."""
        if not self._ended(timeout):
            raise subprocess.TimeoutExpired("marking", timeout or 0)
        return 0

    def kill(self) -> None:
        """End it at once."""
        if self._handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def _ended(self, seconds: float | None) -> bool:
        if self._handle is not None:
            end = select.poll()
            end.register(self._handle, select.POLLIN)
            if not end.poll(None if seconds is None else seconds * 1000):
                return False
            os.close(self._handle)
            self._handle = None
        return True


def fork(module: str, held: tuple[int, ...]) -> Forked:
    """A process that marks hand-ins of a module, with the surroundings of this one; it holds these open files until it ends. Raises OSError."""
    wish = {"module": module, "environment": dict(os.environ), "folder": str(Path.cwd())}
    told, stdin = os.pipe()
    stdout, answers = os.pipe()
    lines = os.fdopen(stdin, "w"), os.fdopen(stdout)
    try:
        pid, handle = _asked([told, answers, ERRORS, *held])
    except BaseException:
        for one in lines:
            one.close()
        raise
    finally:
        os.close(told)
        os.close(answers)
    with suppress(BrokenPipeError):  # it has died, which the end of its answers tells
        print(json.dumps(wish), file=lines[0], flush=True)
    return Forked(pid, handle, *lines)


def _asked(files: list[int]) -> tuple[int, int]:
    """Have one forked that gets these files: its number, and the handle on it."""
    with _guard:
        try:
            line = _ready()
            socket.send_fds(line, [b"."], files)
            number, handles, _, _ = socket.recv_fds(line, 32, 1)
        except BaseException:  # an answer that comes later would be taken for the next one's
            close()
            raise
    if not handles:
        raise ConnectionError("the warm process has ended")
    os.set_inheritable(handles[0], False)
    return int(number), handles[0]


def _ready() -> socket.socket:
    """The line to the warm process, which is started where none runs."""
    if _warm and _warm[0][0].poll() is not None:
        close()
    if not _warm:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(SECONDS)
        with theirs:
            command = [sys.executable, "-m", "grading.warm", str(theirs.fileno())]
            nothing = subprocess.DEVNULL
            process = subprocess.Popen(command, stdin=nothing, stdout=nothing, pass_fds=(theirs.fileno(),), start_new_session=True)  # noqa: S603  no word of it from a learner
        _warm.append((process, ours))
    return _warm[0][1]


@atexit.register
def close() -> None:
    """End the warm process; what it has forked goes on."""
    while _warm:
        process, line = _warm.pop()
        line.close()
        process.kill()
        process.wait()
