"""What is held about one person, to hand to her."""

from dataclasses import dataclass, field
from datetime import datetime

from course.errors import NotFound
from course.store import Store
from course.store.database import now
from course.store.left_out import Row


@dataclass(frozen=True)
class Copy:
    """What is held about `person`: rows by table of the store and of nbgrader's gradebook, and files by name."""

    person: str
    store: dict[str, list[Row]]
    gradebook: dict[str, list[Row]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    made_at: datetime = field(default_factory=now)

    @property
    def empty(self) -> bool:
        """Whether nothing is held about such a person."""
        return not (any(self.store.values()) or any(self.gradebook.values()) or self.files or self.left_out)


def unknown(person: str) -> NotFound:
    """The error for a person of whom nothing is known."""
    return NotFound(
        f"Der er ingen oplysninger om {person!r}. Se brugernavnene med: kompetencevej roster --all",
        f"There is nothing about {person!r}. See the usernames with: kompetencevej roster --all",
    )


def from_store(store: Store, person: str, *, unfinished: bool = False) -> Copy:
    """What the store alone holds about the person; with `unfinished` also what trainers are writing of her texts."""
    return Copy(person, store.personal.copy(person, unfinished=unfinished))
