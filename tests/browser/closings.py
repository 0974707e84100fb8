"""Learners who close their page a moment after the last key or click: what became of their last words."""

import json
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.store import Store, open_store
from tests import prepare
from tests.browser.actors import GRADED, MODULE, module
from tests.browser.service import Service

SCRIPT = Path(__file__).parent / "closings.mjs"
CHOICE, OPTIONS, TEXT = "kanal-foerste-samtale", ("telefon", "oev-foerst", "video-med-hjaelp"), "relation-det-usagte-tekst"
LONGEST_DELAY = 400  # milliseconds
ARRIVES_WITHIN = 30.0  # seconds


@dataclass(frozen=True)
class Closing:
    """One closing: after so many milliseconds; the seconds until its answer was saved, or None; whether the next visit brought it instead."""

    task: str
    delay: int
    saved_after: float | None
    by_next_visit: bool = False

    @property
    def lost(self) -> bool:
        """Whether nothing brought it."""
        return self.saved_after is None and not self.by_next_visit


def closings(service: Service, browser: str, learners: Sequence[str], count: int) -> list[Closing]:
    """Let them close their pages so often together, at every delay up to the longest, in "chrome" or "firefox"."""
    program = prepare.browser() if browser == "chrome" else prepare.firefox()
    assert program, "tests/prepare.py sees to it that there is one"
    about = [
        service.address,
        f"module/{MODULE}/{GRADED}",
        CHOICE,
        ",".join(OPTIONS),
        TEXT,
        ",".join(learners),
        str(count),
        str(LONGEST_DELAY),
    ]
    command = [prepare.BIN / "node", SCRIPT, browser, program, *about]
    found: list[Closing] = []
    store = open_store(f"sqlite:///{service.home / 'course.db'}")
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process,
        ThreadPoolExecutor(len(learners)) as looking,
    ):
        assert process.stdin
        assert process.stdout
        unsaved: dict[int, Closing] = {}

        def look(said: dict[str, Any]) -> None:
            took = _arrived(store, said)
            if said.get("back"):
                found.append(Closing(said["task"], unsaved.pop(said["window"]).delay, None, by_next_visit=took is not None))
            elif took is None:
                unsaved[said["window"]] = Closing(said["task"], said["delay"], None)
            else:
                found.append(Closing(said["task"], said["delay"], took))
            with suppress(BrokenPipeError):  # then its own end says what is wrong
                process.stdin.write(json.dumps({"window": said["window"], "found": took is not None}).encode() + b"\n")

        for line in process.stdout:
            looking.submit(look, json.loads(line))
    store.database.close()
    assert process.returncode == 0, f"{browser}: the closings ended early"
    return found + list(unsaved.values())


def _arrived(store: Store, said: dict[str, Any]) -> float | None:
    """The seconds until a learner's answer was in the store, or None."""
    begun = time.monotonic()
    while time.monotonic() - begun < ARRIVES_WITHIN:
        answer = store.answers.get(said["learner"], MODULE, module().tasks[said["task"]])
        if answer and answer.value == said["value"]:
            return time.monotonic() - begun
        time.sleep(0.05)
    return None
