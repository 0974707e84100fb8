"""What all tools share: a task that a colleague uses for her own work. Nothing in a tool is right or wrong, and nothing of it is marked."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from course import remarks
from course.charts import Chart
from course.datafile import Data
from course.patterns import REFERENCE
from course.places import Place, Row
from course.problems import Mistaken
from course.remarks import Rule
from course.roster.problems import CPR
from course.tasks import BaseTask, Id, PlainAnswer, Use
from course.text import Language, Text

Reference = Annotated[str, Field(pattern=REFERENCE)]
"""A task of a module, this one or another: `0-introduktion/min-forandring`."""

Line = Text | str
"""A line of a filled-in tool: the course's words in both languages, or the learner's own."""

Parts = list[tuple[Text, list[Line]]]
"""A filled-in tool in words: headings, each with its lines."""

Leaf = Literal["document", "pdf", "calendar"]
"""A sort of file that a tool leaves: a Word document, the same as a PDF, or events for a calendar."""

DAYS = (date(2000, 1, 1), date(2099, 12, 31))
"""The first and the last day that can be written in a tool."""


@dataclass(frozen=True)
class Grid:
    """A filled-in tool as a table: a heading for each column, and rows with as many cells. `above` are lines that stand over it."""

    headings: tuple[Text, ...]
    rows: list[list[Line]]
    above: tuple[Line, ...] = ()


class Document(Data):
    """The document that a tool leaves; `filename` without ending, `includes` the tools of the module that it holds, in order."""

    filename: Id
    title: Text
    intro: Text
    includes: list[Id] = []


class ToolTask(BaseTask, ABC):
    """A task to use at work. `document` is what it leaves, where it leaves one of its own.

    `for_talk` says that its owner may let whoever leads her team read it, for their talk about competences. `remarks` are advice to her.
    """

    document: Document | None = None
    for_talk: bool = False
    remarks: list[Rule] = []

    uses: ClassVar[tuple[Use, ...]] = ("tool",)
    secret: ClassVar[dict[str, Any]] = {"remarks": True}

    @model_validator(mode="after")
    def _remarks_fit(self) -> Self:
        Mistaken.unless_empty(remarks.mistakes(self.remarks, self.places))
        return self

    @property
    def places(self) -> dict[str, Place]:
        """What is filled in, by the names that `remarks` use; none where an author has named nothing."""
        return {}

    def rows(self, value: Any) -> list[Row]:
        """What of a checked answer is filled in together."""
        return [Row(self.places, value)]

    def remarked(self, value: Any, today: date, others: Iterable[Any] = ()) -> list[Text]:
        """What is remarked about a checked answer; `others` are those of the team's that it is together with."""
        return remarks.told(self.remarks, self.rows(value), today, [row for other in others for row in self.rows(other)])

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The files that it leaves."""
        return ("document", "pdf") if self.document else ()

    @abstractmethod
    def parts(self, value: Any) -> Parts:
        """A checked answer in words; a heading without lines is not filled in."""

    def grid(self, value: Any) -> Grid | None:
        """A checked answer as a table, where it is one."""
        return None

    def chart(self, value: Any, elsewhere: Mapping[str, Any]) -> Chart | None:
        """What a checked answer looks like, where it can be drawn and there is something to draw.

        `elsewhere` holds what is saved of the tasks that this one refers to, by the field that names them.
        """
        return None

    def calendar(self, value: Any, owner: str, language: Language) -> bytes:
        """A checked answer as events (ICS), where the tool leaves a calendar; `owner` tells this learner's tool from others."""
        raise NotImplementedError

    def plain(self, answer: Any, folder: Path) -> PlainAnswer:
        return PlainAnswer("list", tuple(headed(heading, line) for heading, lines in self.parts(answer) for line in lines))

    def _named(self, value: Any, known: list[str]) -> dict[str, Any]:
        """The value as an object with some of these fields, in this order."""
        if not isinstance(value, dict):
            raise self.refused("svaret skal have felter", "the answer must have fields")
        if not set(value) <= set(known):
            raise self.refused("et felt findes ikke i værktøjet", "a field does not exist in the tool")
        return {name: value[name] for name in known if name in value}

    def _own_words(self, value: Any, longest: int) -> str:
        """The value as a text of at most so many characters, in which nobody is named by number."""
        written = self._written(value, longest)
        if CPR.search(written):
            raise self.refused(
                "teksten rummer noget, der ligner et CPR-nummer. Slet nummeret; personer hører ikke hjemme her",
                "the text holds something that looks like a civil registration (CPR) number. Delete the number; people's data do not belong here",
            )
        return written

    def _day(self, value: Any) -> str:
        """The value as a day, `2026-11-28`."""
        try:
            day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
        except ValueError:
            day = None
        if day is None or not DAYS[0] <= day <= DAYS[1] or day.isoformat() != value:
            raise self.refused(
                f"en dato skal være en dag i årene {DAYS[0].year}–{DAYS[1].year}",
                f"a date must be a day in the years {DAYS[0].year}–{DAYS[1].year}",
            )
        return day.isoformat()

    def _tick(self, value: Any) -> bool:
        """The value as a tick that is set or not."""
        if not isinstance(value, bool):
            raise self.refused("et kryds er sat eller ikke sat", "a tick is set or not set")
        return value

    def _whole_number(self, value: Any, lowest: int, highest: int) -> int:
        """The value as a whole number from `lowest` to `highest`."""
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise self.refused(f"skriv et helt tal fra {lowest} til {highest}", f"write a whole number from {lowest} to {highest}")
        return value


class CaseTool(ToolTask):
    """A tool about the learner's own change; `case` is the task where she writes it, and its first field stands above the tool."""

    case: Reference | None = None

    @property
    def refers_to(self) -> dict[str, tuple[str, str]]:
        return {"case": (self.case, "owncase")} if self.case else {}


class TeamTool(ToolTask):
    """A tool that may be a team's; `shared` says that its owner may let her team read it."""

    shared: bool = False


def shown_day(value: str) -> Text:
    """A day of an answer as one writes it, such as 28.11.2026."""
    day = date.fromisoformat(value)
    return Text(da=f"{day.day}.{day.month}.{day.year}", en=f"{day.day} {day:%B} {day.year}")


def written(value: dict[str, Any], name: str) -> list[Line]:
    """The lines of a text that the learner has written, or none."""
    return [line for line in str(value.get(name, "")).strip().split("\n") if line.strip()]


def headed(heading: Text, line: Line) -> Text:
    """A line after its heading."""
    da, en = (line, line) if isinstance(line, str) else (line.da, line.en)
    return Text(da=f"{heading.da}: {da}", en=f"{heading.en}: {en}")
