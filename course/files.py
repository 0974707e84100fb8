"""Files and folders in `home()` that others see whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from course import permissions, settings
from course.errors import CourseError


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder on the same disk to build in; it is gone afterwards."""
    building = settings.home() / "building"
    building.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp(dir=building))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def put_in_place(new: Path, target: Path, kept: Path | None = None) -> None:
    """Let the folder `new` take the place of `target`; what stood there is moved to `kept` or removed. Raises CourseError where a link leads away.

    What it was copied from may have been open to everybody; here it is not. Interrupted in between, `target` is missing, and the next run builds it again.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.parent.is_symlink():
        raise CourseError(f"{target.parent} er et link; fjern det.", f"{target.parent} is a link; remove it.")
    if os.path.lexists(target):
        old = kept or new.parent / "old"
        remove(old)
        old.parent.mkdir(parents=True, exist_ok=True)
        target.rename(old)
    permissions.close(new)
    new.rename(target)


def remove(path: Path) -> None:
    """Remove a folder with all that is in it, a file, or a link (not what it leads to); nothing there is no mistake."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def write_whole(path: Path, content: str | bytes) -> None:
    """Write the file so that readers see the old text or the new one, never a part; other accounts see neither."""
    with whole(path) as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """The same for a file that is written piece by piece: it takes its place once all has been written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
