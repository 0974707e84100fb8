"""Drawing for pages with matplotlib: SVG with real text, in colours that follow the page's theme.

`Sheet` is what a module's `figures.py` draws on; `pages_own` fits any of matplotlib's SVG files into a page.
"""

from course.drawing.colours import (
    ACCENT,
    ACCENT_INK,
    BAD,
    EDGE,
    FOCUS,
    GOOD,
    GOOD_GROUND,
    INK,
    LINE,
    SOFT,
    SUNKEN,
    SURFACE,
    TINT,
    WARN,
    WARN_GROUND,
)
from course.drawing.sheet import NARROW, WIDE, Sheet
from course.drawing.svg import pages_own

__all__ = [
    "ACCENT",
    "ACCENT_INK",
    "BAD",
    "EDGE",
    "FOCUS",
    "GOOD",
    "GOOD_GROUND",
    "INK",
    "LINE",
    "NARROW",
    "SOFT",
    "SUNKEN",
    "SURFACE",
    "TINT",
    "WARN",
    "WARN_GROUND",
    "WIDE",
    "Sheet",
    "pages_own",
]
