"""A store from an earlier version of the course is brought up to date, and nothing in it is lost."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from course.chain import teams_below
from course.progression import standing
from course.store import Store
from course.store.base import Base
from course.store.database import MIGRATIONS, schema_versions
from tests.stores import new_on
from tests.synthetic import fill, put_a_chief

TABLES = {
    "person": "username, name, role, team, manages, trainer, active, example",
    "answer": "*",
    "submission": "id, learner, module, number, module_version, answers, handed_in_at, collected_at, marked_at",
    "result": "submission_id, task, competence, level, points, max_points, rubric_level, why, comment",
    "evidence": "id, learner, competence, level, worked_at, module, submission_id, basis",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = new_on(request.param, request, tmp_path)
    yield opened
    opened.database.close()


def take_back(store: Store, version: str) -> None:
    """Make the store what it was in an earlier version."""
    with store.database.engine.connect() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.downgrade(config, version)
        connection.commit()


def migrations() -> Config:
    """Alembic's own view of them."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def test_the_versions_are_known_by_the_names_of_the_migrations() -> None:
    known = [one.revision for one in ScriptDirectory.from_config(migrations()).walk_revisions()]
    assert schema_versions() == known[::-1]


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


def test_old_evidence_is_read_by_todays_rule_and_what_was_written_stays(store: Store) -> None:
    """A level 4 that rested on one four-option task is 3 today, and says that it is provisional."""
    fill(store, 1)
    take_back(store, "0003")
    basis = json.dumps([{"task": "ledelse", "competence": "samtale.ledelse", "level": 4, "fraction": 1.0, "rubric_level": None}])
    with store.database.engine.begin() as connection:
        connection.execute(text("update evidence set level = 4, basis = :basis"), {"basis": basis})
    store.database.migrate()
    with store.database.engine.connect() as connection:
        rows = connection.execute(text("select level, shown, results from evidence")).all()
    assert rows
    assert {tuple(row) for row in rows} == {(4, 3, 1)}
    learner = store.people.all()[0].username
    found = standing("samtale.ledelse", [replace(one, competence="samtale.ledelse") for one in store.evidence.of([learner])[learner][:1]])
    assert (found.level, found.provisional) == (3, True)


def test_what_chiefs_were_shown_before_an_upgrade_is_not_counted_again_after_it(store: Store) -> None:
    fill(store, 30)
    chief = put_a_chief(store, 30, 2)
    shown = teams_below(store, chief, patience=60)
    assert any(cell for team in shown[0] for cell in team.cells)
    take_back(store, "0015")
    store.database.migrate()
    assert teams_below(store, chief) == shown
