"""The course's address as everybody outside knows it: what names of activities, people's accounts and badges begin with."""

import re
import tomllib

from course import settings
from course.errors import CourseError

ADDRESS = re.compile(r"https?://[^\s/]+")


def public() -> str | None:
    """`public` of choices.toml, without a slash at the end; None where this installation has none."""
    path = settings.choices()
    if path is None or not path.is_file():
        return None
    try:
        said = tomllib.loads(path.read_text("utf-8")).get("public")
    except (OSError, ValueError):
        return None
    return said if isinstance(said, str) and ADDRESS.fullmatch(said) else None


def required() -> str:
    """The same. Raises CourseError where there is none."""
    found = public()
    if found is None:
        raise CourseError(
            "Kursets adresse er ikke kendt. Skriv den som public i choices.toml, og peg på filen med KOMPETENCEVEJ_CHOICES.",
            "The course's address is not known. Write it as public in choices.toml, and point to the file with KOMPETENCEVEJ_CHOICES.",
        )
    return found
