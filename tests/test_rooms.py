"""The house keeps its rooms apart: who may import whom."""

import ast
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
MAY_IMPORT = {"course": {"course"}, "widgets": {"course", "widgets"}, "grading": {"course", "grading"}}


def imported(source: str) -> Iterator[tuple[int, str]]:
    """The line and first name of every absolute import, wherever it stands in the file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.split(".")[0]


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


def test_every_room_is_there_to_be_looked_at() -> None:
    assert all(list((ROOT / room).rglob("*.py")) for room in ROOMS)


def test_an_import_is_seen_wherever_it_stands() -> None:
    source = "import voila.app as v\ndef f():\n    from nbgrader.api import Gradebook\n    from . import near\n"
    assert list(imported(source)) == [(1, "voila"), (3, "nbgrader")]
