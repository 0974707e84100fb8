"""A whole municipality at a glance: levels and gaps by team and competence, without anybody in particular showing through.

A group smaller than `SMALLEST_GROUP` is hidden, and so is as much beside it as it takes that nobody can work it out: neither from the
total and the groups that are shown, nor by whoever knows one of the hidden groups because she leads it. docs/levels.md says it in words.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from course.clock import today
from course.distance import Reach, distance
from course.framework import Competence, framework, roles
from course.progression import Attained
from course.store import Store
from course.targets import targets

SMALLEST_GROUP = 5
Team = str | None  # None: the people without a team


@dataclass(slots=True)
class Tally:
    """A group in one competence: the `members` whose role has a target, and how many of them have `shown` something.

    `levels` is the sum over those who have shown something, `provisional` how many of their levels are, `gaps` the sum over all members,
    `reached` how many are at their target. Levels and gaps are added up as people are told them, to one decimal.
    """

    members: int = 0
    shown: int = 0
    levels: float = 0.0
    provisional: int = 0
    gaps: float = 0.0
    reached: int = 0

    def add(self, target: int, attained: Attained | None) -> None:
        """Count one member."""
        told = distance(target, attained.level if attained else None)
        self.members += 1
        self.gaps += told.gap
        self.reached += told.state is Reach.REACHED
        if attained and told.level is not None:
            self.shown += 1
            self.levels += told.level
            self.provisional += attained.provisional

    def join(self, other: "Tally") -> None:
        """Count another group's members too."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def mean_level(self) -> float:
        """The mean level (0–4) of those who have shown something."""
        return self.levels / self.shown

    @property
    def provisional_share(self) -> float:
        """The share (0–1) of the levels shown that are provisional."""
        return self.provisional / self.shown

    @property
    def mean_gap(self) -> float:
        """The mean gap (0–4) of all members; who has shown nothing lacks the whole target."""
        return self.gaps / self.members

    @property
    def reached_share(self) -> float:
        """The share (0–1) of all members who are at their target."""
        return self.reached / self.members


Tallies = dict[Team, dict[str, Tally]]


@dataclass(frozen=True)
class Line:
    """A team, or the whole municipality, in one competence; without `tally` where it is hidden."""

    whole: bool
    team: Team
    competence: Competence
    tally: Tally | None


def overview(store: Store) -> Iterator[Line]:
    """The whole municipality and then its teams, by name, in every competence."""
    teams, competences = tallies(store), framework().competences
    open_to: dict[str, set[Team]] = {}
    for one in competences:
        cells = {team: own[one.id] for team, own in teams.items() if one.id in own}
        found = showable({team: cell.shown for team, cell in cells.items()})
        open_to[one.id] = found or set()
        yield Line(True, None, one, _sum(cells.values()) if found is not None else None)
    for team in sorted(teams, key=lambda name: (name is None, name or "")):
        yield from (Line(False, team, one, teams[team][one.id] if team in open_to[one.id] else None) for one in competences)


def tallies(store: Store) -> Tallies:
    """Every group's figures, hidden or not: not for anybody's eyes. Memory grows with the number of teams, not of people or results."""
    usual = {role.id: {id: target for id, target in role.targets.items() if target} for role in roles().roles}
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
