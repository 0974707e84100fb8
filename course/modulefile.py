"""What a module says about itself in `module.yaml`: its goals, its pages, its sources, and the law as it was on a day."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from course.change.phases import PhaseId
from course.datafile import Data
from course.figures import Figure
from course.problems import Mistake, Mistaken
from course.text import Day, NonEmpty, Text

ModuleId = Annotated[str, Field(pattern=r"^[0-9]-[a-z0-9]+(-[a-z0-9]+)*$")]


class Tomorrow(Data):
    """One thing to try the next day, which stands at the end of its page: `short` as a line in lists, `text` in full where there is more to say."""

    short: Text
    text: Text | None = None

    @property
    def full(self) -> Text:
        """The whole proposal."""
        return self.text or self.short


class Page(Data):
    """One notebook of a module; `minutes` is what it takes, `graded` that it holds the graded tasks, `tomorrow` what it proposes to try the next day.

    `front_end` is what shows its components: the course's own, or Voila's (slower, but it shows any widget).
    """

    notebook: Annotated[str, Field(pattern=r"^[0-9]-[a-z0-9-]+\.ipynb$")]
    title: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    phase: list[PhaseId] = []
    graded: bool = False
    tomorrow: Tomorrow | None = None
    front_end: Literal["own", "voila"] = "own"

    @property
    def stem(self) -> str:
        """The notebook's name without its ending, as it stands in addresses."""
        return self.notebook.removesuffix(".ipynb")


class Goal(Data):
    """What the learner can do afterwards, and the competence it belongs to."""

    competence: NonEmpty
    text: Text


class Source(Data):
    """Where facts come from; `short` is how the prose cites it."""

    short: str
    text: Text


class Law(Data):
    """The only place in a module that says what the law is, and when that was looked up."""

    checked: Day
    text: Text


class ModuleFile(Data):
    """The contents of `module.yaml`: `phase` names the phases of a change that it stands in, `uses` what it uses of its prerequisites."""

    id: ModuleId
    number: int
    title: Text
    summary: Text
    minutes: int
    prerequisites: list[ModuleId] = []
    uses: Text | None = None
    phase: list[PhaseId] = []
    leaves_out: Text
    goals: Annotated[list[Goal], Field(min_length=1)]
    pages: Annotated[list[Page], Field(min_length=1)]
    sources: list[Source] = []
    figures: list[Figure] = []
    law: Law | None = None

    @model_validator(mode="after")
    def _one_graded_page(self) -> Self:
        graded = sum(page.graded for page in self.pages)
        if graded != 1:
            da = f"netop én side skal have graded: true. Her har {graded} det."
            raise Mistaken(Mistake(da, f"exactly one page must have graded: true. Here {graded} have.", ("pages",)))
        return self
