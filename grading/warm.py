"""The warm process: it has loaded all that marks, and each process that marks is a fork of it.

`forking.py` starts it, with a socket from which each message asks for one fork and brings what that is to have: the pipe on which it is told
what to do, the one for its answers, where its errors go, and files that it is to hold open until it ends. The answer is its number, and a
handle by which its end is seen. What is loaded has read nothing of this installation: a fork is told its surroundings before it does anything.
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
import traceback
from typing import IO, NoReturn

from setproctitle import setproctitle

AT_ONCE = [
    # imported by what marks before the first hand-in, or by the first
    "IPython.core.completerlib", "IPython.core.magics", "course.together", "grading.config", "grading.private.book", "grading.private.converting",
    "grading.private.shell", "grading.worker", "sqlalchemy.dialects.sqlite",
]  # fmt: skip
MOST_FILES = 16


def main() -> None:
    """Get warm, and fork until whoever started this is gone. Argument: the number of the socket."""
    line = socket.socket(fileno=int(sys.argv[1]))
    setproctitle("kompetencevej warm for marking")
    gc.disable()  # what is loaded stays
    _load()
    gc.freeze()  # and is left alone by the collector, so that it stays shared
    gc.enable()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system takes away who has ended
    while files := socket.recv_fds(line, 1, MOST_FILES)[1]:
        pid = os.fork()
        if pid == 0:
            line.close()
            _become(*files)
        for number in files:
            os.close(number)
        handle = os.pidfd_open(pid)  # it waits to be told what to do, and so has not ended
        socket.send_fds(line, [str(pid).encode()], [handle])
        os.close(handle)
    os._exit(0)  # to take apart all that was imported takes a while


def _load() -> None:
    """Import what marks, and do what it would do once, whoever is marked."""
    for name in AT_ONCE:
        importlib.import_module(name)
    from nbformat import validator
    from sqlalchemy.orm import configure_mappers

    from grading.assignment import IMPORTS, IMPORTS_MARK

    for line in (IMPORTS, IMPORTS_MARK):
        exec(line, {})  # noqa: S102  what each released notebook begins with
    configure_mappers()
    for relaxed in (False, True):
        validator.get_validator(4, 5, relax_add_props=relaxed)  # type: ignore[no-untyped-call]


def _become(told: int, answers: int, errors: int, *held: int) -> NoReturn:
    """In the fork: mark, and never return to the loop that forked it."""
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(errors, 2)
        os.close(errors)
        for number in (told, answers, *held):
            os.set_inheritable(number, False)  # what a cell starts holds none of them
        with os.fdopen(told) as lines, os.fdopen(answers, "w") as answered:
            if wish := lines.readline():  # whoever asked may have gone since
                _mark(lines=lines, answers=answered, **json.loads(wish))
    except BaseException:  # whatever it is, this process must end
        traceback.print_exc()
    finally:
        os._exit(1)


def _mark(lines: IO[str], answers: IO[str], module: str, environment: dict[str, str], folder: str) -> None:
    """Mark in these surroundings."""
    from grading import worker

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    setproctitle(f"kompetencevej marks {module}")
    worker.mark(module, lines, answers)


if __name__ == "__main__":
    main()
