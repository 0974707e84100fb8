"""The competence framework: areas, competences, roles and their target levels.

Levels run from 0 (not shown yet) through the four bands of EU DigComp 2.2 (Vuorikari, Kluzer and Punie 2022,
https://doi.org/10.2760/115376): 1 foundation, 2 intermediate, 3 advanced, 4 highly specialised.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from course import keychecks, settings
from course.colours import Colours
from course.datafile import Data, DataError, load, problem, read
from course.distance import shown
from course.problems import Mistake, Mistaken, Problem, Rank
from course.text import Text

MAX_LEVEL = 4
UNNAMED = Text(da="Kommunens beskæftigelsesindsats", en="The municipality's employment service")
"""What stands as the organisation's name until a municipality writes its own."""
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
        Mistaken.unless_empty(self._mistakes())
        return self

    def _mistakes(self) -> Iterator[Mistake]:
        areas = [area.id for area in self.areas]
        yield from keychecks.distinct("competences", [competence.id for competence in self.competences])
        for place, competence in enumerate(self.competences):
            if competence.area not in areas:
                yield keychecks.unknown(competence.area, areas, ("et område", "an area"), ("competences", place, "area"))
        if [name.level for name in self.levels] != list(range(MAX_LEVEL + 1)):
            da, en = f"levels skal være 0 til {MAX_LEVEL} i rækkefølge.", f"levels must be 0 to {MAX_LEVEL} in order."
            yield Mistake(da, en, ("levels",))

    def competence(self, id: str) -> Competence:
        """Return the competence with this id; raises KeyError when there is none."""
        return {competence.id: competence for competence in self.competences}[id]

    def level_name(self, level: float | None) -> LevelName:
        """What a level (0–4 with fraction, None without evidence) is called: that of the whole level it has come to, as people are told it."""
        return self.levels[int(shown(level or 0.0))]


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
        Mistaken.unless_empty(keychecks.distinct("roles", [role.id for role in self.roles]))
        return self

    def get(self, id: str) -> Role | None:
        """The role with this id; None where roles.yaml has none, or no longer."""
        return next((role for role in self.roles if role.id == id), None)

    def name(self, id: str) -> Text:
        """What a role is called; one that is no longer there by its id."""
        found = self.get(id)
        return found.name if found else Text(da=id, en=id)

    def targets(self, id: str) -> dict[str, int]:
        """The target level of each competence; a role that is no longer there asks nothing."""
        found = self.get(id)
        return found.targets if found else {}

    @property
    def asked(self) -> dict[str, dict[str, int]]:
        """What each role asks for, by its id: the competences with a target, and the targets."""
        return {role.id: {id: target for id, target in role.targets.items() if target} for role in self.roles}

    @property
    def usual(self) -> str:
        """The id of the role that stands first: whoever tries the course on her own machine has it."""
        return self.roles[0].id


class Organisation(Data):
    """What the municipality calls its employment service and the course, whom its staff may ask, and how it looks.

    `logo` is an SVG or PNG file in the municipality's own folder; without logo or colours they are the course's. `security_contact` (mailto:,
    https:// or tel:) is whom anybody may tell of a hole in the security. `certificate` is what the municipality says that a course certificate
    counts as; without it the certificate says that it is no formal qualification.
    """

    name: Text
    contact: Text
    course: Text = Text(da="Kompetencevej", en="Kompetencevej")
    logo: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\.(svg|png)$")] | None = None
    colours: Colours | None = None
    certificate: Text | None = None
    security_contact: Annotated[str, Field(pattern=r"^(mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+?[0-9-]+)$")] | None = None

    @model_validator(mode="after")
    def _logo_is_there(self) -> Self:
        if self.logo and not self.logo_file:
            da = f"der er ingen fil {self.logo} i kommunens egen mappe. Læg den der."
            raise Mistaken(Mistake(da, f"there is no file {self.logo} in the municipality's own folder. Put it there.", ("logo",)))
        return self

    @property
    def named(self) -> bool:
        """Whether the municipality has written its own name."""
        return self.name != UNNAMED

    @property
    def logo_file(self) -> Path | None:
        """The logo, in the municipality's own folder."""
        own = settings.own()
        found = own / self.logo if own and self.logo else None
        return found if found and found.is_file() else None


def load_framework(path: Path) -> Framework:
    """Read the competence framework; raises DataError."""
    return load(path, Framework)


def load_roles(path: Path, framework: Framework) -> Roles:
    """Read roles and target levels; every role must have a target for every competence. Raises DataError.

    Where a municipality lays its own over the course's, a competence without target has target 0, and its targets of competences that the
    course no longer has are passed over, since an update must not stop it.
    """
    found = load(path, Roles)
    lacking, unknown = role_problems(path, framework)
    own = settings.own()
    if problems := [one for one in lacking + unknown if not (own and (one in lacking or one.file.is_relative_to(own)))]:
        raise DataError(problems)
    known = [competence.id for competence in framework.competences]
    return Roles(roles=[role.model_copy(update={"targets": {id: role.targets.get(id, 0) for id in known}}) for role in found.roles])


def role_problems(path: Path, framework: Framework) -> tuple[list[Problem], list[Problem]]:
    """Competences that a role lacks a target for, and targets of competences that there are not. Raises DataError."""
    roles, data = load(path, Roles), read(path)
    known = [competence.id for competence in framework.competences]
    lacking, unknown = [], []
    for place, role in enumerate(roles.roles):
        targets = ("roles", place, "targets")
        for id in [id for id in known if id not in role.targets]:
            da, en = f"{id} mangler. Skriv »{id}: « og et tal fra 0 til 4.", f"{id} is missing. Write “{id}: ” and a number from 0 to 4."
            lacking.append(problem(path, data, Mistake(da, en, targets), Rank.REFERENCE))
        for id in [id for id in role.targets if id not in known]:
            one = keychecks.unknown(id, known, ("en kompetence", "a competence"), (*targets, id))
            unknown.append(problem(path, data, one, Rank.REFERENCE))
    return lacking, unknown


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
