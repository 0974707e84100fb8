"""The page that tells which tasks work: drawn, as a table, and as a file."""

import csv
import io

from course import items as statistics
from course import modules
from course.pages import File, Request, Response, Show
from course.spreadsheet import plain
from course.text import Text
from grading.desk.front_page import DESK, WIDTH
from grading.desk.items import Item, versions

TITLE = Text(da="Hvilke opgaver virker", en="Which tasks work")
COLUMNS = (
    "modul", "udgave", "gaeldende", "opgave", "titel", "afleveringer", "lethed", "skelneevne", "sidst_aendret",
    "mulighed", "rigtig", "oeverste_tredjedel", "nederste_tredjedel", "alle", "se_efter",
)  # fmt: skip


def shown(request: Request) -> Response:
    """Each module's versions with their tasks."""
    from grading.desk.plot import draw  # here, because matplotlib takes a second, which no start should wait for

    found = [(module, versions(request.store, module)) for module in modules.catalogue()]
    plots = {version.version + module.id: draw(module, version) for module, made in found for version in made if version.items}
    return Show(
        "items.html", {"title": TITLE.model_dump(), "crumbs": [DESK], "modules": found, "plots": plots, "least": statistics.LEAST, **WIDTH}
    )


def as_csv(request: Request) -> Response:
    """The same as a file, a line for each task, and for each of its options."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for module in modules.catalogue():
        for version in versions(request.store, module):
            for item in version.items:
                writer.writerows(_lines(module.id, item))
    return File("opgaver.csv", text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8")


def _lines(module: str, item: Item) -> list[list[str]]:
    changed = f"{item.changed_at:%Y-%m-%dT%H:%M:%SZ}" if item.changed_at else ""
    numbers = [str(item.people), _comma(item.difficulty), _comma(item.discrimination), changed]
    head = [module, item.version, _yes(item.current), item.task.id, plain(item.task.title.da), *numbers]
    options = [[plain(one.text.da), _yes(one.right), *map(_comma, (one.upper, one.lower, one.all))] for one in item.options]
    return [[*head, *option, plain(item.advice.da)] for option in options or [[""] * 5]]


def _comma(number: float | None) -> str:
    """A number with two decimals and a decimal comma; empty where there is none."""
    return "" if number is None else f"{number:.2f}".replace(".", ",")


def _yes(value: bool | None) -> str:
    return "" if value is None else "ja" if value else "nej"
