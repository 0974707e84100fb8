"""What a backup of this installation holds, how it is made while the course runs, and how it is put back.

A backup holds what was shown as saved before it began. Each database is copied as it is at one moment. What goes into two of them goes
there under the trainer's lock, which is held meanwhile, so no marking stands half in a copy. What people write without the lock (answers,
hand-ins, points in formgrader) goes into one database each, so the copies fit together whichever is made first.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from sqlalchemy import URL
from sqlalchemy.engine import make_url

from course import files, permissions, settings
from course.backup import archive, postgresql, sqlite
from course.backup.archive import Manifest
from course.backup.errors import BackupError
from course.lock import locked
from course.privacy import erasures
from course.store import Store, open_store
from course.store.database import schema_versions

EraseAgain = Callable[[Store, datetime], object]
"""Erases whoever was erased after a moment (UTC) and is in the store, or elsewhere, again."""
# What `release` makes, logs, and what is being built are made anew.
KEPT = ("cookie-secret", "submitted", "autograded", erasures.FOLDER)


def databases() -> dict[str, URL]:
    """The databases of this installation, by name; the JupyterHub's where `KOMPETENCEVEJ_HUB_DATABASE` names it."""
    hub = os.environ.get(settings.HUB_DATABASE)
    found = {"gradebook": settings.gradebook(), "store": settings.database(), **({"hub": hub} if hub else {})}
    return {name: make_url(url) for name, url in found.items()}


def backup(target: Path) -> Iterator[str]:
    """Make a backup, step by step, and name each when it is done. Raises BackupError, Busy and OSError; then there is no file `target`."""
    with locked(wait=True), files.workshop() as room:
        kinds = {}
        for name, url in databases().items():
            if url.get_backend_name() == "sqlite" and sqlite.is_empty(url):
                continue
            _engine(url).dump(url, _copy(room, name))
            kinds[name] = url.get_backend_name()
            yield name
        _copy_files(room)
        yield "files"
        archive.pack(room, _manifest(room, kinds), target)
        yield target.name


def restore(file: Path, replace: bool, erase_again: EraseAgain) -> Iterator[str]:
    """Put a backup back, step by step, and name each when it is done. Raises BackupError, Busy, StorageError and OSError.

    In the end whoever was erased since the backup was made is erased again, by `erase_again`, before anybody else gets the lock.

    Everything is checked before anything is touched. Each database is then replaced in one transaction; should a later one fail, the
    same command can be run again.
    """
    with locked(), files.workshop() as room:
        erasures.readable()
        manifest = archive.unpack(file, room)
        targets = _targets(manifest)
        for name, url in targets.items():
            _engine(url).check(_copy(room, name))
        if not replace:
            _require_empty(targets)
        yield "checked"
        for name, url in targets.items():
            _engine(url).load(url, _copy(room, name))
            yield name
        _put_files(room)
        store = open_store(migrate=True)
        try:
            erase_again(store, manifest.made_at)
        finally:
            store.database.close()
        yield "files"


def _engine(url: URL) -> ModuleType:
    return sqlite if url.get_backend_name() == "sqlite" else postgresql


def _copy(room: Path, name: str) -> Path:
    (room / "databases").mkdir(exist_ok=True)
    return room / "databases" / name


def _manifest(room: Path, kinds: dict[str, str]) -> Manifest:
    return Manifest(
        format=archive.FORMAT,
        course=version("kompetencevej"),
        schema_version=open_store().database.version() or "",
        made_at=datetime.now(UTC),
        databases=kinds,
        members=archive.members(room),
    )


def _copy_files(room: Path) -> None:
    for name in KEPT:
        path = settings.home() / name
        if path.is_dir():
            shutil.copytree(path, room / "home" / name, symlinks=True)
        elif path.is_file():
            (room / "home").mkdir(exist_ok=True)
            shutil.copy2(path, room / "home" / name)


def _put_files(room: Path) -> None:
    for path in sorted((room / "home").glob("*")):
        if path.name == erasures.FOLDER:
            erasures.merge(path)
        elif path.is_dir():
            files.put_in_place(path, settings.home() / path.name)
        else:
            permissions.close(path)
            path.replace(settings.home() / path.name)
    shutil.rmtree(settings.home() / "stamps", ignore_errors=True)  # so that the modules are released into the restored gradebook


def _targets(manifest: Manifest) -> dict[str, URL]:
    """Where each copy goes. Raises BackupError when this installation has no place for it."""
    if manifest.format > archive.FORMAT or manifest.schema_version not in schema_versions():
        raise BackupError(
            f"Sikkerhedskopien er fra en nyere udgave af kurset ({manifest.course}). Installér den, og prøv igen. Intet er ændret.",
            f"The backup was made by a newer version of the course ({manifest.course}). Install that, and try again. Nothing was changed.",
        )
    here = databases()
    for name, kind in manifest.databases.items():
        if name not in here or here[name].get_backend_name() != kind:
            raise BackupError(
                f"Sikkerhedskopien har databasen {name} fra {kind}, og her er den sat op anderledes. Intet er ændret; ret indstillingerne.",
                f"The backup has the database {name} from {kind}, and here it is set up otherwise. Nothing was changed; correct the settings.",
            )
    return {name: here[name] for name in manifest.databases}


def _require_empty(targets: dict[str, URL]) -> None:
    for name, url in targets.items():
        if not _engine(url).is_empty(url):
            raise BackupError(
                f"Databasen {name} er ikke tom. Intet er ændret; brug --replace, hvis det, der står i den, må gå tabt.",
                f"The database {name} is not empty. Nothing was changed; use --replace if what is in it may be lost.",
            )
