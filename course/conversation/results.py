"""What a finished attempt shows: for each competence and each level that the conversation speaks about, the share of its moments that were taken.

A choice that says `shows: samtale.rammer 2` speaks about level 2. The share is how many such choices the attempt took, divided by how many a best
path takes, not above 1; so a path of one's own counts as much as the author's, and nobody is asked for both sides of a trade-off.
"""

from dataclasses import dataclass
from functools import lru_cache

from course.conversation.paths import Map, State, Step
from course.conversation.play import Attempt, score, turns
from course.errors import InvalidAnswer


@dataclass(frozen=True)
class Shown:
    """One competence at one level (1–3): `share` (0–1) of what a best path shows of it, from `taken` choices where a best path has `most`."""

    competence: str
    level: int
    taken: int
    most: int

    @property
    def share(self) -> float:
        """The share shown, 0–1."""
        return min(1.0, self.taken / self.most)


def shown(map: Map, attempt: Attempt) -> list[Shown]:
    """What the attempt shows, by competence and level. Raises InvalidAnswer when it is not finished or takes a choice that is not offered."""
    walked = turns(map, attempt)
    if not walked[-1].passage.is_ending:
        raise InvalidAnswer("Samtalen er ikke ført til ende.", "The conversation has not been brought to an end.")
    taken = {turn.choice.id: turn.choice for turn in walked if turn.choice}
    found = []
    for competence, level in speaks_about(map):
        count = sum(choice.shows.get(competence) == level for choice in taken.values())
        found.append(Shown(competence, level, count, _most(map, competence, level)))
    return found


def fraction(map: Map, attempt: Attempt) -> float:
    """The share (0–1) of all that any path can show together."""
    return score(map, attempt)[0] / map.best if map.best else 1.0


def best_attempt(map: Map) -> Attempt:
    """One of the attempts with the most points, without turning back to a moment."""
    steps, ends = _best_steps(map)
    way: dict[State, tuple[str, ...]] = {map.start: ()}
    waiting = [map.start]
    for state in waiting:  # breadth first, so that the way to an ending is a shortest one
        for step in steps:
            if step.origin == state and step.target not in way:
                way[step.target] = (*way[state], step.choice.id)
                waiting.append(step.target)
    return Attempt(list(next(way[state] for state in waiting if state in ends)))


def nothing(map: Map) -> list[Shown]:
    """What no attempt at all shows."""
    return [Shown(competence, level, 0, _most(map, competence, level)) for competence, level in speaks_about(map)]


def speaks_about(map: Map) -> list[tuple[str, int]]:
    """The competences and levels that any choice shows, in order."""
    return sorted({(id, level) for step in map.steps for id, level in step.choice.shows.items() if level})


@lru_cache(maxsize=256)
def _most(map: Map, competence: str, level: int) -> int:
    """How many choices of this kind a best path takes: the fewest of any path with the most points, but at least one.

    The best paths weigh one thing against another, so none of them shows all of everything; whoever takes one has shown what there is to show.
    No scoring choice lies in a loop, so relaxing every step comes to rest (Bellman 1958).
    """
    steps, ends = _best_steps(map)
    fewest: dict[State, int] = {map.start: 0}
    moved = True
    while moved:
        moved = False
        for step in steps:
            if step.origin in fewest:
                count = fewest[step.origin] + (step.choice.shows.get(competence) == level)
                if count < fewest.get(step.target, count + 1):
                    fewest[step.target] = count
                    moved = True
    return max(1, min(fewest[end] for end in ends))


@lru_cache(maxsize=32)
def _best_steps(map: Map) -> tuple[list[Step], set[State]]:
    """The steps that lie on a path with the most points, and the endings that such paths reach."""
    points = {map.start: 0}
    grew = True
    while grew:
        grew = False
        for step in map.steps:
            if step.origin in points and points[step.origin] + step.choice.points > points.get(step.target, -1):
                points[step.target] = points[step.origin] + step.choice.points
                grew = True
    steps = [
        step
        for step in map.steps
        if step.origin in points and points[step.origin] + step.choice.points + map.ahead[step.target] == map.best
    ]
    ends = {state for state, most in points.items() if most == map.best and map.dialogue.passages[state[0]].is_ending}
    return steps, ends
