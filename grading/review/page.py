"""The editor's desk as one HTML page that needs nothing else."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from course.framework import framework
from course.review.limits import Measure
from course.review.time import page_minutes
from grading.review import pictures
from grading.review.desk import Desk

TEMPLATES = Path(__file__).parent


def html(desks: Sequence[Desk], course: Sequence[Measure]) -> str:
    """The page for these modules; `course` are the measures of them together."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    shown = [{"desk": desk, "pictures": list(_pictures(desk)), "levels": _levels(desk)} for desk in desks]
    return environment.get_template("page.html").render(modules=shown, course=course)


def _pictures(desk: Desk) -> list[str]:
    reviewed = desk.reviewed
    allowed = reviewed.data.limit("guess-module").most or 0.0
    drawn = []
    for use, title in (
        ("practice", "Gæt i øveopgaver / guessing in practice"),
        ("graded", "Gæt i opgaver, der tæller / guessing in graded tasks"),
    ):
        found = reviewed.guesses(use)
        if found:
            drawn.append(pictures.guesses(found, allowed, title))
    if reviewed.choices:
        drawn.append(pictures.places(reviewed))
    rows = [
        (page.stem, page_minutes(reviewed.module, reviewed.text(page.notebook), reviewed.data.times), page.minutes)
        for page in reviewed.module.about.pages
    ]
    return [*drawn, pictures.minutes(rows)]


def _levels(desk: Desk) -> list[tuple[str, list[int]]]:
    """How many graded tasks each competence has at each level 1–4."""
    graded = desk.reviewed.module.graded_tasks
    present = [one for one in framework().competences if any(task.competence == one.id for task in graded)]
    return [
        (one.name.da, [sum((task.competence, task.level) == (one.id, level) for task in graded) for level in (1, 2, 3, 4)])
        for one in present
    ]
