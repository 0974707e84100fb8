"""A store without anybody, to be had at once: migrating an empty database takes a quarter of a second, and hundreds of tests begin with one."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from course import settings
from course.store import Store, open_store
from tests.postgres import make_database

MIGRATED = "migrated"  # the database on a server that others are copies of


def new_store(url: str | None = None) -> Store:
    """Open what `open_store(url, migrate=True)` makes of nothing, for a URL of SQLite's (by default this installation's)."""
    url = url or settings.database()
    file = make_url(url).database
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_bytes(_empty())
        return open_store(url)
    store = open_store(url)
    with store.database.engine.connect() as connection:
        _driver(connection).deserialize(_empty())
    return store


def new_postgresql(server: str, name: str) -> Store:
    """The same as a database of this name on a server of PostgreSQL's."""
    return open_store(make_database(server, name, _migrated(server)))


def new_on(kind: str, request: pytest.FixtureRequest, folder: Path) -> Store:
    """The same on the database that `kind` names: a file of SQLite's in `folder`, or one on the test run's PostgreSQL, new for each test."""
    if kind == "sqlite":
        return new_store(f"sqlite:///{folder / 'course.db'}")
    return new_postgresql(request.getfixturevalue("postgres_server"), "alone")


@cache
def _empty() -> bytes:
    store = open_store("sqlite://", migrate=True)
    with store.database.engine.connect() as connection:
        content: bytes = _driver(connection).serialize()
    store.database.close()
    return content


@cache
def _migrated(server: str) -> str:
    open_store(make_database(server, MIGRATED), migrate=True).database.close()
    return MIGRATED


def _driver(connection: Any) -> Any:
    return connection.connection.driver_connection
