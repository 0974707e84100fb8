"""What a branching conversation is: passages, what is said in them, and the choices that lead on."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

from course.text import Text

MOODS = ("calm", "happy", "hesitant", "worried", "annoyed", "sad", "relieved", "confused")
LINES = ("good", "choppy", "frozen", "lost", "phone", "room")
MAX_POINTS = 3


class Outcome(StrEnum):
    """How a conversation ended, as Twee files and the store write it."""

    GOOD = "good"
    MIXED = "mixed"
    POOR = "poor"

    @property
    def told(self) -> Text:
        """The outcome in words."""
        return OUTCOMES[self]


OUTCOMES = {
    Outcome.GOOD: Text(da="Samtalen lykkedes", en="The conversation worked"),
    Outcome.MIXED: Text(da="I kom et stykke på vej", en="You got part of the way"),
    Outcome.POOR: Text(da="Samtalen gik skævt", en="The conversation went wrong"),
}


@dataclass(frozen=True)
class Condition:
    """Holds when `flag` is (or, with `wanted` False, is not) remembered."""

    flag: str
    wanted: bool = True

    def holds(self, memory: frozenset[str]) -> bool:
        """Whether the condition holds with these flags remembered."""
        return (self.flag in memory) == self.wanted


@dataclass(frozen=True)
class Line:
    """Something heard (`say`), seen (`scene`), learnt at an ending (`learn`), thought by the other, or hinted by the coach."""

    kind: Literal["say", "scene", "learn", "thought", "coach"]
    text: Text
    conditions: tuple[Condition, ...]
    at: int


@dataclass(frozen=True)
class Choice:
    """What the learner may say or do. `shows` maps competence id → points (0–3); `at` is the line in the file."""

    id: str
    text: Text
    target: str
    at: int
    conditions: tuple[Condition, ...] = ()
    shows: dict[str, int] = field(default_factory=dict)
    remembers: tuple[str, ...] = ()
    why: Text | None = None

    @cached_property
    def points(self) -> int:
        """All points that the choice shows."""
        return sum(self.shows.values())


@dataclass(frozen=True)
class Passage:
    """One moment: the other's mood (None: as before), the state of the connection, what is said and seen, and the choices."""

    name: str
    at: int
    tags: tuple[str, ...]
    mood: str | None = None
    line: str = "good"
    lines: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    outcome: str | None = None
    ending: Text | None = None

    @property
    def is_ending(self) -> bool:
        """Whether the conversation is over here."""
        return "ending" in self.tags

    def heard(self, kind: str, memory: frozenset[str]) -> list[Text]:
        """The texts of one kind that appear with these flags remembered."""
        return [line.text for line in self.lines if line.kind == kind and all(one.holds(memory) for one in line.conditions)]

    def offered(self, memory: frozenset[str]) -> list[Choice]:
        """The choices open with these flags remembered."""
        return [choice for choice in self.choices if all(one.holds(memory) for one in choice.conditions)]


@dataclass(frozen=True)
class Dialogue:
    """A whole conversation; `file` is where it was read from, for messages, and `notes` names passages that were passed over."""

    file: str
    title: str
    start: str
    passages: dict[str, Passage]
    notes: tuple[str, ...] = ()
