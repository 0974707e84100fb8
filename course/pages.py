"""What a page without a notebook is: a function from who asks to what is shown. The service turns these into web addresses.

A room that has pages offers a `PageSet` under the entry point group `kompetencevej.pages`, so that the service need not import it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from course.store import Person, Store

Access = Literal["employee", "trainer", "manager"]


@dataclass(frozen=True)
class Request:
    """One request after login: who asks, the parts of the address, the query or form fields (a file is its text, and `FIELD-name` what it is called), and the store."""

    viewer: Person
    store: Store
    path: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Show:
    """Answer with a template of the room and its context."""

    template: str
    context: Mapping[str, Any]
    status: int = 200


@dataclass(frozen=True)
class Go:
    """Answer by sending the browser to another address of the course (relative to its base)."""

    to: str


@dataclass(frozen=True)
class Data:
    """Answer with JSON."""

    data: Any


@dataclass(frozen=True)
class File:
    """Answer with a file to keep."""

    name: str
    content: bytes
    type: str


Response = Show | Go | Data | File


@dataclass(frozen=True)
class Route:
    """An address (`path` is a regular expression with named groups, relative to the base), who may ask, and the function that answers.

    `access` is checked before the function runs; `post` routes are only reached by a form of ours (same origin, XSRF token). `most` is how many
    bytes a form may have, where it brings a file; None where it is as short as any.
    """

    path: str
    access: Access
    answer: Callable[[Request], Response]
    post: bool = False
    most: int | None = None


@dataclass(frozen=True)
class PageSet:
    """The pages of a room, the folder of its templates, and its place in the menu: (address, Danish, English, access).

    `prepare(store, example)` runs before the service starts serving, `example` saying whether the labelled example team is wanted; `begin()` runs in
    each replica when it begins to.
    """

    routes: tuple[Route, ...]
    templates: Path
    menu: tuple[tuple[str, str, str, Access], ...] = ()
    prepare: Callable[[Store, bool], None] | None = None
    begin: Callable[[], object] | None = None


def may(person: Person, access: Access) -> bool:
    """Whether `person` has this access: everybody active learns, trainers mark, managers lead a team, or those who do."""
    if not person.active:
        return False
    return {"employee": True, "trainer": person.trainer, "manager": person.manages is not None or person.chief}[access]
