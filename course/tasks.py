"""The tasks of a module, as they stand in its `tasks/*.yaml`.

A *practice* task carries its key and explanations; a *graded* task must not (its key and points stand in `grading/keys/`, or with its
rubric in `grading/rubrics/`); a *tool* leaves a document.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from course import keychecks
from course.datafile import Data
from course.patterns import ID
from course.problems import Mistake, Mistaken
from course.text import NonEmpty, Text

Id = Annotated[str, Field(pattern=ID, max_length=60)]
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
    competence: NonEmpty
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
        kind = getattr(self, "kind", "task")
        if self.use not in self.uses:
            da = f"»{kind}« kan ikke bruges som »{self.use}«. Skriv use: {' eller '.join(self.uses)}."
            en = f"“{kind}” cannot be used as “{self.use}”. Write use: {' or '.join(self.uses)}."
            raise Mistaken(Mistake(da, en, ("use",)))
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

    def _key_belongs_to_practice(self, parts: Mapping[str, Any], *place: int | str) -> Iterator[Mistake]:
        """Parts of the key that practice lacks, or that another use gives away."""
        absent = [name for name, value in parts.items() if value is None]
        if self.use == "practice" and absent:
            names = " og ".join(f"»{name}«" for name in absent), " and ".join(f"“{name}”" for name in absent)
            yield Mistake(f"en øveopgave skal have {names[0]} her. Tilføj.", f"practice needs {names[1]} here. Add.", place)
        present = next((name for name, value in parts.items() if value is not None), None)
        if self.use != "practice" and present:
            yield Mistake(
                f"»{present}« røber facit af en opgave, der tæller. Flyt det til grading/keys/.",
                f"“{present}” gives away the key of a graded task. Move it to grading/keys/.",
                (*place, present),
            )


class ChoiceTask(BaseTask):
    """Choose one option, or several when `multiple`."""

    kind: Literal["choice"]
    multiple: bool
    shuffled: ClassVar[tuple[str, ...]] = ("options",)
    options: Annotated[list[Option], Field(min_length=2, max_length=10)]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        Mistaken.unless_empty(self._mistakes())
        return self

    def _mistakes(self) -> Iterator[Mistake]:
        yield from keychecks.distinct("options", [option.id for option in self.options])
        keyed = [
            list(self._key_belongs_to_practice({"right": one.right, "why": one.why}, "options", place))
            for place, one in enumerate(self.options)
        ]
        wrong = [mistake for found in keyed for mistake in found]
        yield from wrong if self.use == "practice" else wrong[:1]
        right = [option for option in self.options if option.right]
        if self.use == "practice" and not wrong and (not right or (not self.multiple and len(right) != 1)):
            most = ("mindst ét svar", "at least one answer") if self.multiple else ("netop ét svar", "exactly one answer")
            yield Mistake(
                f"{most[0]} skal have right: true. Her har {len(right)} det.",
                f"{most[1]} must have right: true. Here {len(right)} have.",
                ("options",),
            )

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
        Mistaken.unless_empty(self._mistakes())
        return self

    def _mistakes(self) -> Iterator[Mistake]:
        shown = [step.id for step in self.steps]
        yield from keychecks.distinct("steps", shown)
        yield from self._key_belongs_to_practice({"key": self.key, "why": self.why})
        if self.use == "practice" and self.key is not None:
            yield from keychecks.ordered(self.key, shown)

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
        Mistaken.unless_empty(self._mistakes())
        return self

    def _mistakes(self) -> Iterator[Mistake]:
        left, right = [item.id for item in self.left], [item.id for item in self.right]
        yield from keychecks.distinct("left", left)
        yield from keychecks.distinct("right", right)
        yield from self._key_belongs_to_practice({"key": self.key, "why": self.why})
        if self.use == "practice" and self.key is not None:
            yield from keychecks.paired(self.key, left, right)
        if self.use == "practice" and self.why is not None:
            yield from keychecks.explained(self.why, left)
            if unsaid := [id for id in left if id not in self.why]:
                yield Mistake(f"why mangler {', '.join(unsaid)}. Tilføj.", f"why lacks {', '.join(unsaid)}. Add.", ("why",))

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
        Mistaken.unless_empty(self._key_belongs_to_practice({"example": self.example}))
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
            raise Mistaken(
                Mistake(
                    "en checklist har items, og en text har ingen. Ret kind, eller tilføj eller slet items.",
                    "a checklist has items, and a text has none. Correct kind, or add or delete items.",
                    ("kind",),
                )
            )
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
        Mistaken.unless_empty(self._mistakes())
        return self

    def _mistakes(self) -> Iterator[Mistake]:
        yield from keychecks.distinct("sections", [section.id for section in self.sections])
        for place, section in enumerate(self.sections):
            for one in keychecks.distinct("items", [item.id for item in section.items]):
                yield one.under(("sections", place))

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
    """A branching conversation, written in the Twee file `dialogue` beside the notebooks; a graded one hands in an attempt of the learner's choice."""

    kind: Literal["conversation"]
    dialogue: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.twee$")]
    person: Persona


Task = Annotated[
    ChoiceTask | OrderTask | MatchTask | TextTask | PlanTask | ConversationTask,
    Field(discriminator="kind"),
]
