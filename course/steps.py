"""What to do next about a gap: which module and page, which tool, whom to ask, and what it would do. The rule is published in docs/levels.md.

1. The largest gap comes first; of equal ones, the one that stands first among the competences.
2. The module is one whose goals name the competence, otherwise any with graded tasks of it. Of several it is the one that would leave the smallest gap if
   all those tasks were solved; of equal ones, one that is not handed in yet, then the first. What that would show counts like any new result
   (`course.progression`). What a graded conversation shows by the way is left out.
3. The page is the one of that module with most tasks of the competence, the first of equal ones; the tool and what to try tomorrow are the first of the
   module that belong to the competence, and that she has not made or tried.
4. Colleagues are named who have said that they will help, whatever their levels are.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from course import contract
from course.distance import Distance, distance
from course.framework import MAX_LEVEL, Competence
from course.modulefile import Page
from course.modules import Module
from course.progression import TaskResult, level, shown_level
from course.store.tried import Place
from course.team import Cell, Member
from course.tools import ToolTask

Results = Sequence[tuple[Module, Mapping[str, float]]]


@dataclass(frozen=True)
class Done:
    """What somebody has done: modules handed in, tools with something in them, and pages whose proposal she has tried."""

    handed_in: Collection[str] = ()
    tools: Collection[tuple[str, str]] = ()
    tried: Collection[Place] = ()


@dataclass(frozen=True)
class Proposal:
    """A step towards one target. `after` is how far it would be at best, once `module` is handed in; None where no module would change anything.

    `tool` and `tomorrow` (the page that proposes it) are None where there is none of the competence, or all are done.
    """

    competence: Competence
    now: Distance
    module: Module | None
    after: Distance | None
    page: Page | None
    tool: ToolTask | None
    tomorrow: Page | None
    helpers: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """What a team's best steps in one competence would do: how many have a target, how many lack something now, and how many would at best."""

    competence: Competence
    wanted: int
    lacking: int
    after: int


def proposals(member: Member, catalogue: Sequence[Module], done: Done, helpers: Mapping[str, Sequence[str]]) -> list[Proposal]:
    """A step for each target that is not reached, the largest gap first."""
    short = sorted((cell for cell in member.cells if cell.distance.lacking), key=lambda cell: -cell.distance.gap)
    shown = best_results(catalogue)
    return [_proposal(cell, shown, done, tuple(helpers.get(cell.competence.id, ()))) for cell in short]


def effects(team: Sequence[Member], catalogue: Sequence[Module]) -> dict[str, Effect]:
    """What it would do to the team's gaps if everybody took her best step, by competence."""
    shown, found = best_results(catalogue), {}
    for cells in zip(*(member.cells for member in team), strict=True):
        short = [cell for cell in cells if cell.distance.lacking]
        after = [_best(cell, shown, ())[1] for cell in short]
        left = sum(one is None or one.lacking for one in after)
        found[cells[0].competence.id] = Effect(cells[0].competence, sum(cell.target > 0 for cell in cells), len(short), left)
    return found


def best_results(catalogue: Sequence[Module]) -> Results:
    """What each module shows of each competence (a level, 0–4) when all its graded tasks of it are solved."""
    return [(module, _shows(module)) for module in catalogue]


def _shows(module: Module) -> dict[str, float]:
    found: dict[str, list[TaskResult]] = {}
    for task in module.graded_tasks:
        if not task.has_attempts:
            rubric = MAX_LEVEL if task.marked_by_person else None
            found.setdefault(task.competence, []).append(TaskResult(task.id, task.competence, task.level, 1.0, rubric))
    return {competence: shown_level(results) for competence, results in found.items()}


def _proposal(cell: Cell, shown: Results, done: Done, helpers: tuple[str, ...]) -> Proposal:
    id = cell.competence.id
    module, after = _best(cell, shown, done.handed_in)
    if module is None:
        return Proposal(cell.competence, cell.distance, None, None, None, None, None, helpers)
    pages = _pages(module, id)
    tools = (task for task in module.tasks.values() if isinstance(task, ToolTask) and task.competence == id)
    tool = next((task for task in tools if (module.id, task.id) not in done.tools), None)
    tomorrow = next((page for page in pages if page.tomorrow and (module.id, page.stem) not in done.tried), None)
    return Proposal(cell.competence, cell.distance, module, after, pages[0] if pages else None, tool, tomorrow, helpers)


def _best(cell: Cell, shown: Results, handed_in: Collection[str]) -> tuple[Module | None, Distance | None]:
    """The module that would leave the smallest gap, and how far it would be then; nothing where none would bring her closer."""
    earlier, id = [one.level for one in cell.standing.evidence], cell.competence.id
    could = [(distance(cell.target, level([*earlier, own[id]])), module) for module, own in shown if id in own]
    would = [one for one in could if one[0].gap < cell.distance.gap or not one[0].lacking]
    if not would:
        return None, None
    after, module = min(would, key=lambda one: (not _teaches(one[1], id), one[0].gap, one[1].id in handed_in, one[1].about.number))
    return module, after


def _teaches(module: Module, competence: str) -> bool:
    return any(goal.competence == competence for goal in module.about.goals)


def _pages(module: Module, competence: str) -> list[Page]:
    """The module's pages with tasks of the competence, but for the graded one, those with most of them first."""
    there = [page for page in module.about.pages if not page.graded and (module.folder / page.notebook).is_file()]
    counted = [(sum(task.competence == competence for task in contract.tasks_on(module, page)), page) for page in there]
    return [page for count, page in sorted(counted, key=lambda one: -one[0]) if count]
