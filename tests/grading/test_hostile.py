"""Broken and hostile submissions: nothing of them runs, they are named, and they stop nobody else's marking."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from course.store import Person
from grading import submission
from tests.house import RIGHT, House

CANARY = "import pathlib; pathlib.Path({canary!r}).write_text('ran')"


def _added_cell(folder: Path, canary: Path) -> None:
    notebook = nbformat.read(folder / "2-vis.ipynb", as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(CANARY.format(canary=str(canary))))
    nbformat.write(notebook, folder / "2-vis.ipynb")


def _changed_test(folder: Path, canary: Path) -> None:
    notebook = nbformat.read(folder / "2-vis.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = f"{CANARY.format(canary=str(canary))}\n4"
            cell.metadata.pop("nbgrader", None)
    nbformat.write(notebook, folder / "2-vis.ipynb")


def _shadowing_modules(folder: Path, canary: Path) -> None:
    for name in ("widgets.py", "json.py", "course.py", "sitecustomize.py", "conftest.py", "numpy.py"):
        (folder / name).write_text(CANARY.format(canary=str(canary)))
    (folder / "widgets").mkdir()
    (folder / "widgets" / "__init__.py").write_text(CANARY.format(canary=str(canary)))


def _startup_files(folder: Path, canary: Path) -> None:
    for name in ("nbgrader_config.py", "ipython_config.py", "jupyter_config.py"):
        (folder / name).write_text(CANARY.format(canary=str(canary)))
    (folder / ".ipython").mkdir()


def _malformed_notebook(folder: Path, _canary: Path) -> None:
    (folder / "2-vis.ipynb").write_text("{ not JSON")


def _missing_notebook(folder: Path, _canary: Path) -> None:
    (folder / "2-vis.ipynb").unlink()


def _huge_notebook(folder: Path, _canary: Path) -> None:
    os.truncate(folder / "2-vis.ipynb", 3_000_000_000)  # takes no room on the disk


def _pipe_for_a_notebook(folder: Path, _canary: Path) -> None:
    (folder / "2-vis.ipynb").unlink()
    os.mkfifo(folder / "2-vis.ipynb")


def _folder_for_a_notebook(folder: Path, _canary: Path) -> None:
    (folder / "2-vis.ipynb").unlink()
    (folder / "2-vis.ipynb").mkdir()


def _other_module_and_tasks(folder: Path, canary: Path) -> None:
    (folder / "module.yaml").write_text(f"!!python/object/apply:os.system ['touch {canary}']")
    shutil.rmtree(folder / "tasks")


def _other_timestamp(folder: Path, _canary: Path) -> None:
    (folder / "timestamp.txt").write_text("2099-99-99 $(reboot)")


NEEDLESS = [
    _added_cell, _changed_test, _shadowing_modules, _startup_files, _malformed_notebook, _missing_notebook, _huge_notebook, _pipe_for_a_notebook,
    _folder_for_a_notebook, _other_module_and_tasks, _other_timestamp,
]  # fmt: skip


@pytest.mark.parametrize("attack", NEEDLESS, ids=lambda attack: attack.__name__.strip("_"))
def test_nothing_but_the_answers_is_used(house: House, tmp_path: Path, attack: Callable[[Path, Path], None]) -> None:
    canary = tmp_path / "canary"
    house.hand_in("mallory", valg=["b"])
    house.hand_in("anna")
    house.collect()
    attack(house.submitted("mallory"), canary)
    marked = house.mark()
    assert {name: one.state for name, one in marked.items()} == {"anna": "marked", "mallory": "marked"}
    assert not canary.exists()
    assert {task: grade.points for task, grade in house.grades("mallory").items()} == {"valg": 0, "orden": 4, "par": 4, "tekst": 0}
    assert house.grades("anna")["valg"].points == 4
    assert sorted(path.name for path in house.autograded("mallory").iterdir()) == ["2-vis.ipynb", "answers.json", "marked.json"]


def _answers(value: Any) -> Callable[[Path, Path], None]:
    def write(folder: Path, _canary: Path) -> None:
        (folder / "answers.json").write_text(value if isinstance(value, str) else json.dumps(value))

    return write


def _link_to_a_secret(folder: Path, canary: Path) -> None:
    secret = canary.with_name("secret.json")
    secret.write_text(json.dumps(RIGHT))
    (folder / "answers.json").unlink()
    (folder / "answers.json").symlink_to(secret)


def _pipe(folder: Path, _canary: Path) -> None:
    (folder / "answers.json").unlink()
    os.mkfifo(folder / "answers.json")


def _folder(folder: Path, _canary: Path) -> None:
    (folder / "answers.json").unlink()
    (folder / "answers.json").mkdir()


def _missing(folder: Path, _canary: Path) -> None:
    (folder / "answers.json").unlink()


def _huge(folder: Path, _canary: Path) -> None:
    os.truncate(folder / "answers.json", 3_000_000_000)


UNREADABLE = {
    "link": (_link_to_a_secret, "ikke en almindelig fil"), "pipe": (_pipe, "ikke en almindelig fil"), "folder": (_folder, "ikke en almindelig fil"),
    "missing": (_missing, "answers.json mangler"), "huge": (_huge, "fylder mere end"), "not JSON": (_answers("{'valg': __import__('os')}"), "kan ikke læses"),
    "not UTF-8": (lambda folder, _: (folder / "answers.json").write_bytes(b"\xff\xfe{}") and None, "kan ikke læses"),
    "a list": (_answers(["a"]), "rummer ikke svar"), "a number": (_answers("1" * 5000), "kan ikke læses"),
    "very deep": (_answers("[" * 200_000), "kan ikke læses"), "deep": (_answers({"valg": [[[[[["a"]]]]]]}), "for dybt"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREADABLE)
def test_unreadable_answers_are_named_and_earn_nothing(house: House, tmp_path: Path, case: str) -> None:
    attack, sentence = UNREADABLE[case]
    house.learner("mallory", "Mallory Madsen")
    house.hand_in("mallory")
    house.hand_in("anna")
    house.collect()
    attack(house.submitted("mallory"), tmp_path / "canary")
    marked = house.mark()
    assert marked["anna"].state == marked["mallory"].state == "marked"
    assert any(problem.startswith("Mallory Madsen: ") and sentence in problem for problem in marked["mallory"].problems)
    assert {grade.points for grade in house.grades("mallory").values()} == {0}
    assert marked["anna"].problems == ()


@pytest.mark.parametrize(
    ("task", "value"),
    [
        ("valg", ["c"]), ("valg", ["a", "b"]), ("valg", "a"), ("valg", {"a": True}), ("valg", ["a", "a"]), ("valg", None), ("valg", 1e400), ("orden", ["en"]),
        ("orden", [1, 2, 3]), ("par", {"ole": "nogen"}), ("par", [["ole", "ringe"]]), ("tekst", ["x"]), ("tekst", "\ud800"), ("tekst", "x" * 100_000), ("tekst", 7),
    ],
)  # fmt: skip
def test_an_impossible_answer_costs_only_its_own_task(house: House, task: str, value: Any) -> None:
    house.hand_in("mallory")
    house.collect()
    _answers({**RIGHT, task: value})(house.submitted("mallory"), Path())
    marked = house.mark()["mallory"]
    assert marked.state == "marked"
    assert any("passer ikke til opgaven" in problem for problem in marked.problems)
    earned = {id: grade.points for id, grade in house.grades("mallory").items()}
    assert earned == {**{"valg": 4, "orden": 4, "par": 4, "tekst": 0}, task: 0}


def test_an_impossible_answer_is_told_as_such(house: House) -> None:
    house.hand_in("mallory", tekst=None)
    house.collect()
    _answers({"valg": ["c"]})(house.submitted("mallory"), Path())
    house.mark()
    house.feedback()
    assert "kunne ikke læses" in house.results("mallory")["valg"].why[0].da
    assert "ikke svaret" in house.results("mallory")["par"].why[0].da


def test_answers_to_other_modules_tasks_are_passed_over(house: House) -> None:
    house.hand_in("mallory")
    house.collect()
    _answers({**RIGHT, "kanal-foerste-samtale": ["ses-foerst"], "oev": ["a"]})(house.submitted("mallory"), Path())
    assert sum("ikke er en opgave i modulet" in problem for problem in house.mark()["mallory"].problems) == 2


def test_a_link_to_a_colleagues_folder_takes_none_of_her_answers(house: House) -> None:
    house.hand_in("anna")
    house.hand_in("mallory", valg=["b"])
    house.collect()
    shutil.rmtree(house.submitted("mallory"))
    house.submitted("mallory").symlink_to(house.submitted("anna"))
    marked = house.mark()
    assert "ikke en mappe" in marked["mallory"].problems[0]
    assert {grade.points for grade in house.grades("mallory").values()} == {0}
    assert house.feedback()["mallory"].state != "published"


def test_a_link_for_a_learners_whole_folder_is_not_followed(house: House, tmp_path: Path) -> None:
    house.hand_in("mallory")
    outside = tmp_path / "outside"
    outside.mkdir()
    (house.home / "submitted").mkdir()
    (house.home / "submitted" / "mallory").symlink_to(outside)
    assert "er et link" in house.collect()[0].problem
    assert list(outside.iterdir()) == []


def test_a_forged_number_gives_nobody_elses_results_away(house: House) -> None:
    house.hand_in("anna", valg=["b"])
    mine = house.hand_in("mallory")
    house.collect()
    other = house.store.submissions.latest("anna", house.module.id)
    assert other is not None
    (house.submitted("mallory") / "submission.json").write_text(json.dumps({"id": other.id, "number": 1}))
    house.mark()
    assert house.feedback()["mallory"].state == "newer"
    assert house.store.submissions.results(other.id) == house.store.submissions.results(mine.id) == []


@pytest.mark.parametrize("username", ["../anna", "anna/../bo", ".", "..", "-rf", "a b", "x" * 121, "", "a\0b", ".hidden"])
def test_a_username_that_is_no_folder_name_stops_only_itself(house: House, username: str) -> None:
    house.hand_in("anna")
    house.store.people.put(Person(username, "Mærkelig", "raadgiver"))
    house.hand_in(username)
    collected = {one.learner: one for one in house.collect()}
    assert collected["anna"].changed
    assert "kan ikke bruges" in collected[username].problem
    assert sorted(path.name for path in (house.home / "submitted").iterdir()) == ["anna"]


def test_reading_json_never_waits_and_never_follows(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/etc/passwd")
    assert submission.read_json(tmp_path / "pipe", 100)[0] is None
    assert submission.read_json(tmp_path / "link", 100)[0] is None
    assert submission.read_json(Path("/dev/zero"), 100)[0] is None


def test_strangers_among_the_files_are_named(house: House) -> None:
    house.hand_in("mallory")
    house.collect()
    (house.submitted("mallory") / "evil.py").write_text("1/0")
    assert any("'evil.py' hører ikke til" in problem for problem in house.mark()["mallory"].problems)
