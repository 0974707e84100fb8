"""What a staff list changes among the people of the course. Nothing is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from course.roster.columns import CALLED
from course.roster.people import Roster, has_left
from course.store import Person
from course.usernames import MYSELF

Kind = Literal["added", "renamed", "changed", "reactivated", "deactivated"]


@dataclass(frozen=True)
class Change:
    """What happens to one person; `old` is None when she is new. Whatever stands under the login `former` is hers from now on."""

    kind: Kind
    old: Person | None
    new: Person
    former: str | None = None

    @property
    def joins(self) -> bool:
        """Whether she has been two people until now, one under each login."""
        return self.former is not None and self.old is not None and self.old.username != self.former

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
    def former(self) -> dict[str, str]:
        """The logins that are others now: former → new."""
        return {change.former: change.new.username for change in self.changes if change.former}

    @property
    def many_leave(self) -> bool:
        """Whether more than a third of the active people would be deactivated, as when an export was cut off."""
        return len(self.of("deactivated")) * 3 > self.active


def plan(roster: Roster, known: Iterable[Person], moment: datetime) -> Plan:
    """Compare the file with the people known at this moment (UTC). Made-up people and the local learner are left alone."""
    real = {person.username: person for person in known if not person.example and person.username != MYSELF}
    by_login = {username.lower(): person for username, person in real.items()} | real
    before = _before(roster, by_login, moment)
    named = {person.username for person in roster.people} | {old.username.lower() for old in before.values()}
    told = [(_known(by_login.get(one.username), before.get(one.username)), one, before.get(one.username)) for one in roster.people]
    targets = [(old, _target(old, one, roster.fields, moment), former) for old, one, former in told]
    targets += [(old, _gone(old, None, moment), None) for old in real.values() if old.username.lower() not in named]
    changes = [_change(old, new, former) for old, new, former in targets if new is not None and (former or old != new)]
    return Plan(
        tuple(sorted(changes, key=lambda change: (change.kind, change.new.name))),
        sum(old is not None and old == new and old.active for old, new, _ in targets),
        sum(person.active for person in real.values()),
    )


def _before(roster: Roster, by_login: Mapping[str, Person], moment: datetime) -> dict[str, Person]:
    """Whom the course still knows by her former login, by her present one. Who has left needs no new login."""
    here = [person for person in roster.people if not has_left(person, moment)]
    found = {person.username: by_login.get(roster.former.get(person.username, "")) for person in here}
    return {username: person for username, person in found.items() if person is not None}


def _known(present: Person | None, former: Person | None) -> Person | None:
    """Who she has been until now; an address that only her former login has goes along."""
    if present and former:
        return replace(present, email=present.email or former.email)
    return present or former


def _target(old: Person | None, person: Person, fields: frozenset[str], moment: datetime) -> Person | None:
    """How she is to be afterwards; None for who left before she came."""
    if has_left(person, moment):
        return old and _gone(old, person.left_at, moment)
    told = {name: getattr(person, name) for name in fields}
    login = old.username if old and old.username.lower() == person.username else person.username
    return replace(old or Person(login, person.name, person.role), **told, username=login, active=True, left_at=None)


def _gone(old: Person, day: datetime | None, moment: datetime) -> Person:
    return replace(old, active=False, left_at=day or old.left_at or moment)


def _change(old: Person | None, new: Person, former: Person | None) -> Change:
    if former is not None:
        return Change("renamed", old, new, former.username)
    if old is None:
        return Change("added", old, new)
    if old.active == new.active:
        return Change("changed", old, new)
    return Change("reactivated" if new.active else "deactivated", old, new)
