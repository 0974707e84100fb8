"""A branching conversation with a person. What is kept are attempts: the choices taken, and where help was asked for."""

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.conversation import paths
from course.datafile import Data
from course.tasks import BaseTask
from course.text import Text

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

    has_attempts: ClassVar[bool] = True

    @property
    def files(self) -> tuple[str, ...]:
        return (self.dialogue,)

    def read_files(self, folder: Path) -> None:
        paths.load(folder / self.dialogue)
