"""An installation of the first landed version is upgraded to the newest: every answer, attempt and grade is as it was, and work goes on."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import NullPool, create_engine, inspect, text

from course import settings, team
from course.store import Store, open_store
from course.usernames import EXAMPLE
from grading import gradebook, pages
from grading.collect import collect, released_module
from grading.feedback import feedback
from grading.mark import mark
from tests.house import DATA, ROOT_GRADING, ROOT_MODULES, point_to
from tests.postgres import make_database

DUMPS = DATA / "first-version"
MODULE, NOTEBOOK = "1-virtuelle-samtaler", "4-vis-hvad-du-kan"
Rows = dict[str, list[tuple[Any, ...]]]


def load_sqlite(dump: str, path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript((DUMPS / dump).read_text("utf-8"))


def load_postgresql(dump: str, url: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    connection = engine.raw_connection()
    connection.cursor().execute((DUMPS / dump).read_text("utf-8"))
    connection.commit()
    connection.close()


def columns(url: str) -> dict[str, list[str]]:
    engine = create_engine(url, poolclass=NullPool)
    found = inspect(engine)
    return {table: [one["name"] for one in found.get_columns(table)] for table in found.get_table_names() if table != "alembic_version"}


def rows(url: str, wanted: dict[str, list[str]]) -> Rows:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return {
            table: sorted((tuple(row) for row in connection.execute(text(f"select {', '.join(names)} from {table}"))), key=repr)
            for table, names in wanted.items()
        }


@pytest.fixture(params=["sqlite", "postgresql"])
def first(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The first version's installation; gives the store's URL."""
    point_to(monkeypatch, tmp_path, ROOT_MODULES, ROOT_GRADING)
    if request.param == "sqlite":
        load_sqlite("course-sqlite.sql", tmp_path / "course.db")
        load_sqlite("gradebook-sqlite.sql", tmp_path / "gradebook.db")
    else:
        url = make_database(request.getfixturevalue("postgres_server"), "first-version")
        monkeypatch.setenv("KOMPETENCEVEJ_DATABASE", url)
        load_postgresql("course-postgresql.sql", url)
        load_sqlite("gradebook-beside-postgresql.sql", tmp_path / "gradebook.db")
    return settings.database()


@pytest.fixture
def before(first: str) -> tuple[dict[str, list[str]], Rows]:
    """The tables and columns of the first version, and all that stood in them."""
    return columns(first), rows(first, columns(first))


@pytest.fixture
def upgraded(before: object) -> Iterator[Store]:
    store = open_store(migrate=True)
    yield store
    store.database.close()


def test_every_row_is_as_it_was_column_by_column(first: str, before: tuple[dict[str, list[str]], Rows], upgraded: Store) -> None:
    wanted, held = before
    assert all(held[table] for table in ("person", "answer", "attempt", "submission", "result", "evidence"))
    assert rows(first, wanted) == held
    upgraded.database.check()


def test_preparing_the_new_version_changes_nothing_that_people_did(
    first: str, before: tuple[dict[str, list[str]], Rows], upgraded: Store
) -> None:
    grades = gradebook.grades(MODULE, NOTEBOOK)
    assert grades
    pages.prepare(upgraded, True)
    for table, held in rows(first, before[0]).items():
        assert [row for row in before[1][table] if row not in held] == [], table
    added = [one.learner for one in upgraded.submissions.last_of_all("0-introduktion")]
    assert added
    assert all(learner.startswith(EXAMPLE) for learner in added), "what is new is the example team's alone"
    after = gradebook.grades(MODULE, NOTEBOOK)
    kept = {learner: {task: grade for task, grade in own.items() if task in grades[learner]} for learner, own in after.items()}
    assert kept == grades  # what today's edition asks besides has been given to nobody


def test_levels_follow_from_the_evidence_by_the_published_rule(before: tuple[dict[str, list[str]], Rows], upgraded: Store) -> None:
    """What was written counts as it was, except where it rested on a task at level 4 that only a key had marked."""
    names, held = before[0]["evidence"], before[1]["evidence"]
    evidence = [dict(zip(names, row, strict=True)) for row in held]
    written: dict[tuple[str, str], list[float]] = {}
    lowered = set()
    for one in sorted(evidence, key=lambda one: (str(one["worked_at"]), one["submission_id"])):
        who = (one["learner"], one["competence"])
        written.setdefault(who, []).append(one["level"])
        basis = json.loads(one["basis"]) if isinstance(one["basis"], str) else one["basis"]
        if any(result["level"] == 4 and result["rubric_level"] is None for result in basis):
            lowered.add(who)
    found = {
        (member.person.username, cell.competence.id): cell.standing.level
        for member in team.members(upgraded, "Eksempelteam")
        for cell in member.cells
        if cell.standing.level is not None
    }
    by_hand = {
        key: round(0.65 * levels[-1] + 0.35 * mean(levels[:-1]), 4) if len(levels) > 1 else levels[0] for key, levels in written.items()
    }
    assert any(len(levels) > 1 for key, levels in written.items() if key not in lowered)
    assert {key: level for key, level in found.items() if key not in lowered} == pytest.approx(
        {key: level for key, level in by_hand.items() if key not in lowered}
    )
    assert lowered
    assert all(found[key] <= by_hand[key] for key in lowered)


def test_attempts_and_results_are_read_by_todays_code(upgraded: Store) -> None:
    broken_off, finished = upgraded.attempts.all("eksempel-anna", MODULE, "samtale-mikkel")
    assert (len(broken_off.attempt.taken), broken_off.finished_at) == (3, None)
    assert finished.outcome is not None
    latest = upgraded.submissions.latest("eksempel-anna", MODULE)
    assert latest is not None
    assert latest.marked_at
    assert upgraded.submissions.results(latest.id)


def test_the_gradebook_opens_and_marking_goes_on_where_it_was(upgraded: Store) -> None:
    with Gradebook(settings.gradebook()) as book:
        assert {one.id for one in book.students} == {"eksempel-anna", "eksempel-bo", "eksempel-carla"}
        assert book.find_submission(MODULE, "eksempel-anna").score > 0
    pages.prepare(upgraded, False)
    module = released_module(MODULE)
    assert [one.problem for one in collect(module, upgraded) if one.problem] == []
    marked = {one.learner: one for one in mark(module, upgraded)}
    assert marked["eksempel-david"].state == "marked"
    passed_over = "\n".join(marked["eksempel-david"].problems)  # two tasks became others in the second edition, and are named
    assert len(marked["eksempel-david"].problems) == 2
    assert "rammer-moderen-i-rummet" in passed_over
    assert "ledelse-sidste-fem-minutter" in passed_over
    for task in (task for task in module.graded_tasks if marked["eksempel-david"].waits and task.kind == "text"):
        gradebook.give(MODULE, NOTEBOOK, "eksempel-david", task.id, 3, comment="Klart svar.")
    assert {one.learner: one.state for one in feedback(module, upgraded)}["eksempel-david"] == "published"
