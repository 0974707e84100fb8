"""A kind of task is its own files and one line in course/kinds/__init__.py; whoever forgets one of them is told which."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from pydantic import TypeAdapter

import widgets
from course.kinds import KINDS, TASK_CLASSES, Task, task_class
from tests.course.conftest import ANSWERS, task_fields
from tests.course.conftest import KINDS as EXAMPLES
from widgets.service.web import assets

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(("kind", "component"), KINDS.items())
def test_a_kind_has_all_of_its_files_and_a_row_in_the_docs(kind: str, component: str) -> None:
    stem = component.lower()
    files = [ROOT / "course" / "kinds" / f"{kind}.py", *(ROOT / "widgets" / f"{stem}.{ending}" for ending in ("py", "js", "css"))]
    files.append(ROOT / "course" / "authoring" / "templates" / "tasks" / f"{kind}.yaml")
    assert [str(file) for file in files if not file.is_file()] == []
    assert re.search(rf"^\| `{component}` \| {kind} \|", (ROOT / "docs" / "components.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("kind", "component"), KINDS.items())
def test_a_component_shows_the_kind_that_names_it(kind: str, component: str) -> None:
    shown = getattr(widgets, component)
    assert (shown.kind, shown.stem) == (TASK_CLASSES[kind], component.lower())
    assert f"const {shown.stem} = (() =>" in assets.asset("components.js").content.decode()


def test_no_kind_and_no_component_lies_about_unnamed() -> None:
    kinds = {path.stem for path in (ROOT / "course" / "kinds").glob("*.py")} - {"__init__"}
    components = {path.stem for path in (ROOT / "widgets").glob("*.js")}
    assert (kinds, components) == (set(KINDS), {component.lower() for component in KINDS.values()})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_example_among_the_tests_and_tells_a_browser_no_key(kind: str) -> None:
    assert kind in EXAMPLES, "add an example to tests/course/conftest.py"
    assert kind in ANSWERS or TASK_CLASSES[kind].has_attempts, "add an answer to it there"
    for use in TASK_CLASSES[kind].uses:
        found = TypeAdapter(Task).validate_python(task_fields(kind, use))
        told = found.public()
        assert not {"key", "why", "example", "stays"} & set(_names(told)), f"a {use} {kind} tells its key"
        assert (told["id"], told["kind"]) == (found.id, kind)


def test_a_kind_without_its_class_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(import_module("course.kinds.choice"), "ChoiceTask")
    with pytest.raises(ImportError, match=r"course/kinds/choice\.py must hold the class ChoiceTask"):
        task_class("choice")
    with pytest.raises(ImportError, match="nothing"):
        task_class("nothing")


def test_a_component_without_its_class_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(import_module("widgets.choice"), "Choice")
    with pytest.raises(ImportError, match=r"widgets/choice\.py must hold the class Choice"):
        _ = widgets.Choice


def _names(node: object) -> list[str]:
    if isinstance(node, dict):
        return [*node, *(name for part in node.values() for name in _names(part))]
    return [name for part in node for name in _names(part)] if isinstance(node, list) else []
