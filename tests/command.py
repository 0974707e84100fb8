"""The command `kompetencevej`, or a Hub, in a process of its own, forked from one that has loaded both: Python takes two seconds to, and tests start them often.

What the command itself does before it has loaded anything is tested with the installed one (tests/service/test_the_command.py).
"""

import importlib
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing import forkserver
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PROGRAMS = {"kompetencevej": "widgets.service.commands.main", "jupyterhub": "jupyterhub.app"}
_ready = multiprocessing.get_context("forkserver")
_ready.set_forkserver_preload(["tests.loaded"])
OF_ALL = "TESTS_FORK_SERVER"


def one_for_all() -> None:
    """Start the process that all are forked from, for the workers that this process is about to start."""
    forkserver.ensure_running()
    os.environ[OF_ALL] = forkserver._forkserver._forkserver_address  # type: ignore[attr-defined]


def _use_the_one_for_all() -> None:
    """Fork from what `one_for_all` has started in the process above; multiprocessing has no public way to say so."""
    server: Any = forkserver._forkserver  # type: ignore[attr-defined]
    server._forkserver_address, server.ensure_running = os.environ[OF_ALL], lambda: None
    server._forkserver_alive_fd = os.open(os.devnull, os.O_RDONLY)  # what a fork would keep the server alive by


if OF_ALL in os.environ:
    _use_the_one_for_all()


class Command:
    """One run, with what it says added to the file `said`; otherwise like subprocess.Popen. `whole`: what it starts itself is forked too."""

    def __init__(
        self, arguments: list[str], environment: Mapping[str, str], said: Path, program: str = "kompetencevej", whole: bool = True
    ) -> None:
        self._process = _ready.Process(target=_be, args=([program, *arguments], dict(environment), said, whole))
        self._process.start()
        assert self._process.pid
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("kompetencevej", timeout or 0)
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def told(arguments: list[str], environment: Mapping[str, str], seconds: float = 300) -> tuple[int, str]:
    """Run the command to its end: its return code, and all that it said."""
    with TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        code = Command(arguments, environment, said).wait(seconds)
        return code, said.read_text("utf-8")


def _be(command: list[str], environment: dict[str, str], said: Path, whole: bool) -> None:
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background of a script hears no Ctrl-C
    os.environ.clear()
    os.environ.update(environment)
    out, nothing = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), os.open(os.devnull, os.O_RDONLY)
    for number, ours in enumerate((nothing, out, out)):
        os.dup2(ours, number)
    sys.argv = command
    if whole and command[0] == "kompetencevej":
        importlib.import_module("tests.forks").install()
    importlib.import_module(PROGRAMS[command[0]]).main()
