"""Has a process ready beside the service that marks a hand-in at once (`grading.standby_process`)."""

import contextlib
import logging
import os
import subprocess
import sys
import threading

from grading.automatic import automatic

log = logging.getLogger(__name__)
LOOKS_EVERY = 60.0
"""Seconds between two looks whether the process still runs, where hand-ins are marked by themselves."""
_guard = threading.Lock()
_child: list[subprocess.Popen[bytes]] = []
_serves = False


def begin() -> threading.Event:
    """What the service does when it begins: where the installation has it so, hand-ins are marked by themselves until what is returned is set."""
    global _serves  # noqa: PLW0603  a service begins once
    _serves = True
    ended = threading.Event()
    threading.Thread(target=_watch, args=(ended,), name="standby", daemon=True).start()
    return ended


def _watch(ended: threading.Event) -> None:
    while True:
        try:
            if automatic():
                with _guard:
                    _start()
        except OSError:  # no process can be started at this moment; a later look may
            log.exception("Nothing marks by itself")
        if ended.wait(LOOKS_EVERY):
            return


def make_ready() -> None:
    """Start the process in a service that has begun, unless it runs: somebody is there and may ask for something. It ends with the service.

    Raises OSError where none can be started.
    """
    if not _serves:
        return
    with _guard:
        if _start():
            return
        with contextlib.suppress(OSError):
            assert _child[0].stdin
            os.write(_child[0].stdin.fileno(), b".")  # somebody is there


def _start() -> bool:
    """Start the process, and say so, unless it runs."""
    if _child and _child[0].poll() is None:
        return False
    while _child:
        pipe = _child.pop().stdin
        assert pipe
        pipe.close()
    _child.append(subprocess.Popen([sys.executable, "-m", "grading.standby_process"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL))
    return True
