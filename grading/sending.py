"""Sending all that are ready: first who gets what and what is held back, then, when a trainer says so, the sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from course import modules
from course.hand_in import Stage
from course.modules import Module
from course.store import Store
from course.store.pile import HandIn, Sought
from course.text import Text
from grading import gradebook
from grading.gradebook import Grade
from grading.pile_page import Row
from grading.standing import renew_all

MOST = 100_000  # hand-ins of one module


@dataclass(frozen=True)
class Held:
    """Why some are held back, and who they are."""

    why: Text
    people: tuple[HandIn, ...]


@dataclass(frozen=True)
class Preview:
    """What would be sent in a module now, and what would not: `again` have their feedback, and points or a comment of it have been changed since."""

    module: Module
    ready: tuple[HandIn, ...]
    again: tuple[HandIn, ...]
    held: tuple[Held, ...]

    @property
    def sent(self) -> tuple[HandIn, ...]:
        """All who would get something."""
        return self.ready + self.again

    @property
    def seen(self) -> str:
        """A word that changes with who would get something."""
        return f"{len(self.sent)}-{crc32(','.join(str(one.id) for one in self.sent).encode()):x}"


def previews(store: Store, module: str = "") -> list[Preview]:
    """What would be sent of each module (or of this one) where somebody has something to come. Raises StorageError."""
    chosen = [one for one in modules.catalogue() if not module or one.id == module]
    return [found for one in chosen if (found := _preview(store, one)).sent or found.held]


def seen(found: Sequence[Preview]) -> str:
    """A word for all of it, by which is known that nothing changed between looking and sending."""
    return ".".join(f"{one.module.id}:{one.seen}" for one in found if one.sent)


def _preview(store: Store, module: Module) -> Preview:
    stand = renew_all(module, store)
    rows = [Row(one, module, stand.get(one.id)) for one in store.hand_ins.page(Sought(module=module.id), most=MOST)]
    ready = tuple(row.hand_in for row in rows if row.state is Stage.MARKED)
    waits: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if row.state is Stage.WAITS and row.stands:
            waits.setdefault(tuple(task.id for task in row.stands.waits), []).append(row)
    held = [Held(_waiting(some[0]), tuple(row.hand_in for row in some)) for some in waits.values()]
    if failed := [row.hand_in for row in rows if row.state in (Stage.HANDED_IN, Stage.COLLECTED) and row.problems]:
        held.append(Held(Text(da="Kunne ikke rettes; se hvorfor i listen", en="Could not be marked; the list says why"), tuple(failed)))
    if unmarked := [row.hand_in for row in rows if row.state in (Stage.HANDED_IN, Stage.COLLECTED) and not row.problems]:
        held.append(Held(Text(da="Er ikke hentet og rettet endnu", en="Not collected and marked yet"), tuple(unmarked)))
    return Preview(module, ready, _corrected(store, module), tuple(held))


def _corrected(store: Store, module: Module) -> tuple[HandIn, ...]:
    """Those who have their feedback, of which something stands otherwise in the gradebook now and waits for nobody."""
    sent = store.first_hand_ins.sent(module.id, module.version)
    given = gradebook.grades(module.id, module.graded_page.stem) if sent else {}
    theirs = {learner for learner, tasks in sent.items() if _differs(tasks, given.get(learner, {}))}
    back = Sought(module=module.id, state=Stage.PUBLISHED)
    return tuple(one for one in store.hand_ins.page(back, most=MOST) if one.learner in theirs) if theirs else ()


def _differs(sent: Mapping[str, tuple[float, str]], given: Mapping[str, Grade]) -> bool:
    now = {task: given[task] for task in sent if task in given}
    if any(one.waits for one in now.values()):
        return False
    return any(abs(one.points / one.max_points - sent[task][0]) > 1e-9 or one.comment != sent[task][1] for task, one in now.items())


def _waiting(row: Row) -> Text:
    assert row.stands
    titles = [task.title for task in row.stands.waits]
    return Text(
        da=f"Venter på, at du retter: {', '.join(one.da for one in titles)}",
        en=f"Waiting for you to mark: {', '.join(one.en for one in titles)}",
    )
