"""Keys are data in `grading/keys/`, and nbgrader's cells are made of them at release."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from course.datafile import DataError
from course.modules import Module, load_module
from grading import gradebook, release
from grading.assessment import load_assessment
from tests.house import DATA, ROOT_GRADING, ROOT_MODULES, House, point_to

BEFORE: dict[str, Any] = json.loads((DATA / "grades-before-keys-were-data.json").read_text("utf-8"))
THEN = ("oev", "plan", "snak", "valg", "orden", "par", "tekst")  # the trial module has got a page of tools since
HAND_INS: dict[str, dict[str, Any]] = BEFORE["hand_ins"]


def edit(path: Path, old: str, new: str) -> None:
    found = path.read_text("utf-8")
    assert old in found
    path.write_text(found.replace(old, new), "utf-8")


def code_cells(folder: Path, module: Module) -> list[list[Any]]:
    notebook = json.loads((folder / module.graded_page.notebook).read_text("utf-8"))
    return [
        [cell["id"], cell["cell_type"], {name: value for name, value in cell["metadata"].get("nbgrader", {}).items() if name != "checksum"}]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def test_nbgrader_meets_the_cells_it_always_met(house: House) -> None:
    assert code_cells(house.module.folder, house.module) == BEFORE["released"]
    assert Module(house.module.folder, house.module.about, [house.module.tasks[id] for id in THEN]).version == BEFORE["version"]
    engine = create_engine(f"sqlite:///{house.home / 'gradebook.db'}")
    with engine.connect() as connection:
        graded = connection.execute(
            text("select b.name, g.max_score, g.cell_type from base_cell b join grade_cells g on g.id = b.id order by b.name")
        )
        assert {name: list(about) for name, *about in graded} == BEFORE["cells"]
        written = connection.execute(text("select b.name from base_cell b join solution_cells s on s.id = b.id order by b.name"))
        assert [name for (name,) in written] == BEFORE["solution"]
    engine.dispose()


def test_hand_ins_earn_and_are_told_what_they_were_when_keys_were_code(house: House) -> None:
    for learner, was in HAND_INS.items():
        house.hand_in(learner, **{"valg": None, "orden": None, "par": None, "tekst": None, **was["answers"]})
    house.collect_and_mark()
    for learner, was in HAND_INS.items():
        found = house.grades(learner)
        assert {task: [one.auto, one.max_points, one.waits] for task, one in found.items()} == was["grades"], learner
        for task, one in found.items():
            if one.waits:
                house.give(learner, 3, task=task)
    house.feedback()
    for learner, was in HAND_INS.items():
        told = {id: [one.points, one.rubric_level, [why.da for why in one.why]] for id, one in house.results(learner).items()}
        assert told == was["results"], learner


def test_an_authors_notebooks_hold_prose_and_one_line_tasks_and_nothing_else() -> None:
    for path in [*ROOT_MODULES.glob("*/*.ipynb"), *(DATA / "modules").glob("*/*.ipynb")]:
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            assert set(cell["metadata"]) <= {"tags"}, path
            if cell["cell_type"] == "code":
                assert len("".join(cell["source"]).splitlines()) == 1, path
                assert "import" not in "".join(cell["source"]), path


def test_no_key_and_no_points_stand_in_the_modules() -> None:
    for module in sorted(ROOT_MODULES.glob("*/module.yaml")):
        told = load_assessment_of(module.parent).texts()
        everything = "\n".join(path.read_text("utf-8") for path in module.parent.rglob("*") if path.is_file())
        assert [words for words in told if len(words) > 20 and words in everything] == []
        assert "points:" not in everything


def load_assessment_of(folder: Path) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOMPETENCEVEJ_GRADING", str(ROOT_GRADING))
        return load_assessment(load_module(folder))


def test_every_graded_task_of_the_course_has_points_in_one_place() -> None:
    for path in sorted(ROOT_MODULES.glob("*/module.yaml")):
        module, found = load_module(path.parent), load_assessment_of(path.parent)
        assert {*found.keys} | {*found.rubrics} == {task.id for task in module.graded_tasks}
        assert not {*found.keys} & {*found.rubrics}
        assert all(found.points(task.id) > 0 for task in module.graded_tasks)


MISTAKES = {
    "a key of nothing": (
        "keys",
        "  valg:",
        "  andet:",
        r"9-proeve\.yaml:2: keys › andet: “andet” is not a graded task\. Did you mean “valg”",
    ),
    "a key that no answer can have": (
        "keys",
        "key: [a]",
        "key: [z]",
        r"9-proeve\.yaml:4: keys › valg › key nr\. 1: “z” is not an option\. Use one of: a, b",
    ),
    "a key of half the steps": ("keys", "[en, to, tre]", "[en, to]", "keys › orden › key: the key lacks tre"),
    "a key without its partner": ("keys", "{ole: ringe, eva: moedes}", "{ole: ringe}", "keys › par › key: the key lacks eva"),
    "an explanation of nothing": (
        "keys",
        "      b:",
        "      c:",
        "keys › valg › why › c: “c” is not anything that can be answered wrongly",
    ),
    "no points": ("keys", "    points: 4\n    key: [a]", "    key: [a]", "keys › valg: the field “points” is missing"),
    "no key but points": ("keys", "    key: [a]\n", "", "keys › valg: “key” missing. Add"),
    "no points for a text": ("rubrics", "    points: 4\n", "", "rubrics › tekst: the field “points” is missing"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_key_is_named(house: House, own_modules: Callable[[], Path], mistake: str) -> None:
    kind, old, new, sentence = MISTAKES[mistake]
    folder = own_modules()
    edit(folder.parent.parent / kind / "9-proeve.yaml", old, new)
    with pytest.raises(DataError, match=sentence):
        release.release(folder)


def test_points_come_from_the_key_and_a_changed_key_is_released(house: House, own_modules: Callable[[], Path]) -> None:
    folder = own_modules()
    release.release(folder)
    edit(folder.parent.parent / "keys" / "9-proeve.yaml", "points: 4\n    key: [a]", "points: 6\n    key: [b]")
    edit(folder.parent.parent / "keys" / "9-proeve.yaml", "      b:", "      a:")
    edit(folder.parent.parent / "rubrics" / "9-proeve.yaml", "points: 4", "points: 8")
    assert release.release(folder).changed
    house.hand_in("anna", valg=["b"])
    house.collect_and_mark()
    grades = house.grades("anna")
    assert (grades["valg"].auto, grades["valg"].max_points, grades["tekst"].max_points) == (6, 6, 8)
    house.give("anna", 6)
    house.feedback()
    assert house.results("anna")["tekst"].rubric_level == 3
    assert gradebook.knows(house.module.id, house.module.graded_page.stem)


def test_a_rubric_says_how_many_points_each_level_earns_and_what_lies_between(house: House, own_modules: Callable[[], Path]) -> None:
    folder = own_modules()
    path = folder.parent.parent / "rubrics" / "9-proeve.yaml"
    edit(path, "points: 4", "points: 8")
    edit(path, "    levels:\n", "    levels:\n      - level: 0\n        text: {da: Du skriver om andet., en: You write of other things.}\n")
    path.write_text(
        path.read_text("utf-8")
        + "    borderline:\n      text: {da: Du ser væk., en: You look away.}\n      why: {da: Det ses., en: It is seen.}\n",
        "utf-8",
    )
    rubric = load_assessment(house.module).rubrics["tekst"]
    assert rubric.told(0).da == "Du skriver om andet."
    assert rubric.told(3).da.startswith("Du siger det")
    shown = rubric.html()
    for words in ("0–8", "0 point", "2 point", "6 point", "8 point", "Du skriver om andet.", "Du ser væk.", "Det ses."):
        assert words in shown
    assert {"Du ser væk.", "It is seen.", "Du skriver om andet."} <= rubric.texts()


def test_a_key_in_a_folder_of_its_own_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    point_to(monkeypatch, tmp_path, ROOT_MODULES, tmp_path)
    with pytest.raises(DataError, match=r"1-virtuelle-samtaler\.yaml:1: the file is not there"):
        load_assessment(load_module(ROOT_MODULES / "1-virtuelle-samtaler"))
