"""Text in the course's two languages."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")

NonEmpty = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Text(BaseModel):
    """The same text in Danish (`da`) and English (`en`); both must be there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    da: NonEmpty
    en: NonEmpty

    def pick(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.da if language == "da" else self.en
