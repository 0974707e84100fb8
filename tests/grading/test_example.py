"""The example team: made up, labelled, and gone the real way."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from course import team
from course.modules import catalogue
from course.store import Store, open_store
from grading import example, pages
from grading.collect import released_module
from grading.overview import overview
from tests.house import ROOT_GRADING, ROOT_MODULES, point_to
from tests.stores import new_store

MODULE = "1-virtuelle-samtaler"


@pytest.fixture(scope="module")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as it is prepared without an example: all modules are released, and nobody is there; to be copied."""
    home = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        point_to(patch, home, ROOT_MODULES, ROOT_GRADING)
        store = new_store()
        pages.prepare(store, False)
        assert store.people.all() == []
        store.database.close()
    return home


@pytest.fixture
def store(prepared_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    home = shutil.copytree(prepared_home, tmp_path / "home")
    point_to(monkeypatch, home, ROOT_MODULES, ROOT_GRADING)
    opened = open_store()
    yield opened
    opened.database.close()


def test_the_example_team_went_the_real_way_and_is_made_once(store: Store) -> None:
    pages.prepare(store, True)
    people = store.people.all()
    assert all("(eksempel)" in person.name for person in people if person.example)
    me = store.people.get("mig")
    assert me is not None
    assert (me.name, me.team, me.example, store.submissions.of("mig")) == ("Dig selv", "Eksempelteam", False, [])
    members = {member.person.username: member for member in team.members(store, "Eksempelteam")}
    assert len(members) == 6
    history = store.evidence.of(["eksempel-anna"])["eksempel-anna"]
    assert len({one.submission for one in history}) == 5
    assert all(any(store.submissions.of(member, module.id) for member in members) for module in catalogue())
    first = {one.competence: one.level for one in reversed(history)}
    assert any(one.level > first[one.competence] for one in history)  # her work moved a level
    rows = {row.username: row.state for row in overview(released_module(MODULE), store).rows}
    assert rows == {"eksempel-anna": "published", "eksempel-bo": "published", "eksempel-carla": "published", "eksempel-david": "handed_in"}
    before = {username: store.submissions.of(username) for username in members}
    pages.prepare(store, True)
    assert before == {username: store.submissions.of(username) for username in members}


def test_an_example_team_interrupted_half_way_is_finished(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(example, "_give", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            example.prepare(store)
    example.prepare(store)
    assert all(one.marked_at for one in store.submissions.of("eksempel-anna"))
    assert len(store.submissions.of("eksempel-anna")) == 5
