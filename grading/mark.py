"""Marking what is collected: which hand-ins wait, and whether this process marks them or several do."""

from collections.abc import Callable, Collection, Iterator
from functools import partial

from course.modules import Module
from course.store import Store, Submission
from grading import collect, folders, gradebook, parallel, release
from grading.marker import Marked, facts, mark_one, marker
from grading.sources import chosen_sources
from grading.standing import renew

TOLD_AT_ONCE = 25  # hand-ins whose standing the store is told together


def to_mark(module: str) -> list[str]:
    """The learners whose collected hand-in can be marked."""
    return folders.learners_in("submitted", module)


By = Callable[[Module, Store, list[str]], Iterator[Marked]]
"""What marks these learners' collected hand-ins."""


def mark(
    module: Module,
    store: Store,
    again: bool = False,
    only: Collection[str] | None = None,
    processes: int | None = None,
    *,
    by: By | None = None,
) -> Iterator[Marked]:
    """Mark what is collected and not marked yet (`again`: everything; `only`: these learners); one that fails stops nobody else's.

    What a trainer has given stays: nbgrader keeps manual points and comments, and asks her to look again. Without `processes`
    this process marks (or what `by` says), and nothing guards it against a test that ends it or never does.
    """
    waiting = []
    for learner in folders.learners_in("submitted", module.id, only):
        noted = None if again else facts(module.id, learner)
        if noted is not None and noted.get("id") == _collected_id(module.id, learner):
            yield Marked(learner, collect.name_of(store, learner), "unchanged")
        else:
            waiting.append(learner)
    if waiting:
        yield from _told(module, store, _mark(module, store, waiting, processes, by))


def _told(module: Module, store: Store, marked: Iterator[Marked]) -> Iterator[Marked]:
    """The same, while the store is told where these hand-ins stand now, also when the run is interrupted."""
    untold: list[Submission] = []
    try:
        for one in marked:
            if latest := store.submissions.latest(one.learner, module.id):
                untold.append(latest)
            if len(untold) >= TOLD_AT_ONCE:
                renew(module, store, untold)
                untold = []
            yield one
    finally:
        renew(module, store, untold)


def _mark(module: Module, store: Store, learners: list[str], processes: int | None, by: By | None) -> Iterator[Marked]:
    if not gradebook.knows(module.id, module.graded_page.stem):
        release.again(chosen_sources([module.id])[0])
    if processes:
        by = partial(parallel.mark, processes=processes)
    if by:
        yield from by(module, store, learners)
        return
    with marker(module) as open_marker:
        for learner in learners:
            yield mark_one(open_marker, store, learner)


def _collected_id(module: str, learner: str) -> int | None:
    found = collect.about(folders.submitted(learner, module))
    return found["id"] if found else None
