"""The house keeps its rooms apart: who may import whom."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

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
OWN = ("course", "widgets", "grading", "modules", "deploy")  # the rooms with code of our own
MOST_LINES, MEDIAN_LINES = 300, 89  # of a file
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


def our_own(*endings: str) -> Iterator[Path]:
    """The files of code that are ours, outside the tests."""
    for room in OWN:
        yield from (path for path in (ROOT / room).rglob("*") if path.suffix in endings and "node_modules" not in path.parts)


def named(path: str, source: str, known: Mapping[str, str]) -> set[str]:
    """The files (as modules) of `known` that this one imports anywhere in it; importing a file of a package is no import of the package's face."""
    package = path if known[path].endswith("__init__.py") else path.rpartition(".")[0]
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {full if (full := f"{base}.{alias.name}") in known else base for alias in node.names}
    return (found & set(known)) - {path}


def circle(sources: Mapping[str, str]) -> list[str]:
    """The files of a circle of imports, where there is one; `sources` by path below the house."""
    known = {path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in sources}
    try:
        TopologicalSorter({name: named(name, sources[path], known) for name, path in known.items()}).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


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


def test_a_modules_program_draws_with_what_the_course_gives_it() -> None:
    assert not trespasses("modules", {"grading", *JUPYTER})


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
    assert all(list((ROOT / room).rglob("*.py")) for room in (*ROOMS, "modules"))


def test_an_import_is_seen_wherever_it_stands() -> None:
    source = "import voila.app as v\ndef f():\n    from nbgrader.api import Gradebook\n    from . import near\n"
    assert list(imported(source)) == [(1, "voila"), (3, "nbgrader")]


def test_no_import_runs_in_a_circle_not_even_one_inside_a_function() -> None:
    files = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in our_own(".py")}
    assert {path.split("/")[0] for path in files} >= {"course", "widgets", "grading", "deploy"}
    assert not circle(files)


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("from a import two", "def f():\n    from a import one"),
        ("from a.two import x", "import a.one"),
        ("from . import two", "from .one import y"),
    ],
)
def test_a_circle_is_seen_however_it_is_written(there: str, back: str) -> None:
    assert set(circle({"a/__init__.py": "", "a/one.py": there, "a/two.py": back})) == {"a.one", "a.two"}
    assert not circle({"a/__init__.py": "", "a/one.py": there, "a/two.py": ""})


def test_the_name_of_an_environment_variable_stands_in_one_file() -> None:
    words = {
        (str(path.relative_to(ROOT)), node.value)
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch("KOMPETENCEVEJ_[A-Z_]+", node.value)
    }
    assert {path for path, _ in words} == {"course/settings.py"}


def test_no_file_outside_the_tests_is_too_long_to_be_read_at_once() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in our_own(".py", ".js")}
    assert not {path: lines for path, lines in lengths.items() if lines > MOST_LINES}
    assert median(lengths.values()) <= MEDIAN_LINES


@pytest.mark.parametrize("first", ["widgets.service.commands.main", "grading"])
def test_no_start_waits_for_a_grammar_that_nobody_uses(first: str) -> None:
    """`kompetencevej` and nbgrader: jsonschema compiles nothing."""
    ask = f"import sys, {first}, jsonschema; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], cwd=ROOT, check=False).returncode == 0
