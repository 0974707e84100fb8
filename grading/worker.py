"""A process that marks one learner after the other, as told on its standard input, and answers with what came of it."""

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import IO

from course import log, permissions
from course.store import open_store
from grading import collect
from grading.marker import mark_one, marker

READY = "ready\n"
"""What it says first, once it can be given somebody."""


def mark(module: str, told: IO[str], answers: IO[str]) -> None:
    """Mark each learner named in `told`, until it ends; whatever the cells of a notebook print or read must be out of its reach."""
    permissions.keep_others_out()
    log.to_file()
    store = open_store()
    with marker(collect.released_module(module)) as open_marker, suppress(BrokenPipeError):
        # when whoever asked has died, what is marked is noted all the same
        answers.write(READY)
        answers.flush()
        for line in told:
            print(json.dumps(asdict(mark_one(open_marker, store, json.loads(line)))), file=answers, flush=True)
    os._exit(0)  # nothing is left to write, and a broken pipe would be complained of


def _to_itself() -> tuple[IO[str], IO[str]]:
    """The input and output of this process, out of reach of what a cell prints or asks for."""
    told, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return told, answers


if __name__ == "__main__":
    mark(sys.argv[1], *_to_itself())
