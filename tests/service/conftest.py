"""One real course service for these tests, with a few people who know nothing of each other."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from course import figures, settings
from course.modules import load_module
from course.out import badge
from course.store import Person, Store, open_store
from tests.actors import Visitor
from tests.browser.service import Service

PEOPLE = (
    Person("ida", "Ida Lund", "raadgiver", "test-nord", example=True),
    Person("per", "Per Dahl", "raadgiver", "test-nord", example=True),
    Person("tine", "Tine Bech", "superbruger", trainer=True, example=True),
    Person("lis", "Lis Krogh", "leder", "test-nord", manages="test-nord", example=True),
    Person("ole", "Ole Forhen", "raadgiver", "test-nord", active=False, example=True),
)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home = tmp_path_factory.mktemp("service") / "home"
    shutil.copytree(settings.modules(), home / "release")
    for folder in settings.modules().glob("[0-9]-*"):
        figures.keep(home / "release" / folder.name, [figures.draw(folder, one) for one in load_module(folder).about.figures])
    store = open_store(f"sqlite:///{home / 'course.db'}", migrate=True)
    for person in PEOPLE:
        store.people.put(person)
    store.database.close()
    badges = home.parent / "badges"
    badge.make_key(badges)
    choices = home.parent / "choices.toml"
    choices.write_text('public = "https://kursus.kommune.example"\n', "utf-8")
    started = Service(home, KOMPETENCEVEJ_BADGE_KEY=str(badges), KOMPETENCEVEJ_CHOICES=str(choices))
    started.whole = False  # its tests look at the surroundings of what it starts
    yield started.start()
    started.stop()


@pytest.fixture
def store(service: Service) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{service.home / 'course.db'}")
    yield opened
    opened.database.close()


@pytest.fixture
def visitor(service: Service) -> Callable[[str], Visitor]:
    """Somebody who has come in: visitor("ida")."""

    def _visitor(username: str) -> Visitor:
        somebody = Visitor(service.base).come_in(service.address)
        return somebody if username == "mig" else somebody.become(username)

    return _visitor


@pytest.fixture
def stranger(service: Service) -> Visitor:
    """Somebody without the token."""
    return Visitor(service.base)


@pytest.fixture
def released(service: Service) -> Path:
    return service.home / "release" / "1-virtuelle-samtaler"
