"""Levels over time as a drawing that follows the page's colours and can be read aloud."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.dates import AutoDateLocator, DateFormatter, date2num
from matplotlib.figure import Figure

# Colours that stand for the page's own; the drawing's are replaced by its variables, so that it changes with the theme.
INK, SOFT, GRID = "#010203", "#010204", "#010205"
LINES = (("#010206", "--kv-accent"), ("#010207", "--kv-focus"), ("#010208", "--kv-good"), ("#010209", "--kv-ink"), ("#01020a", "--kv-warn"))
VARIABLES = {INK: "--kv-ink", SOFT: "--kv-ink-soft", GRID: "--kv-line", **dict(LINES)}
MARKS = ("o", "s", "^", "D", "v")
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))


@dataclass(frozen=True)
class Series:
    """What one line is called, and its points."""

    name: str
    points: Sequence[tuple[datetime, float]]


def draw(lines: Sequence[Series], id: str, title: str, description: str, axis: str) -> str:
    """The drawing as SVG; lines differ by mark and dash as well as by colour."""
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": id, "font.family": "sans-serif", "font.size": 11}):
        figure = Figure(figsize=(7.2, 3.4), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        for number, line in enumerate(lines):
            days, levels = [day for day, _ in line.points], [level for _, level in line.points]
            colour = LINES[number % len(LINES)][0]
            axes.plot(
                date2num(days),  # type: ignore[no-untyped-call]
                levels,
                marker=MARKS[number % len(MARKS)],
                linestyle=DASHES[number % len(DASHES)],
                color=colour,
                linewidth=2,
                markersize=7,
                label=line.name,
            )
        axes.set(ylim=(-0.15, 4.15), yticks=range(5))
        axes.set_ylabel(axis, color=SOFT)
        locator = AutoDateLocator(maxticks=6)  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(DateFormatter("%d.%m.%y"))  # type: ignore[no-untyped-call]
        axes.tick_params(colors=SOFT, length=0)
        axes.grid(axis="y", color=GRID)
        axes.spines[:].set_visible(False)
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2, frameon=False, labelcolor=INK, handlelength=3.5)
        written = io.StringIO()
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _at_home(written.getvalue(), id, title, description)


def _at_home(svg: str, id: str, title: str, description: str) -> str:
    """Fit the file into a page: no prologue, no style element, the page's colours, its name and description."""
    inner = svg[svg.index("<svg") :]
    inner = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", inner, flags=re.DOTALL)
    for colour, variable in VARIABLES.items():
        inner = inner.replace(colour, f"var({variable})")
    inner = re.sub(r"(id|xlink:href|clip-path)=\"(url\()?(#?)", rf'\1="\2\3plot-{id}-', inner)
    viewbox = re.search(r'viewBox="[^"]+"', inner)
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    labels = f'role="img" aria-labelledby="plot-title-{id} plot-words-{id}"'
    head = f'<svg class="plot" {labels} {spaces} {viewbox[0] if viewbox else ""}>'
    named = f'<title id="plot-title-{id}">{escape(title)}</title><desc id="plot-words-{id}">{escape(description)}</desc>'
    return head + named + inner[inner.index(">") + 1 :]
