"""What a talk about competences rests on, the same for both: levels and targets today, what was agreed, and the plan where she shares it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from course.framework import framework
from course.modules import Module, catalogue
from course.pages import Request
from course.store import Person, Store
from course.talks import Meeting, Talk, first_open
from course.team import Cell, Member, one_member
from course.text import Text
from course.tools import Parts, ToolTask
from course.viewing import somebody


@dataclass(frozen=True)
class Plan:
    """The plan that she may share: its module and task, whether she does, and what stands in it (empty where nothing does)."""

    module: Module
    task: ToolTask
    shared: bool
    parts: Parts


@dataclass(frozen=True)
class Basis:
    """All that the page and the paper of a talk tell; `plan` is None where no module has one, `modules` are the titles by id."""

    member: Member
    talks: Sequence[Talk]
    plan: Plan | None
    modules: Mapping[str, Text]

    @property
    def person(self) -> Person:
        """Whom the talk is about."""
        return self.member.person

    @property
    def cells(self) -> list[Cell]:
        """The competences with a target or a level."""
        return [cell for cell in self.member.cells if cell.target or cell.standing.evidence]

    @property
    def proposal(self) -> Talk | None:
        """What waits for her yes."""
        return first_open(self.talks)

    @property
    def agreed(self) -> list[Talk]:
        """What was agreed, the last first."""
        return [one for one in self.talks if not one.open]

    @property
    def place(self) -> int:
        """The number of the talk that the manager's form is about: the proposal's, otherwise a new one's."""
        return self.proposal.place if self.proposal else (self.talks[0].place + 1 if self.talks else 1)

    @property
    def told_plan(self) -> Parts:
        """What the manager may read of the plan."""
        return self.plan.parts if self.plan and self.plan.shared else []

    def title(self, module: str) -> Text:
        """What a module is called; one that is gone by its id."""
        return self.modules.get(module) or Text(da=module, en=module)


def basis(store: Store, person: Person) -> Basis:
    """What a talk with this person rests on today. Raises StorageError."""
    course = catalogue()
    titles = {module.id: module.about.title for module in course}
    return Basis(one_member(store, person), store.talks.of(person.username), _plan(store, person, course), titles)


def names() -> dict[str, Text]:
    """What competences are called, by id."""
    return {one.id: one.name for one in framework().competences}


def name_of(competence: str) -> Text:
    """What a competence is called; one that the course no longer has by its id."""
    return names().get(competence) or Text(da=competence, en=competence)


def proposed_by(talk: Talk) -> Text:
    """The name of whoever proposed it."""
    return somebody(talk.manager, talk.manager_name)


def shown(basis: Basis) -> dict[str, Any]:
    """What a template of the talk needs."""
    return {"basis": basis, "level_names": framework().levels, "name_of": name_of, "proposed_by": proposed_by}


def meetings(request: Request, team: str | None) -> list[Meeting]:
    """What a team has agreed on, newest first."""
    return request.store.meetings.of(team) if team else []


def the_plan(course: Sequence[Module]) -> tuple[Module, ToolTask] | None:
    """The tool for the talk, if a module has one."""
    found = ((module, task) for module in course for task in module.tasks.values() if isinstance(task, ToolTask) and task.for_talk)
    return next(found, None)


def _plan(store: Store, person: Person, course: Sequence[Module]) -> Plan | None:
    found = the_plan(course)
    if found is None:
        return None
    module, task = found
    saved = store.answers.get(person.username, module.id, task)
    parts = [(heading, lines) for heading, lines in task.parts(saved.value) if lines] if saved and saved.value else []
    return Plan(module, task, store.sharing.on(person.username, module.id, task.id), parts)
