"""The tasks of a module, as they stand in its `tasks/*.yaml`.

A *practice* task carries its key and explanations; a *graded* task must not (its key and points stand in `grading/keys/`, or with its
rubric in `grading/rubrics/`); a *tool* leaves a document.
"""

import hashlib
import json
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from course.datafile import Data
from course.framework import CompetenceId
from course.text import Text

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Use = Literal["practice", "graded", "tool"]
MAX_CHARS = 10_000


class Item(Data):
    """One thing to choose, place or pair."""

    id: Id
    text: Text


class Placed(Item):
    """A thing that is drawn in an order of its own for each reader; one that `stays` keeps its place, such as "None of them"."""

    stays: bool = False


class Option(Placed):
    """A thing to choose; in practice with its truth and why."""

    right: bool | None = None
    why: Text | None = None


class BaseTask(Data):
    """What every task has. `level` (1–4) is what solving it shows."""

    id: Id
    use: Use
    competence: CompetenceId
    level: Annotated[int, Field(ge=1, le=4)]
    title: Text
    prompt: Text

    uses: ClassVar[tuple[Use, ...]] = ("practice", "graded")
    shuffled: ClassVar[tuple[str, ...]] = ()
    """The fields with lists whose order is the reader's own (see `course.drawn`)."""

    @property
    def graded(self) -> bool:
        """Whether the task is marked after hand-in."""
        return self.use == "graded"

    @model_validator(mode="after")
    def _use_suits_the_kind(self) -> Self:
        if self.use not in self.uses:
            raise ValueError(
                f"task {self.id}: a {getattr(self, 'kind', 'task')} cannot be used as {self.use}; use {' or '.join(self.uses)}"
            )
        return self

    def structure(self) -> dict[str, Any]:
        """What an answer to the task refers to; changing it makes an older answer another task's."""
        return {}

    def public(self) -> dict[str, Any]:
        """What a browser may know of the task before it is answered: everything but the key and its explanations."""
        place = {"__all__": {"stays"}}
        secret: dict[str, Any] = {"key": True, "why": True, "example": True, "options": {"__all__": {"right", "why", "stays"}}}
        secret |= {"steps": place, "right": place}
        return self.model_dump(mode="json", exclude=secret)

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that change when answers to the task change their meaning (not when a text is polished)."""
        plain = json.dumps([self.id, getattr(self, "kind", ""), self.structure()], sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()[:12]

    def _key_belongs_to_practice(self, present: bool) -> None:
        if present != (self.use == "practice"):
            need = "needs its key and why" if not present else "must not carry its key; put it in grading/keys/"
            raise ValueError(f"task {self.id}: a {self.use} task {need}")


class ChoiceTask(BaseTask):
    """Choose one option, or several when `multiple`."""

    kind: Literal["choice"]
    multiple: bool
    shuffled: ClassVar[tuple[str, ...]] = ("options",)
    options: Annotated[list[Option], Field(min_length=2, max_length=10)]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _distinct(self.id, self.options)
        for option in self.options:
            self._key_belongs_to_practice(option.right is not None)
            self._key_belongs_to_practice(option.why is not None)
        right = [option for option in self.options if option.right]
        if self.use == "practice" and (not right or (not self.multiple and len(right) != 1)):
            raise ValueError(f"task {self.id}: mark {'at least one option' if self.multiple else 'exactly one option'} as right")
        return self

    def structure(self) -> dict[str, Any]:
        return {"multiple": self.multiple, "options": sorted(option.id for option in self.options)}


class OrderTask(BaseTask):
    """Put the steps in order; `steps` stand as they are first shown."""

    kind: Literal["order"]
    shuffled: ClassVar[tuple[str, ...]] = ("steps",)
    steps: Annotated[list[Placed], Field(min_length=3, max_length=10)]
    key: list[Id] | None = None
    why: Text | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _distinct(self.id, self.steps)
        self._key_belongs_to_practice(self.key is not None)
        self._key_belongs_to_practice(self.why is not None)
        shown = [step.id for step in self.steps]
        if self.key is not None and sorted(self.key) != sorted(shown):
            raise ValueError(f"task {self.id}: key must name each step once")
        if self.key == shown:
            raise ValueError(f"task {self.id}: the steps are shown in their right order; muddle them")
        return self

    def structure(self) -> dict[str, Any]:
        return {"steps": sorted(step.id for step in self.steps)}


class MatchTask(BaseTask):
    """Find the partner on the right for each thing on the left; partners may be shared or left over."""

    kind: Literal["match"]
    shuffled: ClassVar[tuple[str, ...]] = ("right",)
    left: Annotated[list[Item], Field(min_length=2, max_length=10)]
    right: Annotated[list[Placed], Field(min_length=2, max_length=10)]
    key: dict[Id, Id] | None = None
    why: dict[Id, Text] | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _distinct(self.id, self.left)
        _distinct(self.id, self.right)
        self._key_belongs_to_practice(self.key is not None)
        self._key_belongs_to_practice(self.why is not None)
        left, right = {item.id for item in self.left}, {item.id for item in self.right}
        if self.key is not None and (set(self.key) != left or not set(self.key.values()) <= right):
            raise ValueError(f"task {self.id}: key must pair each thing on the left with one on the right")
        if self.why is not None and set(self.why) != left:
            raise ValueError(f"task {self.id}: why must explain each thing on the left")
        return self

    def structure(self) -> dict[str, Any]:
        return {"left": sorted(item.id for item in self.left), "right": sorted(item.id for item in self.right)}


class TextTask(BaseTask):
    """Write freely; `covers` says what a good answer covers, `example` is shown in practice after one's own."""

    kind: Literal["text"]
    covers: Annotated[list[Text], Field(min_length=1, max_length=6)]
    max_chars: Annotated[int, Field(ge=200, le=MAX_CHARS)] = 3000
    example: Text | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self._key_belongs_to_practice(self.example is not None)
        return self


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
            raise ValueError(f"section {self.id}: a checklist has items, and a text has none")
        return self


class Document(Data):
    """The document that a plan becomes; `filename` without ending."""

    filename: Id
    title: Text
    intro: Text


class PlanTask(BaseTask):
    """A checklist or plan that becomes a document to take to work."""

    kind: Literal["plan"]
    document: Document
    sections: Annotated[list[Section], Field(min_length=1, max_length=12)]

    uses: ClassVar[tuple[Use, ...]] = ("tool",)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _distinct(self.id, self.sections)
        for section in self.sections:
            _distinct(self.id, section.items)
        return self

    def structure(self) -> dict[str, Any]:
        return {"sections": sorted(f"{section.id}:{section.kind}" for section in self.sections)}


Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Portrait(Data):
    """How the person is drawn."""

    skin: Colour
    hair: Colour
    clothes: Colour
    hairstyle: Literal["short", "long", "curly", "bald", "bun", "scarf"]
    glasses: bool = False
    beard: bool = False


class Persona(Data):
    """The person in a conversation."""

    name: str
    about: Text
    portrait: Portrait


class ConversationTask(BaseTask):
    """A branching conversation, written in the Twee file `dialogue` beside the notebooks."""

    kind: Literal["conversation"]
    dialogue: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.twee$")]
    person: Persona


Task = Annotated[
    ChoiceTask | OrderTask | MatchTask | TextTask | PlanTask | ConversationTask,
    Field(discriminator="kind"),
]


def _distinct(task: str, items: list[Any]) -> None:
    ids = [item.id for item in items]
    if len(set(ids)) != len(ids):
        raise ValueError(f"task {task}: two things have the same id; ids must differ")
