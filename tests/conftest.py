"""What all tests share."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.browser.service import Service

pytest_plugins = ["tests.house", "tests.pace", "tests.pictures"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL prefix of a PostgreSQL that lives as long as the test run."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def example_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as a first start of the course leaves it, made once for all workers; to be copied, since releasing and marking take seconds."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = shared / "example" / "home"
    with (shared / "example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            Service(home).start().stop()
    return home
