"""Sending reminders while the service runs, so that nobody needs to set up a timer; every replica may, since the store says whose turn it is."""

import logging
import threading

from course.errors import CourseError
from course.mail.reminders import remind
from course.mail.server import server
from course.store import open_store

log = logging.getLogger(__name__)
EVERY = 10 * 60
"""Seconds between two looks into the queue."""


def begin() -> threading.Event | None:
    """What the service does when it begins: look into the queue now and then, where there is a mail server, until what is returned is set."""
    try:
        named = server() is not None
    except CourseError:
        log.exception("The mail server that is set cannot be used")
        return None
    if not named:
        return None
    ended = threading.Event()
    threading.Thread(target=_run, args=(ended,), name="reminders", daemon=True).start()
    return ended


def _run(ended: threading.Event) -> None:
    store = open_store()
    while True:
        try:
            if found := server():
                remind(store, found)
        except Exception:  # the store may be away for a moment, and a later look finds the rest of the queue
            log.exception("Reminders could not be sent")
        if ended.wait(EVERY):
            return
