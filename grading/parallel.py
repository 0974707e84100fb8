"""Marking in several processes. Each marks one learner after the other, as told on its standard input, and answers with what came of it.

They do not hear Ctrl-C: this process does, tells them to stop after the learner they have in hand, and waits. They stop by themselves
when this process dies, and hold its lock until then, so that nobody else starts in between.
"""

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import IO, Any

from course import log
from course.lock import held
from course.modules import Module
from course.store import Store, open_store
from grading import collect
from grading.errors import GradingError
from grading.marker import Marked, mark_one, marker

Worker = subprocess.Popen[str]


def mark(module: Module, store: Store, learners: list[str], processes: int) -> Iterator[Marked]:
    """Mark these learners' collected hand-ins, in no order. A process that dies fails one of them; raises GradingError when none is left."""
    waiting = list(reversed(learners))
    at_work: dict[Worker, str] = {}
    with _workers(module, min(processes, len(learners))) as workers, selectors.DefaultSelector() as answering:
        for worker in workers:
            answering.register(_pipe(worker.stdout), selectors.EVENT_READ, worker)
            _hand_out(worker, waiting, at_work)
        while at_work:
            for key, _ in answering.select():
                answer = _pipe(key.data.stdout).readline()
                learner = at_work.pop(key.data, None)
                if answer:
                    yield _read(answer)
                    _hand_out(key.data, waiting, at_work)
                else:
                    answering.unregister(key.fileobj)
                    if learner is not None:
                        yield _lost(store, learner)
    if waiting:
        raise GradingError(
            f"{len(waiting)} afleveringer blev ikke rettet, for de processer, der rettede, standsede. Se grading.log, og kør kommandoen igen.",
            f"{len(waiting)} hand-ins were not marked, because the processes that mark stopped. See grading.log, and run the command again.",
        )


@contextmanager
def _workers(module: Module, number: int) -> Iterator[list[Worker]]:
    """Start the processes; however this ends, they have ended before it does, each with the learner it had in hand."""
    workers: list[Worker] = []
    try:
        workers += [_start(module) for _ in range(number)]
        yield workers
    finally:
        for worker in workers:
            with suppress(BrokenPipeError):
                _pipe(worker.stdin).close()
        for worker in workers:
            with _pipe(worker.stdout) as rest:
                rest.read()
            worker.wait()


def _start(module: Module) -> Worker:
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "pass_fds": held(), "start_new_session": True}
    return subprocess.Popen([sys.executable, "-m", "grading.parallel", module.id], **pipes)  # noqa: S603  no word of it from a learner


def _hand_out(worker: Worker, waiting: list[str], at_work: dict[Worker, str]) -> None:
    if waiting:
        at_work[worker] = waiting.pop()
        with suppress(BrokenPipeError):  # it has died, which the end of its answers tells
            print(json.dumps(at_work[worker]), file=worker.stdin, flush=True)


def _lost(store: Store, learner: str) -> Marked:
    name = collect.name_of(store, learner)
    return Marked(learner, name, "failed", problems=(f"{name}: afleveringen blev ikke rettet, for processen, der rettede, standsede.",))


def _read(line: str) -> Marked:
    found = json.loads(line)
    return Marked(found["learner"], found["name"], found["state"], tuple(found["waits"]), tuple(found["problems"]))


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def main(module: str) -> None:
    """Mark each learner named on the standard input, until it ends."""
    log.to_file()
    answers, sys.stdout = sys.stdout, sys.stderr  # what a cell prints is no answer
    store = open_store()
    with marker(collect.released_module(module)) as open_marker:
        for line in sys.stdin:
            marked = mark_one(open_marker, store, json.loads(line))
            try:
                print(json.dumps(asdict(marked)), file=answers, flush=True)
            except BrokenPipeError:  # whoever asked has died; what is marked is noted all the same
                break
    os._exit(0)  # nothing is left to write, and a broken pipe would be complained of


if __name__ == "__main__":
    main(sys.argv[1])
