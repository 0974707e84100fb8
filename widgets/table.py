"""A table that one fills row by row."""

from typing import ClassVar

from course.kinds.table import TableTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.teams import TeamComponent


class Table(TeamComponent):
    """A table task: rows one adds, moves and takes away. The answer is {rows: [{id, cells: {column id: value}}]}."""

    kind: ClassVar[type[BaseTask]] = TableTask
    stem = "table"
    _esm = script(stem)
    _css = style(stem)
