"""What steps have changed, kept by what they were: a step whose layers below, words and files are the same is not run again."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from tests.images.container import kept

KEPT_DAYS = 4  # without being used


def layer(below: tuple[str, ...], what: str, make: Callable[[Path], object]) -> str:
    """The name of the layer that `what` makes on those below: kept from before, else what make(folder) leaves in folder/upper."""
    name = hashlib.sha256("\n".join((*below, what)).encode()).hexdigest()[:16]
    made, new = kept() / name, kept() / f"{name}.part"
    with (kept() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(new, ignore_errors=True)  # left by one that was interrupted
            (new / "upper").mkdir(parents=True)
            make(new)
            (new / "upper").rename(made)
            shutil.rmtree(new)
        os.utime(made)
    return name


def tidy() -> None:
    """Remove what has not been used for days: whatever changes makes new layers."""
    oldest = time.time() - KEPT_DAYS * 86400
    for one in kept().iterdir():
        with contextlib.suppress(FileNotFoundError):  # another worker's, which it has just finished
            if one.stat().st_mtime < oldest:
                shutil.rmtree(one) if one.is_dir() else one.unlink()
