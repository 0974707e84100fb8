"""Reading the course's data files (YAML), with errors that name file, line, place and remedy."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from course import layers, wording, yamlfile
from course.errors import CourseError
from course.problems import Mistake, Problem, Rank
from course.yamlfile import Node, YamlError

Schema = TypeVar("Schema", bound="Data")
MAX_BYTES = 2_000_000


class Data(BaseModel):
    """Base of everything read from a data file: immutable, and an unknown field is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DataError(CourseError):
    """Files are wrong; `problems` says where, what, and what to do."""

    code = "data-file"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        places = [f"  {one.file}:{one.line}: " for one in problems]
        da = "\n".join(place + one.da for place, one in zip(places, problems, strict=True))
        en = "\n".join(place + one.en for place, one in zip(places, problems, strict=True))
        super().__init__(f"Det her skal rettes:\n{da}", f"This needs a correction:\n{en}")


def load(path: Path, schema: type[Schema]) -> Schema:
    """Read the YAML file `path` as `schema`. Raises DataError."""
    return fit(path, read(path), schema)


def fit(path: Path, data: Node, schema: type[Schema], at: tuple[int | str, ...] = ()) -> Schema:
    """The part of a file that stands at `at` as `schema`. Raises DataError."""
    part, _ = data.at(at)
    try:
        return schema.model_validate(part.plain())
    except ValidationError as error:
        raise DataError([problem(path, data, one.under(at)) for one in wording.mistakes(schema, part, error)]) from error


def problem(path: Path, data: Node, mistake: Mistake, rank: Rank = Rank.FIELD) -> Problem:
    """A mistake in a file that has been read."""
    where, (_, line) = wording.where(data, mistake.place), data.at(mistake.place)
    before = f"{where}: " if where else ""
    return Problem(data.file_at(mistake.place) or path, line, before + mistake.da, before + mistake.en, rank)


def read(path: Path) -> Node:
    """The values of a YAML file with their lines, and what the municipality's own folder lays over them. Raises DataError."""
    own = layers.own_file(path)
    return layers.lay(read_alone(path), read_alone(own), own) if own else read_alone(path)


def read_alone(path: Path) -> Node:
    """The values of one YAML file with their lines; read again only when it changed. Raises DataError."""
    return _read(path, *changed(path))


def changed(path: Path) -> tuple[int, int]:
    """What tells one state of a file from another: when it was written (nanoseconds) and its size (bytes). Raises DataError."""
    try:
        about = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    return about.st_mtime_ns, about.st_size


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, _size: int) -> Node:
    try:
        return _of_text(text_of(path))
    except YamlError as error:
        raise DataError([Problem(path, error.line, error.da, error.en, Rank.UNREADABLE)]) from error


@lru_cache(maxsize=256)
def _of_text(text: str) -> Node:
    """What a text says. A module is read in several places, its source, its release and where it is marked: the same text is taken apart once."""
    return yamlfile.read(text)


def text_of(path: Path) -> str:
    """The text of an author's file. Raises DataError when it is too large, no UTF-8, or cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _useless(path, f"er større end {MAX_BYTES} bytes. Del den i flere.", f"is larger than {MAX_BYTES} bytes. Split it.")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        da, en = (
            "er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8.",
            "is not saved as UTF-8. Save it again with the encoding UTF-8.",
        )
        raise _useless(path, da, en) from error
    if unmerged := re.search(r"^<<<<<<< ", text, re.MULTILINE):
        line = text.count("\n", 0, unmerged.start()) + 1
        da = "her står to udgaver af det samme, fordi en fletning ikke er gjort færdig. Vælg den ene, og slet linjerne med <<<, === og >>>."
        en = "two versions of the same stand here, because a merge is not finished. Choose one, and delete the lines with <<<, === and >>>."
        raise DataError([Problem(path, line, da, en, Rank.UNREADABLE)])
    return text


def unreadable(path: Path, error: OSError) -> DataError:
    """What to say of a file that cannot be opened."""
    if isinstance(error, FileNotFoundError):
        return _useless(path, "filen er der ikke. Lav den, eller ret navnet.", "the file is not there. Make it, or correct the name.")
    return _useless(path, "kan ikke læses. Tjek rettighederne.", "cannot be read. Check the permissions.")


def line_of(path: Path, *place: int | str) -> int:
    """Find where something stands in the file: its line, counted from 1. `place` names keys and positions on the way to it."""
    return read(path).at(place)[1]


def _useless(path: Path, da: str, en: str) -> DataError:
    return DataError([Problem(path, 1, da, en, Rank.UNREADABLE)])
