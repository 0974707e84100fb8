"""Going on with the counting that a chief's look left, so that she need not open her page for every few teams while a course is new."""

import logging
import threading
from collections.abc import Iterable
from queue import SimpleQueue

from course.chain import count_anew
from course.store import open_store

log = logging.getLogger(__name__)
PAUSE = 0.2
"""Seconds between two teams, in which other pages have the processor."""
_left: SimpleQueue[list[str] | None] = SimpleQueue()


def go_on_with(teams: Iterable[str]) -> None:
    """Let these teams be counted, where they are due, as soon as there is time for it."""
    _left.put(list(teams))


def begin() -> threading.Thread:
    """What the service does when it begins: count what looks have left, until `end`."""
    thread = threading.Thread(target=_run, name="counting", daemon=True)
    thread.start()
    return thread


def end() -> None:
    """Count no more once what is left has been counted."""
    _left.put(None)


def _run() -> None:
    store, pause = open_store(), threading.Event()
    while (teams := _left.get()) is not None:
        try:
            while count_anew(store, teams, patience=0):
                pause.wait(PAUSE)
        except Exception:  # the store may be away for a moment, and the chief's next look goes on
            log.exception("The teams below a chief could not be counted")
    store.database.close()
