"""A session that nobody keeps, as on Binder: when it ends, told by whoever starts it (docs/binder.md)."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from course import settings
from course.clock import there
from course.errors import CourseError
from course.text import Language

IDLE_MINUTES = 10
ASK_SECONDS = 30


@dataclass(frozen=True)
class Passing:
    """It ends at `ends_at` (UTC) at the latest, and after `idle_minutes` without a touch. `site` tells courses apart that one browser visits."""

    ends_at: datetime
    idle_minutes: int
    site: str = ""
    ask_seconds: float = ASK_SECONDS

    def ends_at_local(self, language: Language) -> str:
        """The time of day when it ends, on a Danish clock."""
        return f"{there(self.ends_at):{'%H.%M' if language == 'da' else '%H:%M'}}"


def passing() -> Passing | None:
    """What the environment says of this session's end; None where it says nothing, because what is made here is kept. Raises CourseError."""
    hours = os.environ.get(settings.SESSION_HOURS)
    if not hours:
        return None
    began = os.environ.get(settings.SESSION_BEGAN)
    start = datetime.fromtimestamp(_number(settings.SESSION_BEGAN, began), UTC) if began else datetime.now(UTC)
    idle = int(_number(settings.SESSION_IDLE, os.environ.get(settings.SESSION_IDLE, str(IDLE_MINUTES))))
    ends_at = start + timedelta(hours=_number(settings.SESSION_HOURS, hours))
    return Passing(ends_at.replace(tzinfo=None), idle, os.environ.get(settings.SESSION_SITE, ""))


def _number(name: str, told: str) -> float:
    try:
        found = float(told)
    except ValueError:
        found = -1.0
    if not 0 < found < 1e11:
        raise CourseError(f"{name} skal være et tal over 0, ikke {told!r}.", f"{name} must be a number above 0, not {told!r}.")
    return found
