"""The programs of an installation: started, watched, started again when they end, and stopped together."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 20
AGAIN_SECONDS = 1.0
SAID = 2000  # characters of a log that are shown


@dataclass
class Part:
    """A program with its environment (all of it); what it says goes to `log`."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it, in a session of its own so that a Ctrl-C in the terminal reaches us alone."""
        self.process = self.launch()
        self._note.write_text(str(self.process.pid))

    def launch(self) -> "subprocess.Popen[bytes]":
        """A process of the program."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def end_left_over(self) -> None:
        """End what an installation left running that was killed itself."""
        with suppress(FileNotFoundError, ValueError):
            pid = int(self._note.read_text())
            asked = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
            if self.command[0] in asked.stdout:  # and not another program that was given the number since
                with suppress(ProcessLookupError):
                    os.killpg(pid, signal.SIGKILL)

    @property
    def _note(self) -> Path:
        return self.log.with_suffix(".pid")

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """End it, and what it has started, as a crash would."""
        if self.process and self.running:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """End it in good order; by force when that takes too long."""
        if self.process is None or not self.running:
            return
        self.process.send_signal(signal.SIGINT if self.name.startswith("course") else signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        with suppress(ProcessLookupError):  # what it has started and left behind
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Watch:
    """Starts parts anew when they end, until it is told to stop."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        """Start all parts, in order, and watch them."""
        for part in self.parts:
            part.start()
        self._watcher.start()

    def stop(self) -> None:
        """Stop all parts, the last first."""
        self._over.set()
        if self._watcher.is_alive():
            self._watcher.join()
        for part in reversed(self.parts):
            part.stop()

    def _look(self) -> None:
        while not self._over.wait(AGAIN_SECONDS):
            for part in self.parts:
                if not part.running and not self._over.is_set():
                    part.start()


def until(ready: Callable[[], bool], what: str, seconds: float, log: Path) -> None:
    """Wait until `ready()` is true; raises RuntimeError with the log's name and its end when it does not come about."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            said = log.read_text("utf-8", "replace")[-SAID:] if log.exists() else ""
            raise RuntimeError(f"{what} did not start; see {log}\n{said}")
        time.sleep(0.2)
