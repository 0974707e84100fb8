"""Playing a conversation. An attempt is the list of choice ids taken, plus what help was asked for; everything else follows from it."""

from dataclasses import dataclass, field
from typing import Any

from course.conversation.dialogue import Choice, Passage
from course.conversation.paths import Map, State, follow
from course.errors import InvalidAnswer

MAX_TAKEN = 500
CALM = "calm"
"""The mood before any passage has named one."""


@dataclass
class Attempt:
    """A learner's way through a conversation so far. `hints` and `thoughts` name passages where help was asked for."""

    taken: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    thoughts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Turn:
    """One passage as the learner met it, the choice made there (None in the last), and the other's mood, which stays until a passage changes it."""

    state: State
    passage: Passage
    choice: Choice | None
    mood: str = CALM


def turns(map: Map, attempt: Attempt) -> list[Turn]:
    """Replay `attempt`. Raises InvalidAnswer when it takes a choice that is not offered there."""
    state, replayed, mood = map.start, [], CALM
    for id in attempt.taken:
        passage = map.dialogue.passages[state[0]]
        mood = passage.mood or mood
        choice = next((one for one in passage.offered(state[1]) if one.id == id), None)
        if choice is None:
            raise InvalidAnswer("Det valg findes ikke her i samtalen.", "That choice is not offered here in the conversation.")
        replayed.append(Turn(state, passage, choice, mood))
        state = follow(state, choice)
    last = map.dialogue.passages[state[0]]
    replayed.append(Turn(state, last, None, last.mood or mood))
    return replayed


def take(map: Map, attempt: Attempt, choice: str) -> Attempt:
    """The attempt after one more choice; raises InvalidAnswer when it is not offered, or when the attempt goes round in circles."""
    if len(attempt.taken) >= MAX_TAKEN:
        raise InvalidAnswer("Samtalen går i ring. Begynd forfra.", "The conversation is going in circles. Start over.")
    longer = Attempt([*attempt.taken, choice], attempt.hints, attempt.thoughts)
    turns(map, longer)
    return longer


def back(attempt: Attempt) -> Attempt:
    """The attempt with its last choice undone; help that was asked for stays noted."""
    return Attempt(attempt.taken[:-1], attempt.hints, attempt.thoughts)


def is_over(map: Map, attempt: Attempt) -> bool:
    """Whether the attempt has reached an ending."""
    return turns(map, attempt)[-1].passage.is_ending


def score(map: Map, attempt: Attempt) -> tuple[int, dict[str, int]]:
    """Points shown in all, and of each competence; a choice counts once however often it was taken."""
    shown: dict[str, int] = dict.fromkeys(map.best_of, 0)
    counted: set[str] = set()
    for turn in turns(map, attempt):
        if turn.choice and turn.choice.id not in counted:
            counted.add(turn.choice.id)
            for competence, points in turn.choice.shows.items():
                shown[competence] += points
    return sum(shown.values()), shown


def debrief(map: Map, attempt: Attempt) -> dict[str, Any]:
    """What the attempt showed, turn by turn, against the most that any path can show.

    A turning point is a moment where one of the choices shows points, or where more could still be shown after one than after another.
    """
    replayed = turns(map, attempt)
    total, shown = score(map, attempt)
    last = replayed[-1].passage
    return {
        "outcome": last.outcome,
        "ending": last.ending.model_dump() if last.ending else None,
        "learn": [text.model_dump() for text in last.heard("learn", replayed[-1].state[1])],
        "score": total,
        "best": map.best,
        "competences": [{"id": id, "score": shown[id], "best": map.best_of[id]} for id in map.best_of],
        "turning_points": [_turning_point(turn) for turn in replayed[:-1] if _matters(map, turn)],
        "hints": len(attempt.hints),
        "thoughts": len(attempt.thoughts),
    }


def _matters(map: Map, turn: Turn) -> bool:
    offered = turn.passage.offered(turn.state[1])
    ahead = {map.ahead[follow(turn.state, choice)] for choice in offered}
    return any(choice.points for choice in offered) or len(ahead) > 1


def _turning_point(turn: Turn) -> dict[str, Any]:
    assert turn.choice is not None
    offered = turn.passage.offered(turn.state[1])
    most = max(offered, key=lambda choice: choice.points)
    better = most if most.points > turn.choice.points else None
    said, seen = turn.passage.heard("say", turn.state[1]), turn.passage.heard("scene", turn.state[1])
    return {
        "passage": turn.passage.name,
        "said": said[-1].model_dump() if said else None,
        "seen": seen[-1].model_dump() if seen and not said else None,
        "chose": turn.choice.text.model_dump(),
        "why": turn.choice.why.model_dump() if turn.choice.why else None,
        "shows": turn.choice.shows,
        "better": {"text": better.text.model_dump(), "why": better.why.model_dump() if better.why else None} if better else None,
    }
