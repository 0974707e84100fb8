"""What a chief sees of the teams below her in the chain of managers: figures by team, of at least five people's levels, and nobody's own.

What is shown of all together is the sum of what is shown team by team, and every chief is shown the same of a team. So there is nothing to
subtract: neither a total and its parts, nor what two chiefs see. `course.store.published` guards the difference between two looks.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from course.framework import Competence, framework, roles
from course.store import Person, Store
from course.store.published import Counted, Key, Published
from course.tally import Tally

PATIENCE = 0.4
"""So many seconds a look waits for teams to be counted anew; `course.counting` goes on where it stopped."""


@dataclass(frozen=True)
class TeamBelow:
    """A team with its leaders, and a place for each competence in the framework's order: its figures, or None where they are hidden."""

    team: str
    leaders: tuple[str, ...]
    cells: tuple[Published | None, ...]


@dataclass(frozen=True)
class Together:
    """A competence in all teams that are shown: their figures added up (None: no team is), and how many teams they are."""

    competence: Competence
    tally: Tally | None
    teams: int


def leaders_below(store: Store, chief: Person) -> dict[str, tuple[str, ...]]:
    """The teams below her that she does not lead herself, by name, with who leads each. Raises StorageError."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for leader in store.people.leaders_below(chief.username) if chief.chief else []:
        for team in leader.teams:
            if team not in chief.teams:
                found[team].append(leader.name)
    return {team: tuple(found[team]) for team in sorted(found)}


def teams_below(store: Store, chief: Person, patience: float = PATIENCE) -> tuple[list[TeamBelow], int]:
    """The teams below her with what is published of them, and how many are still to be counted anew. Raises StorageError.

    What may be published anew is counted first, team by team, until `patience` (seconds) is used up.
    """
    leaders = leaders_below(store, chief)
    if not leaders:
        return [], 0
    waiting = count_anew(store, list(leaders), patience)
    shown = store.published.of(leaders)
    competences = framework().competences
    teams = [TeamBelow(team, names, tuple(shown.get((team, one.id)) for one in competences)) for team, names in leaders.items()]
    return teams, waiting


def count_anew(store: Store, teams: Sequence[str], patience: float) -> int:
    """Publish anew what may be of these teams, at least one, until `patience` (seconds) is used up; gives how many are left. Raises StorageError."""
    began = monotonic()
    due = store.published.due(teams, roles().asked)
    for number, team in enumerate(due):
        if number and monotonic() - began > patience:
            return len(due) - number
        store.published.renew(counted(store, [team]))
    return 0


def together(teams: Sequence[TeamBelow]) -> list[Together]:
    """Each competence in all the teams that are shown, in the framework's order."""
    found = []
    for place, competence in enumerate(framework().competences):
        parts = [cell.tally for team in teams if (cell := team.cells[place])]
        total = Tally()
        for part in parts:
            total.join(part)
        found.append(Together(competence, total if parts else None, len(parts)))
    return found


def counted(store: Store, teams: Sequence[str]) -> Mapping[Key, Counted]:
    """The teams' figures as they are now, whether they may be shown or not: not for anybody's eyes."""
    targets = roles().asked
    tallies: defaultdict[Key, Tally] = defaultdict(Tally)
    fresh: defaultdict[Key, list[str]] = defaultdict(list)
    for person, levels in store.rollup.of_teams(teams):
        for competence, target in targets.get(person.role, {}).items():
            key, own = (person.team or "", competence), levels.get(competence)
            tallies[key].add(target, own[0] if own else None)
            if own and own[1]:
                fresh[key].append(person.username)
    return {key: Counted(tally, fresh[key]) for key, tally in tallies.items()}
