"""Marking what is collected: which hand-ins wait, and whether this process marks them or several do."""

from collections.abc import Collection, Iterator

from course.modules import Module
from course.store import Store
from grading import collect, folders, gradebook, parallel, release
from grading.marker import Marked, facts, mark_one, marker
from grading.sources import chosen_sources


def to_mark(module: str) -> list[str]:
    """The learners whose collected hand-in can be marked."""
    return folders.learners_in("submitted", module)


def mark(
    module: Module, store: Store, again: bool = False, only: Collection[str] | None = None, processes: int | None = None
) -> Iterator[Marked]:
    """Mark what is collected and not marked yet (`again`: everything; `only`: these learners); one that fails stops nobody else's.

    What a trainer has given stays: nbgrader keeps manual points and comments, and asks her to look again. Without `processes` this process
    marks, and nothing guards it against a test that ends it or never does.
    """
    waiting = []
    for learner in to_mark(module.id):
        if only is not None and learner not in only:
            continue
        noted = None if again else facts(module.id, learner)
        if noted is not None and noted.get("id") == _collected_id(module.id, learner):
            yield Marked(learner, collect.name_of(store, learner), "unchanged")
        else:
            waiting.append(learner)
    if waiting:
        yield from _mark(module, store, waiting, processes)


def _mark(module: Module, store: Store, learners: list[str], processes: int | None) -> Iterator[Marked]:
    if not gradebook.knows(module.id, module.graded_page.stem):
        release.again(chosen_sources([module.id])[0])
    if processes:
        yield from parallel.mark(module, store, learners, processes)
        return
    with marker(module) as open_marker:
        for learner in learners:
            yield mark_one(open_marker, store, learner)


def _collected_id(module: str, learner: str) -> int | None:
    found = collect.about(folders.submitted(learner, module))
    return found["id"] if found else None
