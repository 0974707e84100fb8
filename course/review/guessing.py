"""What somebody earns who knows nothing and goes by how the options look."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import mean

from course.kinds.choice import ChoiceTask
from course.text import LANGUAGES, Language

Keys = Mapping[str, Sequence[str]]
"""The right option ids of each choice task, by task id."""

Pick = Callable[[ChoiceTask, Language], list[str]]
"""All option ids in the order in which a guesser would take them."""


@dataclass(frozen=True)
class Guess:
    """A strategy's mean score (0–1) over `tasks` choice tasks, beside what chance earns."""

    strategy: str
    language: Language
    earned: float
    chance: float
    tasks: int

    @property
    def above_chance(self) -> float:
        """Percentage points above chance, as a fraction."""
        return self.earned - self.chance


def score(task: ChoiceTask, chosen: Sequence[str], key: Sequence[str]) -> float:
    """The fraction of the task that choosing these options earns, by the rule that marks it."""
    hits = len(set(chosen) & set(key))
    if not task.multiple:
        return float(hits == 1)
    return max(0.0, (hits - len(set(chosen) - set(key))) / len(key))


def chance(task: ChoiceTask, key: Sequence[str]) -> float:
    """What as many options as are right, drawn at random, earn on average."""
    ids = [option.id for option in task.options]
    return mean(score(task, drawn, key) for drawn in combinations(ids, len(key)))


def by_length(task: ChoiceTask, language: Language) -> list[str]:
    """Option ids, longest first."""
    return [option.id for option in sorted(task.options, key=lambda option: -len(option.text.pick(language)))]


def strategies(most_options: int) -> dict[str, Pick]:
    """Name every way of guessing that is tried: by length, by place (and those after it), by odd and even places."""
    found: dict[str, Pick] = {
        "longest": by_length,
        "second longest": lambda task, language: [*(ids := by_length(task, language))[1:], ids[0]],
        "shortest": lambda task, language: by_length(task, language)[::-1],
        "odd places": lambda task, _: _ids(task)[::2] + _ids(task)[1::2],
        "even places": lambda task, _: _ids(task)[1::2] + _ids(task)[::2],
    }
    for place in range(most_options):
        found[f"place {place + 1}"] = _from_place(place)
    return found


BY_LENGTH = ("longest", "second longest", "shortest")


def guesses(tasks: Sequence[ChoiceTask], keys: Keys) -> Iterator[Guess]:
    """What each strategy earns in each language over these tasks."""
    solvable = [task for task in tasks if keys.get(task.id)]
    if not solvable:
        return
    by_chance = mean(chance(task, keys[task.id]) for task in solvable)
    for name, pick in strategies(max(len(task.options) for task in solvable)).items():
        for language in LANGUAGES if name in BY_LENGTH else LANGUAGES[:1]:
            earned = mean(score(task, pick(task, language)[: len(keys[task.id])], keys[task.id]) for task in solvable)
            yield Guess(name, language, earned, by_chance, len(solvable))


def length_ratio(task: ChoiceTask, key: Sequence[str], language: Language) -> float:
    """The mean length of the right options as a share of that of the wrong ones (characters); 1.0 when all are right."""
    right = [len(option.text.pick(language)) for option in task.options if option.id in key]
    wrong = [len(option.text.pick(language)) for option in task.options if option.id not in key]
    return mean(right) / mean(wrong) if right and wrong else 1.0


def places(tasks: Sequence[ChoiceTask], keys: Keys) -> dict[int, int]:
    """How often each place (from 1) holds a right option."""
    found: dict[int, int] = {}
    for task in tasks:
        for place, option in enumerate(task.options, 1):
            found[place] = found.get(place, 0) + (option.id in keys.get(task.id, ()))
    return found


def _ids(task: ChoiceTask) -> list[str]:
    return [option.id for option in task.options]


def _from_place(place: int) -> Pick:
    def pick(task: ChoiceTask, _language: Language) -> list[str]:
        ids = _ids(task)
        start = place % len(ids)
        return ids[start:] + ids[:start]

    return pick
