"""Levels over time as a drawing that follows the page's colours and can be read aloud."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matplotlib import rc_context
from matplotlib.dates import AutoDateLocator, DateFormatter, date2num
from matplotlib.figure import Figure

from course.drawing import ACCENT, FOCUS, GOOD, INK, LINE, SOFT, WARN, svg

COLOURS = (ACCENT, FOCUS, GOOD, INK, WARN)
MARKS = ("o", "s", "^", "D", "v")
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))


@dataclass(frozen=True)
class Series:
    """What one line is called, and its points."""

    name: str
    points: Sequence[tuple[datetime, float]]


def draw(lines: Sequence[Series], id: str, title: str, description: str, axis: str) -> str:
    """The drawing as SVG; lines differ by mark and dash as well as by colour."""
    with rc_context(svg.SETTINGS):
        figure = Figure(figsize=(7.2, 3.4), layout="constrained")
        axes = figure.add_subplot()
        for number, line in enumerate(lines):
            days, levels = [day for day, _ in line.points], [level for _, level in line.points]
            colour = COLOURS[number % len(COLOURS)]
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
        axes.grid(axis="y", color=LINE)
        axes.spines[:].set_visible(False)
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2, frameon=False, labelcolor=INK, handlelength=3.5)
    return svg.pages_own(svg.written(figure, id), f"plot-{id}", "plot", title, description)
