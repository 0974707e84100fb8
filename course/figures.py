"""A module's figures: what `module.yaml` says of them, and the functions in its `figures.py` that draw them.

`Figure("fire-faser")` on a page shows what the function `fire_faser` draws on a `course.drawing.Sheet`. It returns the figure as a table: rows of
texts in the sheet's language, the first of them the headings. Figures are drawn when a module is released, in both languages and at two widths,
and kept in one file; whoever reads a page runs no code of a module.
"""

import hashlib
import json
import runpy
import traceback
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import Field

from course.change import DATA
from course.datafile import Data, changed
from course.errors import CourseError
from course.text import Language, NonEmpty, Text

PROGRAM, DRAWN = "figures.py", "figures.json"


class Figure(Data):
    """A figure: `alt` says in words what it shows, `caption` stands under it."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    alt: Text
    caption: Text

    @property
    def function(self) -> str:
        """The function in `figures.py` that draws it."""
        return self.id.replace("-", "_")


class Drawing(Data):
    """A figure in one language: `wide` and `narrow` as SVG for a page, and as a table whose first row holds the headings."""

    wide: NonEmpty
    narrow: NonEmpty
    table: Annotated[list[list[str]], Field(min_length=2)]


class Drawn(Data):
    """A figure that has been drawn."""

    about: Figure
    da: Drawing
    en: Drawing


class Undrawable(CourseError):
    """A figure's function is missing, fails, or gives no table."""

    code = "figure"


def draw(folder: Path, figure: Figure) -> Drawn:
    """Draw a figure of the module in `folder`, or give what was drawn before if `figures.py` has not changed. Raises Undrawable."""
    path = folder / PROGRAM
    if not path.is_file():
        raise Undrawable(f"der er ingen fil {PROGRAM}. Lav den.", f"there is no file {PROGRAM}. Make it.")
    return _drawn(path, changed(path), figure)


@lru_cache(maxsize=64)
def _drawn(path: Path, version: tuple[int, int], figure: Figure) -> Drawn:
    found = _functions(path, version).get(figure.function)
    if not callable(found):
        name = f"{figure.function}(sheet)"
        raise Undrawable(f"{PROGRAM} har ingen funktion {name}. Skriv den.", f"{PROGRAM} has no function {name}. Write it.")
    return Drawn(about=figure, **{language: _drawing(path, figure, found, language) for language in get_args(Language)})


@lru_cache(maxsize=8)
def _functions(path: Path, _version: tuple[int, int]) -> dict[str, Any]:
    try:
        return runpy.run_path(str(path))
    except BaseException as error:
        raise _failed(path, error) from error


def _drawing(path: Path, figure: Figure, function: Callable[[Any], Any], language: Language) -> Drawing:
    from course.drawing import (
        NARROW,
        WIDE,
        Sheet,
        pages_own,
    )  # here, because matplotlib takes a second, and most that reads modules draws nothing

    made, tables = {}, []
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        sheet, id = Sheet(language, width), f"figure-{figure.id}-{language}-{name}"
        try:
            tables.append(function(sheet))
            svg = sheet.drawn(id)
        except BaseException as error:
            raise _failed(path, error) from error
        made[name] = pages_own(svg, id, f"figure-{name}", figure.alt.pick(language))
    if not _is_table(tables[0]):
        da = f"{figure.function} skal returnere figuren som en tabel: lige lange rækker af tekst, overskrifterne først."
        raise Undrawable(da, f"{figure.function} must return the figure as a table: rows of texts of one length, the headings first.")
    return Drawing(table=[list(row) for row in tables[0]], **made)


def _is_table(found: Any) -> bool:
    rows = found if isinstance(found, list) else []
    texts = all(isinstance(row, list | tuple) and row and all(isinstance(cell, str) for cell in row) for row in rows)
    return len(rows) > 1 and texts and len({len(row) for row in rows}) == 1


def _failed(path: Path, error: BaseException) -> Undrawable:
    """Tell what a program of the author's has raised, and on which line of hers."""
    if not isinstance(error, Exception | SystemExit):
        raise error
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename) == path]
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else lines[-1] if lines else None
    what = f"{type(error).__name__}: {error}"
    return Undrawable(f"{PROGRAM}, linje {line or 1}: {what}", f"{PROGRAM}, line {line or 1}: {what}")


def keep(folder: Path, figures: list[Drawn]) -> None:
    """Write what has been drawn beside a released module's pages."""
    (folder / DRAWN).write_text(json.dumps([one.model_dump(mode="json") for one in figures], ensure_ascii=False), "utf-8")


def kept(folder: Path) -> dict[str, Drawn]:
    """The figures of a released module by id; none where none have been drawn."""
    path = folder / DRAWN
    found = json.loads(path.read_text("utf-8")) if path.is_file() else []
    return {one.about.id: one for one in map(Drawn.model_validate, found)}


def print_of_tools() -> str:
    """Changes when what figures are drawn with does: the sheet, and the theories' texts."""
    files = [*(Path(__file__).parent / "drawing").glob("*.py"), Path(__file__), *DATA.glob("*.yaml")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:12]
