"""An SQLite database copied out and back in through SQLite's own backup, which gives readers and writers the old contents or the new."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL

from course.backup.errors import BackupError

BUSY_SECONDS = 30


def is_empty(url: URL) -> bool:
    """Whether nothing would be lost by restoring here. What is no database counts as something."""
    path = _path(url)
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as database:
            return database.execute("select 1 from sqlite_master limit 1").fetchone() is None
    except sqlite3.DatabaseError:
        return False


def dump(url: URL, target: Path) -> None:
    """Copy the database into the file `target`. Raises BackupError."""
    with _sentence(_path(url)):
        _copy(_path(url), target)
        with closing(sqlite3.connect(target)) as copy:
            copy.execute("pragma journal_mode=delete")  # one file, without a log beside it


def check(source: Path) -> None:
    """Raise BackupError unless the copy is a sound database."""
    with _sentence(source), closing(sqlite3.connect(source)) as copy:
        if copy.execute("pragma integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("integrity_check")


def load(url: URL, source: Path) -> None:
    """Give the database the contents of the copy, in one transaction. Raises BackupError."""
    path = _path(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _sentence(path):
        if path.exists() and not _readable(path):
            for ruin in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                ruin.unlink(missing_ok=True)
        _copy(source, path)


def _path(url: URL) -> Path:
    assert url.database
    return Path(url.database)


def _readable(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as database:
            database.execute("select count(*) from sqlite_master").fetchone()
    except sqlite3.OperationalError:  # locked, or the disk: not the contents
        raise
    except sqlite3.DatabaseError:
        return False
    return True


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as old, closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as new:
        old.backup(new)


@contextmanager
def _sentence(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise BackupError(
            f"Databasen {path} kunne ikke kopieres ({error}). Den er, som den var.",
            f"The database {path} could not be copied ({error}). It is as it was.",
        ) from error
