"""A disaster strikes a running course; after one command everything is as it was at the backup, and open pages save again."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import create_engine, inspect, text

from course import settings
from course.store import Store, open_store
from tests.browser.actors import GRADED, MODULE, SOON, Learner, module
from tests.browser.conftest import windows
from tests.browser.service import Service
from tests.postgres import make_database

CHOICE, TEXT = "kanal-foerste-samtale", "relation-det-usagte-tekst"


@pytest.fixture(params=["sqlite", "postgresql"])
def course(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """A running course on its own databases: on PostgreSQL one of a single module, since it begins from nothing."""
    chosen = {}
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("example_home"), tmp_path / "home")
    else:
        server = request.getfixturevalue("postgres_server")
        shutil.copytree(settings.modules() / MODULE, tmp_path / "modules" / MODULE)
        chosen = {f"KOMPETENCEVEJ_{name}": make_database(server, f"running-{name.lower()}") for name in ("DATABASE", "GRADEBOOK")}
        chosen["KOMPETENCEVEJ_MODULES"] = str(tmp_path / "modules")
    started = Service(tmp_path / "home", **chosen).start()
    yield started
    started.stop()


def urls(course: Service) -> list[str]:
    """Where its databases are."""
    files = {"DATABASE": "course.db", "GRADEBOOK": "gradebook.db"}
    return [course.environment.get(f"KOMPETENCEVEJ_{name}") or f"sqlite:///{course.home / file}" for name, file in files.items()]


def destroy(course: Service) -> None:
    """Drop all tables of all databases under the running course."""
    for url in urls(course):
        engine = create_engine(url)
        with engine.begin() as connection:
            cascade = " cascade" if engine.dialect.name == "postgresql" else ""
            for table in inspect(connection).get_table_names():
                connection.execute(text(f'drop table "{table}"{cascade}'))
        engine.dispose()


def levels(store: Store) -> dict[str, Any]:
    return {one.username: store.evidence.of([one.username]) for one in store.people.all()}


def test_a_disaster_under_a_running_course_is_undone_by_one_command(course: Service, browser: Browser, tmp_path: Path) -> None:
    store = open_store(urls(course)[0])
    with windows(browser, course) as visit:
        learner = Learner(visit("eksempel-eva"), course.base)
        learner.open_page(GRADED)
        learner.answer(CHOICE, ["telefon"])
        learner.answer(TEXT, "Skrevet før kopien.")
        before = levels(store)
        assert any(before.values())
        course.run("backup", str(tmp_path / "one.backup"))
        trainer = store.people.get("eksempel-anna")
        destroy(course)
        course.run("restore", str(tmp_path / "one.backup"))
        course.run("prepare")

        # the page that was open saves again, through the same kernel
        learner.choose(CHOICE, ["video-med-hjaelp"])
        learner.sees_saved(CHOICE)
        saved = store.answers.get("eksempel-eva", MODULE, module().tasks[CHOICE])
        assert saved is not None
        assert saved.value == ["video-med-hjaelp"]

        # and everybody sees what was there
        learner.page.reload()
        expect(learner.task(TEXT).locator("textarea")).to_have_value("Skrevet før kopien.", timeout=SOON)
        assert (levels(store), store.people.get("eksempel-anna")) == (before, trainer)
        marked = Learner(visit("eksempel-anna"), course.base)
        marked.open("levels")
        expect(marked.page.locator("table.levels").first).to_be_visible()
        marked.open(f"module/{MODULE}/feedback/2")
        marked.sees("Se dine niveauer")
    store.database.close()
    course.run("mark", "--collect")
