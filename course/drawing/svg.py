"""matplotlib's SVG files, fitted into a page."""

import io
import re
from html import escape
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from course.drawing.colours import VARIABLES

SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "font.family": "sans-serif", "font.size": 11}
"""Text stays text, so that it can be enlarged, found and read aloud."""
SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def written(figure: Figure, id: str) -> str:
    """The figure as a file of SVG, the same at every run; `id` is made of a-z, 0-9 and hyphens."""
    file = io.StringIO()
    with rc_context(SETTINGS | {"svg.hashsalt": id}):
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return file.getvalue()


def pages_own(svg: str, id: str, style: str, title: str, description: str = "") -> str:
    """The file as an element of a page: the page's colours and font, a name and a description, and ids that are nobody else's there.

    `style` is its class.
    """
    inner = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    for colour, variable in VARIABLES.items():
        inner = inner.replace(colour, f"var({variable})")
    inner = re.sub(r'<g id="[^"]*">', "<g>", inner)
    inner = re.sub(r'font-family: [^;"]*;? ?| transform="rotate\(-?0 [^"]*"', "", inner)
    inner = re.sub(r"(id|xlink:href|clip-path)=\"(url\()?(#?)", rf'\1="\2\3{id}-', inner)
    inner = re.sub(r"\s*\n\s*", " ", inner).replace("> <", "><")
    viewbox = re.search(r'viewBox="[^"]+"', inner)
    named = f'<title id="{id}-title">{escape(title)}</title>'
    labels = f"{id}-title"
    if description:
        named += f'<desc id="{id}-words">{escape(description)}</desc>'
        labels += f" {id}-words"
    head = f'<svg class="{style}" role="img" aria-labelledby="{labels}" {SPACES} {viewbox[0] if viewbox else ""}>'
    return head + named + inner[inner.index(">") + 1 :]
