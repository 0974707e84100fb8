"""Sending all that are ready: first who gets what and what is held back, then, when a trainer says so, the sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from course import modules
from course.hand_in import Stage
from course.modules import Module
from course.store import Store
from course.store.pile import HandIn, Sought
from course.text import Text
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
    """What would be sent in a module now, and what would not."""

    module: Module
    ready: tuple[HandIn, ...]
    held: tuple[Held, ...]

    @property
    def seen(self) -> str:
        """A word that changes with who would get something."""
        return f"{len(self.ready)}-{crc32(','.join(str(one.id) for one in self.ready).encode()):x}"


def previews(store: Store, module: str = "") -> list[Preview]:
    """What would be sent of each module (or of this one) where somebody has something to come. Raises StorageError."""
    chosen = [one for one in modules.catalogue() if not module or one.id == module]
    return [found for one in chosen if (found := _preview(store, one)).ready or found.held]


def seen(found: Sequence[Preview]) -> str:
    """A word for all of it, by which is known that nothing changed between looking and sending."""
    return ".".join(f"{one.module.id}:{one.seen}" for one in found if one.ready)


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
    return Preview(module, ready, tuple(held))


def _waiting(row: Row) -> Text:
    assert row.stands
    titles = [task.title for task in row.stands.waits]
    return Text(
        da=f"Venter på, at du retter: {', '.join(one.da for one in titles)}",
        en=f"Waiting for you to mark: {', '.join(one.en for one in titles)}",
    )
