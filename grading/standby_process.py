"""Marking a hand-in at once: a process beside the service that has all that marks loaded, and does what the store says is to be done.

What is to be done stands in the store: the hand-ins that trainers ask for and, where the installation has it so, all that are not marked. So
nothing is forgotten when this process or the service ends, it does not matter which replica somebody asked, and no two mark the same hand-in.
"""

import contextlib
import logging
import os
import sys
import threading
import time

from course import log as logs
from course import modules, permissions
from course.errors import CourseError
from course.lock import locked
from course.modules import Module
from course.store import Store, Submission, open_store
from course.store.pile import Sought
from grading import collect, feedback, mark
from grading.automatic import automatic
from grading.errors import as_told, unmarked
from grading.parallel import Warm

log = logging.getLogger(__name__)
LOOKS_EVERY = 0.25
"""Seconds between two looks into the store; while nothing happens, SLOWLY."""
SLOWLY = 1.0
IDLE = 15 * 60
"""Seconds without anything to do, or anybody who might ask, after which it ends; not where it marks by itself."""


class Standby:
    """What marks one hand-in after the other, as the store says."""

    def __init__(self, store: Store) -> None:
        self.store, self.warm = store, Warm()

    def step(self) -> bool:
        """Do what is to be done next, if anything is; whatever goes wrong with it is noted, and the next comes."""
        by_itself = automatic()
        taken = self.store.standings.take(automatic=by_itself)
        if taken is None:
            return False
        found = self.store.submissions.get(taken)
        problem = None if found is None else self._do(found, by_itself=by_itself)
        self.store.standings.done(taken, failed=bool(problem))
        return True

    def _do(self, hand_in: Submission, *, by_itself: bool) -> str | None:
        """Collect and mark the hand-in and, `by_itself`, send what waits for nobody; returns why it could not be done."""
        try:
            with locked(wait=True):
                return self._done(hand_in, collect.released_module(hand_in.module), by_itself=by_itself)
        except Exception as error:
            log.exception("Hand-in %s could not be marked", hand_in.id)
            told = as_told(error)
            collect.note_unmarked(self.store, hand_in, unmarked(told))
            return told.text.da

    def _done(self, hand_in: Submission, module: Module, *, by_itself: bool) -> str | None:
        only = {hand_in.learner}
        if problems := [one.problem for one in collect.collect(module, self.store, only) if one.problem]:
            return problems[0]
        marked = list(mark.mark(module, self.store, only=only, by=self.warm.mark))
        if by_itself:
            for sent in feedback.feedback(module, self.store, only):
                log.info("Feedback for hand-in %s: %s", hand_in.id, sent.state)
        return next((one.problems[0] for one in marked if one.state == "failed"), None)

    def warm_up(self) -> None:
        """Get ready for the module of who has waited longest, else for the first one; what cannot be got ready is told when it is needed."""
        with contextlib.suppress(CourseError, OSError):
            waiting = {one.module for one in self.store.hand_ins.page(Sought(), most=1)}
            first = [one for one in modules.catalogue() if one.id in waiting] or modules.catalogue()
            for module in first[:1]:
                self.warm.make_ready(module)


class _Parent:
    """The pipe to the service: it ends when that does, and what comes through it says that somebody is there."""

    def __init__(self) -> None:
        self.heard_at = time.monotonic()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while os.read(sys.stdin.fileno(), 64):  # not sys.stdin.read(): its lock would be held when the interpreter ends
                self.heard_at = time.monotonic()
        os._exit(0)  # the processes that mark end with their pipes


def main() -> None:
    """Do what is to be done until the service ends, or until nobody has asked for anything for long."""
    permissions.keep_others_out()
    logs.to_file()
    parent, store = _Parent(), open_store()
    standby = Standby(store)
    standby.warm_up()
    last = time.monotonic()
    while automatic() or time.monotonic() - max(last, parent.heard_at) < IDLE:
        try:
            worked = standby.step()
        except CourseError:  # the store is away for a moment; the log says so
            worked = False
        if worked:
            last = time.monotonic()
        else:
            time.sleep(LOOKS_EVERY if time.monotonic() - max(last, parent.heard_at) < 60 else SLOWLY)
    standby.warm.close()


if __name__ == "__main__":
    main()
