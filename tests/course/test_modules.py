"""A module's folder, as an author leaves it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from course.datafile import DataError
from course.modules import Module, catalogue, load_module, module

Fields = Callable[..., dict[str, Any]]
TEXT = {"da": "Dansk", "en": "English"}


class Plain(yaml.SafeDumper):
    """Writes a text that stands in several places in each of them, as an author does."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def dump(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(content, Dumper=Plain, allow_unicode=True, sort_keys=False), "utf-8")


def about(id: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": id,
        "number": int(id[0]),
        "title": TEXT,
        "summary": TEXT,
        "minutes": 50,
        "leaves_out": TEXT,
        "goals": [{"competence": "samtale.kanal", "text": TEXT}],
        "pages": [
            {"notebook": "1-laes.ipynb", "title": TEXT, "minutes": 10},
            {"notebook": "2-vis.ipynb", "title": TEXT, "minutes": 20, "graded": True},
        ],
        **changes,
    }


@pytest.fixture
def folder(tmp_path: Path, fields: Fields) -> Path:
    place = tmp_path / "1-samtaler"
    dump(place / "module.yaml", about("1-samtaler"))
    dump(place / "tasks" / "1-laes.yaml", {"tasks": [fields("choice"), fields("order")]})
    dump(place / "tasks" / "2-vis.yaml", {"tasks": [fields("match", "graded", id="vis-1")]})
    return place


def problems(folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_module(folder)
    return "\n".join(f"{one.file.name}:{one.line}: {one.en}" for one in caught.value.problems)


def test_a_module_holds_its_tasks_in_the_order_of_its_files(folder: Path) -> None:
    found = load_module(folder)
    assert list(found.tasks) == ["en-choice", "en-order", "vis-1"]
    assert [task.id for task in found.graded_tasks] == ["vis-1"]
    assert found.graded_page.stem == "2-vis"
    assert found.page("1-laes") is not None
    assert found.page("3-andet") is None


def test_duplicate_tasks_over_files_are_refused(folder: Path, fields: Fields) -> None:
    dump(folder / "tasks" / "3-mere.yaml", {"tasks": [fields("text", id="en-order")]})
    assert "3-mere.yaml:2: en-order › id: the id “en-order” is used in 1-laes.yaml too. Give one another." in problems(folder)


def test_an_unknown_competence_is_refused_in_tasks_and_goals(folder: Path, fields: Fields) -> None:
    dump(folder / "module.yaml", about("1-samtaler", goals=[{"competence": "samtale.sang", "text": TEXT}]))
    dump(folder / "tasks" / "1-laes.yaml", {"tasks": [fields("choice", competence="samtale.dans")]})
    told = problems(folder)
    assert "goals nr. 1 › competence: “samtale.sang” is not a competence. Did you mean “samtale.kanal”?" in told
    assert "en-choice › competence: “samtale.dans” is not a competence. Did you mean “samtale.kanal”?" in told


def test_a_missing_dialogue_is_refused(folder: Path, fields: Fields) -> None:
    dump(folder / "tasks" / "3-roza.yaml", {"tasks": [fields("conversation")]})
    assert "en-conversation › dialogue: “roza.twee” is not a file in the module's folder. Remove it." in problems(folder)
    (folder / "roza.twee").write_text("")
    assert "en-conversation" in load_module(folder).tasks


def test_a_module_is_called_what_its_folder_is_called(folder: Path) -> None:
    dump(folder / "module.yaml", about("1-samtale"))
    assert "id: the id must be the folder's name. Write id: 1-samtaler." in problems(folder)


@pytest.mark.parametrize("graded", [0, 2])
def test_exactly_one_page_is_graded(folder: Path, graded: int) -> None:
    pages = [{"notebook": f"{n}-x.ipynb", "title": TEXT, "minutes": 5, "graded": n < graded} for n in range(3)]
    dump(folder / "module.yaml", about("1-samtaler", pages=pages))
    assert f"exactly one page must have graded: true. Here {graded} have." in problems(folder)


def test_a_mistake_in_a_task_is_placed_in_its_file(folder: Path) -> None:
    path = folder / "tasks" / "1-laes.yaml"
    path.write_text("tasks:\n  - id: kanal-1\n    kind: quiz\n")
    assert problems(folder).startswith("1-laes.yaml:3: kanal-1 › kind: “quiz” cannot be used here. Use one of: choice, ")


def test_the_law_says_when_it_was_looked_up(folder: Path) -> None:
    dump(folder / "module.yaml", about("1-samtaler"))
    with (folder / "module.yaml").open("a") as file:
        file.write("law:\n  checked: 2026-11-22\n  text: {da: a, en: b}\n")
    law = load_module(folder).about.law
    assert law is not None
    assert law.checked == "2026-11-22"


def test_a_module_changes_version_with_its_tasks_meaning_only(folder: Path, fields: Fields) -> None:
    before = load_module(folder).version
    dump(folder / "tasks" / "2-vis.yaml", {"tasks": [fields("match", "graded", id="vis-1", prompt={"da": "Nyt", "en": "New"})]})
    assert load_module(folder).version == before
    dump(folder / "tasks" / "2-vis.yaml", {"tasks": [fields("match", "graded", id="vis-2")]})
    assert load_module(folder).version != before


def test_an_unchanged_module_is_read_once(folder: Path) -> None:
    assert module(folder) is module(folder)


def test_a_changed_module_is_read_again_whatever_its_files_dates(folder: Path, fields: Fields) -> None:
    first = module(folder)
    older = folder / "tasks" / "0-foer.yaml"
    dump(older, {"tasks": [fields("text")]})
    os.utime(older, (1_000_000_000, 1_000_000_000))
    assert "en-text" in module(folder).tasks
    assert "en-text" not in first.tasks
    older.unlink()
    assert "en-text" not in module(folder).tasks


def test_the_catalogue_stands_in_the_order_of_the_modules_numbers(tmp_path: Path) -> None:
    for id in ("2-strategi", "0-intro", "1-samtaler"):
        dump(tmp_path / id / "module.yaml", about(id))
    (tmp_path / "notes").mkdir()
    assert [one.id for one in catalogue(tmp_path)] == ["0-intro", "1-samtaler", "2-strategi"]


def test_a_folder_without_modules_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert catalogue(tmp_path / "none") == []


def test_a_module_knows_where_it_came_from(folder: Path) -> None:
    found = load_module(folder)
    assert isinstance(found, Module)
    assert found.folder == folder
