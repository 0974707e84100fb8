"""Reading the course's data files (YAML), with errors that name file, place and remedy."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from course.errors import CourseError

Schema = TypeVar("Schema", bound="Data")
MAX_BYTES = 2_000_000


class Data(BaseModel):
    """Base of everything read from a data file: immutable, and an unknown field is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Constructor(RoundTripConstructor):
    """Says where a value stands that cannot be, such as the date 2026-13-01."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise ConstructorError(problem=str(error), problem_mark=node.start_mark) from error


class DataError(CourseError):
    """A data file is wrong; `problems` holds one line each: file, line, field, what is wrong and what to do."""

    code = "data-file"

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.path, self.problems = path, problems
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"Datafilen skal rettes:\n{listed}", f"The data file needs a correction:\n{listed}")


def load(path: Path, schema: type[Schema]) -> Schema:
    """Read the YAML file `path` as `schema`.

    Raises DataError naming the file, the line, the field and the remedy.
    """
    try:
        tree = _parse(path)
        return schema.model_validate(_plain(tree))
    except RecursionError as error:
        raise DataError(path, [f"{path}: is nested too deeply. Check its brackets and anchors."]) from error
    except ValidationError as error:
        raise DataError(path, [_problem(path, tree, detail) for detail in error.errors()]) from error


def line_of(path: Path, *place: int | str) -> int:
    """Find where something stands in the file: its line, counted from 1. `place` names keys and positions on the way to it."""
    return _line(_parse(path), place)


def _parse(path: Path) -> Any:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataError(path, [f"{path}: larger than {MAX_BYTES} bytes. Split it into several files."])
        reader = YAML(typ="rt")
        reader.Constructor = _Constructor
        return reader.load(path.read_text("utf-8"))
    except OSError as error:
        raise DataError(path, [f"{path}: cannot be read ({error.strerror}). Check the name and the permissions."]) from error
    except UnicodeDecodeError as error:
        raise DataError(path, [f"{path}: is not UTF-8. Save it again with the encoding UTF-8."]) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise DataError(path, [f"{path}:{line}: not valid YAML: {error.problem}. Check indentation and quotes there."]) from error
    except YAMLError as error:
        raise DataError(path, [f"{path}: not valid YAML: {' '.join(str(error).split())}. Remove what is named there."]) from error


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    return node


def _problem(path: Path, tree: Any, detail: Any) -> str:
    field = ".".join(str(part) for part in detail["loc"])
    message = detail["msg"].removeprefix("Value error, ")
    return f"{path}:{_line(tree, detail['loc'])}: {field or 'file'}: {message}. {_remedy(detail['type'])}".rstrip()


def _line(tree: Any, place: tuple[int | str, ...]) -> int:
    line, node = 1, tree
    for part in place:
        position = getattr(node, "lc", None)
        try:
            if isinstance(node, dict) and part in node:
                line = position.key(part)[0] + 1 if position else line
            elif isinstance(node, list) and isinstance(part, int):
                line = position.item(part)[0] + 1 if position else line
            else:
                continue  # pydantic names the chosen variant of a union, which is no place in the file
            node = node[part]
        except (KeyError, IndexError, TypeError):
            break
    return line


def _remedy(kind: str) -> str:
    return {
        "missing": "Add this field.",
        "greater_than_equal": "Use a larger number.",
        "less_than_equal": "Use a smaller number.",
        "int_from_float": "Use a whole number.",
        "int_parsing": "Use a whole number.",
        "int_type": "Use a whole number, without quotes.",
        "extra_forbidden": "Remove it, or correct its spelling.",
        "string_too_short": "Write a text here.",
        "string_type": "Write a text; put quotes around a number.",
        "model_type": "Write its fields here, each as 'name: value'; a text has 'da:' and 'en:'.",
        "literal_error": "Use one of the values named.",
        "enum": "Use one of the values named.",
        "union_tag_invalid": "Use one of the kinds named.",
    }.get(kind, "")
