"""The Python programs of ours that a command starts itself, forked as the command is (`tests/command.py`): each loads what is loaded already.

They are forked from a process that the command leaves behind before it begins, in its group and session, so that they end as they would. What a
program's surroundings tell of it elsewhere, in /proc/N/environ, is not so: tests that look there start them as they are.
"""

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import traceback
import types
from typing import Any, NoReturn

from grading import forking, standby
from grading.forking import Forked
from widgets.service.kernels import forking as kernels

PROGRAMS = {
    "grading.standby_process": "grading.standby_process",
    "grading.warm": "grading.warm",
    "widgets.service.kernels": "widgets.service.kernels.warm",
}
"""What `python -m` is told, and the module whose `main` is then run."""
LONGEST, MOST_FILES = 1 << 17, 8


class Forks:
    """Forks programs as long as the process lives that has made it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        if os.fork() == 0:
            self._line.close()
            _serve(theirs)
        theirs.close()

    def start(
        self,
        command: list[str],
        pass_fds: tuple[int, ...] = (),
        env: dict[str, str] | None = None,
        stdin: int = subprocess.DEVNULL,
        stdout: int | None = None,
        start_new_session: bool = False,
    ) -> Forked:
        """Like subprocess.Popen, as far as our programs are started with it: their arguments are the numbers of the files that they are given."""
        assert (command[:2], command[3:]) == ([sys.executable, "-m"], [str(number) for number in pass_fds])
        told, ours = os.pipe()
        wish = {
            "program": command[2],
            "environment": dict(env or os.environ),
            "quiet": stdout == subprocess.DEVNULL,
            "leads": start_new_session,
        }
        with self._guard:
            socket.send_fds(self._line, [json.dumps(wish).encode()], [told, *pass_fds])
            number, handles, _, _ = socket.recv_fds(self._line, 32, 1)
        os.close(told)
        lines = os.fdopen(ours, "wb", buffering=0)
        if stdin == subprocess.DEVNULL:
            lines.close()
        return Forked(int(number), handles[0], lines, None)  # type: ignore[arg-type]  # it answers on a socket, or to nobody


def install() -> None:
    """From now on this process starts our programs so."""
    stand_in: Any = types.ModuleType("subprocess")
    vars(stand_in).update(vars(subprocess), Popen=Forks().start)
    for room in (forking, kernels, standby):
        vars(room)["subprocess"] = stand_in


def _serve(line: socket.socket) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system takes away who has ended
    while True:
        message, files, _, _ = socket.recv_fds(line, LONGEST, MOST_FILES)
        if not message:
            os._exit(0)
        pid = os.fork()
        if pid == 0:
            line.close()
            _become(json.loads(message), *files)
        for number in files:
            os.close(number)
        handle = os.pidfd_open(pid)
        socket.send_fds(line, [str(pid).encode()], [handle])
        os.close(handle)


def _become(wish: dict[str, Any], told: int, *given: int) -> NoReturn:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if wish["leads"]:
            os.setsid()
        os.environ.clear()
        os.environ.update(wish["environment"])
        os.dup2(told, 0)
        os.close(told)
        if wish["quiet"]:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if not given:  # another would hold these files too, and nobody would hear of their end
            install()
        sys.argv = [wish["program"], *map(str, given)]
        importlib.import_module(PROGRAMS[wish["program"]]).main()
    except BaseException:  # whatever it is, this process must end
        traceback.print_exc()
    finally:
        os._exit(1)
