"""The map of the course: the four phases, what belongs to each, and what all else builds on."""

from dataclasses import dataclass

from course.change.phases import PHASES, Phase, phases
from course.modules import Module
from widgets.service.pages.progress import ModuleProgress, PageProgress


@dataclass(frozen=True)
class Stop:
    """A page on the map."""

    module: Module
    page: PageProgress

    @property
    def to(self) -> str:
        """Its address."""
        return f"module/{self.module.id}/{self.page.page.stem}"


@dataclass(frozen=True)
class CourseMap:
    """`across` are the pages that span all phases, `phases` the others by phase, `builds_on` each module that others come after, with these."""

    across: tuple[Stop, ...]
    phases: tuple[tuple[Phase, tuple[Stop, ...]], ...]
    builds_on: tuple[tuple[Module, tuple[Module, ...]], ...]


def course_map(found: list[ModuleProgress]) -> CourseMap:
    """The map for one learner. A page stands in its own phases, else in its module's; graded pages stand on their module's page alone."""
    stops = [Stop(one.module, page) for one in found for page in one.pages if not page.page.graded]
    where = {stop.to: set(stop.page.page.phase or stop.module.about.phase) for stop in stops}
    across = tuple(stop for stop in stops if where[stop.to] == set(PHASES))
    in_phase = tuple(
        (phase, tuple(stop for stop in stops if phase.id in where[stop.to] and stop not in across)) for phase in phases().phases
    )
    modules = [one.module for one in found]
    after = ((first, tuple(one for one in modules if first.id in one.about.prerequisites)) for first in modules)
    return CourseMap(across, in_phase, tuple((first, later) for first, later in after if later))
