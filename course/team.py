"""What a manager sees of her team: for each member and competence the target, the level, the gap, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from course import modules
from course.clock import today
from course.distance import Distance, Reach, distance
from course.framework import Area, Competence, framework
from course.progression import Evidence, Standing, standing
from course.store import Person, Store
from course.targets import OwnTarget, running, targets


@dataclass(frozen=True)
class Cell:
    """One member's standing in one competence; `own` is the target set for her alone, where there is one."""

    competence: Competence
    target: int
    standing: Standing
    own: OwnTarget | None = None

    @cached_property
    def distance(self) -> Distance:
        """The level, how far it is to the target, and in what words."""
        return distance(self.target, self.standing.level)


@dataclass(frozen=True)
class Member:
    """A member of the team with a cell for each competence, in the framework's order."""

    person: Person
    role: str
    cells: tuple[Cell, ...]

    @property
    def reached(self) -> int:
        """How many targets are reached."""
        return sum(cell.distance.state is Reach.REACHED for cell in self.cells)

    @property
    def wanted(self) -> int:
        """How many competences have a target."""
        return sum(cell.target > 0 for cell in self.cells)


@dataclass(frozen=True)
class Step:
    """Something to do about a gap in the team: the competence, who is short of it, and the modules that teach it."""

    competence: Competence
    names: tuple[str, ...]
    modules: tuple[modules.Module, ...]


def members(store: Store, team: str) -> list[Member]:
    """The active members of `team`, by name."""
    people = store.people.team(team)
    names = [person.username for person in people]
    evidence, own = store.evidence.of(names), store.targets.of(names)
    return [member(person, evidence[person.username], own[person.username]) for person in people]


def one_member(store: Store, person: Person) -> Member:
    """One person's cells, as they are today."""
    evidence, own = store.evidence.of([person.username]), store.targets.of([person.username])
    return member(person, evidence[person.username], own[person.username])


def member(person: Person, evidence: Sequence[Evidence], own: Sequence[OwnTarget] = (), day: date | None = None) -> Member:
    """One person's cells, with the targets of `day` (today); `own` are all that were ever set for her alone."""
    at = day or today()
    wanted, hers = targets(person.role, own, at), running(own, at)
    cells = tuple(Cell(one, wanted.get(one.id, 0), standing(one.id, evidence), hers.get(one.id)) for one in framework().competences)
    return Member(person, person.role, cells)


def areas() -> list[tuple[Area, list[Competence]]]:
    """The competences by area, in order."""
    return [(area, [one for one in framework().competences if one.area == area.id]) for area in framework().areas]


def steps(team: Sequence[Member], catalogue: Sequence[modules.Module]) -> list[Step]:
    """What would help most people first."""
    found = []
    for index, competence in enumerate(framework().competences):
        short = tuple(member.person.name for member in team if member.cells[index].distance.lacking)
        if short:
            teaching = tuple(module for module in catalogue if any(goal.competence == competence.id for goal in module.about.goals))
            found.append(Step(competence, short, teaching))
    return sorted(found, key=lambda step: (not step.modules, -len(step.names)))
