"""Text in the course's two languages."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from course.problems import Mistake, Mistaken

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")

NonEmpty = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _real_day(day: str) -> str:
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise Mistaken(Mistake(f"»{day}« findes ikke i kalenderen.", f"“{day}” is not in the calendar.")) from error
    return day


Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_real_day)]
"""A date as YAML has it: 2026-11-22."""


class Text(BaseModel):
    """The same text in Danish (`da`) and English (`en`); both must be there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    da: NonEmpty
    en: NonEmpty

    def pick(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.da if language == "da" else self.en


def decimal(value: float, language: Language) -> str:
    """A number with at most one decimal, as the language writes it: 2,5 and 2.5, and 3."""
    said = f"{value:.1f}".removesuffix(".0")
    return said.replace(".", ",") if language == "da" else said
