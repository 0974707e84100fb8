"""A real course service for the tests, started by its own command in an empty home."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.command import Command, told
from tests.postgres import free_port

BIN = Path(sys.executable).parent
READY_WITHIN = 240


class Service:
    """`kompetencevej serve --local` on a free port; `address` has the token that lets a browser in. `whole` as in `Command`."""

    whole = True

    def __init__(self, home: Path, **environment: str) -> None:
        self.home, self.port = home, free_port()
        self.environment = {**os.environ, "KOMPETENCEVEJ_HOME": str(home), **environment}
        self.log = home / "service.log"
        self.address = ""
        self.process: Command | subprocess.Popen[bytes] | None = None

    def start(self) -> "Service":
        """Start it and wait until it says where it is."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.log.touch()
        before = self.log.stat().st_size
        self.process = self._launch()
        deadline = time.monotonic() + READY_WITHIN
        while not self.address or self.process.poll() is not None:
            said = self.log.read_bytes()[before:].decode()
            if found := re.search(r"http://\S+\?token=\w+", said):
                self.address = found[0]
                break
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the service did not start:\n{said}")
            time.sleep(0.1)
        return self

    def _launch(self) -> "Command | subprocess.Popen[bytes]":
        return Command(["serve", "--local", "--no-open", "--port", str(self.port)], self.environment, self.log, whole=self.whole)

    @property
    def base(self) -> str:
        """The address without token, ending in a slash."""
        return self.address.split("?")[0]

    def run(self, *arguments: str) -> str:
        """Run a `kompetencevej` command on the same home and return what it said."""
        code, said = told(list(arguments), self.environment)
        assert code == 0, said
        return said

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.address = ""

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()


class Installed(Service):
    """The course as on a server, without the switch and the example team, started by the installed command with nothing loaded before."""

    def _launch(self) -> "subprocess.Popen[bytes]":
        command = [BIN / "kompetencevej", "serve", "--no-local", "--no-open", "--port", str(self.port)]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
