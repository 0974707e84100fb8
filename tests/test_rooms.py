"""The house keeps its rooms apart: who may import whom."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"course", "widgets", "grading"}
JUPYTER = {
    *(
        "IPython",
        "anywidget",
        "comm",
        "ipykernel",
        "ipywidgets",
        "jupyter",
        "jupyter_client",
        "jupyter_core",
        "jupyter_server",
        "jupyterhub",
    ),
    *("jupyterlab", "nbclient", "nbconvert", "nbformat", "nbgrader", "notebook", "tornado", "traitlets", "voila"),
}
FLOORS = ("kernels", "web", "pages", "app", "commands")  # of the service: each may import those before it
MAY_IMPORT = {"course": {"course"}, "widgets": {"course", "widgets"}, "grading": {"course", "grading"}}


def imported(source: str) -> Iterator[tuple[int, str]]:
    """The line and first name of every absolute import, wherever it stands in the file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.split(".")[0]


def modules(source: str) -> Iterator[str]:
    """The full name of every module or of what may be one that is imported absolutely."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def trespasses(room: str, forbidden: set[str]) -> list[str]:
    files = sorted((ROOT / room).rglob("*.py"))
    return [
        f"{file.relative_to(ROOT)}:{line} imports {name}"
        for file in files
        for line, name in imported(file.read_text("utf-8"))
        if name in forbidden
    ]


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_the_rooms_it_may(room: str) -> None:
    assert not trespasses(room, ROOMS - MAY_IMPORT[room])


def test_the_domain_knows_neither_jupyter_nor_nbgrader() -> None:
    assert not trespasses("course", JUPYTER)


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_of_the_service_imports_none_above_it(floor: str) -> None:
    service = ROOT / "widgets" / "service"
    above = FLOORS[FLOORS.index(floor) + 1 :]
    files = sorted((service / floor).rglob("*.py")) or [service / f"{floor}.py"]
    found = [(file.name, name) for file in files for name in modules(file.read_text("utf-8")) if name.startswith("widgets.service.")]
    assert not [f"{file} imports {name}" for file, name in found if name.split(".")[2] in above]
    assert found or floor == FLOORS[0]


def test_every_file_of_the_service_stands_on_a_floor() -> None:
    assert {path.stem for path in (ROOT / "widgets" / "service").iterdir() if not path.name.startswith("__")} == set(FLOORS)


def test_every_room_is_there_to_be_looked_at() -> None:
    assert all(list((ROOT / room).rglob("*.py")) for room in ROOMS)


def test_an_import_is_seen_wherever_it_stands() -> None:
    source = "import voila.app as v\ndef f():\n    from nbgrader.api import Gradebook\n    from . import near\n"
    assert list(imported(source)) == [(1, "voila"), (3, "nbgrader")]


@pytest.mark.parametrize("first", ["widgets.service.commands.main", "grading"])
def test_no_start_waits_for_a_grammar_that_nobody_uses(first: str) -> None:
    """`kompetencevej` and nbgrader: jsonschema compiles nothing."""
    ask = f"import sys, {first}, jsonschema; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], cwd=ROOT, check=False).returncode == 0
