"""Which tasks work: each graded task of each version of a module, as an item of the module's test."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from course import items
from course.datafile import DataError
from course.framework import MAX_LEVEL
from course.kinds.choice import ChoiceTask
from course.modules import Module
from course.store import Store
from course.store.first_hand_ins import FirstHandIn
from course.tasks import BaseTask
from course.text import Text
from grading import changes
from grading.key import KEYS

EASY, HARD, FLAT, WRONG_WAY = 0.95, 0.25, 0.1, -0.2
ENOUGH = 20  # people, before an option that nobody chose says anything


@dataclass(frozen=True)
class Option:
    """An option (of a text: a level) with the shares (0–1) of the upper and lower third and of all who chose it; `right` where a key says so."""

    id: str
    text: Text
    right: bool | None
    upper: float
    lower: float
    all: float


@dataclass(frozen=True)
class Item:
    """A task in one version of its module. `discrimination` is None where it cannot be said, and `options` empty where there is nothing to choose."""

    task: BaseTask
    version: str
    current: bool
    people: int
    difficulty: float
    discrimination: float | None
    options: tuple[Option, ...]
    changed_at: datetime | None

    @property
    def advice(self) -> Text:
        """The sentence that says what to look at."""
        return advice(self)


@dataclass(frozen=True)
class Version:
    """A version of a module with its items; none while fewer than `items.LEAST` people have been marked."""

    version: str
    current: bool
    people: int
    items: tuple[Item, ...]


def versions(store: Store, module: Module) -> list[Version]:
    """A module's versions that somebody has been marked in, the present one first. Raises StorageError."""
    found = sorted(store.first_hand_ins.of(module.id), key=lambda one: one.version)
    grouped = {version: list(group) for version, group in groupby(found, key=lambda one: one.version)}
    right, since = _keys(module), changes.since(module.id)
    made = [_version(module, version, group, right, since) for version, group in grouped.items()]
    return sorted(made, key=lambda one: (not one.current, -one.people))


def _keys(module: Module) -> dict[str, set[str]]:
    """The right options of each choice; none where the keys cannot be read."""
    try:
        return {id: set(map(str, key.key)) for id, key in KEYS.load(module).items() if isinstance(key.key, list)}
    except DataError:
        return {}


def _version(module: Module, version: str, group: list[FirstHandIn], right: dict[str, set[str]], since: dict[str, datetime]) -> Version:
    current = version == module.version
    if len(group) < items.LEAST:
        return Version(version, current, len(group), ())
    found = []
    for task in module.graded_tasks:
        asked = [one for one in group if task.id in one.fractions]
        if len(asked) >= items.LEAST:
            found.append(_item(task, asked, version, right.get(task.id, set()), current=current, since=since.get(task.id)))
    return Version(version, current, len(group), tuple(found))


def _item(task: BaseTask, asked: Sequence[FirstHandIn], version: str, right: set[str], *, current: bool, since: datetime | None) -> Item:
    own = [one.fractions[task.id] for one in asked]
    rest = [sum(one.fractions.values()) - one.fractions[task.id] for one in asked]
    upper, lower = items.thirds(rest)
    chosen = [_chosen(task, one) for one in asked]
    shares = [_share(chosen, places) for places in (upper, lower, range(len(asked)))]
    options = tuple(Option(id, text, id in right if right else None, *(one[id] for one in shares)) for id, text in _options(task))
    return Item(task, version, current, len(asked), items.difficulty(own), items.item_rest(own, rest), options, since if current else None)


def _options(task: BaseTask) -> list[tuple[str, Text]]:
    if isinstance(task, ChoiceTask):
        return [(one.id, one.text) for one in task.options]
    if task.marked_by_person:
        return [(str(level), Text(da=f"Niveau {level}", en=f"Level {level}")) for level in range(MAX_LEVEL + 1)]
    return []


def _chosen(task: BaseTask, one: FirstHandIn) -> list[str]:
    if task.marked_by_person:
        return [str(one.levels[task.id])] if task.id in one.levels else []
    answer = one.answers.get(task.id)
    return [str(id) for id in answer] if isinstance(task, ChoiceTask) and isinstance(answer, list) else []


def _share(chosen: list[list[str]], places: Collection[int]) -> defaultdict[str, float]:
    """What share (0–1) of those at these places chose each option."""
    counted = Counter(id for place in places for id in chosen[place])
    return defaultdict(float, {id: count / len(places) for id, count in counted.items()})


def advice(item: Item) -> Text:
    """What to look at first: the key, then what sets apart, then how easy it is, then the options."""
    wrong = [one for one in item.options if one.right is False]
    tempting = max(wrong, key=lambda one: one.upper, default=None)
    if tempting and tempting.upper > 0.5:
        return Text(
            da=f"De fleste i den øverste tredjedel valgte »{tempting.text.da}«: læs facit igen.",
            en=f"Most of the upper third chose “{tempting.text.en}”: read the key again.",
        )
    if item.discrimination is not None and item.discrimination < WRONG_WAY:
        da, en = ("rubrikken", "rubric") if item.task.marked_by_person else ("facit", "key")
        return Text(
            da=f"De, der klarer resten godt, klarer den her dårligere end de andre: læs opgaven og {da} igen.",
            en=f"Those who do well on the rest do worse on this one: read the task and its {en} again.",
        )
    return _less_urgent(item, [one for one in wrong if one.all == 0 and item.people >= ENOUGH])


def _less_urgent(item: Item, unused: list[Option]) -> Text:
    if item.difficulty >= EASY:
        return Text(
            da="Næsten alle klarer den, så den viser ikke meget: gør den sværere, eller flyt den til øvelserne.",
            en="Almost everybody manages it, so it shows little: make it harder, or move it to the exercises.",
        )
    if item.difficulty <= HARD:
        return Text(
            da="Næsten ingen klarer den: se, om modulet lærer det, den spørger om.",
            en="Hardly anybody manages it: see whether the module teaches what it asks.",
        )
    if item.discrimination is not None and item.discrimination < FLAT:
        return Text(
            da="Den skiller næsten ikke dem, der kan resten, fra dem, der ikke kan: se, om svarene kan gættes.",
            en="It hardly tells those who can do the rest from those who cannot: see whether the answers can be guessed.",
        )
    if unused:
        return Text(
            da=f"Ingen valgte »{unused[0].text.da}«: skriv en mulighed, som nogen kunne tro på.",
            en=f"Nobody chose “{unused[0].text.en}”: write an option that somebody might believe.",
        )
    return Text(da="Der er ikke noget at se efter.", en="There is nothing to look at.")
