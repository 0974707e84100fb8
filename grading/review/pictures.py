"""The editor's pictures, as SVG with real text: what guessing earns, where right options stand, and how levels are spread."""

import io
from collections.abc import Sequence
from typing import Any

from course.review import guessing
from course.review.guessing import Guess
from course.review.module import Reviewed

GOOD, BAD, CHANCE = "#2f7d5b", "#a3271b", "#47606a"


def guesses(found: Sequence[Guess], allowed: float, title: str) -> str:
    """Bars for what each strategy earns (per cent), with chance and the limit as lines."""
    figure, axes = _blank(7.5, 0.32 * len(found) + 1.2)
    names = [f"{guess.strategy} ({guess.language})" for guess in found]
    colours = [GOOD if guess.above_chance <= allowed else BAD for guess in found]
    axes.barh(names, [100 * guess.earned for guess in found], color=colours)
    axes.invert_yaxis()
    chance = 100 * found[0].chance
    axes.axvline(chance, color=CHANCE, linestyle="--", linewidth=1)
    axes.axvline(chance + 100 * allowed, color=BAD, linestyle=":", linewidth=1)
    axes.set_xlim(0, 100)
    axes.set_xlabel("procent af point / per cent of points (-- tilfældet / chance)")
    axes.set_title(title, loc="left")
    return _svg(figure)


def places(reviewed: Reviewed) -> str:
    """Bars for how often each place holds a right option, as the author wrote them."""
    found = guessing.places(reviewed.choices, reviewed.rights)
    figure, axes = _blank(5, 2.4)
    axes.bar([str(place) for place in found], list(found.values()), color=CHANCE)
    axes.set_xlabel("plads / place")
    axes.set_title("Rigtige svar efter plads / right options by place", loc="left")
    return _svg(figure)


def minutes(rows: Sequence[tuple[str, float, int]]) -> str:
    """Bars for the minutes that each page takes beside those promised; rows of (page, measured, promised)."""
    figure, axes = _blank(7.5, 0.5 * len(rows) + 1.2)
    places = range(len(rows))
    axes.barh([place - 0.2 for place in places], [measured for _, measured, _ in rows], height=0.38, color=CHANCE, label="målt / measured")
    axes.barh([place + 0.2 for place in places], [promised for *_, promised in rows], height=0.38, color=GOOD, label="lovet / promised")
    axes.set_yticks(list(places), [page for page, *_ in rows])
    axes.invert_yaxis()
    axes.set_title("Minutter / minutes", loc="left")
    axes.legend(frameon=False)
    return _svg(figure)


def _blank(width: float, height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _svg(figure: Any) -> str:
    from matplotlib import rc_context

    file = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "review"}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()[file.getvalue().index("<svg") :]
