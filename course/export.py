"""A copy of everything about one person, to hand to her: JSON for machines, a page for herself, and her files, in one ZIP.

docs/privacy.md describes the JSON. `VERSION` grows when what is there today changes its meaning or goes away.
"""

import io
import json
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from course.errors import NotFound
from course.readable import page
from course.store import Store
from course.store.database import now
from course.store.personal import Row, plain

FORMAT, VERSION = "kompetencevej-person", 1


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
        f"Der er ingen oplysninger om {person!r}. Se brugernavnene med: kompetencevej roster",
        f"There is nothing about {person!r}. See the usernames with: kompetencevej roster",
    )


def from_store(store: Store, person: str) -> Copy:
    """What the store alone holds about the person."""
    return Copy(person, store.personal.copy(person))


def as_json(copy: Copy) -> str:
    """The copy as JSON."""
    about: dict[str, Any] = {"format": FORMAT, "version": VERSION, "made_at": plain(copy.made_at), "person": copy.person}
    held = {"store": copy.store, "gradebook": copy.gradebook, "files": sorted(copy.files), "left_out": copy.left_out}
    return json.dumps(about | held, ensure_ascii=False, indent=1)


def as_zip(copy: Copy) -> bytes:
    """The copy as a ZIP with `oplysninger.html`, `oplysninger.json` and the folder `filer`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("oplysninger.html", page(copy.person, copy.made_at, copy.store, copy.gradebook, [*copy.files], copy.left_out))
        archive.writestr("oplysninger.json", as_json(copy))
        for name, content in copy.files.items():
            archive.writestr(f"filer/{name}", content)
    return packed.getvalue()
