"""What a trainer can begin a comment with: her own phrases, those that others share, and the course's, which stand in the rubric."""

from dataclasses import dataclass
from typing import Literal

from course.store import Store
from course.text import Text
from grading.desk.texts import Place
from grading.rubric import Rubric

Whose = Literal["hers", "shared", "course"]
WHOSE: dict[Whose, Text] = {
    "hers": Text(da="din", en="yours"),
    "shared": Text(da="en kollegas", en="a colleague's"),
    "course": Text(da="kursets", en="the course's"),
}


@dataclass(frozen=True)
class Offer:
    """A phrase to choose; `level` None fits any level."""

    words: Text
    level: int | None
    whose: Whose

    @property
    def told(self) -> Text:
        """Whose it is, in words."""
        return WHOSE[self.whose]


def offers(store: Store, where: Place, rubric: Rubric, trainer: str) -> list[Offer]:
    """All phrases for a task: her own first, the course's last. Raises StorageError."""
    kept = store.phrases.usable(trainer, where.module.id, where.task.id)
    own = [Offer(Text(da=one.words, en=one.words), one.level, "hers" if one.trainer == trainer else "shared") for one in kept]
    return own + [Offer(words, level.level, "course") for level in rubric.levels for words in level.phrases]
