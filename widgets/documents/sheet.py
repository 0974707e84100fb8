"""A document before it is a file: what it is called, whose it is, and what stands in it, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from course.charts import Bars, Chart
from course.kinds.owncase import OwncaseTask
from course.modules import Module
from course.store.database import now
from course.text import Language, Text
from course.together import Together
from course.tools import Grid, Line, Parts, TeamTool, ToolTask
from widgets.documents.printable import printable, said_day
from widgets.elsewhere import look
from widgets.session import Session

WIDE = 4  # columns from which a page lies on its side
EMPTY = Text(da="(ikke udfyldt)", en="(not filled in)")
ABOUT = Text(da="Det handler om", en="It is about")


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `empty` that it only says that nothing is written, `lead` what it is about where no heading says it."""

    text: str
    empty: bool = False
    lead: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under a header row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A drawing, and the same in words."""

    chart: Chart
    told: str


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True)
class Sheet:
    """A document in one language; `wide` that its pages lie on their side, `close` that it is set so that much stands on a page.

    `name` is whose it is, where that is known.
    """

    title: str
    intro: str
    name: str | None
    day: date
    language: Language
    blocks: tuple[Block, ...]
    wide: bool
    close: bool = False

    @property
    def byline(self) -> str:
        """Who made it, and when."""
        return ", ".join([*([self.name] if self.name else []), said_day(self.day, self.language)])


def sheet(viewer: Session, module: Module, task: ToolTask, filled: Any, language: Language) -> Sheet:
    """The document that a tool leaves, with what the viewer has `filled` in, and with her saved answers to the other tools that belong in it."""
    about = task.document
    assert about is not None
    included = [cast(ToolTask, module.tasks[id]) for id in about.includes or [task.id]]
    several = len(included) > 1
    close = several and not any(one.grid({}) for one in included)
    made = _Made(viewer, module, language, frozenset(f"{module.id}/{one.id}" for one in included), close)
    blocks: list[Block] = []
    for one in included:
        blocks += made.told(one, filled if one.id == task.id else made.saved(one), several and not (close and one.title == about.title))
    title, intro = about.title.pick(language), about.intro.pick(language)
    name = printable(viewer.name) if viewer.name else None
    wide = any(isinstance(block, Table) and len(block.headings) >= WIDE for block in blocks)
    return Sheet(title, intro, name, now().date(), language, tuple(blocks), wide, close)


@dataclass(frozen=True)
class _Made:
    viewer: Session
    module: Module
    language: Language
    beside: frozenset[str]
    close: bool

    def saved(self, task: ToolTask) -> Any:
        found = self.viewer.load_from(self.module, task)
        return found.value if found else {}

    def told(self, task: ToolTask, value: Any, titled: bool) -> Iterator[Block]:
        """A filled-in tool, under its title where the document's own does not say it."""
        if titled:
            yield Heading(task.title.pick(self.language), 1)
        elsewhere: dict[str, Any] = {}
        for field, (reference, _) in task.refers_to.items():
            found = look(self.viewer, reference)
            if found and found.answer:
                elsewhere[field] = found.answer.value
                if (
                    reference not in self.beside
                    and isinstance(found.task, OwncaseTask)
                    and (quoted := found.task.quoted(found.answer.value))
                ):
                    yield Paragraph(f"{ABOUT.pick(self.language)}: {printable(quoted)}")
        if chart := task.chart(value, elsewhere):
            yield Picture(chart, printable(chart.told(self.language)))
        shown = self._with_others(task)
        grid = shown.grid(value)
        if grid:
            yield from self._tabulated(grid)
        elif self.close:
            yield from self._led(shown.parts(value), chart)
        else:
            yield from self._written(shown.parts(value), 2 if titled else 1)

    def _with_others(self, task: ToolTask) -> ToolTask | Together:
        """The tool, together with what the viewer's team has written in it, where she shares it."""
        team = self.viewer.team(task) if isinstance(task, TeamTool) and task.shared else None
        if not (isinstance(task, TeamTool) and team and team.shares):
            return task
        return Together(task, self.viewer.name or "", team.others)

    def _tabulated(self, grid: Grid) -> Iterator[Block]:
        yield from (Paragraph(self._said(line)) for line in grid.above)
        if grid.rows:
            headings = tuple(heading.pick(self.language) for heading in grid.headings)
            yield Table(headings, tuple(tuple(self._said(line) for line in row) for row in grid.rows))
        else:
            yield Paragraph(EMPTY.pick(self.language), empty=True)

    def _written(self, parts: Parts, level: int) -> Iterator[Block]:
        for heading, lines in parts:
            yield Heading(heading.pick(self.language), level)
            yield from [Paragraph(self._said(line)) for line in lines] or [Paragraph(EMPTY.pick(self.language), empty=True)]

    def _led(self, parts: Parts, chart: Chart | None) -> Iterator[Block]:
        """A paragraph for each part. What bars show in full is not told again."""
        for heading, lines in parts:
            if isinstance(chart, Bars) and heading == chart.title:
                continue
            said = " · ".join(self._said(line) for line in lines)
            yield Paragraph(said or EMPTY.pick(self.language), empty=not said, lead=heading.pick(self.language))

    def _said(self, line: Line) -> str:
        return printable(line if isinstance(line, str) else line.pick(self.language))
