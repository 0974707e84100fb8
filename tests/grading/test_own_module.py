"""A module in the municipality's own folder is released, handed in and marked as the course's are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from course import figures, framework
from course.modules import load_module
from course.store import Person
from grading import collect, gradebook, mark, release
from grading.sources import chosen_sources
from tests.house import point_to
from tests.stores import new_store

BIRKELUND = Path(__file__).parent.parent / "data" / "birkelund"


@pytest.fixture(autouse=True)
def _birkelund(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Its competences must be read in place of the course's, which an earlier test may have left in memory, and be forgotten again."""
    point_to(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("KOMPETENCEVEJ_OWN", str(BIRKELUND))
    for cached in (framework.framework, framework.roles):
        cached.cache_clear()
    yield
    for cached in (framework.framework, framework.roles):
        cached.cache_clear()


def test_a_colleague_in_birkelund_is_marked_by_birkelunds_key() -> None:
    folder = chosen_sources(["8-tolk"])[0]
    released = release.release(folder).module
    assert not any("Nu bliver samtalen tolkens" in path.read_text("utf-8") for path in released.folder.rglob("*.*"))

    store = new_store()
    store.people.put(Person("bodil", "Bodil Birk", "modtager"))
    module = load_module(folder)
    for task, value in {"tiltale": ["dig"], "begynd": "Hej Amina."}.items():
        store.answers.save("bodil", module, task, value, 0)
    store.submissions.hand_in("bodil", module)
    assert [one.problem for one in collect.collect(released, store) if one.problem] == []
    list(mark.mark(released, store))
    grade = gradebook.grades(released.id, released.graded_page.stem)["bodil"]["tiltale"]
    assert (grade.auto, grade.max_points) == (4, 4)
    store.database.close()


def test_birkelunds_own_figure_is_drawn_when_its_module_is_released_and_its_program_stays_at_home() -> None:
    released = release.release(chosen_sources(["8-tolk"])[0])
    names = {path.name for path in released.module.folder.iterdir()}
    assert "figures.json" in names
    assert "figures.py" not in names
    drawn = figures.kept(released.module.folder)["hvem-ser-du-paa"]
    assert "Borgeren" in drawn.da.narrow
    assert drawn.en.table == [["You look at"], ["The citizen"]]
