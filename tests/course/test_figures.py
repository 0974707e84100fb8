"""A module's figures: what `check` says to an author, and that what is drawn can be read."""

import json
import re
import shutil
from itertools import combinations
from pathlib import Path

import pytest

from course import figures, placing
from course.drawing import NARROW, WIDE
from course.drawing.sheet import _breadth
from course.figures import Drawing, Figure
from course.modules import load_module, read_folder

ROOT = Path(__file__).parent.parent.parent
TRIAL = ROOT / "tests" / "data" / "modules" / "9-proeve"
REAL = [(folder, one) for folder in sorted((ROOT / "modules").glob("[0-9]-*")) for one in load_module(folder).about.figures]
LISTED = """
figures:
  - id: en-streg
    alt: {da: En streg., en: A line.}
    caption: {da: Vores tegning., en: Our drawing.}
"""
PROGRAM = """
from course.drawing import Sheet

def en_streg(sheet: Sheet) -> list[list[str]]:
    sheet.line([(0, 10), (sheet.width, 10)])
    sheet.words((0, 20), "Ærligt <talt>", 200)
    return [["Streg"], ["lang"]]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A module with one figure on its first page."""
    made = Path(shutil.copytree(TRIAL, tmp_path / TRIAL.name))
    with (made / "module.yaml").open("a", encoding="utf-8") as file:
        file.write(LISTED)
    (made / "figures.py").write_text(PROGRAM, "utf-8")
    put(made, 'Figure("en-streg")')
    return made


def put(folder: Path, source: str, id: str = "figur-en-streg") -> None:
    path = folder / "1-oev.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"].append({"cell_type": "code", "execution_count": None, "id": id, "metadata": {}, "outputs": [], "source": [source]})
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), "utf-8")


def told(folder: Path) -> list[str]:
    """What `check` says of the module's pages, with the line it says it of."""
    return [f"{one.file.name}:{one.line}: {one.en}" for one in placing.problems(read_folder(folder))]


def test_a_figure_that_is_listed_shown_and_drawn_is_in_order(folder: Path) -> None:
    assert told(folder) == []


def line_of(folder: Path, id: str) -> int:
    """Where module.yaml lists a figure."""
    return next(number for number, line in enumerate((folder / "module.yaml").read_text("utf-8").splitlines(), 1) if f"id: {id}" in line)


def test_a_figure_that_no_list_names_is_told_with_the_nearest(folder: Path) -> None:
    put(folder, 'Figure("en-strek")', "figur-en-strek")
    [said] = told(folder)
    assert said.startswith("1-oev.ipynb:")
    assert "lists no figure “en-strek”" in said
    assert "en-streg" in said


def test_a_figure_that_is_listed_and_stands_on_no_page_is_told(folder: Path) -> None:
    shutil.copy(TRIAL / "1-oev.ipynb", folder / "1-oev.ipynb")
    [said] = told(folder)
    assert said.startswith(f"module.yaml:{line_of(folder, 'en-streg')}: en-streg › id: ")
    assert 'Write Figure("en-streg") in a cell' in said


def test_a_figure_on_two_places_is_told(folder: Path) -> None:
    put(folder, 'Figure("en-streg")', "figur-en-streg-igen")
    assert any("stands 2 times on pages" in said for said in told(folder))
    assert any("the cell must be called figur-en-streg" in said for said in told(folder))


def test_a_figure_that_is_listed_twice_is_told(folder: Path) -> None:
    with (folder / "module.yaml").open("a", encoding="utf-8") as file:
        file.write(LISTED.split("figures:\n")[1])
    assert any("listed twice" in said for said in told(folder))


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (None, "there is no file figures.py. Make it."),
        ("", "figures.py has no function en_streg(sheet). Write it."),
        ("en_streg = 3", "figures.py has no function en_streg(sheet). Write it."),
        ("def en_streg(sheet:\n", "figures.py, line 1: SyntaxError"),
        ("import no_such_thing", "figures.py, line 1: ModuleNotFoundError: No module named 'no_such_thing'"),
        ("raise SystemExit(1)", "figures.py, line 1: SystemExit"),
        ("def en_streg(sheet):\n    x = 1\n    return 1 / 0\n", "figures.py, line 3: ZeroDivisionError: division by zero"),
        ("def en_streg(sheet):\n    sheet.words(3, 4)\n", "figures.py, line 2: TypeError"),
        ("def en_streg(sheet):\n    return None\n", "en_streg must return the figure as a table"),
        ("def en_streg(sheet):\n    return [['a', 'b'], ['c']]\n", "en_streg must return the figure as a table"),
        ("def en_streg(sheet):\n    return [['only headings']]\n", "en_streg must return the figure as a table"),
    ],
)
def test_a_figure_that_cannot_be_drawn_is_told_with_the_authors_own_line(folder: Path, program: str | None, words: str) -> None:
    if program is None:
        (folder / "figures.py").unlink()
    else:
        (folder / "figures.py").write_text(program, "utf-8")
    [said] = told(folder)
    assert words in said
    assert said.startswith(f"module.yaml:{line_of(folder, 'en-streg')}: en-streg › id: ")


def test_a_figure_that_is_mended_is_drawn_anew(folder: Path) -> None:
    about = load_module(folder).about.figures[0]
    assert "Ærligt &lt;talt&gt;" in figures.draw(folder, about).da.wide
    (folder / "figures.py").write_text(PROGRAM.replace("Ærligt", "Helt ærligt"), "utf-8")
    assert "Helt ærligt" in figures.draw(folder, about).da.wide


def texts(svg: str) -> list[tuple[float, float, float, float, str]]:
    """Left, upper, right and lower edge of each line of text in a drawing, by the broad letters it was laid out with."""
    found = []
    for style, x, y, words in re.findall(r'<text style="([^"]*)" x="([\d.-]+)" y="([\d.-]+)"[^>]*>([^<]*)</text>', svg):
        size = float(re.findall(r"font-size: ([\d.]+)px", style)[0])
        width = _breadth(words.replace("&amp;", "&"), size, "font-weight: 700" in style)
        left = float(x) - {"start": 0, "middle": width / 2, "end": width}[re.findall(r"text-anchor: (\w+)", style)[0]]
        found.append((left, float(y) - size * 0.75, left + width, float(y), words))
    return found


@pytest.mark.parametrize(("folder", "figure"), REAL, ids=[one.id for _, one in REAL])
def test_every_figure_can_be_read_in_both_languages_and_at_both_widths(folder: Path, figure: Figure) -> None:
    drawn = figures.draw(folder, figure)
    for drawing in (drawn.da, drawn.en):
        for svg, width in ((drawing.wide, WIDE), (drawing.narrow, NARROW)):
            height = float(re.findall(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg)[0])
            lines = texts(svg)
            assert lines
            assert [words for left, top, right, low, words in lines if left < -1 or right > width + 1 or top < -1 or low > height] == []
            assert [(one[4], other[4]) for one, other in combinations(lines, 2) if overlap(one, other)] == []
            assert min(float(size) for size in re.findall(r"font-size: ([\d.]+)px", svg)) >= 12
    assert drawn.da.table != drawn.en.table
    assert len(drawn.da.table) == len(drawn.en.table)


def overlap(one: tuple[float, float, float, float, str], other: tuple[float, float, float, float, str]) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


@pytest.mark.parametrize(("folder", "figure"), REAL, ids=[one.id for _, one in REAL])
def test_a_figure_takes_the_pages_colours_and_shares_no_id(folder: Path, figure: Figure) -> None:
    drawn = figures.draw(folder, figure)
    whole = "".join(svg for drawing in (drawn.da, drawn.en) for svg in (drawing.wide, drawing.narrow))
    assert "var(--kv-ink" in whole
    assert re.findall(r"#[0-9a-f]{6}\b", whole) == []
    assert "font-family" not in whole
    ids = re.findall(r' id="([^"]+)"', whole)
    assert len(ids) == len(set(ids))


def test_what_is_drawn_is_the_same_at_every_run(folder: Path) -> None:
    about = load_module(folder).about.figures[0]
    first = figures.draw(folder, about)
    (folder / "figures.py").write_text(PROGRAM + "\n", "utf-8")
    assert figures.draw(folder, about) == first
    figures.keep(folder, [first])
    assert figures.kept(folder) == {"en-streg": first}
    assert isinstance(first.da, Drawing)
