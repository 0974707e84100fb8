"""Every page keeps the contract, and an author who breaks it is told where and what to do."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.modules import load_module
from widgets import contract

ROOT = Path(__file__).parent.parent.parent
REAL = sorted(path.parent for path in (ROOT / "modules").glob("*/module.yaml"))
TRIAL = ROOT / "tests" / "data" / "modules" / "9-proeve"
Change = Callable[[dict[str, Any]], None]


@pytest.mark.parametrize("folder", [*REAL, TRIAL], ids=lambda folder: folder.name)
def test_every_page_keeps_the_contract(folder: Path) -> None:
    assert [str(problem) for problem in contract.problems(load_module(folder))] == []


def first(notebook: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(cell for cell in notebook["cells"] if cell["cell_type"] == kind)


def two_lines(notebook: dict[str, Any]) -> None:
    first(notebook, "code")["source"] += ["\n", "import os"]


def asks_who_the_learner_is(notebook: dict[str, Any]) -> None:
    first(notebook, "code")["source"] = ["import os; os.environ['USER']"]


def an_import(notebook: dict[str, Any]) -> None:
    first(notebook, "code")["source"] = ["from widgets import Choice"]


def another_widget(notebook: dict[str, Any]) -> None:
    first(notebook, "code")["source"] = ["ipywidgets.Button()"]


def nested(notebook: dict[str, Any]) -> None:
    source = "".join(first(notebook, "code")["source"])
    first(notebook, "code")["source"] = [f"VBox([{source}])"]


def unknown_task(notebook: dict[str, Any]) -> None:
    first(notebook, "code")["source"] = ['Choice("findes-ikke")']


def an_output(notebook: dict[str, Any]) -> None:
    first(notebook, "code")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["hej"]}]


def no_english(notebook: dict[str, Any]) -> None:
    notebook["cells"] = [cell for cell in notebook["cells"] if "lang-en" not in cell["metadata"].get("tags", [])]


def no_tag(notebook: dict[str, Any]) -> None:
    first(notebook, "markdown")["metadata"]["tags"] = []


def html(notebook: dict[str, Any]) -> None:
    first(notebook, "markdown")["source"] += ["\n\n<script>alert(1)</script>"]


def another_host(notebook: dict[str, Any]) -> None:
    first(notebook, "markdown")["source"] += ["\n\n![billede](https://example.org/a.png)"]


def unreadable_id(notebook: dict[str, Any]) -> None:
    first(notebook, "code")["id"] = "A1B2_c3"


def a_page_title(notebook: dict[str, Any]) -> None:
    first(notebook, "markdown")["source"] = ["# Titel\n", *first(notebook, "markdown")["source"]]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (two_lines, "not one line with one of our components"),
        (asks_who_the_learner_is, "not one line with one of our components"),
        (an_import, "imports components, which are there by themselves"),
        (another_widget, "not one line with one of our components"),
        (nested, "not one line with one of our components"),
        (unknown_task, "the module has no task findes-ikke"),
        (an_output, "holds outputs"),
        (no_english, "has no English beside it"),
        (no_tag, "does not say its language"),
        (html, "holds HTML"),
        (another_host, "points outside the course"),
        (unreadable_id, "says nothing"),
        (a_page_title, "heading of the first level"),
    ],
)
def test_a_page_that_breaks_the_contract_is_named_with_its_line_and_the_remedy(tmp_path: Path, change: Change, told: str) -> None:
    folder = tmp_path / TRIAL.name
    shutil.copytree(TRIAL, folder)
    path = folder / "1-oev.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), "utf-8")
    found = [str(problem) for problem in contract.problems(load_module(folder)) if told in problem.what]
    assert found
    file, line, *rest = found[0].split(":")
    assert file == str(path)
    assert int(line) > 1
    assert rest
