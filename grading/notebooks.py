"""Reading a module's notebooks, and what they may not hold because releasing adds it."""

import json
from pathlib import Path
from typing import Any

from course.datafile import DataError
from course.modules import Module


def read(path: Path) -> dict[str, Any]:
    """The notebook; raises DataError when it is none."""
    try:
        found = json.loads(path.read_text("utf-8"))
        cells = found["cells"]
    except OSError as error:
        raise DataError(path, [f"{path}: cannot be read ({error.strerror}). Check the name in module.yaml."]) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(path, [f"{path}: is not a notebook ({error}). Open it in Jupyter and save it again."]) from error
    return {**found, "cells": [cell for cell in cells if isinstance(cell, dict)]}


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook; raises DataError when it is none."""
    return list(read(path)["cells"])


def source(cell: dict[str, Any]) -> str:
    """The cell's text."""
    text = cell.get("source", "")
    return text if isinstance(text, str) else "".join(text)


def check(module: Module) -> None:
    """Check that every notebook is a page, and that none holds what releasing adds. Raises DataError."""
    pages = {page.notebook for page in module.about.pages}
    strays = [path for path in sorted(module.folder.glob("*.ipynb")) if path.name not in pages]
    problems = [f"{path}: is no page of module.yaml. Add it under pages, or remove the file." for path in strays]
    for page in module.about.pages:
        path = module.folder / page.notebook
        wrong = [cell for cell in cells(path) if "nbgrader" in cell.get("metadata", {}) or "HIDDEN TESTS" in source(cell)]
        problems += [
            f"{path}: cell {cell.get('id')}: has settings for nbgrader, which releasing adds by itself. Remove them." for cell in wrong
        ]
    if problems:
        raise DataError(module.folder / "module.yaml", problems)
