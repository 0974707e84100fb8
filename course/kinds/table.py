"""A table whose rows one adds oneself. The answer is {rows: [{id, cells: {column id: value}}]}, rows in the order shown."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from course import keychecks
from course.datafile import Data
from course.places import Place, Row
from course.problems import Mistake, Mistaken
from course.tasks import Id, Item, PlainAnswer
from course.text import Text
from course.tools import Grid, Parts, TeamTool, headed, shown_day

ROW_ID = re.compile(r"[a-z0-9-]{1,40}")
CELL_CHARS = 1000


class Column(Data):
    """A column: text of at most `max_chars`, one of `choices`, a date, or a tick."""

    id: Id
    heading: Text
    kind: Literal["text", "choice", "date", "tick"]
    max_chars: Annotated[int, Field(ge=20, le=CELL_CHARS)] | None = None
    choices: list[Item] = []

    @model_validator(mode="after")
    def _fields_go_with_the_kind(self) -> Self:
        Mistaken.unless_empty(self._mistakes())
        return self

    def _mistakes(self) -> Iterator[Mistake]:
        if (self.kind == "choice") != bool(self.choices):
            yield Mistake(
                "choices hører til en kolonne af slagsen choice, og kun dér.",
                "choices belong to a column of the kind choice, and nowhere else.",
                ("choices",),
            )
        if (self.kind == "text") != (self.max_chars is not None):
            yield Mistake(
                "max_chars hører til en kolonne af slagsen text, og kun dér.",
                "max_chars belongs to a column of the kind text, and nowhere else.",
                ("max_chars",),
            )
        yield from keychecks.distinct("choices", [choice.id for choice in self.choices])


class TableTask(TeamTool):
    """A table of `least` to `most` rows; `start` are rows to begin with. `shared` says that it may become the team's."""

    kind: Literal["table"]
    in_ids: ClassVar[str] = "tabel"
    columns: Annotated[list[Column], Field(min_length=1, max_length=10)]
    least: Annotated[int, Field(ge=0, le=50)] = 1
    most: Annotated[int, Field(ge=1, le=50)] = 20
    start: list[dict[Id, Text]] = []

    @model_validator(mode="before")
    @classmethod
    def _missing_became_a_remark(cls, about: Any) -> Any:
        """A municipality's own tables may say `missing: {column, note}`, as all did before there were remarks."""
        if not isinstance(about, dict) or not isinstance(missing := about.get("missing"), dict):
            return about
        remark = {"rule": "unused", "field": missing.get("column"), "say": missing.get("note")}
        return {**{name: one for name, one in about.items() if name != "missing"}, "remarks": [*about.get("remarks", []), remark]}

    def mistakes(self) -> Iterator[Mistake]:
        yield from keychecks.distinct("columns", [column.id for column in self.columns])
        kinds = {column.id: column.kind for column in self.columns}
        if max(self.least, len(self.start)) > self.most:
            yield Mistake(
                "most skal give plads til least og til rækkerne i start.", "most must make room for least and the rows of start.", ("most",)
            )
        for place, row in enumerate(self.start):
            if astray := [id for id in row if kinds.get(id) != "text"]:
                da, en = f"{', '.join(astray)} er ikke en kolonne af slagsen text.", f"{', '.join(astray)} is no column of the kind text."
                yield Mistake(da, en, ("start", place))

    def structure(self) -> dict[str, Any]:
        return {"columns": sorted(f"{column.id}:{column.kind}" for column in self.columns)}

    @property
    def places(self) -> dict[str, Place]:
        return {column.id: Place(column.heading, column.kind, column.choices) for column in self.columns}

    def rows(self, value: Any) -> list[Row]:
        places, rows = self.places, value.get("rows", [])
        return [Row(places, row["cells"], Text(da=f"række {at}", en=f"row {at}")) for at, row in enumerate(rows, 1)]

    def check(self, value: Any) -> dict[str, Any]:
        """Rows as they stand, each with its filled cells in the order of the columns."""
        rows = self._named(value, ["rows"]).get("rows", [])
        if not isinstance(rows, list):
            raise self.refused("rækkerne skal være en liste", "the rows must be a list")
        if len(rows) > self.most:
            raise self.refused(f"der er plads til {self.most} rækker", f"there is room for {self.most} rows")
        checked = [self._row(row) for row in rows]
        if len({row["id"] for row in checked}) != len(checked):
            raise self.refused("to rækker er den samme", "two rows are the same one")
        return {"rows": checked}

    def _row(self, row: Any) -> dict[str, Any]:
        about = self._named(row, ["id", "cells"])
        if not isinstance(about.get("id"), str) or not ROW_ID.fullmatch(about["id"]):
            raise self.refused("en række kan ikke kendes", "a row cannot be recognised")
        cells = self._named(about.get("cells", {}), [column.id for column in self.columns])
        columns = {column.id: column for column in self.columns}
        return {"id": about["id"], "cells": {id: self._cell(columns[id], cell) for id, cell in cells.items()}}

    def _cell(self, column: Column, cell: Any) -> str | bool:
        if column.kind == "tick":
            return self._tick(cell)
        if column.kind == "date":
            return self._day(cell)
        if column.kind == "choice":
            return self._ids([cell], [choice.id for choice in column.choices])[0]
        return self._own_words(cell, column.max_chars or CELL_CHARS)

    def is_whole(self, answer: Any) -> bool:
        """Whether as many rows are filled as are asked for."""
        return len(self._filled(answer)) >= self.least

    def _filled(self, answer: Any) -> list[dict[str, Any]]:
        return [
            row["cells"] for row in answer.get("rows", []) if any(str(cell).strip() for cell in row["cells"].values() if cell is not False)
        ]

    def grid(self, value: Any) -> Grid:
        rows = [[_shown(column, row.get(column.id)) for column in self.columns] for row in self._filled(value)]
        return Grid(tuple(column.heading for column in self.columns), rows)

    def parts(self, value: Any) -> Parts:
        shown: Parts = []
        for place, row in enumerate(self.grid(value).rows, 1):
            cells = [(column.heading, cell) for column, cell in zip(self.columns, row, strict=True) if cell != ""]
            shown.append((Text(da=f"Række {place}", en=f"Row {place}"), [headed(heading, cell) for heading, cell in cells]))
        return shown

    def plain(self, answer: Any, folder: Path) -> PlainAnswer:
        return PlainAnswer("steps", tuple(_sentence(lines) for _, lines in self.parts(answer)))


def _shown(column: Column, cell: Any) -> Text | str:
    if column.kind == "tick":
        return Text(da="Ja", en="Yes") if cell else ""
    if column.kind == "choice":
        return next((choice.text for choice in column.choices if choice.id == cell), "")
    if column.kind == "date":
        return shown_day(cell) if cell else ""
    return str(cell or "").strip()


def _sentence(lines: list[Any]) -> Text:
    return Text(da="; ".join(line.da for line in lines), en="; ".join(line.en for line in lines))
