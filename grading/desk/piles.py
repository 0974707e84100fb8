"""How many texts of each task wait, are being marked, and are marked: a few queries a module, however many hand-ins there are."""

from collections import Counter
from dataclasses import dataclass

from course.modules import Module, catalogue
from course.store import Store
from grading.desk import second
from grading.desk.texts import Place, own_waiting


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
    claims, again = store.claims.in_module(module.id), second.waiting(store, module.id, trainer)
    own = own_waiting(store, module, trainer, tasks)
    waiting = (store.texts.waiting(module.id, claims.keys()) | again) - own
    others = {place for place, claim in claims.items() if claim.trainer != trainer} & waiting
    mine = {place for place, claim in claims.items() if claim.trainer == trainer} & waiting
    begun = {task for _, task in mine} | store.judgements.begun(trainer, module.id, {id for id, _ in again})
    more, counts = Counter(task for _, task in again), store.texts.counts(module.id)
    more.subtract(task for _, task in own)
    with_others = Counter(task for _, task in others)
    found = []
    for task in tasks:
        waits, marked = counts.get(task.id, (0, 0))
        for_her = more[task.id]  # what is marked and waits for her as for the second, less what she wrote, which waits for another
        found.append(Pile(Place(module, task), waits + for_her, with_others[task.id], marked - for_her, task.id in begun))
    return found
