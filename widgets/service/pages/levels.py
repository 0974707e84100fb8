"""The page about one's own levels: target, level, gap, and the evidence that the level rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from course import certificate, progression
from course.clock import today
from course.distance import Distance, distance
from course.framework import Area, Competence, LevelName, framework, roles
from course.modules import Module, catalogue
from course.out import badge
from course.pages import Request, Response, Show
from course.progression import LATEST_WEIGHT, Evidence, Standing
from course.settling import Choice, Way, shortest_way
from course.targets import OwnTarget, running, targets
from course.text import LANGUAGES, Language, Text, decimal
from widgets.service.pages.asked import FRONT
from widgets.service.pages.progress import ModuleProgress, module_progress

LEVEL = Text(da="Niveau", en="Level")
TOLD = Text(
    da="Niveau 0 til 4 over tid. Tallene står i tabellen nedenfor.", en="Level 0 to 4 over time. The numbers stand in the table below."
)


@dataclass(frozen=True)
class Row:
    """One competence of a person; `way` is the shortest to a sure level, where there is one."""

    competence: Competence
    distance: Distance
    standing: Standing
    level_name: LevelName
    target_name: LevelName
    rule: Text | None
    settled_by: Text | None
    way: Way | None
    evidence: tuple[Any, ...]
    own: OwnTarget | None


@dataclass(frozen=True)
class AreaLevels:
    """An area with its competences, and how they moved (`plot` is SVG by language, when there is something to draw)."""

    area: Area
    rows: tuple[Row, ...]
    plot: Mapping[str, str] | None
    history: tuple[tuple[Competence, list[tuple[Any, float]]], ...]


def own_levels(request: Request) -> Response:
    """One's own levels, and what they rest on."""
    username = request.viewer.username
    evidence, own = request.store.evidence.of([username])[username], request.store.targets.of([username])[username]
    course = catalogue()
    choices = [choice(module_progress(request.store, request.viewer.username, module)) for module in course]
    context = {
        "title": {"da": "Mine niveauer", "en": "My levels"}, "crumbs": [FRONT],
        "areas": areas(request.viewer.role, evidence, choices, own),
        "level_names": framework().levels, "any": bool(evidence), "role": roles().name(request.viewer.role), "role_known": roles().get(request.viewer.role) is not None,
        "rule": progression.RULE, "certainty": progression.CERTAINTY,
        "badge": badge.offered(), "missing": certificate.missing(course, request.store.submissions.of(request.viewer.username)),
    }  # fmt: skip
    return Show("levels.html", context)


def choice(progress: ModuleProgress) -> Choice:
    """A module as something she can hand in: what is left of it the first time, the page with the graded tasks when she takes it again."""
    latest = progress.latest
    minutes = progress.module.graded_page.minutes if latest else progress.minutes_left
    return Choice(progress.module, minutes, handed_in=latest is not None, waits=latest is not None and not latest.returned)


def areas(role: str, evidence: Sequence[Evidence], choices: Sequence[Choice], own: Sequence[OwnTarget] = ()) -> list[AreaLevels]:
    """All areas with the person's levels, and the targets of today; `own` are all that were ever set for her alone."""
    known, day = framework(), today()
    wanted, hers = targets(role, own, day), running(own, day)
    found = []
    for area in known.areas:
        competences = [one for one in known.competences if one.area == area.id]
        rows = tuple(_row(one, wanted.get(one.id, 0), evidence, choices, hers.get(one.id)) for one in competences)
        moved = tuple((row.competence, progression.history(row.standing.evidence)) for row in rows if row.standing.evidence)
        found.append(AreaLevels(area, rows, _plot(area, moved), moved))
    return found


def _row(competence: Competence, target: int, evidence: Sequence[Evidence], choices: Sequence[Choice], own: OwnTarget | None) -> Row:
    known = framework()
    modules = {one.module.id: one.module for one in choices}
    standing = progression.standing(competence.id, evidence)
    told = distance(target, standing.level)
    basis = tuple(
        {"one": one, "module": modules.get(one.module), "tasks": [_task(result, modules.get(one.module)) for result in one.basis]}
        for one in standing.evidence
    )
    way = shortest_way(competence.id, standing.attained, choices) if target or basis else None
    names = known.level_name(told.level), known.level_name(target)
    return Row(competence, told, standing, *names, _rule(standing), standing.settled_by, way, basis, own)


def _task(result: progression.TaskResult, module: Module | None) -> dict[str, Any]:
    task = module.tasks.get(result.task) if module else None
    return {
        "title": task.title if task else Text(da=result.task, en=result.task),
        "percent": round(100 * result.fraction),
        "rubric": result.rubric_level,
        "level": result.level,
    }


def _rule(standing: Standing) -> Text | None:
    """How the published rule gave the level, with this person's numbers."""
    if standing.level is None:
        return None
    *earlier, latest = [one.level for one in standing.evidence]
    if not earlier:
        return Text(da="Der er ét resultat, og det er niveauet.", en="There is one result, and that is the level.")
    mean = sum(earlier) / len(earlier)
    share, rest = round(100 * LATEST_WEIGHT), round(100 * (1 - LATEST_WEIGHT))
    a, b, c = (decimal(value, "da") for value in (latest, mean, standing.level))
    x, y, z = (decimal(value, "en") for value in (latest, mean, standing.level))
    return Text(
        da=f"Det seneste resultat ({a}) tæller {share} %, og gennemsnittet af de tidligere ({b}) tæller {rest} %. Det giver {c}.",
        en=f"The latest result ({x}) counts {share} %, and the mean of the earlier ones ({y}) counts {rest} %. That gives {z}.",
    )


def _plot(area: Area, moved: Sequence[tuple[Competence, list[tuple[Any, float]]]]) -> dict[str, str] | None:
    if not any(len(points) > 1 for _, points in moved):
        return None
    return {
        language: _drawn(
            area.id, area.name.pick(language), tuple((one.name.pick(language), tuple(points)) for one, points in moved), language
        )
        for language in LANGUAGES
    }


@lru_cache(maxsize=256)
def _drawn(id: str, name: str, lines: tuple[tuple[str, tuple[Any, ...]], ...], language: Language) -> str:
    """A drawing takes a tenth of a second, and a page of levels holds up to eight."""
    from widgets.service.pages.plot import Series, draw  # here, because matplotlib takes a second, which no start should wait for

    series = [Series(called, points) for called, points in lines]
    return draw(series, f"{id}-{language}", name, TOLD.pick(language), LEVEL.pick(language))
