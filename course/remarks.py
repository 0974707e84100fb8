"""What a tool remarks to whoever fills it in: advice below the tool, never a reason not to save.

A task's `remarks` say by which `rule` to look, at what, and what to `say` when the rule finds something. The rules stand here alone; a
page shows what they have found in the answer that is saved.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course.datafile import Data
from course.places import Place, Row, Sort, quoted
from course.problems import Mistake, instead
from course.tasks import Id
from course.text import NonEmpty, Text

Hit = tuple[Text, Text]
"""Something that a rule has found: its name, and where it stands."""
Ids = Annotated[list[Id], Field(min_length=1)]
Sought = Annotated[list[NonEmpty], Field(min_length=1)]
ANY: tuple[Sort, ...] = ()
MOSTLY = 0.75  # of the words of a text, from which on it says the same as another ...
THE_WHOLE = 1 / 3  # ... that has at most three times as many: any few words stand somewhere in a long text


class Remark(Data, ABC):
    """What to `say` when the rule finds something: `{name}` becomes what was found, and `{where}` the rows or fields in which."""

    say: Text

    looks_at: ClassVar[Mapping[str, tuple[Sort, ...]]]
    """The fields that name places, and of which sorts these must be."""

    @abstractmethod
    def hits(self, rows: list[Row], every: list[Row], today: date) -> Iterator[Hit]:
        """What the rule finds in the begun `rows`; `every` has those of a team beside them."""

    def mistakes(self, places: Mapping[str, Place]) -> Iterator[Mistake]:
        """What does not fit the places of the tool."""
        for field, sorts in self.looks_at.items():
            for id in _ids(getattr(self, field)):
                if id not in places:
                    da, en = instead(id, places)
                    yield Mistake(f"»{id}« findes ikke i værktøjet. {da}", f"the tool has no “{id}”. {en}", (field,))
                elif sorts and places[id].sort not in sorts:
                    da, en = " eller ".join(sorts), " or ".join(sorts)
                    yield Mistake(f"»{id}« skal være af slagsen {da}.", f"“{id}” must be of the kind {en}.", (field,))


class Empty(Remark):
    """Fields in which nothing stands, once something stands in the tool."""

    rule: Literal["empty"]
    fields: Ids
    looks_at = {"fields": ANY}

    def hits(self, rows: list[Row], every: list[Row], today: date) -> Iterator[Hit]:
        return ((row.heading(id), row.where(id)) for row in rows for id in row.empty(self.fields))


class Short(Remark):
    """Texts of fewer words than `least`."""

    rule: Literal["short"]
    fields: Ids
    least: Annotated[int, Field(ge=2, le=50)]
    looks_at = {"fields": ("text",)}

    def hits(self, rows: list[Row], every: list[Row], today: date) -> Iterator[Hit]:
        return ((row.heading(id), row.where(id)) for row in rows for id, text in row.texts(self.fields) if len(_words(text)) < self.least)


class Words(Remark):
    """Texts in which one of `words` stands; `*` is the rest of a word, and a word with a capital letter is found only as it is written."""

    rule: Literal["words"]
    fields: Ids
    words: Sought
    looks_at = {"fields": ("text",)}

    def hits(self, rows: list[Row], every: list[Row], today: date) -> Iterator[Hit]:
        return (
            (quoted(Text(da=found, en=found)), row.where(id))
            for row in rows
            for id, text in row.texts(self.fields)
            for found in _found(tuple(self.words), text)
        )


class Lacks(Remark):
    """Rows in which one of `needs` is empty though `field` is filled (with `choice`, where that is named); without `field`, any row."""

    rule: Literal["lacks"]
    field: Id | None = None
    choice: Id | None = None
    needs: Ids
    looks_at = {"field": ANY, "needs": ANY}

    def hits(self, rows: list[Row], every: list[Row], today: date) -> Iterator[Hit]:
        return ((row.heading(id), row.where(self.field or id)) for row in rows if self._asks(row) for id in row.empty(self.needs))

    def _asks(self, row: Row) -> bool:
        return self.field is None or (row.filled.get(self.field) == self.choice if self.choice else row.has(self.field))

    def mistakes(self, places: Mapping[str, Place]) -> Iterator[Mistake]:
        yield from super().mistakes(places)
        known = [one.id for one in places[self.field].choices] if self.field and self.field in places else []
        if self.choice and self.choice not in known:
            da, en = instead(self.choice, known)
            yield Mistake(f"»{self.choice}« kan ikke vælges dér. {da}", f"“{self.choice}” is no choice there. {en}", ("choice",))


class Unused(Remark):
    """Choices of `field` that are chosen in no row, or a tick that is set in none."""

    rule: Literal["unused"]
    field: Id
    looks_at = {"field": ("choice", "tick")}

    def hits(self, rows: list[Row], every: list[Row], today: date) -> Iterator[Hit]:
        used = {row.filled.get(self.field) for row in every}
        for row in _with(self.field, rows):
            place, heading = row.places[self.field], row.heading(self.field)
            if place.sort == "tick" and True not in used:
                yield heading, heading
            yield from ((quoted(one.text), heading) for one in place.choices if one.id not in used)


class Topic(Data):
    """Something that ought to be mentioned, and the words by which it is known (`*` is the rest of a word)."""

    name: Text
    words: Sought


class Unmentioned(Remark):
    """Topics that are mentioned in no row in which `field` is filled; the words may stand in any text of the row."""

    rule: Literal["unmentioned"]
    field: Id
    topics: Annotated[list[Topic], Field(min_length=1)]
    looks_at = {"field": ANY}

    def hits(self, rows: list[Row], every: list[Row], today: date) -> Iterator[Hit]:
        written = "\n".join(text for row in every if row.has(self.field) for _, text in row.texts(row.places))
        absent = [topic.name for topic in self.topics if not _found(tuple(topic.words), written)]
        return ((name, row.heading(self.field)) for row in _with(self.field, rows) for name in absent)


class Passed(Remark):
    """Days that have passed."""

    rule: Literal["passed"]
    fields: Ids
    looks_at = {"fields": ("date",)}

    def hits(self, rows: list[Row], every: list[Row], today: date) -> Iterator[Hit]:
        dated = ((row, id) for row in rows for id in self.fields if id in row.places and row.has(id))
        return ((row.heading(id), row.where(id)) for row, id in dated if row.filled[id] < today.isoformat())


class Same(Remark):
    """Two texts of which the second has hardly a word that the first has not."""

    rule: Literal["same"]
    fields: Annotated[list[Id], Field(min_length=2, max_length=2)]
    looks_at = {"fields": ("text",)}

    def hits(self, rows: list[Row], every: list[Row], today: date) -> Iterator[Hit]:
        first, second = self.fields
        for row in rows:
            said, again = (set(_words(str(row.filled.get(id, "")))) for id in self.fields)
            if again and len(again) >= THE_WHOLE * len(said) and len(said & again) >= MOSTLY * len(again):
                yield row.heading(second), row.where(first)


class Over(Remark):
    """Numbers that are all there and over their limits, while one of `needs` is empty."""

    rule: Literal["over"]
    limits: Annotated[dict[Id, int], Field(min_length=1)]
    needs: Ids
    looks_at = {"limits": ("number",), "needs": ANY}

    def hits(self, rows: list[Row], every: list[Row], today: date) -> Iterator[Hit]:
        for row in rows:
            given = {id: row.filled[id] for id in self.limits if row.has(id)}
            if len(given) == len(self.limits) and row.empty(self.needs) and all(number > self.limits[id] for id, number in given.items()):
                yield from ((row.heading(id), row.where(id)) for id in given)


Rule = Annotated[Empty | Short | Words | Lacks | Unused | Unmentioned | Passed | Same | Over, Field(discriminator="rule")]


def told(remarks: Iterable[Remark], rows: Iterable[Row], today: date, beside: Iterable[Row] = ()) -> list[Text]:
    """What the remarks say of the rows; nothing as long as nothing is filled in. Of a team's rows `beside` them it is told only what none has."""
    own = [row for row in rows if row.begun]
    every = [*own, *(row for row in beside if row.begun)]
    found = ((one.say, list(one.hits(own, every, today))) for one in remarks) if own else ()
    return [_filled(say, hits) for say, hits in found if hits]


def mistakes(remarks: Iterable[Remark], places: Mapping[str, Place]) -> Iterator[Mistake]:
    """What an author must correct in a task's remarks."""
    return (mistake.under(("remarks", at)) for at, one in enumerate(remarks) for mistake in one.mistakes(places))


def _with(field: str, rows: list[Row]) -> list[Row]:
    """The first row that has the field, if any."""
    return [row for row in rows if field in row.places][:1]


def _ids(named: Any) -> list[str]:
    """The places that a field names: one, some, or none."""
    return [named] if isinstance(named, str) else list(named or ())


def _filled(say: Text, hits: list[Hit]) -> Text:
    name, where = (_listed(list(dict.fromkeys(texts))) for texts in zip(*hits, strict=True))
    da, en = say.da.replace("{name}", name.da), say.en.replace("{name}", name.en)
    return Text(da=da.replace("{where}", where.da), en=en.replace("{where}", where.en))


def _listed(texts: list[Text]) -> Text:
    if len(texts) == 1:
        return texts[0]
    *first, last = texts
    return Text(da=f"{', '.join(one.da for one in first)} og {last.da}", en=f"{', '.join(one.en for one in first)} and {last.en}")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _found(words: tuple[str, ...], text: str) -> list[str]:
    """Those of the words that stand in a text, as they are written there, each once."""
    return list(dict.fromkeys(found for pattern in _patterns(words) for found in pattern.findall(text)))


@cache
def _patterns(words: tuple[str, ...]) -> list[re.Pattern[str]]:
    """Each word as a pattern; one without a capital letter is found in capitals too."""
    written = [(word, re.escape(word).replace(r"\*", r"\w*")) for word in words]
    return [re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE if word == word.lower() else 0) for word, pattern in written]
