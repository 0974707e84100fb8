"""How easy each task is, and how well it sets apart, as a drawing in the page's colours."""

from matplotlib import rc_context
from matplotlib.figure import Figure

from course.drawing import ACCENT, INK, LINE, SOFT, WARN, svg
from course.modules import Module
from course.text import LANGUAGES, Language, Text
from grading.desk.items import WRONG_WAY, Version

TITLE = Text(da="Hvor let hver opgave er, og hvor godt den skelner", en="How easy each task is, and how well it discriminates")
TOLD = Text(
    da="Hver opgave er en prik med sit nummer fra tabellen. Længere til højre er lettere, højere oppe skelner bedre. Tallene står i tabellen.",
    en="Each task is a dot with its number in the table. Further right is easier, higher up discriminates better. The numbers are in the table.",
)
ACROSS = Text(da="Andel af point (let →)", en="Share of points (easy →)")
UP = Text(da="Skelneevne", en="Discrimination")


def draw(module: Module, version: Version) -> dict[str, str]:
    """The drawing as SVG, by language."""
    return {language: _draw(f"items-{module.id}-{version.version}-{language}", version, language) for language in LANGUAGES}


def _draw(id: str, version: Version, language: Language) -> str:
    with rc_context(svg.SETTINGS):
        figure = Figure(figsize=(7.2, 3.6), layout="constrained")
        axes = figure.add_subplot()
        axes.axhline(0, color=SOFT, linewidth=1)
        for number, item in enumerate(version.items, 1):
            if item.discrimination is None:
                continue
            low = item.discrimination < WRONG_WAY
            at = (item.difficulty, item.discrimination)
            axes.plot(*at, marker="s" if low else "o", markersize=8, color=WARN if low else ACCENT, linestyle="")
            axes.annotate(str(number), at, xytext=(6, 4), textcoords="offset points", color=INK)
        axes.set(xlim=(-0.03, 1.06), ylim=(-1.05, 1.1), xticks=[0, 0.25, 0.5, 0.75, 1], yticks=[-1, -0.5, 0, 0.5, 1])
        axes.set_xticklabels(["0 %", "25 %", "50 %", "75 %", "100 %"])
        axes.set_yticklabels([f"{value:g}".replace(".", "," if language == "da" else ".") for value in (-1, -0.5, 0, 0.5, 1)])
        axes.set_xlabel(ACROSS.pick(language), color=SOFT)
        axes.set_ylabel(UP.pick(language), color=SOFT)
        axes.tick_params(colors=SOFT, length=0)
        axes.grid(color=LINE)
        axes.spines[:].set_visible(False)
    return svg.pages_own(svg.written(figure, id), id, "plot", TITLE.pick(language), TOLD.pick(language))
