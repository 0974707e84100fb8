"""A sheet to draw on: units are those of the page (px), x to the right and y downwards from its upper left corner."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, PathPatch
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextToPath

from course.drawing import svg
from course.drawing.colours import ACCENT, EDGE, INK, SURFACE
from course.text import Language, Text

WIDE, NARROW = 640, 264
"""The widths of a figure: beside a page's prose, and on a telephone."""
LEADING = 1.3  # a line's height as a share of its letters'
_SPACE = 0.35  # of a letter's size, and a little more than the font's
DOTS = 72  # of matplotlib's SVG to an inch, so that one point is one unit
Side = Literal["left", "center", "right"]
Point = tuple[float, float]


class Sheet:
    """Something to draw on, in one language and at one width; it grows downwards with what is drawn."""

    def __init__(self, language: Language, width: int) -> None:
        self.language, self.width, self.height = language, width, 0.0
        with rc_context(svg.SETTINGS):
            self._figure = Figure()
            self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()

    @property
    def wide(self) -> bool:
        """Whether things find room beside each other."""
        return self.width >= WIDE

    def say(self, text: Text) -> str:
        """The text in the sheet's language."""
        return text.pick(self.language)

    def words(
        self, at: Point, text: str, width: float, *, size: float = 13, bold: bool = False, colour: str = INK, side: Side = "left"
    ) -> float:
        """Text in lines of at most `width`, its upper edge at `at`; returns where the next thing below may begin."""
        x, y = at
        for line in wrapped(text, width, size, bold):
            y += size * LEADING
            weight = "bold" if bold else "normal"
            self._axes.text(x, y - size * 0.32, line, size=size, color=colour, weight=weight, ha=side, va="baseline", parse_math=False)
        self.reach(y)
        return y

    def lines(self, text: str, width: float, *, size: float = 13, bold: bool = False) -> float:
        """The height that `words` would take."""
        return len(wrapped(text, width, size, bold)) * size * LEADING

    def box(
        self, at: Point, width: float, height: float, *, fill: str = SURFACE, edge: str = EDGE, dashed: bool = False, round: float = 6
    ) -> None:
        """A rectangle with rounded corners, its upper left corner at `at`."""
        style = f"round,pad=0,rounding_size={round}" if round else "square,pad=0"
        look: dict[str, Any] = {"facecolor": fill, "edgecolor": edge, "linewidth": 1.2, "linestyle": "--" if dashed else "-"}
        self._add(FancyBboxPatch(at, width, height, boxstyle=style, **look))
        self.reach(at[1] + height)

    def squares(self, corners: Sequence[Point], side: float, *, fill: str, edge: str = EDGE) -> None:
        """Squares of one kind, by their upper left corners; many of them are one shape, so that a page stays small."""
        whole = [Outline([(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)], closed=True) for x, y in corners]
        self._add(PathPatch(Outline.make_compound_path(*whole), facecolor=fill, edgecolor=edge, linewidth=1.2))
        self.reach(max(y for _, y in corners) + side)

    def line(self, points: Sequence[Point], *, colour: str = EDGE, thick: float = 1.5, dashed: bool = False) -> None:
        """A line through these points."""
        drawn = Outline(list(points))
        self._add(
            PathPatch(drawn, facecolor="none", edgecolor=colour, linewidth=thick, linestyle="--" if dashed else "-", capstyle="round")
        )
        self.reach(max(y for _, y in points))

    def arrow(self, start: Point, end: Point, *, colour: str = ACCENT, thick: float = 2, head: float = 8) -> None:
        """An arrow; `head` is half its point's breadth."""
        style = f"-|>,head_width={head / 2},head_length={head / 2}"
        self._add(FancyArrowPatch(start, end, arrowstyle=style, mutation_scale=2, color=colour, linewidth=thick, shrinkA=0, shrinkB=0))
        self.reach(max(start[1], end[1]) + head)

    def reach(self, y: float) -> None:
        """Let the sheet be at least as high as this."""
        self.height = max(self.height, y)

    def drawn(self, id: str) -> str:
        """The sheet as a file of SVG."""
        height = self.height + 3
        self._figure.set_size_inches(self.width / DOTS, height / DOTS)
        self._axes.set(xlim=(0, self.width), ylim=(height, -3))
        return svg.written(self._figure, id)

    def _add(self, patch: Any) -> None:
        patch.set_clip_on(False)
        self._axes.add_artist(patch)  # `add_patch` would measure what is drawn, and `drawn` knows how far the sheet reaches


@lru_cache(maxsize=4096)
def _word(word: str, bold: bool) -> float:
    font = FontProperties(size=100, weight="bold" if bold else "normal")
    return float(TextToPath().get_text_width_height_descent(word, font, ismath=False)[0]) / 100


def _breadth(text: str, size: float, bold: bool) -> float:
    """How broad a line is: word by word, since the same words come back in many lines."""
    words = text.split(" ")
    return size * (sum(_word(word, bold) for word in words) + _SPACE * (len(words) - 1))


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines of at most `width`, by the letters of DejaVu Sans, which is broader than what browsers take; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _breadth(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
