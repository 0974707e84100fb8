"""The files in which a municipality keeps its keys: outside the course's own folder, so that no backup holds them, and its own account's alone."""

import os
import stat
from pathlib import Path

from course import permissions, settings
from course.errors import CourseError


def write(path: Path, content: str) -> None:
    """Write a new key to a file that only this account may read. Raises CourseError where there is one, or where a backup would take it."""
    target = path.absolute()
    if target.resolve().is_relative_to(settings.home().resolve()):
        raise CourseError(
            f"{target} ligger i kursets egen mappe, og en nøgle skal ikke ligge sammen med det, den beskytter. Vælg et andet sted.",
            f"{target} is in the course's own folder, and a key must not lie beside what it protects. Choose another place.",
        )
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise CourseError(
            f"{target} findes, og en nøgle overskrives ikke. Vælg en anden fil.",
            f"{target} exists, and a key is not overwritten. Choose another file.",
        ) from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(content)


def read(path: Path) -> str:
    """What stands in a key's file. Raises CourseError where it is missing, or where other accounts may read it."""
    try:
        mode, content = path.stat().st_mode, path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} kan ikke læses.", f"{path} cannot be read.") from error
    if permissions.POSSIBLE and stat.S_IMODE(mode) & permissions.OTHERS:
        raise CourseError(
            f"Andre konti på maskinen kan læse {path}. Luk filen med: chmod 600 {path}",
            f"Other accounts on the machine can read {path}. Close the file with: chmod 600 {path}",
        )
    return content
