"""What is wrong in a staff list, told by row and column in both languages. Nothing here repeats a CPR number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from course.errors import CourseError
from course.text import Language, Text

ROWS_NAMED = 5
# Ten digits that begin with a date (a day above 60 is a temporary number); a spreadsheet may have taken the first 0 away.
CPR = re.compile(r"(?<!\d)(0?[1-9]|[1-8]\d|9[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)")


@dataclass(frozen=True)
class Problem:
    """Something to correct in a row, counted as spreadsheets count; `column` is what the file calls it, or empty."""

    row: int
    column: str
    text: Text


class RosterError(CourseError):
    """A staff list cannot be used; the text says all that is wrong with it."""

    code = "roster"

    def __init__(self, path: Path, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            f"{path} skal rettes, og intet er gemt:\n{_listed(self.problems, 'da')}",
            f"{path} needs corrections, and nothing was saved:\n{_listed(self.problems, 'en')}",
        )


def unreadable(path: Path, da: str, en: str) -> CourseError:
    """The error of a file that cannot be read at all."""
    return RosterError(path, [Problem(0, "", Text(da=da, en=en))])


def shown(value: str) -> str:
    """A value of the file as it may be shown."""
    text = CPR.sub("******-****", value)
    return f"»{text[:60]}{'…' * (len(text) > 60)}«"


def _listed(problems: tuple[Problem, ...], language: Language) -> str:
    rows: dict[tuple[str, Text], list[int]] = {}
    for one in problems:
        rows.setdefault((one.column, one.text), []).append(one.row)
    return "\n".join(f"  {_place(found, column, language)}{text.pick(language)}" for (column, text), found in rows.items())


def _place(rows: list[int], column: str, language: Language) -> str:
    if rows == [0]:
        return ""
    word = {"da": "række", "en": "row"}[language]
    more = {"da": "og {} til", "en": "and {} more"}[language].format(len(rows) - ROWS_NAMED)
    named = ", ".join(str(row) for row in rows[:ROWS_NAMED])
    return f"{word} {named}{f' {more}' * (len(rows) > ROWS_NAMED)}: {f'{column}: ' * bool(column)}"
