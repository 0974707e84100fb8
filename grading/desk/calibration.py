"""A trainer tries her own measure on a task's calibration texts: one at a time, a level first, and then the one that was agreed on."""

from dataclasses import dataclass

from course.errors import InvalidAnswer, NotFound
from course.store import Store
from course.store.calibrations import Place as SetPlace
from grading.calibration import CALIBRATION, Agreed, CalibrationSet
from grading.desk.texts import Place


@dataclass(frozen=True)
class Try:
    """A set of texts and the levels that a trainer has given the first of them."""

    place: Place
    set: CalibrationSet
    given: list[int]

    @property
    def address(self) -> str:
        """Where she tries herself."""
        return f"desk/calibration/{self.place.module.id}/{self.place.task.id}"

    @property
    def key(self) -> SetPlace:
        """Where it stands in the store."""
        return self.place.module.id, self.place.task.id, self.set.fingerprint

    @property
    def done(self) -> bool:
        """Whether she has given all texts a level."""
        return len(self.given) == len(self.set.texts)

    @property
    def results(self) -> list[tuple[Agreed, int]]:
        """The texts that she has given a level, and which."""
        return list(zip(self.set.texts, self.given, strict=False))

    @property
    def exact(self) -> int:
        """How often she gave the agreed level."""
        return sum(one.level == level for one, level in self.results)

    @property
    def near(self) -> int:
        """How often she gave it, or one beside it."""
        return sum(abs(one.level - level) <= 1 for one, level in self.results)


def tried(store: Store, where: Place, trainer: str) -> Try | None:
    """Where she is with a task's texts; None where the task has none. Raises StorageError and DataError."""
    found = CALIBRATION.load(where.module).get(where.task.id)
    if found is None:
        return None
    empty = Try(where, found, [])
    return Try(where, found, store.calibrations.of(trainer, empty.key))


def require(store: Store, where: Place, trainer: str) -> Try:
    """The same; raises NotFound where the task has none."""
    found = tried(store, where, trainer)
    if found is None:
        raise NotFound("Opgaven har ingen tekster med aftalte niveauer.", "The task has no texts with agreed levels.")
    return found


def give(store: Store, one: Try, trainer: str, number: str, level: str) -> int:
    """Keep her level for a text; returns the text's number. Raises InvalidAnswer, Conflict and StorageError."""
    if level not in ("0", "1", "2", "3", "4"):
        raise InvalidAnswer("Vælg et niveau fra 0 til 4.", "Choose a level from 0 to 4.")
    numbers = {str(place): place for place in range(1, len(one.set.texts) + 1)}
    if number not in numbers:
        raise NotFound("Den tekst findes ikke.", "There is no such text.")
    store.calibrations.give(trainer, one.key, numbers[number], int(level))
    return numbers[number]
