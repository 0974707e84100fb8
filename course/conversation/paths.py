"""All ways through a conversation: what is wrong with them, and the most that any of them can show.

A state is a passage with what is remembered there. A choice that scores can be taken once on any path, so the best score over all paths is
finite and is found by relaxing every step until nothing grows (Bellman 1958).
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from course.conversation import twee
from course.conversation.dialogue import Choice, Dialogue, Line
from course.datafile import DataError, text_of
from course.framework import framework
from course.problems import Problem, Rank, instead, nearest

State = tuple[str, frozenset[str]]
Place = TypeVar("Place", bound=Hashable)
MAX_STATES = 50_000


@dataclass(frozen=True)
class Step:
    """One choice taken in one state, and the state it leads to."""

    origin: State
    choice: Choice
    target: State


@dataclass(frozen=True, eq=False)
class Map:
    """A checked dialogue with its bounds, which are measured when somebody asks for them: a page that opens, and a check, do not."""

    dialogue: Dialogue
    steps: tuple[Step, ...]

    @property
    def start(self) -> State:
        """Where every attempt begins."""
        return (self.dialogue.start, frozenset())

    @cached_property
    def ahead(self) -> dict[State, int]:
        """The most points that can still be shown, from each state on."""
        return _ahead(self.dialogue, self.steps)

    @property
    def best(self) -> int:
        """The most points that any path shows."""
        return self.ahead[self.start]

    @cached_property
    def best_of(self) -> dict[str, int]:
        """The most points of each competence that any path shows."""
        competences = {id for step in self.steps for id in step.choice.shows}
        return {id: _best(self.dialogue, self.steps, id) for id in sorted(competences)}


def follow(state: State, choice: Choice) -> State:
    """The state after taking `choice` in `state`."""
    return choice.target, state[1] | frozenset(choice.remembers)


def load(path: Path) -> Map:
    """Read and check the conversation at `path`; raises DataError with every problem found. The same text is surveyed once, wherever it stands."""
    known = tuple(competence.id for competence in framework().competences)
    return _surveyed(_Written(text_of(path), known, path))


@dataclass(frozen=True)
class _Written:
    """What stands in a file, be it a module's source, its release, or where it is marked; and the competences that it may speak of."""

    text: str
    known: tuple[str, ...]
    path: Path = field(compare=False)


@lru_cache(maxsize=32)
def _surveyed(written: _Written) -> Map:
    return survey(twee.read(written.path, written.text))


def survey(dialogue: Dialogue) -> Map:
    """Check every path through `dialogue`; raises DataError."""
    problems = [*_dead_links(dialogue), *_malformed(dialogue)]
    if problems:
        raise DataError(problems)
    steps = tuple(_steps(dialogue))
    problems = [*_unreachable(dialogue, steps), *_stuck(dialogue, steps), *_scoring_loops(dialogue, steps), *_flags(dialogue)]
    if problems:
        raise DataError(problems)
    return Map(dialogue, steps)


def _at(dialogue: Dialogue, line: int, da: str, en: str, rank: Rank = Rank.REFERENCE) -> Problem:
    return Problem(Path(dialogue.file), line, da, en, rank)


def _dead_links(dialogue: Dialogue) -> Iterator[Problem]:
    for passage in dialogue.passages.values():
        for choice in passage.choices:
            if choice.target not in dialogue.passages:
                da, en = instead(choice.target, dialogue.passages)
                yield _at(
                    dialogue,
                    choice.at,
                    f"linket fører til »{choice.target}«, som ikke findes. {da}",
                    f"the link leads to “{choice.target}”, which does not exist. {en}",
                )


def _malformed(dialogue: Dialogue) -> Iterator[Problem]:
    known = [competence.id for competence in framework().competences]
    for passage in dialogue.passages.values():
        name = passage.name
        if passage.is_ending and (passage.choices or not passage.outcome or not passage.ending):
            yield _at(
                dialogue,
                passage.at,
                f"slutningen »{name}« er ikke hel. Giv den outcome: og ending:, og ingen links.",
                f"the ending “{name}” is not complete. Give it outcome: and ending:, and no links.",
            )
        if not passage.is_ending and not passage.choices:
            yield _at(
                dialogue,
                passage.at,
                f"»{name}« fører ingen steder hen. Tilføj et link, eller skriv [ending] efter navnet.",
                f"“{name}” leads nowhere. Add a link, or write [ending] after the name.",
            )
        if not any(line.kind in ("say", "scene") for line in passage.lines):
            yield _at(
                dialogue,
                passage.at,
                f"der sker ikke noget i »{name}«. Tilføj en linje med say: eller scene:.",
                f"nothing happens in “{name}”. Add a say: or scene: line.",
            )
        for choice in passage.choices:
            yield from _malformed_choice(dialogue, choice, known)


def _malformed_choice(dialogue: Dialogue, choice: Choice, known: list[str]) -> Iterator[Problem]:
    if choice.why is None:
        yield _at(
            dialogue,
            choice.at,
            "valget har ingen why. Skriv »why: dansk // engelsk«, indrykket på en linje under det.",
            "the choice has no why. Write “why: Danish // English”, indented on a line below it.",
        )
    for id in sorted(set(choice.shows) - set(known)):
        da, en = instead(id, known)
        yield _at(dialogue, choice.at, f"»{id}« er ikke en kompetence. {da}", f"“{id}” is no competence. {en}")


def _steps(dialogue: Dialogue) -> Iterator[Step]:
    start: State = (dialogue.start, frozenset())
    seen, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        for choice in dialogue.passages[state[0]].offered(state[1]):
            target = follow(state, choice)
            yield Step(state, choice, target)
            if target not in seen:
                seen.add(target)
                waiting.append(target)
        if len(seen) > MAX_STATES:
            da = f"samtalen kan forløbe på mere end {MAX_STATES} måder. Husk færre ting med remember:."
            en = f"the conversation can go in more than {MAX_STATES} ways. Remember fewer things with remember:."
            raise DataError([_at(dialogue, 1, da, en)])


def _states(dialogue: Dialogue, steps: tuple[Step, ...]) -> set[State]:
    return {(dialogue.start, frozenset())} | {step.target for step in steps}


def _unreachable(dialogue: Dialogue, steps: tuple[Step, ...]) -> Iterator[Problem]:
    reached = {name for name, _ in _states(dialogue, steps)}
    for passage in dialogue.passages.values():
        if passage.name not in reached:
            name = passage.name
            yield _at(
                dialogue,
                passage.at,
                f"ingen vej fører til »{name}«. Lav et link til den, eller slet den.",
                f"no path leads to “{name}”. Link to it, or delete it.",
            )


def _stuck(dialogue: Dialogue, steps: tuple[Step, ...]) -> Iterator[Problem]:
    """States from which no ending can be reached: nothing is offered, or a loop has no exit."""
    ends = {state for state in _states(dialogue, steps) if dialogue.passages[state[0]].is_ending}
    origins: dict[State, list[State]] = {}
    for step in steps:
        origins.setdefault(step.target, []).append(step.origin)
    waiting = list(ends)
    while waiting:
        for origin in origins.get(waiting.pop(), []):
            if origin not in ends:
                ends.add(origin)
                waiting.append(origin)
    for name in sorted({state[0] for state in _states(dialogue, steps) - ends}):
        passage = dialogue.passages[name]
        yield _at(
            dialogue,
            passage.at,
            f"man kan ikke nå en slutning fra »{name}«: den går i ring, eller betingelserne lader intet valg tilbage. Tilføj et valg.",
            f"no ending can be reached from “{name}”: it goes in circles, or its conditions leave no choice. Add one.",
        )


def _scoring_loops(dialogue: Dialogue, steps: tuple[Step, ...]) -> Iterator[Problem]:
    """Choices that score and can be taken twice on one path, whether or not something else is remembered in between."""
    onward: dict[State, set[State]] = {}
    scoring: dict[str, list[Step]] = {}
    for step in steps:
        onward.setdefault(step.origin, set()).add(step.target)
        if step.choice.points:
            scoring.setdefault(step.choice.id, []).append(step)
    between = {name: {choice.target for choice in passage.choices} for name, passage in dialogue.passages.items()}
    for taken in scoring.values():
        if taken[0].origin[0] not in _reach({taken[0].target[0]}, between):
            continue  # the passages make no circle, whatever is remembered
        after = _reach({step.target for step in taken}, onward)
        if any(step.origin in after for step in taken):
            yield _at(
                dialogue,
                taken[0].choice.at,
                "et valg, der giver point, kan tages to gange, fordi samtalen går i ring. Fjern pointene, eller bryd ringen.",
                "a choice that scores could be taken twice, because the conversation goes in circles. Remove its points, or break the circle.",
            )


def _reach(states: set[Place], onward: dict[Place, set[Place]]) -> set[Place]:
    seen, waiting = set(states), list(states)
    while waiting:
        for target in onward.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _flags(dialogue: Dialogue) -> Iterator[Problem]:
    asked: dict[str, int] = {}
    remembered: dict[str, int] = {}
    for passage in dialogue.passages.values():
        asks: tuple[Line | Choice, ...] = (*passage.lines, *passage.choices)
        for asking in asks:
            for condition in asking.conditions:
                asked.setdefault(condition.flag, asking.at)
        for choice in passage.choices:
            for flag in choice.remembers:
                remembered.setdefault(flag, choice.at)
    for flag in sorted(asked.keys() - remembered.keys()):
        da, en = (
            instead(flag, remembered) if nearest(flag, remembered) else ("Skriv remember: ved et valg.", "Write remember: below a choice.")
        )
        yield _at(dialogue, asked[flag], f"intet valg husker »{flag}«. {da}", f"no choice remembers “{flag}”. {en}")
    for flag in sorted(remembered.keys() - asked.keys()):
        yield _at(
            dialogue,
            remembered[flag],
            f"»{flag}« huskes, men bruges aldrig. Lad det få en følge med if eller unless, eller slet det.",
            f"“{flag}” is remembered but never used. Let it have a consequence with if or unless, or delete it.",
        )


def _ahead(dialogue: Dialogue, steps: tuple[Step, ...]) -> dict[State, int]:
    ahead = {state: 0 for state in _states(dialogue, steps) if dialogue.passages[state[0]].is_ending}
    grew = True
    while grew:
        grew = False
        for step in reversed(steps):
            if step.target in ahead and step.choice.points + ahead[step.target] > ahead.get(step.origin, -1):
                ahead[step.origin] = step.choice.points + ahead[step.target]
                grew = True
    return ahead


def _best(dialogue: Dialogue, steps: tuple[Step, ...], competence: str) -> int:
    start: State = (dialogue.start, frozenset())
    reached = {start: 0}
    grew = True
    while grew:
        grew = False
        for step in steps:
            if step.origin not in reached:
                continue
            points = step.choice.shows.get(competence, 0)
            if reached[step.origin] + points > reached.get(step.target, -1):
                reached[step.target] = reached[step.origin] + points
                grew = True
    return max(points for (name, _), points in reached.items() if dialogue.passages[name].is_ending)
