"""How this installation is doing: what is installed, where things live, whether the database answers. No secrets."""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlalchemy.engine import make_url

from course import permissions, settings
from course.errors import CourseError
from course.modules import catalogue
from course.store import open_store

PACKAGES = ("kompetencevej", "voila", "jupyter-server", "nbgrader", "anywidget", "ipykernel", "sqlalchemy", "alembic")
LITTLE_ROOM = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and what there is to say."""

    name: str
    good: bool
    says: str


def findings() -> Iterator[Finding]:
    """Everything the doctor looks at."""
    yield Finding("Python", True, f"{platform.python_version()} ({platform.system()})")
    yield from (_package(name) for name in PACKAGES)
    yield Finding("Mappe / Folder", True, str(settings.home()))
    yield Finding("Moduler / Modules", settings.modules().is_dir(), str(settings.modules()))
    yield Finding("Data", settings.data().is_dir(), str(settings.data()))
    yield _database()
    yield _room(settings.home())
    yield _closed(settings.home())
    yield _released()


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, "mangler; kør make course / is missing; run make course")


def _database() -> Finding:
    where = make_url(settings.database()).render_as_string(hide_password=True)
    try:
        store = open_store(migrate=settings.database().startswith("sqlite"))  # elsewhere that is another account's business
        store.database.check()
        people = len(store.people.all())
        store.database.close()
    except CourseError as error:
        return Finding("Database", False, f"{where}: {error.text.da} / {error.text.en}")
    return Finding("Database", True, f"{where} (personer / people: {people})")


def _room(home: Path) -> Finding:
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    return Finding("Plads på disken / Disk room", free > LITTLE_ROOM, f"{free // (1024 * 1024)} MB")


def _closed(home: Path) -> Finding:
    open_to_others = [str(path) for path in permissions.readable_by_others(home)]
    name = "Lukket for andre / Closed to others"
    if not open_to_others:
        return Finding(name, True, "ingen anden konto kan læse noget / no other account can read anything")
    which = f"{open_to_others[0]} ({len(open_to_others)})"
    return Finding(
        name, False, f"andre konti på maskinen kan læse {which}; kør kompetencevej prepare / other accounts can; run kompetencevej prepare"
    )


def _released() -> Finding:
    try:
        names = [module.id for module in catalogue()]
    except CourseError as error:
        return Finding("Udgivet / Released", False, f"{error.text.da} / {error.text.en}")
    return Finding(
        "Udgivet / Released", bool(names), ", ".join(names) or "intet; kør kompetencevej release / nothing; run kompetencevej release"
    )
