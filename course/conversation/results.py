"""What a finished attempt shows: for each competence and each level that the conversation speaks about, the share of its moments that were taken.

A choice that says `shows: samtale.rammer 2` speaks about level 2. The share is how many such choices the attempt took, divided by the most that
any one path can take; so a path of one's own through the same moments counts as much as the author's.
"""

from dataclasses import dataclass
from functools import lru_cache

from course.conversation.paths import Map, State
from course.conversation.play import Attempt, turns
from course.errors import InvalidAnswer


@dataclass(frozen=True)
class Shown:
    """One competence at one level (1–3): `share` (0–1) of what any path can show of it, from `taken` of `most` choices."""

    competence: str
    level: int
    taken: int
    most: int

    @property
    def share(self) -> float:
        """The share shown, 0–1."""
        return self.taken / self.most


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


def speaks_about(map: Map) -> list[tuple[str, int]]:
    """The competences and levels that any choice shows, in order."""
    return sorted({(id, level) for step in map.steps for id, level in step.choice.shows.items() if level})


@lru_cache(maxsize=256)
def _most(map: Map, competence: str, level: int) -> int:
    """The most choices of this kind on any one path; no scoring choice lies in a loop, so relaxing every step comes to rest (Bellman 1958)."""
    reached: dict[State, int] = {map.start: 0}
    grew = True
    while grew:
        grew = False
        for step in map.steps:
            if step.origin in reached:
                count = reached[step.origin] + (step.choice.shows.get(competence) == level)
                if count > reached.get(step.target, -1):
                    reached[step.target] = count
                    grew = True
    return max(count for (name, _), count in reached.items() if map.dialogue.passages[name].is_ending)
