"""The people of the course from a simple CSV file: username,name,role,team,manages,trainer."""

import csv
import io
from pathlib import Path

from course.datafile import DataError
from course.framework import roles
from course.store import Person
from grading.folders import SAFE_NAME

COLUMNS = ("username", "name", "role", "team", "manages", "trainer")
TRUTH = {"": False, "nej": False, "no": False, "false": False, "0": False, "ja": True, "yes": True, "true": True, "1": True, "x": True}


def read(path: Path) -> list[Person]:
    """The people in the file; raises DataError naming row and column of everything that is wrong."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise DataError(path, [f"{path}: kan ikke læses ({error.strerror}). Tjek navnet og rettighederne."]) from error
    except UnicodeDecodeError as error:
        raise DataError(path, [f"{path}: er ikke UTF-8. Gem filen igen med tegnsættet UTF-8."]) from error
    head = text.splitlines()[0] if text.strip() else ""
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in head else ","))
    names = [name.strip().lower() for name in rows[0]] if rows else []
    problems = [
        f"{path}: række 1: kolonnen {name!r} mangler. Skriv kolonnerne {', '.join(COLUMNS)}." for name in COLUMNS[:3] if name not in names
    ]
    problems += [
        f"{path}: række 1: kolonnen {name!r} kendes ikke. Skriv kolonnerne {', '.join(COLUMNS)}." for name in names if name not in COLUMNS
    ]
    if problems:
        raise DataError(path, problems)
    people: list[Person] = []
    for number, row in enumerate(rows[1:], 2):
        if any(value.strip() for value in row):
            fields = {name: value.strip() for name, value in zip(names, row, strict=False)}
            wrong = _problems(fields, len(row) - len(names), [person.username for person in people])
            problems += [f"{path}: række {number}: {problem}" for problem in wrong]
            if not wrong:
                people.append(_person(fields))
    if problems:
        raise DataError(path, problems)
    return people


def _problems(fields: dict[str, str], surplus: int, seen: list[str]) -> list[str]:
    found = []
    known = [role.id for role in roles().roles]
    if surplus > 0:
        found.append("har flere felter end række 1. Sæt anførselstegn om felter med skilletegn.")
    if not SAFE_NAME.fullmatch(fields.get("username", "")):
        found.append(f"username: {fields.get('username', '')!r} kan ikke bruges. Brug bogstaver, tal og . _ @ + -.")
    if fields.get("username") in seen:
        found.append(f"username: {fields['username']!r} står der to gange. Fjern den ene række.")
    if not fields.get("name"):
        found.append("name: mangler. Skriv personens navn.")
    if fields.get("role", "") not in known:
        found.append(f"role: {fields.get('role', '')!r} kendes ikke. Brug en af {', '.join(known)}.")
    if fields.get("trainer", "").lower() not in TRUTH:
        found.append(f"trainer: {fields['trainer']!r} kan ikke læses. Skriv ja eller nej.")
    return found


def _person(fields: dict[str, str]) -> Person:
    return Person(
        fields["username"],
        fields["name"],
        fields["role"],
        fields.get("team") or None,
        fields.get("manages") or None,
        TRUTH[fields.get("trainer", "").lower()],
    )
