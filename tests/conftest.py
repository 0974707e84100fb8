"""What all tests share."""

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import command, postgres
from tests.browser.service import Service

pytest_plugins = ["tests.compiled", "tests.house", "tests.pace", "tests.pictures"]
# Reading a module makes tens of thousands of objects that stay, and to look for garbage among them again and again took a third of the time.
gc.set_threshold(50_000, 10, 5)


@pytest.hookimpl(trylast=True)  # when it is known where what is written is kept
def pytest_configure(config: pytest.Config) -> None:
    """Before any worker starts, start what they fork commands from."""
    if not hasattr(config, "workerinput") and getattr(config.option, "numprocesses", None):
        command.one_for_all()


def pytest_collection_finish() -> None:
    """Let nobody look for garbage among the tests themselves and what they have loaded."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Look for what was left open once among all that is there; pytest does so five times more, then only among what comes after."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL prefix of a PostgreSQL that lives as long as the test run."""
    with postgres.server() as url:
        yield url


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Something that takes long to make, made by whichever worker needs it first: once(name, make), which calls make(folder)."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def _once(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # left by a worker that failed
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return _once


@pytest.fixture(scope="session")
def example_home(once: Once) -> Path:
    """A home as the preparation of a first start leaves it; to be copied, since releasing and marking take seconds."""
    return once("example", lambda folder: Service(folder / "home").run("prepare", "--example")) / "home"
