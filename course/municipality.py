"""A whole municipality at a glance: levels and gaps by team and competence, without anybody in particular showing through.

A group smaller than `SMALLEST_GROUP` is hidden, and so is as much beside it as it takes that nobody can work it out: neither from the
total and the groups that are shown, nor by whoever knows one of the hidden groups because she leads it. docs/levels.md says it in words.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from course.clock import today
from course.framework import Competence, framework, roles
from course.store import Store
from course.tally import SMALLEST_GROUP, Tally
from course.targets import targets

Team = str | None  # None: the people without a team
Tallies = dict[Team, dict[str, Tally]]


@dataclass(frozen=True)
class Figures:
    """A team, or the whole municipality, in one competence; without `tally` where it is hidden."""

    whole: bool
    team: Team
    competence: Competence
    tally: Tally | None


def overview(store: Store) -> Iterator[Figures]:
    """The whole municipality and then its teams, by name, in every competence."""
    teams, competences = tallies(store), framework().competences
    open_to: dict[str, set[Team]] = {}
    for one in competences:
        cells = {team: own[one.id] for team, own in teams.items() if one.id in own}
        found = showable({team: cell.shown for team, cell in cells.items()})
        open_to[one.id] = found or set()
        yield Figures(True, None, one, _sum(cells.values()) if found is not None else None)
    for team in sorted(teams, key=lambda name: (name is None, name or "")):
        yield from (Figures(False, team, one, teams[team][one.id] if team in open_to[one.id] else None) for one in competences)


def tallies(store: Store) -> Tallies:
    """Every group's figures, hidden or not: not for anybody's eyes. Memory grows with the number of teams, not of people or results."""
    usual = roles().asked
    day = today()
    own = store.targets.running(day)
    found: Tallies = defaultdict(lambda: defaultdict(Tally))
    for person, levels in store.rollup.everyone():
        cells = found[person.team]
        hers = own.get(person.username)
        wanted = targets(person.role, hers, day) if hers else usual.get(person.role, {})
        for competence, target in wanted.items():
            if target:
                cells[competence].add(target, levels.get(competence))
    return found


def showable(shown: Mapping[Team, int]) -> set[Team] | None:
    """The groups that may be shown beside their total, by how many each holds; None when not even the total may be shown."""
    ordered = sorted(shown, key=lambda team: shown[team])
    counts = [shown[team] for team in ordered]
    for hidden in range(bisect_left(counts, SMALLEST_GROUP), len(counts) + 1):
        besides_the_largest = sum(counts[: max(0, hidden - 1)])
        if hidden == 0 or besides_the_largest >= SMALLEST_GROUP:
            return set(ordered[hidden:])
    return None


def _sum(cells: Iterable[Tally]) -> Tally | None:
    total = Tally()
    for cell in cells:
        total.join(cell)
    return total if total.shown else None
