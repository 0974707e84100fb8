"""What the store has, beside what people were told."""

from collections.abc import Iterator
from dataclasses import dataclass

from course.modules import Module
from course.store import Store
from tests.benchmarks._ledger import Ledger


@dataclass(frozen=True)
class Audit:
    """Each is a list of sentences: answers, hand-ins and points that were confirmed and are not there; hand-ins that are there twice; and
    those that nobody has marked."""

    lost: list[str]
    doubled: list[str]
    unmarked: list[str]


def audit(ledger: Ledger, store: Store, module: Module) -> Audit:
    """Compare everything that was confirmed with what is kept."""
    lost, doubled, unmarked = list(_lost_answers(ledger, store, module)), [], []
    for name, count in ledger.hand_ins.items():
        kept = store.submissions.of(name, module.id)
        (lost if len(kept) < count else doubled).extend(
            [f"{name} handed in {count} times, and {len(kept)} are kept"] * (len(kept) != count)
        )
        if kept and kept[-1].marked_at is None:
            unmarked.append(name)
    return Audit([*lost, *_lost_points(ledger, store, module)], doubled, unmarked)


def _lost_answers(ledger: Ledger, store: Store, module: Module) -> Iterator[str]:
    """None may be missing, none another, and none older than what was confirmed."""
    for (name, task), (value, revision) in ledger.confirmed.items():
        kept = store.answers.get(name, module.id, module.tasks[task])
        if kept is None or kept.value != value or kept.revision < revision:
            yield f"{name} {task}: {value} in revision {revision}, but kept is {kept}"


def _lost_points(ledger: Ledger, store: Store, module: Module) -> Iterator[str]:
    for (name, task), points in ledger.points.items():
        latest = store.submissions.latest(name, module.id)
        given_back = {one.task: one.points for one in store.submissions.results(latest.id)} if latest else {}
        if given_back.get(task) != points:
            yield f"{name} {task}: {points} points, but given back are {given_back.get(task)}"
