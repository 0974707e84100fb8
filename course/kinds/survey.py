"""Statements about one's own work on a scale of five. The answer is {statement id: 1–5 or "ved-ikke"}; nothing of it is marked."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, ValidationError

from course import keychecks
from course.charts import Bar, Bars
from course.datafile import Data, DataError, read
from course.problems import Mistake
from course.tasks import Id, Item
from course.text import Text
from course.tools import Parts, Reference, ToolTask

LOWEST, HIGHEST = 1, 5
UNKNOWN = "ved-ikke"
PROFILE = Text(da="Min profil, fra 1 til 5", en="My profile, from 1 to 5")
DONT_KNOW = Text(da="Ved ikke", en="Don't know")
GIVEN = (*(str(number) for number in range(LOWEST, HIGHEST + 1)), UNKNOWN)
Answer = dict[str, int | str]
Counts = dict[str, dict[str, int]]


class Scale(Data):
    """The words for 1 (`low`) and 5 (`high`)."""

    low: Text
    high: Text


class Theme(Data):
    """Statements that belong together."""

    id: Id
    name: Text
    statements: Annotated[list[Item], Field(min_length=1, max_length=12)]


class SurveyTask(ToolTask):
    """A survey taken at the `start` and again at the `end`; the second has the statements of the `first`, and is seen beside it."""

    kind: Literal["survey"]
    in_ids: ClassVar[str] = "udsagn"
    round: Literal["start", "end"]
    first: Reference | None = None
    scale: Scale | None = None
    themes: Annotated[list[Theme], Field(max_length=8)] = []

    def mistakes(self) -> Iterator[Mistake]:
        if (self.round == "end") != (self.first is not None):
            yield Mistake(
                "den anden gang, og kun den, siger hvad der var den første. Skriv first: <modul>/<opgave>, eller slet det.",
                "the second time, and only that, says which was the first. Write first: <module>/<task>, or delete it.",
                ("round",),
            )
        elif self.first is None and not (self.themes and self.scale):
            yield Mistake(
                "undersøgelsen har ingen udsagn. Skriv scale og mindst ét tema i themes.",
                "the survey has no statements. Write scale and at least one theme in themes.",
                ("themes",),
            )
        yield from keychecks.distinct("themes", [theme.id for theme in self.themes])
        before: list[str] = []
        for place, theme in enumerate(self.themes):
            ids = [one.id for one in theme.statements]
            for at, id in enumerate(ids):
                if id in [*before, *ids[:at]]:
                    twice = f"id'et »{id}« bruges to gange. Giv den ene et andet.", f"the id “{id}” is used twice. Give one another."
                    yield Mistake(*twice, ("themes", place, "statements", at, "id"))
            before += ids

    @property
    def statements(self) -> list[Item]:
        """All statements in their order."""
        return [statement for theme in self.themes for statement in theme.statements]

    @property
    def refers_to(self) -> dict[str, tuple[str, str]]:
        return {"first": (self.first, "survey")} if self.first else {}

    def placed(self, folder: Path) -> Self:
        """With the scale and themes of the first survey, which lies in a module beside `folder`; as it is where that is not there."""
        first = None if self.first is None else _first(folder.parent, self.first)
        return self if first is None else self.model_copy(update={"scale": first.scale, "themes": first.themes})

    def structure(self) -> dict[str, Any]:
        return {"first": self.first} if self.first else {"statements": sorted(one.id for one in self.statements)}

    def check(self, value: Any) -> Answer:
        """Answers in the order of the statements."""
        named = self._named(value, [statement.id for statement in self.statements])
        return {id: one if one == UNKNOWN else self._whole_number(one, LOWEST, HIGHEST) for id, one in named.items()}

    def is_whole(self, answer: Any) -> bool:
        """Whether each statement is answered, were it with "don't know"."""
        return isinstance(answer, dict) and len(answer) == len(self.statements)

    def profile(self, answer: Answer) -> dict[str, float | None]:
        """The mean of each theme, 1–5, over what was answered with a number; None where nothing was."""
        return {theme.id: _mean([answer.get(one.id) for one in theme.statements]) for theme in self.themes}

    def chart(self, value: Any, elsewhere: Mapping[str, Any]) -> Bars | None:
        now, before = self.profile(value), self.profile(elsewhere.get("first") or {})
        bars = tuple(Bar(theme.name, now[theme.id], before[theme.id]) for theme in self.themes)
        return Bars(PROFILE, bars, HIGHEST) if any(one.value or one.before for one in bars) else None

    def count(self, answers: list[Answer]) -> Counts:
        """How often each answer ("1"–"5" or "ved-ikke") was given to a theme's statements together, theme by theme."""
        given = {theme.id: [str(answer[one.id]) for answer in answers for one in theme.statements] for theme in self.themes}
        return {theme: {one: all.count(one) for one in GIVEN} for theme, all in given.items()}

    def parts(self, value: Any) -> Parts:
        return [(theme.name, [_line(one.text, value[one.id]) for one in theme.statements if one.id in value]) for theme in self.themes]


def _first(modules: Path, reference: str) -> SurveyTask | None:
    module, _, name = reference.partition("/")
    for path in sorted((modules / module / "tasks").glob("*.yaml")):
        with suppress(DataError, ValidationError):  # what is wrong there is told where its own module is read
            found = read(path).plain()
            for fields in found.get("tasks") or [] if isinstance(found, dict) else []:
                if isinstance(fields, dict) and (fields.get("id"), fields.get("kind"), fields.get("round")) == (name, "survey", "start"):
                    return SurveyTask.model_validate(fields)
    return None


def _mean(given: list[int | str | None]) -> float | None:
    numbers = [one for one in given if isinstance(one, int)]
    return sum(numbers) / len(numbers) if numbers else None


def _line(statement: Text, given: int | str) -> Text:
    da, en = (DONT_KNOW.da, DONT_KNOW.en) if given == UNKNOWN else (f"{given}", f"{given}")
    return Text(da=f"{statement.da} {da}", en=f"{statement.en} {en}")
