"""The competence framework: areas, competences, roles and their target levels.

Levels run from 0 (not shown yet) through the four bands of EU DigComp 2.2 (Vuorikari, Kluzer and Punie 2022,
https://doi.org/10.2760/115376): 1 foundation, 2 intermediate, 3 advanced, 4 highly specialised.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from course import settings
from course.datafile import Data, DataError, line_of, load
from course.text import Text

MAX_LEVEL = 4
Level = Annotated[int, Field(ge=0, le=MAX_LEVEL, strict=True)]
CompetenceId = Annotated[str, Field(pattern=r"^[a-z]+\.[a-z]+$")]


class LevelName(Data):
    """What a level is called and what it means."""

    level: Level
    name: Text
    meaning: Text


class Area(Data):
    """A group of competences, shown together."""

    id: str
    name: Text


class Competence(Data):
    """Something a colleague can do. `digcomp` are ids of EU DigComp 2.2 competences it is aligned with (may be empty)."""

    id: CompetenceId
    area: str
    name: Text
    description: Text
    digcomp: list[Annotated[str, Field(pattern=r"^[1-5]\.[1-6]$")]] = []
    next_step: Text


class Framework(Data):
    """All areas, competences and level names, in the order they are shown."""

    levels: list[LevelName]
    areas: list[Area]
    competences: list[Competence]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        areas = {area.id for area in self.areas}
        seen: set[str] = set()
        for competence in self.competences:
            if competence.area not in areas:
                raise ValueError(f"competence {competence.id}: unknown area {competence.area!r}; known: {', '.join(sorted(areas))}")
            if competence.id in seen:
                raise ValueError(f"competence {competence.id} stands twice; remove one")
            seen.add(competence.id)
        if [name.level for name in self.levels] != list(range(MAX_LEVEL + 1)):
            raise ValueError(f"levels must be 0 to {MAX_LEVEL} in order, each once")
        return self

    def competence(self, id: str) -> Competence:
        """Return the competence with this id; raises KeyError when there is none."""
        return {competence.id: competence for competence in self.competences}[id]


class Role(Data):
    """A kind of job with the level it asks of each competence (`targets`: competence id → level 0–4)."""

    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    name: Text
    targets: dict[str, Level]


class Roles(Data):
    """All roles, in the order they are shown."""

    roles: list[Role]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        seen: set[str] = set()
        for role in self.roles:
            if role.id in seen:
                raise ValueError(f"role {role.id} stands twice; remove one, or give it another id")
            seen.add(role.id)
        return self

    def role(self, id: str) -> Role:
        """Return the role with this id; raises KeyError when there is none."""
        return {role.id: role for role in self.roles}[id]


class Organisation(Data):
    """What the municipality calls its employment service, and whom its staff may ask."""

    name: Text
    contact: Text


def load_framework(path: Path) -> Framework:
    """Read the competence framework; raises DataError."""
    return load(path, Framework)


def load_roles(path: Path, framework: Framework) -> Roles:
    """Read roles and target levels; every role must have a target for every competence. Raises DataError."""
    roles = load(path, Roles)
    known = [competence.id for competence in framework.competences]
    problems = []
    for place, role in enumerate(roles.roles):
        targets = ("roles", place, "targets")
        at = f"{path}:{line_of(path, *targets)}: role {role.id}"
        problems += [f"{at}: no target for {id}. Add a line '{id}: <0-4>'." for id in known if id not in role.targets]
        for id in [id for id in role.targets if id not in known]:
            line = line_of(path, *targets, id)
            problems.append(f"{path}:{line}: role {role.id}: unknown competence {id}. Remove the line, or correct its spelling.")
    if problems:
        raise DataError(path, problems)
    return roles


@cache
def framework() -> Framework:
    """The framework of this installation."""
    return load_framework(settings.data() / "competences.yaml")


@cache
def roles() -> Roles:
    """The roles of this installation."""
    return load_roles(settings.data() / "roles.yaml", framework())


@cache
def organisation() -> Organisation:
    """The organisation this installation belongs to."""
    return load(settings.data() / "organisation.yaml", Organisation)
