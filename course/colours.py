"""A municipality's own colours, which must be readable on the course's grounds in the light and in the dark theme."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from course.datafile import Data
from course.problems import Mistake, Mistaken

LEAST = 4.5
"""Contrast of text, WCAG 2.2 success criterion 1.4.3 (AA)."""
GROUNDS = {
    "light": {"paper": "#faf6ef", "surface": "#ffffff", "sunken": "#f1ebe1", "tint": "#e0efee"},
    "dark": {"paper": "#0e1b20", "surface": "#152730", "sunken": "#1c323b", "tint": "#17404a"},
}
"""What the accent stands on, as in widgets/theme/static/tokens.css."""
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Accent(Data):
    """The colours of buttons and links in one theme: `accent`, the `strong` one under the pointer, and `ink` for what is written on both."""

    accent: Colour
    strong: Colour
    ink: Colour


class Colours(Data):
    """A municipality's accent in the `light` and the `dark` theme."""

    light: Accent
    dark: Accent

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        Mistaken.unless_empty(
            _too_faint(theme, name, colour, ground)
            for theme, own in (("light", self.light), ("dark", self.dark))
            for name, colour, grounds in (
                ("accent", own.accent, {**GROUNDS[theme], "ink": own.ink}),
                ("strong", own.strong, {**GROUNDS[theme], "ink": own.ink}),
            )
            for ground in grounds.items()
            if contrast(colour, ground[1]) < LEAST
        )
        return self

    def css(self) -> str:
        """The colours as CSS, to stand after the course's own."""
        pairs = {"accent": "accent", "accent-strong": "strong", "accent-ink": "ink"}
        lines = [
            f"  --kv-{name}: light-dark({getattr(self.light, field)}, {getattr(self.dark, field)});\n" for name, field in pairs.items()
        ]
        return f":root {{\n{''.join(lines)}}}\n"


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours #rrggbb, 1–21: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of a colour #rrggbb, 0–1: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _too_faint(theme: str, name: str, colour: str, ground: tuple[str, str]) -> Mistake:
    ratio = f"{contrast(colour, ground[1]):.1f}"
    return Mistake(
        f"{colour} på {ground[0]} ({ground[1]}) har kontrast {ratio}; tekst skal have mindst {LEAST}. Vælg en {'mørkere' if theme == 'light' else 'lysere'} farve.",
        f"{colour} on {ground[0]} ({ground[1]}) has contrast {ratio}; text needs at least {LEAST}. Choose a {'darker' if theme == 'light' else 'lighter'} colour.",
        (theme, name),
    )
