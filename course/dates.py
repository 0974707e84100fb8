"""Dates in answers: days to come or not long gone, as browsers write them."""

from datetime import date
from typing import Any

from course.tasks import BaseTask

EARLIEST, LATEST = 2020, 2099


def day(task: BaseTask, value: Any) -> str:
    """The value as a date, YYYY-MM-DD, or "" where none is chosen. Raises InvalidAnswer, also for a year that nobody can mean."""
    if value == "":
        return ""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise task.refused("datoen findes ikke; skriv dag, måned og år", "the date does not exist; give day, month and year")
    if not EARLIEST <= found.year <= LATEST:
        raise task.refused(f"året skal ligge mellem {EARLIEST} og {LATEST}", f"the year must be from {EARLIEST} to {LATEST}")
    return str(value)
