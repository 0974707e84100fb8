"""What a conversation earns somebody who does not listen, and whether an early slip can be mended. All figures are exact: every path is walked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from course.conversation.dialogue import Choice, Outcome, Passage
from course.conversation.paths import Map, State, Step, follow

TURNS = 200
PICTURED = ("good", "choppy", "frozen")

Strategy = Callable[[Sequence[Choice]], Choice]

LAZY: dict[str, Strategy] = {
    "longest": lambda offered: max(offered, key=lambda choice: len(choice.text.da)),
    "shortest": lambda offered: min(offered, key=lambda choice: len(choice.text.da)),
    "first": lambda offered: offered[0],
    "middle": lambda offered: offered[len(offered) // 2],
    "last": lambda offered: offered[-1],
    "always the question": lambda offered: next((choice for choice in offered if "?" in choice.text.da), offered[0]),
    "always silence": lambda offered: next((choice for choice in offered if choice.text.da.startswith("(")), offered[0]),
}


@dataclass(frozen=True)
class Played:
    """What a strategy earned as a share (0–1) of the most any path shows, and how it ended (None: it never does)."""

    strategy: str
    earned: float
    outcome: str | None


def lazy(map: Map) -> list[Played]:
    """Play the conversation by each pattern."""
    return [_play(map, name, strategy) for name, strategy in LAZY.items()]


def _play(map: Map, name: str, strategy: Strategy) -> Played:
    state, points, taken = map.start, 0, set()
    for _ in range(TURNS):
        passage = map.dialogue.passages[state[0]]
        if passage.is_ending:
            return Played(name, points / max(1, map.best), passage.outcome)
        choice = strategy(passage.offered(state[1]))
        points += 0 if choice.id in taken else choice.points
        taken.add(choice.id)
        state = follow(state, choice)
    return Played(name, points / max(1, map.best), None)


def random_good(map: Map) -> float:
    """The probability (0–1) that choosing at random ends well, by iterating the chain of states to rest."""
    onward = _onward(map)
    chance = dict.fromkeys(onward, 0.0)
    chance |= {state: float(map.dialogue.passages[state[0]].outcome == Outcome.GOOD) for state in _endings(map)}
    for _ in range(TURNS):
        moved = 0.0
        for state, steps in onward.items():
            new = sum(chance[step.target] for step in steps) / len(steps)
            moved, chance[state] = max(moved, abs(new - chance[state])), new
        if moved < 1e-9:
            break
    return chance[map.start]


def trade_offs(map: Map) -> float:
    """The share of situations (passages with choices) in which two or more choices show something."""
    situations = [passage for passage in map.dialogue.passages.values() if passage.choices]
    return sum(sum(choice.points > 0 for choice in passage.choices) >= 2 for passage in situations) / len(situations)


def repairable(map: Map) -> float:
    """The share of ways through the first two situations from which a good ending can still be reached."""
    onward, good = _onward(map), _leading_to_good(map)
    seconds = [second.target for first in onward[map.start] for second in onward.get(first.target, [first])]
    return sum(state in good for state in seconds) / len(seconds)


def medium_breaks(map: Map, seen: Sequence[str], switch: Sequence[str]) -> list[str]:
    """Name passages that contradict the medium: something seen where people talk by phone, or a picture that is back without a word."""
    found = [
        f"{passage.name}: »{word}« by phone"
        for passage in map.dialogue.passages.values()
        if passage.line == "phone"
        for word in seen
        if word in _heard(passage)
    ]
    passages = map.dialogue.passages
    for step in map.steps:
        before, after = passages[step.origin[0]], passages[step.target[0]]
        said = f"{step.choice.text.da} {_heard(after)}".casefold()
        if before.line == "phone" and after.line in PICTURED and not any(word in said for word in switch):
            found.append(f"{before.name} > {after.name}: video again")
    return sorted(set(found))


def longest_words(map: Map) -> tuple[int, int]:
    """The longest way that never turns back to an earlier moment: (words read in Danish, turns)."""
    onward = _without_turning_back(map)

    @cache
    def longest(state: State) -> tuple[int, int]:
        here = _words(map.dialogue.passages[state[0]], state)
        ahead = [longest(target) for target in onward.get(state, [])]
        words, turns = max(ahead, default=(0, -1))
        return here + words, turns + 1

    return longest(map.start)


def _without_turning_back(map: Map) -> dict[State, list[State]]:
    """Steps onward, without those that lead back to a state on the way there (depth first, so that what is left has no circle)."""
    onward, done = _onward(map), set[State]()
    found: dict[State, list[State]] = {}
    way: list[tuple[State, list[State]]] = [(map.start, [step.target for step in onward.get(map.start, [])])]
    walking = {map.start}
    while way:
        state, targets = way[-1]
        if not targets:
            way.pop()
            walking.discard(state)
            done.add(state)
            continue
        target = targets.pop()
        if target not in walking:
            found.setdefault(state, []).append(target)
            if target not in done:
                walking.add(target)
                way.append((target, [step.target for step in onward.get(target, [])]))
    return found


def _words(passage: Passage, state: State) -> int:
    heard = [text.da for kind in ("say", "scene", "learn") for text in passage.heard(kind, state[1])]
    offered = [choice.text.da for choice in passage.offered(state[1])]
    return sum(len(text.split()) for text in heard + offered)


def _heard(passage: Passage) -> str:
    return " ".join(line.text.da for line in passage.lines if line.kind in ("say", "scene")).casefold()


def _onward(map: Map) -> dict[State, list[Step]]:
    found: dict[State, list[Step]] = {}
    for step in map.steps:
        found.setdefault(step.origin, []).append(step)
    return found


def _endings(map: Map) -> set[State]:
    return {step.target for step in map.steps if map.dialogue.passages[step.target[0]].is_ending}


def _leading_to_good(map: Map) -> set[State]:
    good = {state for state in _endings(map) if map.dialogue.passages[state[0]].outcome == Outcome.GOOD}
    grew = True
    while grew:
        new = {step.origin for step in map.steps if step.target in good} - good
        good |= new
        grew = bool(new)
    return good
