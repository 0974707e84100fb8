"""Files that no other account on the machine may read: what is stored about people is theirs and the municipality's."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

OTHERS = 0o077
POSSIBLE = os.name == "posix"


def keep_others_out() -> None:
    """Let every file and folder that this program, and what it starts, makes from now on be its own account's alone."""
    os.umask(OTHERS)


def close(path: Path) -> None:
    """Take a file, or a folder with all that is in it, from every other account. What is gone meanwhile, or is not ours to change, stays as it is."""
    for one, mode in _within(path) if POSSIBLE else ():
        if mode & OTHERS:
            try:
                one.chmod(stat.S_IMODE(mode) & ~OTHERS)
            except (FileNotFoundError, PermissionError):
                continue  # `readable_by_others` tells what is left


def readable_by_others(folder: Path) -> Iterator[Path]:
    """What other accounts can reach and read, list or change in `folder`; nothing lies open in a folder that is closed.

    The folder itself may be another account's, as where a volume is mounted: its name tells nothing, and it is not ours to close.
    """
    for path, mode in _within(folder, reachable=True) if POSSIBLE else ():
        if mode & OTHERS and (path != folder or path.lstat().st_uid == os.geteuid()):
            yield path


def _within(path: Path, reachable: bool = False) -> Iterator[tuple[Path, int]]:
    """The path and all below it with their modes, links aside; with `reachable` not what lies in folders that others cannot enter."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if stat.S_ISLNK(mode):
        return
    yield path, mode
    if stat.S_ISDIR(mode) and not (reachable and not mode & (stat.S_IXGRP | stat.S_IXOTH)):
        try:
            below = sorted(path.iterdir())
        except OSError:
            return
        for one in below:
            yield from _within(one, reachable)
