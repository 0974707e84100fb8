"""What the municipality has decided about its staff's data: who answers for it, on what grounds, and for how long it is kept."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from course import settings
from course.datafile import Data, load
from course.problems import Mistake, Mistaken
from course.text import Day, Text

Days = Annotated[int, Field(ge=1, le=36500, strict=True)]


class Ground(Data):
    """A legal basis: where it stands, and what it means here."""

    short: Text
    text: Text


class Retention(Data):
    """For how many days each kind of data is kept; `guests` is what came in files from people on no staff list, `course_record` what erasure may leave, counted from when the person left."""

    answers: Days
    conversations: Days
    viewings: Days
    guests: Days = 180
    agreements: Days
    after_leaving: Days
    course_record: Days


class Privacy(Data):
    """The contents of `privacy.yaml`."""

    controller: Text
    contact: Text
    dpo: Text
    looked_up: Day
    grounds: Annotated[list[Ground], Field(min_length=1)]
    retention: Retention
    keep_on_erasure: Literal["nothing", "course_record"]
    kept_because: Text

    @model_validator(mode="after")
    def _the_record_outlives_the_rest(self) -> Self:
        if self.retention.course_record < self.retention.after_leaving:
            da = "course_record er kortere end after_leaving. Gør den mindst lige så lang."
            en = "course_record is shorter than after_leaving. Make it at least as long."
            raise Mistaken(Mistake(da, en, ("retention", "course_record")))
        return self

    @property
    def keeps_record(self) -> bool:
        """Whether a record of what was learned stays when a person is erased."""
        return self.keep_on_erasure == "course_record"


def load_privacy(path: Path) -> Privacy:
    """Read what the municipality has decided; raises DataError."""
    return load(path, Privacy)


@cache
def privacy() -> Privacy:
    """What this installation's municipality has decided; raises DataError."""
    return load_privacy(settings.data() / "privacy.yaml")
