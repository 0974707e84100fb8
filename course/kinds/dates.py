"""Days to follow up after going live. The answer is {live: day, pattern: [interval ids, where they differ from the task's], keeper: text}."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from course.datafile import Data
from course.followup import FollowUp, Interval, follow_ups, ics
from course.places import Place
from course.problems import Mistake, Mistaken
from course.text import Language, Text
from course.tools import Grid, Leaf, Line, Parts, ToolTask, headed, written

MOST_INTERVALS = 20
KEEPER_CHARS = 120
KEEPER = Text(da="Holder kalenderen i live", en="Keeps the calendar going")
LIVE = Text(da="Taget i brug", en="Goes live")
LONGEST = {"weeks": 104, "months": 60}
WEEKDAYS = (
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
)


class Distance(Data):
    """How long after going live, in weeks or in months."""

    weeks: Annotated[int, Field(ge=1, le=LONGEST["weeks"])] | None = None
    months: Annotated[int, Field(ge=1, le=LONGEST["months"])] | None = None

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if (self.weeks is None) == (self.months is None):
            raise Mistaken(Mistake("skriv enten weeks eller months.", "write either weeks or months.", ()))
        return self

    @property
    def interval(self) -> Interval:
        """The same as one number with its unit."""
        return Interval("weeks", self.weeks) if self.weeks is not None else Interval("months", self.months or 1)


class DatesTask(ToolTask):
    """Days to follow up by a pattern that one may change; `event` is what the calendar calls them.

    In an answer `keeper` says who keeps the calendar alive.
    """

    kind: Literal["dates"]
    in_ids: ClassVar[str] = "datoer"
    pattern: Annotated[list[Distance], Field(min_length=1, max_length=MOST_INTERVALS)]
    event: Text

    def mistakes(self) -> Iterator[Mistake]:
        intervals = [distance.interval for distance in self.pattern]
        for place, interval in enumerate(intervals):
            if interval in intervals[:place]:
                yield Mistake("står to gange i mønsteret. Fjern den ene.", "stands twice in the pattern. Remove one.", ("pattern", place))

    def public(self) -> dict[str, Any]:
        return {**super().public(), "pattern": [distance.interval.id for distance in self.pattern], "longest": LONGEST}

    @property
    def places(self) -> dict[str, Place]:
        return {"live": Place(LIVE, "date"), "keeper": Place(KEEPER, "text")}

    def check(self, value: Any) -> dict[str, Any]:
        """The day it goes live, the pattern where it was changed, shortest interval first, and who keeps the calendar."""
        given = self._named(value, ["live", "pattern", "keeper"])
        checked: dict[str, Any] = {"live": self._day(given["live"])} if "live" in given else {}
        if "pattern" in given:
            checked["pattern"] = self._pattern(given["pattern"])
        if "keeper" in given:
            checked["keeper"] = self._own_words(given["keeper"], KEEPER_CHARS)
        return checked

    def _pattern(self, value: Any) -> list[str]:
        if not isinstance(value, list) or len(value) > MOST_INTERVALS:
            raise self.refused(f"mønsteret er en liste med højst {MOST_INTERVALS}", f"the pattern is a list of at most {MOST_INTERVALS}")
        found = [self._interval(one) for one in value]
        if len(set(found)) != len(found):
            raise self.refused("mønsteret nævner det samme to gange", "the pattern names the same twice")
        return [one.id for one in found]

    def _interval(self, value: Any) -> Interval:
        unit, _, number = value.partition("-") if isinstance(value, str) else ("", "", "")
        short = number.isascii() and number.isdigit() and not number.startswith("0") and len(number) < 4
        if unit not in LONGEST or not short or int(number) > LONGEST[unit]:
            raise self.refused("skriv op til 104 uger eller 60 måneder", "write up to 104 weeks or 60 months")
        return Interval(unit, int(number))

    def is_whole(self, answer: Any) -> bool:
        """Whether the day it goes live is there."""
        return "live" in answer

    def days(self, value: Any) -> list[FollowUp]:
        """The days that a checked answer leads to; none before the day it goes live is there."""
        if "live" not in value:
            return []
        own = [self._interval(one) for one in value["pattern"]] if "pattern" in value else [one.interval for one in self.pattern]
        return follow_ups(date.fromisoformat(value["live"]), own)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return (*super().leaves, "calendar")

    def calendar(self, value: Any, owner: str, language: Language) -> bytes:
        about = [self.title, *(headed(KEEPER, line) for line in written(value, "keeper"))]
        return ics(self.days(value), self.event.pick(language), "\n".join(one.pick(language) for one in about), owner, language)

    def grid(self, value: Any) -> Grid:
        headings = (Text(da="Efter", en="After"), Text(da="Dag", en="Day"), Text(da="Bemærk", en="Note"))
        kept = tuple(headed(KEEPER, line) for line in written(value, "keeper"))
        return Grid(headings, [[one.interval.text, told_day(one.day), noted(one) or ""] for one in self.days(value)], kept)

    def parts(self, value: Any) -> Parts:
        live: list[Line] = [told_day(date.fromisoformat(value["live"]))] if "live" in value else []
        after = [_beside(one) for one in self.days(value)]
        return [(LIVE, live), (KEEPER, written(value, "keeper")), (Text(da="Opfølgning", en="Follow-up"), [*after])]


def noted(one: FollowUp) -> Text | None:
    """What to know of a day: that it was moved, and what to look out for."""
    moved = Text(da=f"Flyttet fra {told_day(one.wanted).da}.", en=f"Moved from {told_day(one.wanted).en}.")
    told = [*([moved] if one.day != one.wanted else []), *([one.note] if one.note else [])]
    return Text(da=" ".join(text.da for text in told), en=" ".join(text.en for text in told)) if told else None


def told_day(day: date) -> Text:
    """A day in words, such as mandag 4.5.2026."""
    da, en = (names[day.weekday()] for names in WEEKDAYS)
    return Text(da=f"{da} {day.day}.{day.month}.{day.year}", en=f"{en} {day.day} {day:%B} {day.year}")


def _beside(one: FollowUp) -> Text:
    note = noted(one)
    day = told_day(one.day)
    da, en = (f" ({note.da})", f" ({note.en})") if note else ("", "")
    return Text(da=f"{one.interval.text.da}: {day.da}{da}", en=f"{one.interval.text.en}: {day.en}{en}")
