"""How many texts of each task wait, are being marked, and are marked: a few queries a module, however many hand-ins there are."""

from collections import defaultdict
from dataclasses import dataclass

from course.modules import Module, catalogue
from course.store import Store
from grading.desk import second
from grading.desk.texts import Place
from grading.private import manual_grades


@dataclass(frozen=True)
class Pile:
    """The texts of one task: how many wait, of these how many other trainers have before them, how many are marked, and whether she has begun one."""

    place: Place
    waits: int
    with_others: int
    marked: int
    begun: bool

    @property
    def free(self) -> int:
        """How many she could mark."""
        return self.waits - self.with_others


def piles(store: Store, trainer: str) -> list[tuple[Module, list[Pile]]]:
    """All piles by module, in the order of the course. Raises StorageError."""
    return [(module, found) for module in catalogue() if (found := _of_module(store, module, trainer))]


def _of_module(store: Store, module: Module, trainer: str) -> list[Pile]:
    tasks = [task for task in module.graded_tasks if task.marked_by_person]
    if not tasks:
        return []
    last = {(one.learner, one.handed_in_at): one.id for one in store.heads.last_of_all(module.id)}
    waits: defaultdict[str, set[int]] = defaultdict(set)
    marked: defaultdict[str, set[int]] = defaultdict(set)
    for one in manual_grades.to_mark(module.id, module.graded_page.stem):
        if one.handed_in_at is not None and (id := last.get((one.learner, one.handed_in_at))):
            (waits if one.waits else marked)[one.task].add(id)
    for id, name in second.waiting(store, module.id, trainer):
        if id in marked[name]:
            marked[name].remove(id)
            waits[name].add(id)
    claims = store.claims.in_module(module.id)
    others = {place for place, claim in claims.items() if claim.trainer != trainer}
    mine = {place for place, claim in claims.items() if claim.trainer == trainer}
    mine |= {(one.submission, one.task) for one in store.judgements.by(trainer, module.id) if one.unfinished}
    return [
        Pile(
            Place(module, task),
            len(waits[task.id]),
            sum((id, task.id) in others for id in waits[task.id]),
            len(marked[task.id]),
            any((id, task.id) in mine for id in waits[task.id]),
        )
        for task in tasks
    ]
