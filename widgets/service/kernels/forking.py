"""Kernels as forks of a warm process, for `jupyter_client`: see `warm.py` for what happens in those processes.

Starting Python and importing what a page needs takes seconds and 100 MB; a fork of a process that has done so takes milliseconds and shares
its memory. Where forking is not to be had (only Linux forks safely) or is switched off (`KOMPETENCEVEJ_FORK=0`), kernels are started one by one.
"""

import asyncio
import contextlib
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from course import settings
from course.errors import CourseError

log = logging.getLogger(__name__)
PROVISIONER = "kompetencevej-fork"
MODULE = "widgets.service.kernels"
READY_SECONDS = 60
FAILED = b'{"failed"'


class ForkFailed(CourseError):
    """No process could be forked."""

    code = "fork"


def possible() -> bool:
    """Whether kernels are forked here."""
    return sys.platform == "linux" and os.environ.get(settings.FORK, "1") != "0"


class Lifeline:
    """The service's end of the line to a forked process; closing it ends the process."""

    def __init__(self) -> None:
        self._end, self.other = socket.socketpair()
        self._end.setblocking(False)
        self._loop: asyncio.AbstractEventLoop | None = None

    async def said(self) -> dict[str, Any]:
        """What the process says next. Raises ForkFailed when it ends without a word, says that it failed, or is too late."""
        self.other.close()
        try:
            heard = await asyncio.wait_for(self._heard(), READY_SECONDS)
        except (TimeoutError, OSError):
            heard = b""
        found: dict[str, Any] = json.loads(heard) if heard.endswith(b"\n") else {"failed": "the process ended"}
        if "failed" in found:
            self.close()
            raise ForkFailed("Opgaverne kunne ikke startes. Prøv igen om lidt.", f"No process could be forked: {found['failed']}")
        return found

    async def _heard(self) -> bytes:
        heard = bytearray()
        while not heard.endswith(b"\n"):
            part = await asyncio.get_running_loop().sock_recv(self._end, 1 << 18)
            if not part:
                break
            heard += part
        return bytes(heard)

    def tell(self, what: dict[str, Any]) -> None:
        """Say something to the process. Raises ForkFailed when it is gone."""
        try:
            self._end.sendall(json.dumps(what).encode() + b"\n")
        except OSError as error:
            raise ForkFailed("Opgaverne kunne ikke startes. Prøv igen om lidt.", f"The process is gone: {error}") from error

    def ended(self, within: float = 0) -> bool:
        """Whether the process is gone, waiting for at most so many seconds."""
        if self._end.fileno() < 0:
            return True
        waiting_for = select.poll()  # not select.select, which knows no more than 1024 files
        waiting_for.register(self._end, select.POLLIN)
        if not waiting_for.poll(1000 * within):
            return False
        try:
            waiting = self._end.recv(len(FAILED), socket.MSG_PEEK)
        except ConnectionError:
            return True
        return waiting in (b"", FAILED)  # what else waits is an answer that somebody is about to read

    def when_ended(self, act: Callable[[], None]) -> None:
        """Call `act` as soon as the process is gone, however it went."""
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._end, self._gone, act)

    def _gone(self, act: Callable[[], None]) -> None:
        self._unwatch()
        act()

    def _unwatch(self) -> None:
        if self._loop:
            self._loop.remove_reader(self._end)
            self._loop = None

    def close(self) -> None:
        """Let go of the process."""
        self._unwatch()
        self._end.close()
        self.other.close()


class Forker:
    """A process that forks others."""

    def __init__(self) -> None:
        self.line = Lifeline()
        self._requests, self._theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

    def fork(self, line: Lifeline, wish: dict[str, Any], *more: socket.socket) -> None:
        """Ask for a fork with this line. Raises ForkFailed when this process is gone."""
        try:
            socket.send_fds(self._requests, [json.dumps(wish).encode()], [line.other.fileno(), *(one.fileno() for one in more)])
        except OSError as error:
            raise ForkFailed("Opgaverne kunne ikke startes. Prøv igen om lidt.", f"The process to fork from is gone: {error}") from error

    def close(self) -> None:
        """End the process. What was forked from it lives on."""
        self._requests.close()
        self._theirs.close()
        self.line.close()


class WarmProcess(Forker):
    """The first of them, started with the service; it knows of the service's environment what its kernels may know."""

    def __init__(self, environment: dict[str, str]) -> None:
        super().__init__()
        ends = [self._theirs.fileno(), self.line.other.fileno()]
        command = [sys.executable, "-m", MODULE, *map(str, ends)]
        environment = {**environment, "MPLBACKEND": "agg"}
        self._process = subprocess.Popen(command, pass_fds=ends, env=environment, stdin=subprocess.DEVNULL)  # noqa: S603  our own module
        self._theirs.close()

    @classmethod
    async def start(cls, environment: dict[str, str]) -> "WarmProcess":
        """Start it and wait until it is warm. Raises ForkFailed."""
        warm = cls(environment)
        try:
            await warm.line.said()
        except ForkFailed:
            warm.close()
            raise
        return warm

    def close(self) -> None:
        super().close()
        self._process.wait()


class PageProcess(Forker):
    """A fork that has run a page's notebook, from which views are forked. `problem` says why none can be, or is empty."""

    problem = ""

    @classmethod
    async def start(cls, warm: Forker, notebook: Path, environment: dict[str, str]) -> "PageProcess":
        """Run the notebook. Raises ForkFailed."""
        page = cls()
        wish = {"task": "page", "argv": [], "env": environment, "cwd": str(notebook.parent), "notebook": str(notebook)}
        try:
            warm.fork(page.line, wish, page._theirs)
            page._theirs.close()
            page.problem = (await page.line.said())["problem"]
        except ForkFailed:
            page.close()
            raise
        return page


class Forked:
    """What `LocalProvisioner` wants to know of a process, for one that is not our child: its line says whether it lives."""

    stdin = stdout = stderr = None

    def __init__(self, line: Lifeline, pid: int) -> None:
        self.line, self.pid = line, pid

    def poll(self) -> int | None:
        """None while the process lives; how a fork ended is not known, and 0 stands for that."""
        return 0 if self.line.ended() else None

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises TimeoutExpired."""
        deadline = time.monotonic() + (READY_SECONDS if timeout is None else timeout)
        if not self.line.ended(max(0.0, deadline - time.monotonic())):
            raise subprocess.TimeoutExpired("kernel", timeout or READY_SECONDS)
        self.line.close()
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended (then its number may be another's)."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):  # it may be ending just now
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class ForkProvisioner(LocalProvisioner):
    """Starts a kernel as a fork.

    `start_kernel` is given `fork_from`, a Forker, `wish`, what the request to it says besides, and `ended`, which is called when the process
    has ended, however that came about. Where the environment does not name a learner the process is a spare, and `claim` says whose it is.
    """

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork, and remember in `self.page` what the process said of its page; with nothing to fork from, start Python anew."""
        if "fork_from" not in kwargs:
            return await super().launch_kernel(cmd, **kwargs)
        source: Forker = kwargs["fork_from"]
        environment = {key: str.__str__(value) for key, value in kwargs["env"].items()}  # Voila's names are an enum's
        wish = {"argv": cmd[cmd.index("ipykernel_launcher") + 1 :], "env": environment, "cwd": kwargs["cwd"], **kwargs["wish"]}
        line = Lifeline()
        try:
            source.fork(line, wish)
            said = await line.said()
        except ForkFailed:
            line.close()
            manager: Any = self.parent
            manager.cleanup_connection_file()
            raise
        self.process: Any = Forked(line, said["pid"])
        self.pid = self.pgid = said["pid"]
        self.cwd = kwargs["cwd"]
        self._ended = kwargs["ended"]
        self._spare = wish["task"] == "view" and "components" not in said
        self._begin(said)
        return self.connection_info

    async def claim(self, learner: str) -> None:
        """Let a spare be somebody's. Raises ForkFailed when it is gone."""
        self.process.line.tell({"learner": learner})
        self._spare = False
        self._begin(await self.process.line.said())

    def _begin(self, said: dict[str, Any]) -> None:
        self.page = said
        if not self._spare:
            self.process.line.when_ended(self._ended)
