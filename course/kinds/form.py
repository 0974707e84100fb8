"""A form in parts, filled one after the other. The answer is {parts: {part id: {field id: value}}, locked: [part ids]}, both in the form's order.

A part that has a `lock` is closed for good by its button, and the next opens only then.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from course import identifying, keychecks
from course.datafile import Data
from course.framework import framework
from course.places import Place, Row, quoted
from course.problems import Mistake, Mistaken
from course.tasks import Id, Item
from course.text import Text
from course.tools import Line, Parts, ToolTask, shown_day, written

MOST_CHARS = 3000
OF_ONE_KIND = {"max_chars": "text", "choices": "choice", "future": "date"}


class FormField(Data):
    """Something to fill in: text of at most `max_chars`, a day (`future`: not one that has passed), one of `choices`, or one of the competences."""

    id: Id
    heading: Text
    help: Text | None = None
    kind: Literal["text", "date", "choice", "competence"]
    max_chars: Annotated[int, Field(ge=20, le=MOST_CHARS)] | None = None
    choices: list[Item] = []
    future: bool = False

    @model_validator(mode="after")
    def _settings_go_with_the_kind(self) -> Self:
        Mistaken.unless_empty(self._mistakes())
        return self

    def _mistakes(self) -> Iterator[Mistake]:
        for name, kind in OF_ONE_KIND.items():
            given = bool(getattr(self, name))
            if given and self.kind != kind:
                yield Mistake(f"{name} hører kun til slagsen {kind}.", f"{name} belongs to the kind {kind} alone.", (name,))
            if not given and self.kind == kind and name != "future":
                yield Mistake(f"slagsen {kind} skal have {name}.", f"the kind {kind} must have {name}.", (name,))
        yield from keychecks.distinct("choices", [choice.id for choice in self.choices])

    def options(self) -> list[Item]:
        """What there is to choose from."""
        if self.kind == "competence":
            return [Item.model_construct(id=one.id, text=one.name) for one in framework().competences]
        return self.choices

    def shown(self, values: dict[str, str]) -> list[Line]:
        """The lines that stand in it; a choice that there is no longer is none."""
        value = values.get(self.id)
        if self.kind == "text" or not value:
            return written(values, self.id)
        if self.kind == "date":
            return [shown_day(value)]
        return [one.text for one in self.options() if one.id == value]


class FormPart(Data):
    """Fields that are filled together; `lock` stands on the button that closes the part for good."""

    id: Id
    heading: Text
    lock: Text | None = None
    fields: Annotated[list[FormField], Field(min_length=1, max_length=12)]


class FormTask(ToolTask):
    """A form; an `anonymous` one refuses telephone numbers, mail addresses and street addresses in its texts.

    `sections` are its parts, which the file calls so; `parts` tells what stands in them, as in every tool.
    """

    kind: Literal["form"]
    in_ids: ClassVar[str] = "skema"
    sections: Annotated[list[FormPart], Field(alias="parts", min_length=1, max_length=8)]
    anonymous: bool = False

    def mistakes(self) -> Iterator[Mistake]:
        yield from keychecks.distinct("parts", [part.id for part in self.sections])
        for place, part in enumerate(self.sections):
            for mistake in keychecks.distinct("fields", [field.id for field in part.fields]):
                yield mistake.under(("parts", place))

    def structure(self) -> dict[str, Any]:
        fields = {part.id: sorted(f"{field.id}:{field.kind}" for field in part.fields) for part in self.sections}
        return {"parts": fields, "locks": [part.id for part in self.sections if part.lock]}

    def public(self) -> dict[str, Any]:
        """The form with what there is to choose from in every field."""
        shown = super().public()
        shown["parts"] = shown.pop("sections")
        for told, part in zip(shown["parts"], self.sections, strict=True):
            for one, field in zip(told["fields"], part.fields, strict=True):
                one["choices"] = [item.model_dump() for item in field.options()]
        return shown

    @property
    def places(self) -> dict[str, Place]:
        """The fields of all parts; those of the same id in several parts are looked at alike."""
        return {field.id: Place(field.heading, field.kind, field.options()) for part in self.sections for field in part.fields}

    def rows(self, value: Any) -> list[Row]:
        """The parts that are open, each with its own fields."""
        filled, closed, places = value.get("parts", {}), value.get("locked", []), self.places
        parts = [part for part in self.sections if part.id not in closed]
        return [Row({one.id: places[one.id] for one in part.fields}, filled.get(part.id, {}), quoted(part.heading)) for part in parts]

    def check(self, value: Any) -> dict[str, Any]:
        """The parts that are open or closed, each with its fields; nothing stands in one that is not open yet."""
        given = self._named(value, ["parts", "locked"])
        named = self._named(given.get("parts", {}), [part.id for part in self.sections])
        locked = self._locked(given.get("locked", []))
        reached = self._reached(locked)
        if any(values and id not in reached for id, values in named.items()):
            last = next(part.heading for part in self.sections if part.id == reached[-1])
            raise self.refused(f"luk først »{last.da}«", f"close “{last.en}” first")
        checked = {part.id: self._part(part, named[part.id]) for part in self.sections if part.id in named}
        return {"parts": checked, "locked": locked} if given else {}

    def _locked(self, value: Any) -> list[str]:
        """The closed parts: the first of those that can be."""
        can_be = [part.id for part in self.sections if part.lock]
        locked = self._ids(value, can_be)
        if locked != can_be[: len(locked)]:
            raise self.refused("delene lukkes efter tur", "the parts are closed one after the other")
        return locked

    def _reached(self, locked: list[str]) -> list[str]:
        """The parts that one has come to: all to the first that can be closed and is not."""
        waiting = (place for place, part in enumerate(self.sections, 1) if part.lock and part.id not in locked)
        return [part.id for part in self.sections[: next(waiting, None)]]

    def _part(self, part: FormPart, value: Any) -> dict[str, str]:
        fields = {field.id: field for field in part.fields}
        return {id: self._value(fields[id], one) for id, one in self._named(value, list(fields)).items()}

    def _value(self, field: FormField, value: Any) -> str:
        if field.kind == "text":
            return self._nobodys(self._own_words(value, field.max_chars or MOST_CHARS))
        if field.kind == "date":
            return self._day(value)
        return self._ids([value], [one.id for one in field.options()])[0]

    def _nobodys(self, text: str) -> str:
        """A text that names nobody, where nobody is to be named."""
        if self.anonymous and (found := identifying.found_in(text)):
            da, en = " og ".join(one.da for one in found), " and ".join(one.en for one in found)
            raise self.refused(
                f"teksten rummer noget, der ligner {da}. Slet det; ingen skal kunne kendes her",
                f"the text holds something that looks like {en}. Delete it; nobody is to be recognised here",
            )
        return text

    def saved_over(self, before: dict[str, Any], answer: dict[str, Any], today: date) -> dict[str, Any]:
        """What is kept of a checked answer where `before` stood.

        A part that was closed stays as it was, whatever a browser sends, and so does one that a window did not know to be open. Raises
        InvalidAnswer where a day that must not have passed is set to one before `today`.
        """
        was, given, closed = before.get("parts", {}), answer.get("parts", {}), before.get("locked", [])
        self._require_future(was, given, today)
        writable = [id for id in self._reached(answer.get("locked", [])) if id not in closed]
        parts = {part.id: (given if part.id in writable else was).get(part.id) for part in self.sections}
        locked = max(closed, answer.get("locked", []), key=len)  # each is the beginning of the same list
        return {"parts": {id: values for id, values in parts.items() if values is not None}, "locked": locked}

    def _require_future(self, before: dict[str, Any], parts: dict[str, Any], today: date) -> None:
        """A day that was in the future when it was set may have passed since."""
        for part in self.sections:
            for field in part.fields:
                day = parts.get(part.id, {}).get(field.id)
                if field.future and day and day != before.get(part.id, {}).get(field.id) and day < today.isoformat():
                    raise self.refused("vælg en dag, der ikke er gået", "choose a day that has not passed")

    def is_whole(self, answer: Any) -> bool:
        """Whether something stands in every field."""
        parts = answer.get("parts", {})
        return all(parts.get(part.id, {}).get(field.id, "").strip() for part in self.sections for field in part.fields)

    def parts(self, value: Any) -> Parts:
        filled, several = value.get("parts", {}), len(self.sections) > 1
        return [
            (_under(part.heading, field.heading) if several else field.heading, field.shown(filled.get(part.id, {})))
            for part in self.sections
            for field in part.fields
        ]


def _under(part: Text, field: Text) -> Text:
    return Text(da=f"{part.da}: {field.da}", en=f"{part.en}: {field.en}")
