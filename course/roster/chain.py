"""Who is whose manager: the chain from a colleague up to the chief of all, as the column `manager` of a staff list tells it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from course.roster.sheet import Sheet
from course.store import Person
from course.text import Text


@dataclass(frozen=True)
class Chain:
    """Each colleague's manager (login → login), who is a chief, and what whoever imports it should know."""

    manager_of: Mapping[str, str]
    chiefs: frozenset[str]
    notes: tuple[Text, ...] = ()


def told_by(sheet: Sheet) -> bool:
    """Whether the file tells who is whose manager."""
    return "manager" in sheet.places


def named(sheet: Sheet, people: Mapping[int, Person]) -> dict[int, str | None]:
    """The login that each row names as manager; None where it names nobody in the file."""
    login = _logins(people)
    return {number: login.get(sheet.cell(row, "manager").lower()) for number, row in sheet.rows}


def chain(sheet: Sheet, people: Mapping[int, Person], leaders: Mapping[str, object]) -> Chain:
    """The chain, given who leads a team. Where it runs in a ring, nobody in the ring has a manager; who names herself has none."""
    if not told_by(sheet):
        return Chain({}, frozenset())
    above = {people[number].username: manager for number, manager in named(sheet, people).items() if manager}
    above = {username: manager for username, manager in above.items() if username != manager}
    found = rings(above)
    within = {username for ring in found for username in ring}
    manager_of = {username: manager for username, manager in above.items() if username not in within}
    names = {person.username: person.name for person in people.values()}
    return Chain(manager_of, _chiefs(manager_of, leaders), tuple(_told(ring, names) for ring in found))


def rings(above: Mapping[str, str]) -> list[list[str]]:
    """Every ring in the chain, each once, from manager to manager's manager."""
    found, done = [], set[str]()
    for start in above:
        path: dict[str, None] = {}
        one: str | None = start
        while one is not None and one not in done and one not in path:
            path[one] = None
            one = above.get(one)
        if one is not None and one in path:
            way = list(path)
            found.append(way[way.index(one) :])
        done.update(path)
    return found


def _chiefs(manager_of: Mapping[str, str], leaders: Mapping[str, object]) -> frozenset[str]:
    """Whoever has a leader of a team below her, however far."""
    found: set[str] = set()
    for leader in leaders:
        above = manager_of.get(leader)
        while above is not None and above not in found:
            found.add(above)
            above = manager_of.get(above)
    return frozenset(found)


def _told(ring: list[str], names: Mapping[str, str]) -> Text:
    way = " → ".join(f"{names[one]} ({one})" for one in [*ring, ring[0]])
    return Text(
        da=f"Nærmeste leder går i ring: {way}. Ingen af dem ser de andres teams, før det er rettet.",
        en=f"Managers run in a ring: {way}. None of them sees the others' teams until it is corrected.",
    )


def _logins(people: Mapping[int, Person]) -> dict[str, str]:
    """The username by username and by name; a name that two people share names nobody."""
    names = Counter(person.name.lower() for person in people.values())
    unique = {person.name.lower(): person.username for person in people.values() if names[person.name.lower()] == 1}
    return unique | {person.username: person.username for person in people.values()}
