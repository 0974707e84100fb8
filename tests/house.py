"""A course of one tiny module in a folder of its own, with learners who answer as a test wants."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from course import second_marking
from course.modules import Module
from course.store import Person, Result, Store, Submission, open_store
from grading import collect as collecting
from grading import feedback as returning
from grading import gradebook, release
from grading import mark as marking
from grading.marker import Marked
from tests.stores import new_store

DATA = Path(__file__).parent / "data"
ROOT_MODULES = DATA.parent.parent / "modules"
ROOT_GRADING = DATA.parent.parent / "grading"
RIGHT: dict[str, Any] = {
    "valg": ["a"],
    "orden": ["en", "to", "tre"],
    "par": {"ole": "ringe", "eva": "moedes"},
    "tekst": "Jeg ser, at du kigger væk.",
}


@dataclass
class House:
    """A running course: its folder, its store, its one module."""

    home: Path
    store: Store
    module: Module

    def learner(self, username: str, name: str | None = None) -> str:
        self.store.people.put(Person(username, name or username.title(), "raadgiver", team="Nord"))
        return username

    def hand_in(self, username: str, **answers: Any) -> Submission:
        """Answer (by default everything right) and hand in; a value of None leaves a task unanswered."""
        if self.store.people.get(username) is None:
            self.learner(username)
        for task, value in {**RIGHT, **answers}.items():
            if value is not None:
                saved = self.store.answers.get(username, self.module.id, self.module.tasks[task])
                self.store.answers.save(username, self.module, task, value, saved.revision if saved else 0)
        return self.store.submissions.hand_in(username, self.module)

    def collect(self) -> list[collecting.Collected]:
        return list(collecting.collect(self.module, self.store))

    def mark(self, again: bool = False) -> dict[str, Marked]:
        return {one.learner: one for one in marking.mark(self.module, self.store, again)}

    def collect_and_mark(self) -> dict[str, Marked]:
        assert [one.problem for one in self.collect() if one.problem] == []
        return self.mark()

    def feedback(self) -> dict[str, returning.Sent]:
        return {one.learner: one for one in returning.feedback(self.module, self.store)}

    def grades(self, username: str) -> dict[str, gradebook.Grade]:
        return gradebook.grades(self.module.id, self.module.graded_page.stem).get(username, {})

    def give(self, username: str, points: float, comment: str = "", task: str = "tekst") -> None:
        gradebook.give(self.module.id, self.module.graded_page.stem, username, task, points, comment=comment)

    def results(self, username: str) -> dict[str, Result]:
        latest = self.store.submissions.latest(username, self.module.id)
        assert latest is not None
        return {one.task: one for one in self.store.submissions.results(latest.id)}

    def submitted(self, username: str) -> Path:
        return self.home / "submitted" / username / self.module.id

    def autograded(self, username: str) -> Path:
        return self.home / "autograded" / username / self.module.id


def point_to(monkeypatch: pytest.MonkeyPatch, home: Path, modules: Path = DATA / "modules", secret: Path = DATA) -> None:
    """Let this process and its children use these folders."""
    for name, value in {"HOME": home, "MODULES": modules, "GRADING": secret}.items():
        monkeypatch.setenv(f"KOMPETENCEVEJ_{name}", str(value))
    for name in ("DATABASE", "GRADEBOOK", "LOCK_HELD", "LOCAL", "FORMGRADER_URL"):
        monkeypatch.delenv(f"KOMPETENCEVEJ_{name}", raising=False)


@pytest.fixture(scope="session")
def released_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty store and the tiny module released, to be copied: releasing takes nbgrader a second."""
    home = tmp_path_factory.mktemp("released")
    with pytest.MonkeyPatch.context() as patch:
        point_to(patch, home)
        new_store().database.close()
        release.release(DATA / "modules" / "9-proeve")
    return home


def at_home(source: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house in a copy of a home; whoever asks for it closes its store."""
    shutil.copytree(source, home)
    point_to(monkeypatch, home)
    monkeypatch.setattr(second_marking, "share", lambda: 0.0)  # or a text in ten would wait for another trainer, and none knows which
    return House(home, open_store(), collecting.released_module("9-proeve"))


@pytest.fixture
def house(released_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    house = at_home(released_home, tmp_path / "home", monkeypatch)
    yield house
    house.store.database.close()


@pytest.fixture
def own_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """Copies the tiny module's sources, keys and rubrics to where a test may change them; returns the module's folder."""

    def copy() -> Path:
        for name in ("modules", "keys", "rubrics"):
            shutil.copytree(DATA / name, tmp_path / name)
        monkeypatch.setenv("KOMPETENCEVEJ_MODULES", str(tmp_path / "modules"))
        monkeypatch.setenv("KOMPETENCEVEJ_GRADING", str(tmp_path))
        return tmp_path / "modules" / "9-proeve"

    return copy
