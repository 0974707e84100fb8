"""What all tests share."""

from collections.abc import Iterator

import pytest

from tests import postgres

pytest_plugins = ["tests.house"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL prefix of a PostgreSQL that lives as long as the test run."""
    with postgres.server() as url:
        yield url
