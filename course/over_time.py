"""A team over time: how its members of today stood at any date, by the evidence of work they had done until then, wherever they were then.

A former member is in no part of it; docs/levels.md says why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from course.clock import end_of
from course.distance import shown
from course.framework import Area, Competence
from course.progression import Attained, Evidence, standing
from course.tally import Tally
from course.team import Cell, Member, areas

YEAR = 365
MONTHS = 12

Until = Callable[[Evidence], bool]
"""Whether a piece of evidence was there at some time."""


@dataclass(frozen=True)
class Moment:
    """A team in one area at the end of a day: the members' levels in its competences added up, and the mean of their targets (0–4)."""

    day: date
    tally: Tally
    target: float

    @property
    def at(self) -> datetime:
        """The beginning of the day (UTC), where it is drawn."""
        return datetime.combine(self.day, time())


@dataclass(frozen=True)
class Change:
    """What is new of a member: the level as it was told then (None: nothing shown) and as it is now."""

    competence: Competence
    before: float | None
    after: float


def months(today: date) -> list[date]:
    """The thirteen days at which a year is looked at, from a year ago until today."""
    return [today - timedelta(days=round(YEAR * (MONTHS - number) / MONTHS)) for number in range(MONTHS + 1)]


def done_by(day: date) -> Until:
    """What had been done at the end of that day in Denmark."""
    end = end_of(day)
    return lambda one: one.worked_at < end


def back_by(at: datetime) -> Until:
    """What had come back at that moment (UTC), so that it could be read."""
    return lambda one: (one.came_back_at or one.worked_at) <= at


def attained(cell: Cell, until: Until) -> Attained | None:
    """The level by the published rule of so much evidence; None where that is nothing."""
    return standing(cell.competence.id, [one for one in cell.standing.evidence if until(one)]).attained


def course_of(team: Sequence[Member], days: Sequence[date]) -> list[tuple[Area, tuple[Moment, ...]]]:
    """Each area in which somebody of the team has a target, at each of the days."""
    found = []
    for area, competences in areas():
        ids = {one.id for one in competences}
        cells = [cell for member in team for cell in member.cells if cell.competence.id in ids and cell.target]
        if cells:
            found.append((area, tuple(_moment(cells, day) for day in days)))
    return found


def changes(member: Member, until: Until) -> list[Change]:
    """The competences in which the member's level, as it is told, is another now than by the evidence until then."""
    found = []
    for cell in member.cells:
        then = attained(cell, until)
        before, after = shown(then.level) if then else None, cell.distance.level
        if after is not None and after != before:
            found.append(Change(cell.competence, before, after))
    return found


def _moment(cells: Sequence[Cell], day: date) -> Moment:
    tally, until = Tally(), done_by(day)
    for cell in cells:
        tally.add(cell.target, attained(cell, until))
    return Moment(day, tally, sum(cell.target for cell in cells) / len(cells))
