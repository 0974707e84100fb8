"""Who is in the example team and what they handed in, as `example_team.yaml` says."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from course import settings
from course.datafile import Data, load, problem, read
from course.keychecks import unknown
from course.modulefile import ModuleId
from course.modules import read_folder
from course.problems import Problem, Rank

FILE = Path(__file__).parent / "example_team.yaml"


class ExamplePerson(Data):
    """A made-up person."""

    username: Annotated[str, Field(pattern=r"^eksempel-[a-z]+$")]
    name: Annotated[str, Field(pattern=r"^.+ \(eksempel\)$")]
    role: str


class Written(Data):
    """A free text, and what the trainer gave it: a rubric level and a comment; without `level` nobody has read it yet."""

    answer: str
    level: Annotated[int, Field(ge=0, le=4)] | None = None
    comment: str = ""


class HandIn(Data):
    """One hand-in of a module: everything right but the tasks in `wrong`, and the free texts by task id."""

    module: ModuleId
    days_ago: Annotated[int, Field(ge=0)]
    wrong: list[str]
    texts: dict[str, Written]

    @property
    def marked(self) -> bool:
        """Whether the trainer has read it."""
        return all(text.level is not None for text in self.texts.values())


class ExampleMember(ExamplePerson):
    """A made-up colleague and what she has handed in, oldest first."""

    hand_ins: list[HandIn]

    def of(self, module: str) -> list[HandIn]:
        """Her hand-ins of a module, oldest first."""
        return [one for one in self.hand_ins if one.module == module]


class ExampleTeam(Data):
    """The contents of `example_team.yaml`."""

    team: str
    trainer: ExamplePerson
    manager: ExamplePerson
    members: list[ExampleMember]

    @property
    def modules(self) -> list[str]:
        """The modules that somebody has handed in, in order."""
        return sorted({one.module for member in self.members for one in member.hand_ins})


@cache
def team() -> ExampleTeam:
    """The example team; raises DataError."""
    return load(FILE, ExampleTeam)


def problems() -> list[Problem]:
    """Tasks that the example team answers and their modules do not have. Raises DataError when its file cannot be read."""
    return [one for module in team().modules for one in _problems(module)]


def _problems(module: str) -> list[Problem]:
    reading = read_folder(settings.modules() / module)
    if reading.problems:  # told where they are
        return []
    graded = [task.id for task in reading.tasks.values() if task.graded]
    named = {task for member in team().members for work in member.of(module) for task in [*work.wrong, *work.texts]}
    mistakes = [unknown(task, graded, ("en opgave, der tæller", "a graded task"), ("members",)) for task in sorted(named - set(graded))]
    return [problem(FILE, read(FILE), one, Rank.REFERENCE) for one in mistakes]
