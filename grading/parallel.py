"""Marking in processes of their own (`grading/worker.py`). Each marks one learner after the other, as it is told, and answers with what came of it.

They guard the marking against itself: one that ends, or takes too long over a hand-in, fails that hand-in alone, and another takes its place.
They do not hear Ctrl-C: this process does, tells them to stop after the learner they have in hand, and waits. They stop by themselves
when this process dies, and hold its lock until then, so that nobody else starts in between.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, Any

from course.lock import held
from course.modules import Module
from course.store import Store
from grading import forking, release
from grading.errors import GradingError, Stopped, TooLong
from grading.marker import Marked, not_marked
from grading.worker import READY

LIMIT = 60.0
"""The seconds that marking one hand-in may take; it usually takes a small part of one."""
Process = forking.Forked | subprocess.Popen[str]


@dataclass(eq=False)
class Worker:
    """A process that marks; `learner` is whom it has in hand, `until` when it must be done with her (monotonic seconds)."""

    process: Process
    learner: str | None = None
    until: float = float("inf")
    late: bool = False

    def hand(self, learner: str | None) -> None:
        """Give it the next learner, or none."""
        self.learner, self.until = learner, time.monotonic() + LIMIT if learner else float("inf")
        if learner:
            with suppress(BrokenPipeError):  # it has died, which the end of its answers tells
                print(json.dumps(learner), file=self.process.stdin, flush=True)

    def stop(self) -> None:
        """End it, and what its cells have started, without waiting for anything."""
        self.late = True
        if self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()  # also where it is not yet in a session of its own


def mark(module: Module, store: Store, learners: list[str], processes: int) -> Iterator[Marked]:
    """Mark these learners' collected hand-ins, in no order. Raises GradingError when no process can be got ready."""
    with _workers() as workers, selectors.DefaultSelector() as answering:
        marking = _Marking(module, store, list(reversed(learners)), workers, answering)
        for _ in range(min(processes, len(learners))):
            marking.start()
        while marking.goes_on():
            for worker in marking.answered():
                found = marking.hear(worker)
                if found:
                    yield found
    if marking.waiting:
        number = len(marking.waiting)
        raise GradingError(
            f"{number} afleveringer blev ikke rettet, for de processer, der retter, kunne ikke starte. Se grading.log, og kør kommandoen igen.",
            f"{number} hand-ins were not marked, because the processes that mark could not start. See grading.log, and run the command again.",
        )


class Warm:
    """Processes that stay ready between hand-ins, so that marking one need not wait for what marks to be loaded; of a few modules at once."""

    def __init__(self, most: int = 2) -> None:
        self._most = most
        self._ready: dict[tuple[str, str], Worker] = {}

    def mark(self, module: Module, store: Store, learners: list[str]) -> Iterator[Marked]:
        """Mark these learners' collected hand-ins, one after the other; one that ends its process fails alone. Raises GradingError."""
        for learner in learners:
            worker = self.make_ready(module)
            worker.hand(learner)
            answer = self._heard(worker)
            if answer:
                worker.hand(None)
                yield _read(answer)
                continue
            self._drop(worker)
            yield not_marked(store, module.id, learner, TooLong(LIMIT) if worker.late else Stopped())

    def make_ready(self, module: Module) -> Worker:
        """The process for the module as it is released now. Raises GradingError where none can be got ready."""
        key = (module.id, release.version(module.id))
        worker = self._ready.pop(key, None)
        if worker and worker.process.poll() is None:
            self._ready[key] = worker  # the last one used is the last to go
            return worker
        while len(self._ready) >= self._most:
            self._drop(next(iter(self._ready.values())))
        worker = self._ready[key] = Worker(_start(module, ()))  # it stays beyond this run, and may not hold its lock
        worker.until = time.monotonic() + LIMIT
        if self._heard(worker) != READY:
            self._drop(worker)
            raise GradingError(
                "Afleveringen blev ikke rettet, for den proces, der retter, kunne ikke starte. Se grading.log.",
                "The hand-in was not marked, because the process that marks could not start. See grading.log.",
            )
        return worker

    def close(self) -> None:
        """End them all."""
        for worker in list(self._ready.values()):
            self._drop(worker)

    def _heard(self, worker: Worker) -> str:
        """What it says next; nothing when it ends, or when its time is up."""
        with selectors.DefaultSelector() as answering:
            answering.register(_pipe(worker.process.stdout), selectors.EVENT_READ)
            if not answering.select(max(0.0, worker.until - time.monotonic())):
                worker.stop()
        return _pipe(worker.process.stdout).readline()

    def _drop(self, worker: Worker) -> None:
        self._ready = {key: one for key, one in self._ready.items() if one is not worker}
        with suppress(BrokenPipeError):
            _pipe(worker.process.stdin).close()
        _end(worker)


@dataclass
class _Marking:
    """The learners who wait (the last one is next), and the processes that mark them."""

    module: Module
    store: Store
    waiting: list[str]
    workers: list[Worker]
    answering: selectors.BaseSelector

    def start(self) -> None:
        """Start one more process; it gets a learner once it says that it is ready."""
        worker = Worker(_start(self.module, held()))
        self.workers.append(worker)
        self.answering.register(_pipe(worker.process.stdout), selectors.EVENT_READ, worker)

    def goes_on(self) -> bool:
        """Whether anybody is still to be marked, and a process there to do it."""
        return bool(self.answering.get_map()) and bool(self.waiting or any(worker.learner for worker in self.workers))

    def answered(self) -> Iterator[Worker]:
        """The processes that have said something, or ended, by now; one whose time is up is ended."""
        soonest = min(worker.until for worker in self.workers)
        ready = self.answering.select(None if soonest == float("inf") else max(0.0, soonest - time.monotonic()))
        yield from (key.data for key, _ in ready)
        for worker in self.workers:
            if worker.until < time.monotonic() and not worker.late:
                worker.stop()

    def hear(self, worker: Worker) -> Marked | None:
        """Take what a process says, and hand it the next learner; where it has ended, another takes its place."""
        answer, learner = _pipe(worker.process.stdout).readline(), worker.learner
        if answer:
            worker.hand(self.waiting.pop() if self.waiting else None)
            return None if answer == READY else _read(answer)
        worker.hand(None)
        self.answering.unregister(_pipe(worker.process.stdout))
        if learner is None:  # it ended before it was ready, and so would the next
            return None
        if self.waiting:
            self.start()
        return not_marked(self.store, self.module.id, learner, TooLong(LIMIT) if worker.late else Stopped())


@contextmanager
def _workers() -> Iterator[list[Worker]]:
    """A list for the processes; however this ends, they have ended before it does, each with the learner it had in hand."""
    workers: list[Worker] = []
    try:
        yield workers
    finally:
        for worker in workers:
            with suppress(BrokenPipeError):
                _pipe(worker.process.stdin).close()
        for worker in workers:
            _end(worker)


def _end(worker: Worker) -> None:
    """Wait until the process has ended by itself, for as long as a hand-in may take."""
    try:
        worker.process.wait(LIMIT)
    except subprocess.TimeoutExpired:
        worker.stop()
        worker.process.wait()
    _pipe(worker.process.stdout).close()


def _start(module: Module, lock: tuple[int, ...]) -> Process:
    if forking.POSSIBLE:
        with suppress(OSError):  # a process of its own says why it cannot start
            return forking.fork(module.id, lock)
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "pass_fds": lock, "start_new_session": True}
    return subprocess.Popen([sys.executable, "-m", "grading.worker", module.id], **pipes)  # noqa: S603  no word of it from a learner


def _read(line: str) -> Marked:
    found = json.loads(line)
    return Marked(found["learner"], found["name"], found["state"], tuple(found["waits"]), tuple(found["problems"]))


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe
