"""A branching conversation with a person. What is kept are attempts; the answer of a graded one is the attempt that is handed in."""

from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from course.conversation import paths, play, results
from course.conversation.play import MAX_TAKEN, Attempt, turns
from course.datafile import Data
from course.errors import CourseError
from course.tasks import BaseTask, PlainAnswer
from course.text import Text

LISTS = ("taken", "hints", "thoughts")
MAX_NAME = 400
"""The most characters of a choice's id."""
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
    in_ids: ClassVar[str] = "samtale"
    dialogue: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.twee$")]
    person: Persona

    has_attempts: ClassVar[bool] = True

    @property
    def files(self) -> dict[str, str]:
        return {"dialogue": self.dialogue}

    def map(self, folder: Path) -> paths.Map:
        """The conversation itself, from the module's folder. Raises DataError."""
        return paths.load(folder / self.dialogue)

    def check(self, value: Any) -> dict[str, Any]:
        """An attempt: {taken: choice ids, hints and thoughts: passages where help was asked for, chosen: whether she picked it herself}."""
        if not isinstance(value, dict) or set(value) != {*LISTS, "chosen"} or not isinstance(value["chosen"], bool):
            raise self.refused("svaret skal være et forsøg", "the answer must be an attempt")
        for name in LISTS:
            parts = value[name]
            if (
                not isinstance(parts, list)
                or len(parts) > MAX_TAKEN
                or any(not isinstance(one, str) or len(one) > MAX_NAME for one in parts)
            ):
                raise self.refused("forsøget kan ikke læses", "the attempt cannot be read")
        return {name: value[name] for name in (*LISTS, "chosen")}

    def fits_files(self, answer: Any, folder: Path) -> None:
        results.shown(self.map(folder), Attempt(*(answer[name] for name in LISTS)))

    def plain(self, answer: Any, folder: Path) -> PlainAnswer:
        """What she said; nothing where the conversation has been rewritten since."""
        try:
            walked = turns(self.map(folder), Attempt(*(answer[name] for name in LISTS)))
        except (CourseError, KeyError, TypeError):
            return PlainAnswer("steps", ())
        return PlainAnswer("steps", tuple(turn.choice.text for turn in walked if turn.choice))

    def answered_rightly(self, key: Any, folder: Path) -> dict[str, Any]:
        """The best way through the conversation."""
        return {**vars(results.best_attempt(self.map(folder))), "chosen": False}

    def answered_astray(self, key: Any, folder: Path) -> dict[str, Any]:
        """The way of somebody who always takes the first that is offered."""
        map, attempt = self.map(folder), Attempt()
        while not play.is_over(map, attempt) and len(attempt.taken) < MAX_TAKEN:
            state = turns(map, attempt)[-1].state
            attempt = play.take(map, attempt, map.dialogue.passages[state[0]].offered(state[1])[0].id)
        return {**vars(attempt), "chosen": False}
