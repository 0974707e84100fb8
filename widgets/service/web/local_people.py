"""As whom the course can be seen on one's own machine: oneself, and people that are made up. Nobody becomes a real colleague."""

from typing import Any

from course.framework import roles
from course.store import Person
from course.text import Text
from course.usernames import MYSELF


def offered(person: Person) -> bool:
    """Whether the course may be seen as this person."""
    return person.active and (person.example or person.username == MYSELF)


def local_people(people: list[Person], viewer: Person) -> list[dict[str, Any]]:
    """Everybody who is offered, with what she is in the course, and whether she is offered at once: first oneself, a trainer and a manager."""
    people = [person for person in people if offered(person)]
    own = [person for person in people if not person.example and not person.trainer and not person.manages]
    trainers = [person for person in people if person.trainer]
    managers = [person for person in people if person.manages and not person.trainer]
    first = [
        (own[:1], Text(da="Medarbejder", en="Employee")),
        (trainers[:1], Text(da="Underviser", en="Trainer")),
        (managers[:1], Text(da="Leder", en="Manager")),
    ]
    chosen = [(group[0], part) for group, part in first if group]
    shown = {person.username for person, _ in chosen}
    others = [(person, roles().name(person.role)) for person in people if person.username not in shown]
    here = viewer.username
    listed = [(person, part, True) for person, part in chosen] + [(person, part, person.username == here) for person, part in others]
    return [
        {"username": person.username, "name": person.name, "example": person.example, "part": part, "shown": shown}
        for person, part, shown in listed
    ]
