"""Reading an author's notebook: cells of prose and cells of one line, and nothing that Jupyter is needed for."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from course import wording
from course.datafile import Data, DataError, changed, problem, text_of
from course.problems import Mistake, Mistaken, Problem, Rank
from course.yamlfile import Node


def _joined(source: Any) -> Any:
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    if not isinstance(source, str):
        raise Mistaken(Mistake("cellen har ingen tekst. Skriv den igen i Jupyter.", "the cell has no text. Write it again in Jupyter."))
    return source


class Metadata(Data):
    """What is said about a cell; what editors add is let be."""

    model_config = {"extra": "allow"}

    tags: list[str] = []
    nbgrader: Any = None


class _Cell(Data):
    id: Annotated[str, Field(min_length=1)]
    metadata: Metadata
    source: Annotated[str, BeforeValidator(_joined)]


class Prose(_Cell):
    """A cell of Markdown."""

    cell_type: Literal["markdown"]
    attachments: Any = None


class Code(_Cell):
    """A cell of code."""

    cell_type: Literal["code"]
    execution_count: int | None = None
    outputs: list[Any]


Cell = Prose | Code


class Notebook(Data):
    """A notebook, version 4.5 of its format (https://nbformat.readthedocs.io)."""

    cells: list[Annotated[Cell, Field(discriminator="cell_type")]]
    metadata: dict[str, Any]
    nbformat: Literal[4]
    nbformat_minor: Literal[5]


def read(path: Path) -> Notebook:
    """The notebook; read again only when it changed. Raises DataError."""
    return _read(path, *changed(path))


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, _size: int) -> Notebook:
    text = text_of(path)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        da = "er ikke en notesbog længere. Åbn den i Jupyter og gem den igen, eller hent den forrige udgave."
        en = "is no notebook any more. Open it in Jupyter and save it again, or fetch the version before."
        raise DataError([Problem(path, line, da, en, Rank.UNREADABLE)]) from error
    try:
        return Notebook.model_validate(found)
    except ValidationError as error:
        data = _placed(found, text)
        problems = [problem(path, data, one, Rank.UNREADABLE) for one in wording.mistakes(Notebook, data, error)]
        raise DataError(problems) from error


def line_of(path: Path, id: str) -> int:
    """The line on which the cell of this id says what it is called."""
    return _line(text_of(path), id)


def _line(text: str, id: object) -> int:
    place = text.find(f'"id": {json.dumps(id, ensure_ascii=False)}')
    return text.count("\n", 0, place) + 1 if place >= 0 else 1


def _placed(found: Any, text: str, line: int = 1) -> Node:
    """The notebook's values, each on the line of its cell."""
    if isinstance(found, dict):
        here = _line(text, found["id"]) if isinstance(found.get("id"), str) else line
        return Node(here, {str(key): _placed(value, text, here) for key, value in found.items()}, {str(key): here for key in found})
    if isinstance(found, list):
        return Node(line, [_placed(value, text, line) for value in found])
    return Node(line, found)
