"""What a filled-in tool looks like as a drawing: its numbers and names. Whoever shows it draws it, and tells it in words too."""

from dataclasses import dataclass

from course.text import Language, Text, decimal


@dataclass(frozen=True)
class Bar:
    """A bar from 0 up to `value`, None where there is no number; `before` is what it was the first time, `marked` that it is the one to look at."""

    label: Text
    value: float | None
    before: float | None = None
    marked: bool = False


@dataclass(frozen=True)
class Bars:
    """Bars on one scale that ends at `most`; `unit` stands behind each number."""

    title: Text
    bars: tuple[Bar, ...]
    most: float
    unit: str = ""

    def told(self, language: Language) -> str:
        """The drawing in words, for those who do not see it."""
        return f"{self.title.pick(language)}: {'; '.join(self._told(one, language) for one in self.bars)}."

    def number(self, value: float | None, language: Language) -> str:
        """A number as the drawing writes it."""
        if value is None:
            return "–"
        return f"{decimal(value, language)}{self.unit}"

    def _told(self, one: Bar, language: Language) -> str:
        said = f"{one.label.pick(language)} {self.number(one.value, language)}"
        if one.before is None:
            return said
        return f"{said} ({FIRST_TIME.pick(language).lower()} {self.number(one.before, language)})"


FIRST_TIME = Text(da="Første gang", en="The first time")
NOW = Text(da="Nu", en="Now")


@dataclass(frozen=True)
class Arrow:
    """A force in the learner's own words, of a `strength` from 1 to 5; `marked` that it is the one to loosen first."""

    text: str
    strength: int
    marked: bool = False


@dataclass(frozen=True)
class Arrows:
    """Forces that meet: those that drive a change, and those that restrain it."""

    title: Text
    driving: tuple[Arrow, ...]
    restraining: tuple[Arrow, ...]
    names: tuple[Text, Text]

    def told(self, language: Language) -> str:
        """The drawing in words, for those who do not see it."""
        sides = zip(self.names, (self.driving, self.restraining), strict=True)
        said = [f"{name.pick(language)}: {', '.join(f'{one.text} ({one.strength})' for one in side) or '–'}" for name, side in sides]
        return f"{self.title.pick(language)}. {'. '.join(said)}."


Chart = Bars | Arrows
