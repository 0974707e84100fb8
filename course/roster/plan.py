"""What a staff list changes among the people of the course. Nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from course.roster.columns import CALLED
from course.roster.people import Roster, has_left
from course.store import Person
from course.usernames import MYSELF

Kind = Literal["added", "changed", "reactivated", "deactivated"]


@dataclass(frozen=True)
class Change:
    """What happens to one person; `old` is None when she is new."""

    kind: Kind
    old: Person | None
    new: Person

    @property
    def fields(self) -> list[tuple[str, object, object]]:
        """What changes about somebody known: the field, its old value and its new one."""
        if self.old is None:
            return []
        values = [(name, getattr(self.old, name), getattr(self.new, name)) for name in CALLED]
        return [(name, old, new) for name, old, new in values if old != new]


@dataclass(frozen=True)
class Plan:
    """All changes, by kind and name; how many stay as they are, and how many were active before."""

    changes: tuple[Change, ...]
    unchanged: int
    active: int

    def of(self, kind: Kind) -> list[Change]:
        """The changes of one kind."""
        return [change for change in self.changes if change.kind == kind]

    @property
    def many_leave(self) -> bool:
        """Whether more than a third of the active people would be deactivated, as when an export was cut off."""
        return len(self.of("deactivated")) * 3 > self.active


def plan(roster: Roster, known: Iterable[Person], moment: datetime) -> Plan:
    """Compare the file with the people known at this moment (UTC). Made-up people and the local learner are left alone."""
    real = {person.username: person for person in known if not person.example and person.username != MYSELF}
    by_login = {username.lower(): person for username, person in real.items()} | real
    named = {person.username for person in roster.people}
    pairs = [(by_login.get(person.username), person) for person in roster.people]
    targets = [(old, _target(old, person, roster.fields, moment)) for old, person in pairs]
    targets += [(old, _gone(old, None, moment)) for old in real.values() if old.username.lower() not in named]
    changes = [Change(_kind(old, new), old, new) for old, new in targets if new is not None and old != new]
    return Plan(
        tuple(sorted(changes, key=lambda change: (change.kind, change.new.name))),
        sum(old is not None and old == new and old.active for old, new in targets),
        sum(person.active for person in real.values()),
    )


def _target(old: Person | None, person: Person, fields: frozenset[str], moment: datetime) -> Person | None:
    """How she is to be afterwards; None for who left before she came."""
    if has_left(person, moment):
        return old and _gone(old, person.left_at, moment)
    told = {name: getattr(person, name) for name in fields}
    return replace(old or Person(person.username, person.name, person.role), **told, active=True, left_at=None)


def _gone(old: Person, day: datetime | None, moment: datetime) -> Person:
    return replace(old, active=False, left_at=day or old.left_at or moment)


def _kind(old: Person | None, new: Person) -> Kind:
    if old is None:
        return "added"
    if old.active == new.active:
        return "changed"
    return "reactivated" if new.active else "deactivated"
