"""A team's tool in words: what its members have written, each under her name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course.store import Contribution
from course.text import Text
from course.tools import Grid, Line, Parts, TeamTool

BY = Text(da="Skrevet af", en="Written by")


@dataclass(frozen=True)
class Together:
    """A tool told as `ToolTask` tells itself, with what `others` have written after what its owner, called `name`, has."""

    task: TeamTool
    name: str
    others: tuple[Contribution, ...]

    @property
    def title(self) -> Text:
        """The tool's title."""
        return self.task.title

    def grid(self, value: Any) -> Grid | None:
        """All rows, with whose each is in front; None where the tool is no table."""
        own = self.task.grid(value)
        if own is None:
            return None
        rows: list[list[Line]] = [[one.name, *row] for one in self._all(value) for row in _rows(self.task, one.value)]
        return Grid((BY, *own.headings), rows)

    def parts(self, value: Any) -> Parts:
        """The tool's own headings, with everybody's lines under each."""
        told = [(one.name, self.task.parts(one.value)) for one in self._all(value)]
        headings = [heading for heading, _ in self.task.parts(value)]
        return [(heading, [line for name, parts in told for line in _named(name, parts[at][1])]) for at, heading in enumerate(headings)]

    def _all(self, value: Any) -> tuple[Contribution, ...]:
        return (Contribution(self.name, value), *self.others)


def _rows(task: TeamTool, value: Any) -> list[list[Line]]:
    grid = task.grid(value)
    return grid.rows if grid else []


def _named(name: str, lines: list[Line]) -> Iterator[Line]:
    """The lines, the first of which says whose they are."""
    for place, line in enumerate(lines):
        yield line if place else _after(name, line)


def _after(name: str, line: Line) -> Line:
    return f"{name}: {line}" if isinstance(line, str) else Text(da=f"{name}: {line.da}", en=f"{name}: {line.en}")
