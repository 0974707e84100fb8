"""A team's year: each area drawn beside its target, and what each member has shown since a date that the manager chooses."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from course import clock
from course.errors import InvalidAnswer
from course.framework import Area
from course.over_time import YEAR, Moment, Until, back_by, changes, course_of, done_by, months
from course.pages import Request
from course.team import Member
from course.text import LANGUAGES, Language, Text

Points = tuple[tuple[datetime, float], ...]
LEVEL, TARGET = Text(da="Niveau", en="Level"), Text(da="Mål", en="Target")
TOLD = Text(
    da="Teamets niveau 0 til 4 gennem et år ved siden af målet. Tallene står i tabellen nedenfor.",
    en="The team's level 0 to 4 through a year beside the target. The numbers stand in the table below.",
)


def context(request: Request, team: Sequence[Member]) -> dict[str, object]:
    """What the page shows of the members. Raises InvalidAnswer for a date that cannot be used."""
    today = clock.today()
    chosen = _chosen(request.form.get("since", ""), today)
    talks = {} if chosen else request.store.talks.last_agreed([member.person.username for member in team])
    since = {member.person.username: _since(talks.get(member.person.username), chosen, today) for member in team}
    courses = course_of(team, months(today)) if team else []
    return {
        "courses": [{"area": area, "moments": moments, "plot": _plot(area, moments)} for area, moments in courses],
        "since": chosen, "today": today, "changes": [(one, day, found) for one in team for day, until in [since[one.person.username]] if (found := changes(one, until))],
    }  # fmt: skip


def _since(talk: datetime | None, chosen: date | None, today: date) -> tuple[date, Until]:
    """The day of a member's last talk and what could be read at it; without one the chosen day, or a year ago, and what had been done then."""
    if talk:
        return clock.day_of(talk), back_by(talk)
    day = chosen or today - timedelta(days=YEAR)
    return day, done_by(day)


def _chosen(asked: str, today: date) -> date | None:
    """The date she chose, or None."""
    if not asked:
        return None
    try:
        chosen = date.fromisoformat(asked)
    except ValueError:
        chosen = None
    if chosen is None or chosen > today:
        raise InvalidAnswer("Vælg en dato, der har været, fx 2026-01-31.", "Choose a date that has been, for example 2026-01-31.")
    return chosen


def _plot(area: Area, moments: Sequence[Moment]) -> dict[str, str] | None:
    """The area's drawing by language; None until something has been shown."""
    levels = tuple((one.at, one.tally.mean_level) for one in moments if one.tally.shown)
    targets = tuple((one.at, one.target) for one in moments)
    return {language: _drawn(area.id, area.name.pick(language), levels, targets, language) for language in LANGUAGES} if levels else None


@lru_cache(maxsize=256)
def _drawn(id: str, name: str, levels: Points, targets: Points, language: Language) -> str:
    from widgets.service.pages.plot import Series, draw  # here, because matplotlib takes a second, which no start should wait for

    lines = [Series(LEVEL.pick(language), levels), Series(TARGET.pick(language), targets)]
    return draw(lines, f"{id}-{language}", name, TOLD.pick(language), LEVEL.pick(language))
