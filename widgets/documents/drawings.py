"""The drawings of filled-in tools, for documents: bars beside their numbers, and arrows that meet."""

import io
import warnings
from textwrap import shorten, wrap
from typing import Any, Literal

from course.charts import FIRST_TIME, NOW, Arrow, Arrows, Bars, Chart
from course.text import Language
from widgets.documents.printable import printable

INK, SOFT, GROUND = "#10313a", "#47606a", "#efe9df"
ACCENT, BEFORE, GOOD, MARKED = "#0b6069", "#6f7f83", "#1b6a40", "#7d4b00"  # the light theme's (widgets/theme/static/tokens.css)
WIDTH = 6.3  # inches: as wide as what is written on an upright A4 page
LABEL = 34  # characters of a label in a line


def draw(chart: Chart, language: Language, format: Literal["png", "svg"], low: float = 1) -> bytes:
    """The drawing as a file; its words stand beside it, so nothing needs to be read from its colours. `low` is a share of its usual height."""
    from matplotlib import rc_context

    with (
        warnings.catch_warnings(),
        rc_context(
            {"text.parse_math": False, "font.family": "DejaVu Sans", "font.size": 9, "svg.hashsalt": "kompetencevej", "text.color": INK}
        ),
    ):
        warnings.simplefilter("ignore")  # of letters that the font lacks, which stand as boxes here and as letters in the words beside
        figure = _bars(chart, language) if isinstance(chart, Bars) else _arrows(chart, language)
        figure.set_figheight(figure.get_figheight() * low)
        made = io.BytesIO()
        figure.savefig(made, format=format, dpi=200, metadata={"Date": None} if format == "svg" else None)
        return made.getvalue()


def _figure(high: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, high), layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    axes.set_axis_off()
    return figure, axes


def _bars(chart: Bars, language: Language) -> Any:
    twice = any(one.before is not None for one in chart.bars)
    figure, axes = _figure(0.35 + (0.62 if twice else 0.42) * len(chart.bars))
    for place, one in enumerate(chart.bars):
        strips: list[tuple[float | None, str, str]] = [(one.value, MARKED if one.marked else ACCENT, NOW.pick(language))]
        if twice:
            strips.insert(0, (one.before, BEFORE, FIRST_TIME.pick(language)))
        thick = 0.7 / len(strips)
        for at, (value, colour, when) in enumerate(strips):
            y = place - 0.35 + thick * (at + 0.5)
            axes.barh(y, chart.most, thick * 0.85, color=GROUND)
            axes.barh(y, value or 0, thick * 0.85, color=colour)
            said = chart.number(value, language)
            axes.text(
                chart.most * 1.02, y, f"{said}  {when.lower()}" if twice else said, va="center", weight="bold" if one.marked else None
            )
        label = "\n".join(wrap(one.label.pick(language), LABEL)) + ("  ◂" if one.marked else "")
        axes.text(-chart.most * 0.02, place, label, va="center", ha="right", weight="bold" if one.marked else None)
    axes.set(ylim=(len(chart.bars) - 0.5, -0.5), xlim=(0, chart.most))
    return figure


def _arrows(chart: Arrows, language: Language) -> Any:
    rows = max(len(chart.driving), len(chart.restraining), 1)
    figure, axes = _figure(0.5 + 0.62 * rows)
    axes.set(xlim=(-5.4, 5.4), ylim=(rows, -0.7))
    axes.axvline(0, color=INK, linewidth=1.5)
    ways = ((chart.driving, -1, GOOD), (chart.restraining, 1, MARKED))
    for (side, way, colour), name in zip(ways, chart.names, strict=True):
        axes.text(way * 0.15, -0.45, name.pick(language), ha="right" if way < 0 else "left", weight="bold", color=colour)
        for place, one in enumerate(side):
            _arrow(axes, one, place, way, colour)
    return figure


def _arrow(axes: Any, one: Arrow, place: int, way: int, colour: str) -> None:
    """An arrow towards the middle, longer and thicker the stronger it is, with its words above."""
    weight = "bold" if one.marked else None
    words = f"{shorten(' '.join(one.text.split()), 44, placeholder=' …')} ({one.strength})"
    axes.text(way * 0.15, place + 0.08, printable(words), ha="right" if way < 0 else "left", va="center", weight=weight, size=8)
    axes.arrow(
        way * one.strength, place + 0.5, -way * (one.strength - 0.08), 0, width=0.06 * one.strength, head_width=0.14 + 0.06 * one.strength,
        head_length=0.3, length_includes_head=True, facecolor=colour, edgecolor=INK if one.marked else colour, linewidth=1.5 if one.marked else 0,
    )  # fmt: skip
