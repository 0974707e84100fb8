"""Whether this installation has hand-ins collected and marked by themselves: `automatic` under `[course]` in its choices."""

import tomllib

from course import settings


def automatic() -> bool:
    """As the installation's file says now; no where there is none, or where it cannot be read at this moment."""
    path = settings.choices()
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path else {}
    except (OSError, ValueError):  # it is being written anew
        return False
    course = found.get("course")
    return isinstance(course, dict) and course.get("automatic") is True
