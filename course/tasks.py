"""What all tasks of a module share, as they stand in its `tasks/*.yaml`. Each kind of task is a file in `course/kinds/`.

A *practice* task carries its key and explanations; a *graded* task must not (its key and points stand in `grading/keys/`, or with its
rubric in `grading/rubrics/`); a *tool* leaves a document.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self, cast

from pydantic import Field, model_validator

from course.datafile import Data
from course.errors import InvalidAnswer
from course.key import Key
from course.patterns import ID
from course.problems import Mistake, Mistaken
from course.text import NonEmpty, Text

Id = Annotated[str, Field(pattern=ID, max_length=60)]
Use = Literal["practice", "graded", "tool"]
Takes = Literal["choice", "match", "order", "text", "graded_text", "tool"]
Explained = dict[str, Any]
"""What a practice task explains at once: {fraction: 0–1 or None, items: id → {right, why}, why: {da, en} or None}."""

SECRET: dict[str, Any] = {"key": True, "why": True, "example": True}


class Item(Data):
    """One thing to choose, place or pair."""

    id: Id
    text: Text


class Placed(Item):
    """A thing that is drawn in an order of its own for each reader; one that `stays` keeps its place, such as "None of them"."""

    stays: bool = False


@dataclass(frozen=True)
class PlainAnswer:
    """An answer in words. `form` says how its lines hang together: a list, steps in order, pairs, or text as the learner wrote it."""

    form: Literal["list", "steps", "pairs", "text"]
    lines: tuple[Text | tuple[Text, Text] | str, ...]


class BaseTask(Data):
    """What every task has. `level` (1–4) is what solving it shows.

    A kind of task overrides what it does differently: `mistakes` for its author, `check` for its answer, `plain` to show it without a
    browser, `explain` in practice, and `key_mistakes`, `solved` and `can_be_wrong` where a key marks it.
    """

    id: Id
    use: Use
    competence: NonEmpty
    level: Annotated[int, Field(ge=1, le=4)]
    title: Text
    prompt: Text

    uses: ClassVar[tuple[Use, ...]] = ("practice", "graded")
    in_ids: ClassVar[str] = "opgave"
    """What the id of a new task says of its kind."""
    shuffled: ClassVar[tuple[str, ...]] = ()
    """The fields with lists whose order is the reader's own (see `course.drawn`)."""
    secret: ClassVar[dict[str, Any]] = {}
    """Which fields, beside key, why and example, no browser may know before the task is answered; as pydantic's `exclude`."""
    marked_by_person: ClassVar[bool] = False
    """Whether a graded task of this kind waits for a person with a rubric; else a key marks it."""
    has_attempts: ClassVar[bool] = False
    """Whether attempts are kept of it (`store.attempts`) instead of an answer."""

    @property
    def kind_name(self) -> str:
        """The kind, as `kind` in `tasks/*.yaml` says it."""
        return str(getattr(self, "kind", "task"))

    @property
    def graded(self) -> bool:
        """Whether the task is marked after hand-in."""
        return self.use == "graded"

    @property
    def takes(self) -> Takes:
        """Which of the times in `course/data/review.yaml` doing it takes."""
        return "tool"

    @property
    def files(self) -> dict[str, str]:
        """The files in the module's folder that the task needs: field → name."""
        return {}

    @property
    def refers_to(self) -> dict[str, tuple[str, str]]:
        """The tasks of this or other modules that the task needs: field → (module/task, its kind)."""
        return {}

    def placed(self, folder: Path) -> Self:
        """The task as it is in its module's folder, with what it takes from the modules beside it."""
        return self

    def structure(self) -> dict[str, Any]:
        """What an answer to the task refers to; changing it makes an older answer another task's."""
        return {}

    def public(self) -> dict[str, Any]:
        """What a browser may know of the task before it is answered: everything but the key and its explanations."""
        places = {field: {"__all__": {"stays"}} for field in self.shuffled}
        return self.model_dump(mode="json", exclude=SECRET | places | self.secret)

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that change when answers to the task change their meaning (not when a text is polished)."""
        plain = json.dumps([self.id, getattr(self, "kind", ""), self.structure()], sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()[:12]

    def check(self, value: Any) -> Any:
        """Return `value`, which may come from anywhere, as an answer in its canonical form (JSON). Raises InvalidAnswer."""
        raise self.refused("opgaven har ikke et svar, der kan gemmes", "the task has no answer to save")

    def reopened(self, value: Any) -> Any:
        """What was saved to an earlier version of the task, as it fits this one, also where it would be refused today. Raises InvalidAnswer."""
        return self.check(value)

    def is_whole(self, answer: Any) -> bool:
        """Whether nothing is missing in an answer that is not blank."""
        return True

    def fits_files(self, answer: Any, folder: Path) -> None:
        """Raise InvalidAnswer where only the task's files in the module's folder tell that a checked answer cannot be."""

    def plain(self, answer: Any, folder: Path) -> PlainAnswer:
        """The answer in words. What it refers to and the task, or a file of it in the module's folder, no longer holds is left out."""
        return PlainAnswer("text", (str(answer),))

    def explain(self, answer: Any) -> Explained:
        """What the task explains in practice about a checked answer."""
        return {"fraction": None, "items": {}, "why": None}

    def explanations(self) -> list[Text]:
        """What practice tells about wrong answers."""
        return []

    def solved(self, answer: Any, key: Key) -> tuple[float, list[Text]]:
        """The fraction (0–1) that a checked answer solves, and what of the key's `why` it is told. Raises ValueError where no key marks the task."""
        raise ValueError(f"task {self.id} is not marked by a key")

    def can_be_wrong(self, key: Key) -> set[str]:
        """The places in an answer that the key's `why` may speak about."""
        return set()

    def key_mistakes(self, key: Any) -> Iterator[Mistake]:
        """What is wrong in the right answer that a key names (see `keychecks`)."""
        yield Mistake("opgaven kan ikke rettes efter et facit.", "the task cannot be marked by a key.")

    def gives_away(self, field: str, ids: Sequence[str]) -> bool:
        """Whether this order of a list tells the right answer."""
        return False

    def answered_rightly(self, key: Any, folder: Path) -> Any:
        """What a made-up colleague answers who has understood; `folder` is the module's."""
        return key

    def answered_astray(self, key: Any, folder: Path) -> Any:
        """What a made-up colleague answers who has not understood. Raises ValueError where no key marks the task."""
        raise ValueError(f"task {self.id} is not marked by a key")

    @model_validator(mode="after")
    def _use_suits_the_kind(self) -> Self:
        if self.use not in self.uses:
            da = f"»{self.kind_name}« kan ikke bruges som »{self.use}«. Skriv use: {' eller '.join(self.uses)}."
            en = f"“{self.kind_name}” cannot be used as “{self.use}”. Write use: {' or '.join(self.uses)}."
            raise Mistaken(Mistake(da, en, ("use",)))
        return self

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        Mistaken.unless_empty(self.mistakes())
        return self

    def mistakes(self) -> Iterator[Mistake]:
        """What an author must correct because two parts of the task do not fit each other."""
        yield from ()

    def refused(self, da: str, en: str) -> InvalidAnswer:
        """The error that says why a value is no answer to the task."""
        return InvalidAnswer(f"Svaret på {self.id} blev ikke gemt: {da}.", f"The answer to {self.id} was not saved: {en}.")

    def _ids(self, value: Any, known: Sequence[str]) -> list[str]:
        """The value as a list of different ids of these."""
        if not isinstance(value, list) or any(not isinstance(part, str) for part in value):
            raise self.refused("svaret skal være en liste", "the answer must be a list")
        if len(set(value)) != len(value) or not set(value) <= set(known):
            raise self.refused("svaret rummer noget, der ikke findes i opgaven", "the answer holds something the task does not have")
        return cast(list[str], value)

    def _written(self, value: Any, longest: int) -> str:
        """The value as a text of at most so many characters."""
        if not isinstance(value, str):
            raise self.refused("svaret skal være tekst", "the answer must be text")
        if len(value) > longest:
            raise self.refused(
                f"teksten er længere end {longest} tegn; forkort den", f"the text is longer than {longest} characters; shorten it"
            )
        if any(0xD800 <= ord(character) <= 0xDFFF or character == "\0" for character in value):
            raise self.refused("teksten rummer ugyldige tegn", "the text holds invalid characters")
        return value

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


def explained(right: bool, why: Text | None) -> dict[str, Any]:
    """One item of what practice explains."""
    return {"right": right, "why": why and why.model_dump()}
