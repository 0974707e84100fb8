"""How the team's answers to the surveys are spread, for the manager's page: counts of at least five people's answers, and no names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from course.kinds.survey import DONT_KNOW, GIVEN, UNKNOWN, SurveyTask
from course.modules import Module
from course.store import Store
from course.text import Text

ROUNDS = {"start": Text(da="ved begyndelsen", en="at the start"), "end": Text(da="til sidst", en="at the end")}


@dataclass(frozen=True)
class Share:
    """How many answers of a theme were this one, and what part (0–1) of them all."""

    answer: Text
    count: int
    part: float


@dataclass(frozen=True)
class Spread:
    """A survey of a module; `themes` is empty while too few have answered, else each theme's name with its shares."""

    module: Text
    task: SurveyTask
    round: Text
    people: int
    made_at: datetime | None
    themes: tuple[tuple[Text, tuple[Share, ...]], ...]


def spreads(store: Store, team: str, catalogue: Sequence[Module]) -> list[Spread]:
    """All surveys, in the order in which they are met. Raises StorageError."""
    asked = [(module, task) for module in catalogue for task in module.tasks.values() if isinstance(task, SurveyTask) and task.themes]
    return [_spread(store, team, module, task) for module, task in asked]


def _spread(store: Store, team: str, module: Module, task: SurveyTask) -> Spread:
    found = store.distributions.of(team, module.id, task)
    themes = tuple((theme.name, _shares(task, found.counts[theme.id])) for theme in task.themes) if found else ()
    return Spread(module.about.title, task, ROUNDS[task.round], found.people if found else 0, found.made_at if found else None, themes)


def _shares(task: SurveyTask, counts: dict[str, int]) -> tuple[Share, ...]:
    all = sum(counts.values())
    return tuple(Share(_told(task, one), counts[one], counts[one] / all) for one in GIVEN)


def _told(task: SurveyTask, answer: str) -> Text:
    """An answer as the survey names it: the ends of the scale in words, too."""
    if answer == UNKNOWN:
        return DONT_KNOW
    end = {GIVEN[0]: task.scale and task.scale.low, GIVEN[-2]: task.scale and task.scale.high}.get(answer)
    return Text(da=f"{answer}: {end.da}", en=f"{answer}: {end.en}") if end else Text(da=answer, en=answer)
