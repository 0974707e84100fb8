"""A store from an earlier version of the course is brought up to date, and nothing in it is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text

import course.store
from course.store import Store, open_store
from course.store.tables import Base
from tests.postgres import make_database
from tests.synthetic import fill

TABLES = {
    "person": "username, name, role, team, manages, trainer, active, example",
    "answer": "*",
    "submission": "*",
    "result": "*",
    "evidence": "*",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    sqlite = request.param == "sqlite"
    at = f"sqlite:///{tmp_path}/course.db" if sqlite else make_database(request.getfixturevalue("postgres_server"), "upgrade")
    opened = open_store(at, migrate=True)
    yield opened
    opened.database.close()


def take_back(store: Store, version: str) -> None:
    """Make the store what it was in an earlier version."""
    with store.database.engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(course.store.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.downgrade(config, version)
        connection.commit()


def held(store: Store) -> dict[str, list[str]]:
    """Everything that the first version had room for."""
    with store.database.engine.connect() as connection:
        return {
            table: sorted(str(tuple(row)) for row in connection.execute(text(f"select {what} from {table}")))
            for table, what in TABLES.items()
        }


def differences(store: Store) -> list[object]:
    """How the database differs from the tables and indexes of the code."""
    with store.database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def test_the_newest_version_has_exactly_the_tables_and_indexes_of_the_code(store: Store) -> None:
    assert differences(store) == []


def test_upgrading_keeps_everything_that_was_there(store: Store) -> None:
    fill(store, 30)
    before = held(store)
    take_back(store, "0001")
    assert differences(store) != []
    assert held(store) == before
    store.database.migrate()
    assert (held(store), differences(store)) == (before, [])
