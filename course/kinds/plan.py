"""A plan that becomes a document. The answer is {section id: text, or list of ticked item ids}."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from course import keychecks
from course.datafile import Data
from course.places import Place
from course.problems import Mistake, Mistaken
from course.tasks import Id, Item, PlainAnswer
from course.text import Text
from course.tools import Document, Line, Parts, TeamTool, written

SECTION_CHARS = 3000


class Section(Data):
    """A part of a plan: free text, or things to tick."""

    id: Id
    heading: Text
    help: Text
    kind: Literal["text", "checklist"]
    items: list[Item] = []

    @model_validator(mode="after")
    def _items_go_with_checklists(self) -> Self:
        if (self.kind == "checklist") != bool(self.items):
            raise Mistaken(
                Mistake(
                    "en checklist har items, og en text har ingen. Ret kind, eller tilføj eller slet items.",
                    "a checklist has items, and a text has none. Correct kind, or add or delete items.",
                    ("kind",),
                )
            )
        return self


class PlanTask(TeamTool):
    """A checklist or plan that becomes a document to take to work. `shared` says that it may become the team's."""

    kind: Literal["plan"]
    in_ids: ClassVar[str] = "plan"
    document: Document
    sections: Annotated[list[Section], Field(min_length=1, max_length=12)]

    def mistakes(self) -> Iterator[Mistake]:
        yield from keychecks.distinct("sections", [section.id for section in self.sections])
        for place, section in enumerate(self.sections):
            for one in keychecks.distinct("items", [item.id for item in section.items]):
                yield one.under(("sections", place))

    def structure(self) -> dict[str, Any]:
        return {"sections": sorted(f"{section.id}:{section.kind}" for section in self.sections)}

    @property
    def places(self) -> dict[str, Place]:
        return {section.id: Place(section.heading, section.kind, section.items) for section in self.sections}

    def check(self, value: Any) -> dict[str, str | list[str]]:
        """Filled sections in the plan's order."""
        return self._sections(value, self._own_words)

    def reopened(self, value: Any) -> dict[str, str | list[str]]:
        """The same, with numbers of people, which plans once took: what she wrote stays hers to mend."""
        return self._sections(value, self._written)

    def _sections(self, value: Any, text: Callable[[Any, int], str]) -> dict[str, str | list[str]]:
        sections = {section.id: section for section in self.sections}
        if not isinstance(value, dict) or not set(value) <= set(sections):
            raise self.refused("et afsnit findes ikke i planen", "a section does not exist in the plan")
        filled: dict[str, str | list[str]] = {}
        for id, section in sections.items():
            if id not in value:
                continue
            if section.kind == "text":
                filled[id] = text(value[id], SECTION_CHARS)
            else:
                ticked = self._ids(value[id], [item.id for item in section.items])
                filled[id] = [item.id for item in section.items if item.id in ticked]
        return filled

    def parts(self, value: Any) -> Parts:
        return [(section.heading, _told(section, value)) for section in self.sections]

    def plain(self, answer: Any, folder: Path) -> PlainAnswer:
        return PlainAnswer("list", tuple(_line(section, answer[section.id]) for section in self.sections if answer.get(section.id)))


def _told(section: Section, value: dict[str, Any]) -> list[Line]:
    if section.kind == "text":
        return written(value, section.id)
    return [_boxed(item.text, item.id in value.get(section.id, [])) for item in section.items]


def _boxed(text: Text, ticked: bool) -> Text:
    box = "☑" if ticked else "☐"
    return Text(da=f"{box} {text.da}", en=f"{box} {text.en}")


def _line(section: Section, filled: str | list[str]) -> Text:
    if isinstance(filled, str):
        return Text(da=f"{section.heading.da}: {filled}", en=f"{section.heading.en}: {filled}")
    ticked = [item.text for item in section.items if item.id in filled]
    da, en = ", ".join(text.da for text in ticked), ", ".join(text.en for text in ticked)
    return Text(da=f"{section.heading.da}: {da}", en=f"{section.heading.en}: {en}")
