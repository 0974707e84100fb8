"""What the municipality has decided about its staff's data: who answers for it, on what grounds, and for how long it is kept."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from course import settings
from course.datafile import Data, load
from course.text import Text

Days = Annotated[int, Field(ge=1, le=36500, strict=True)]


class Ground(Data):
    """A legal basis: where it stands, and what it means here."""

    short: Text
    text: Text


class Retention(Data):
    """For how many days each kind of data is kept; `course_record` is what erasure may leave, counted from when the person left."""

    answers: Days
    conversations: Days
    viewings: Days
    after_leaving: Days
    course_record: Days


class Privacy(Data):
    """The contents of `privacy.yaml`."""

    controller: Text
    contact: Text
    dpo: Text
    looked_up: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    grounds: Annotated[list[Ground], Field(min_length=1)]
    retention: Retention
    keep_on_erasure: Literal["nothing", "course_record"]
    kept_because: Text

    @field_validator("looked_up", mode="before")
    @classmethod
    def _yaml_reads_dates(cls, value: object) -> str:
        return str(value)

    @model_validator(mode="after")
    def _the_record_outlives_the_rest(self) -> Self:
        if self.retention.course_record < self.retention.after_leaving:
            raise ValueError("retention.course_record is shorter than retention.after_leaving; make it at least as long")
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
