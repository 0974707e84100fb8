"""What learners get is checked, stripped, and never half there."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.datafile import DataError
from grading import collect, gradebook, release
from tests.house import House

OwnModules = Callable[[], Path]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def edit_cell(path: Path, id: str, change: Callable[[dict[str, Any]], None]) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    change(next(cell for cell in notebook["cells"] if cell["id"] == id))
    path.write_text(json.dumps(notebook), "utf-8")


def test_no_key_no_rubric_and_no_hidden_test_is_released(house: House) -> None:
    everything = "\n".join(path.read_text("utf-8") for path in (house.home / "release").rglob("*") if path.is_file())
    for secret in (
        "HIDDEN TESTS",
        "widgets.marking",
        "Med b bliver",
        "Du begynder med det sidste",
        "Du lægger mærke til noget bestemt",
        "Og så tier jeg",
    ):
        assert secret not in everything
    assert 'Choice(\\"valg\\")' in everything
    names = sorted(path.name for path in (house.home / "release" / "9-proeve").rglob("*") if path.is_file())
    assert names == [
        "1-oev.ipynb",
        "1-oev.yaml",
        "2-vis.ipynb",
        "2-vis.yaml",
        "3-redskaber.ipynb",
        "3-redskaber.yaml",
        "module.yaml",
        "snak.twee",
    ]


def test_nothing_happens_to_a_module_that_has_not_changed(house: House, own_modules: OwnModules) -> None:
    folder = own_modules()
    before = (house.home / "release" / "9-proeve").stat().st_ino
    assert not release.release(folder).changed
    assert (house.home / "release" / "9-proeve").stat().st_ino == before
    edit(folder / "tasks" / "2-vis.yaml", "At spørge", "At spørge først")
    assert release.release(folder).changed
    assert not release.release(folder).changed


def test_a_gradebook_that_was_moved_knows_a_module_still_and_another_is_told(
    house: House, own_modules: OwnModules, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = own_modules()
    for name, told in (("moved.db", False), ("another.db", True)):
        at = house.home / name
        if not told:
            (house.home / "gradebook.db").rename(at)
        monkeypatch.setenv("KOMPETENCEVEJ_GRADEBOOK", f"sqlite:///{at}")
        assert release.release(folder).changed == told
        assert gradebook.knows("9-proeve", "2-vis")
    at.unlink()
    assert release.release(folder).changed, "it was lost"
    assert gradebook.knows("9-proeve", "2-vis")


def _nbgrader_cell(cell: dict[str, Any]) -> None:
    cell["metadata"]["nbgrader"] = {"grade": False, "grade_id": "x", "locked": True, "schema_version": 3, "solution": False, "task": False}


def drop_cell(path: Path, id: str) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != id]
    path.write_text(json.dumps(notebook), "utf-8")


MISTAKES: dict[str, tuple[Callable[[Path], None], str]] = {
    "nbgrader on a practice page": (
        lambda folder: edit_cell(folder / "1-oev.ipynb", "opgave-oev", _nbgrader_cell),
        "opgave-oev: the cell has something of nbgrader",
    ),
    "a hidden test in a notebook": (
        lambda folder: edit(folder / "2-vis.ipynb", "Match(", "### BEGIN HIDDEN TESTS\\nMatch("),
        "opgave-par: the cell has something of nbgrader",
    ),
    "two cells with one id": (
        lambda folder: edit_cell(folder / "2-vis.ipynb", "opgave-par", lambda cell: cell.update(id="opgave-orden")),
        "opgave-orden: two cells have the same id",
    ),
    "a task in two cells": (
        lambda folder: edit(folder / "2-vis.ipynb", 'Match(\\"par\\")', 'Order(\\"orden\\")'),
        "the task stands 2 times",
    ),
    "a graded task without a cell": (
        lambda folder: drop_cell(folder / "2-vis.ipynb", "opgave-par"),
        "the task stands on no page",
    ),
    "a stray notebook": (
        lambda folder: (folder / "3-ny.ipynb").write_text('{"cells": []}') and None,
        "the notebook is no page of module.yaml",
    ),
    "a missing page": (lambda folder: (folder / "1-oev.ipynb").unlink(), "there is no file 1-oev.ipynb"),
    "no notebook": (lambda folder: (folder / "1-oev.ipynb").write_text("[]") and None, "the file must begin with “cells:”"),
    "a dead link in a conversation": (lambda folder: edit(folder / "snak.twee", "->Godt]]", "->Væk]]"), "snak.twee"),
    "a link in the folder": (lambda folder: (folder / "hemmelig.twee").symlink_to("/etc/passwd"), "is a link"),
    "a key in a practice file": (
        lambda folder: edit(folder / "tasks" / "1-oev.yaml", "Det passer ikke.", "Med b bliver borgeren ikke hørt."),
        "belongs to the key",
    ),
    "no rubric": (
        lambda folder: edit(folder.parent.parent / "rubrics" / "9-proeve.yaml", "  tekst:", "  andet:"),
        "rubrics › andet: “andet” is not a graded free text. Did you mean “tekst”",
    ),
    "a rubric with three levels": (
        lambda folder: edit(folder.parent.parent / "rubrics" / "9-proeve.yaml", "level: 4", "level: 3"),
        r"9-proeve\.yaml:5: rubrics › tekst › levels: the levels must be",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_and_learners_keep_what_they_have(house: House, own_modules: OwnModules, mistake: str) -> None:
    change, sentence = MISTAKES[mistake]
    folder = own_modules()
    before = {path: path.read_bytes() for path in (house.home / "release").rglob("*") if path.is_file()}
    change(folder)
    with pytest.raises(DataError, match=sentence):
        release.release(folder)
    assert before == {path: path.read_bytes() for path in (house.home / "release").rglob("*") if path.is_file()}
    building = house.home / "building"
    assert not building.exists() or list(building.iterdir()) == []


def test_what_does_not_belong_to_a_module_is_not_released_and_is_named(house: House, own_modules: OwnModules) -> None:
    folder = own_modules()
    (folder / "facit.docx").write_bytes(b"Valget: a")
    (folder / "noter").mkdir()
    (folder / "noter" / "til mig selv.txt").write_text("Valget: a", "utf-8")
    (folder / "tasks" / "1-oev.yaml~").write_text("tasks: []", "utf-8")
    (folder / ".DS_Store").write_text("", "utf-8")
    (folder / "hemmelig").symlink_to("/etc/passwd")
    done = release.again(folder)
    assert done.left_out == ("facit.docx", "hemmelig", "noter/til mig selv.txt", "tasks/1-oev.yaml~")
    assert release.told(done) == [
        "Prøvemodul: udgivet.",
        "  Ikke udgivet, for det hører ikke til et modul: facit.docx, hemmelig, noter/til mig selv.txt, tasks/1-oev.yaml~.",
    ]
    names = sorted(path.name for path in (house.home / "release" / "9-proeve").rglob("*") if path.is_file())
    assert names == [
        "1-oev.ipynb",
        "1-oev.yaml",
        "2-vis.ipynb",
        "2-vis.yaml",
        "3-redskaber.ipynb",
        "3-redskaber.yaml",
        "module.yaml",
        "snak.twee",
    ]
    again = release.release(folder)
    assert (again.changed, again.left_out) == (False, done.left_out)


def test_what_check_finds_is_not_released(house: House, own_modules: OwnModules) -> None:
    folder = own_modules()
    edit(folder / "1-oev.ipynb", '\\"oev\\"', '\\"oevv\\"')
    with pytest.raises(DataError, match="the module has no task “oevv”"):
        release.release(folder)


def _with_another_pair(folder: Path) -> None:
    edit(folder / "2-vis.ipynb", "opgave-par", "opgave-nyt")
    edit(folder / "2-vis.ipynb", 'Match(\\"par\\")', 'Match(\\"nyt\\")')
    edit(folder / "tasks" / "2-vis.yaml", "- id: par", "- id: nyt")
    edit(folder.parent.parent / "keys" / "9-proeve.yaml", "  par:", "  nyt:")


def test_a_module_that_changes_after_hand_ins_is_released_and_loses_nothing(house: House, own_modules: OwnModules) -> None:
    house.hand_in("anna")
    house.collect_and_mark()
    house.give("anna", 3, "Flot.")
    folder = own_modules()
    _with_another_pair(folder)
    assert release.release(folder).changed
    module = collect.released_module("9-proeve")
    grades = gradebook.grades(module.id, module.graded_page.stem)["anna"]
    assert (grades["tekst"].manual, grades["tekst"].comment, grades["par"].auto) == (3, "Flot.", 4)
    assert not grades["par"].waits
    house.module = module
    house.hand_in("bo", **{"par": None, "nyt": {"ole": "ringe", "eva": "moedes"}})
    assert house.collect_and_mark()["bo"].state == "marked"
    assert house.grades("bo")["nyt"].points == 4
    assert house.mark(again=True)["anna"].state == "marked"
    assert house.grades("anna")["tekst"].manual == 3


def _with_another_pair_and_option(folder: Path) -> None:
    _with_another_pair(folder)
    edit(folder.parent.parent / "keys" / "9-proeve.yaml", "key: [a]", "key: [c]")
    edit(folder / "tasks" / "2-vis.yaml", "- id: a\n", "- id: c\n")


def test_nobody_loses_points_for_what_a_changed_module_no_longer_asks_or_did_not_ask_yet(house: House, own_modules: OwnModules) -> None:
    house.hand_in("anna", tekst=None)
    _with_another_pair_and_option(folder := own_modules())
    release.release(folder)
    house.module = collect.released_module("9-proeve")
    marked = house.collect_and_mark()["anna"]
    assert "Svaret på »Valget« passer ikke til opgaven" in marked.problems[0]
    assert house.feedback()["anna"].state == "published"
    assert {task: result.points for task, result in house.results("anna").items()} == {"orden": 4}
    assert house.feedback()["anna"].state == "unchanged"


def test_what_has_been_given_back_stays_when_the_module_changes(house: House, own_modules: OwnModules) -> None:
    house.hand_in("anna", tekst=None)
    house.collect_and_mark()
    house.feedback()
    before = house.results("anna"), house.store.evidence.of(["anna"])
    _with_another_pair_and_option(folder := own_modules())
    release.release(folder)
    house.module = collect.released_module("9-proeve")
    assert house.feedback()["anna"].state == "unchanged"
    assert house.mark(again=True)["anna"].state == "marked"
    assert house.feedback()["anna"].state == "unchanged"
    assert (house.results("anna"), house.store.evidence.of(["anna"])) == before


def test_pages_that_are_open_go_on_with_the_version_they_began_with(house: House, own_modules: OwnModules) -> None:
    folder = own_modules()
    release.release(folder)
    edit(folder / "tasks" / "2-vis.yaml", "At spørge", "At spørge først")
    release.release(folder)
    assert "At spørge," in (house.home / "replaced" / "9-proeve" / "tasks" / "2-vis.yaml").read_text("utf-8")


def test_what_an_interruption_left_is_built_again(house: House, own_modules: OwnModules) -> None:
    folder = own_modules()
    release.release(folder)
    shutil.rmtree(house.home / "release" / "9-proeve")
    assert release.release(folder).changed
    assert (house.home / "release" / "9-proeve" / "2-vis.ipynb").exists()
