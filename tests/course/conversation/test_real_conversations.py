"""Every path through every conversation of the course ends, and its score lies within what the debrief compares it with."""

from functools import cache
from pathlib import Path

import pytest

from course.conversation import paths, play
from course.conversation.dialogue import Choice
from course.conversation.paths import Map, State, follow
from course.conversation.play import Attempt

ROOT = Path(__file__).parent.parent.parent.parent
CONVERSATIONS = sorted((ROOT / "modules").glob("*/*.twee"))


Shown = int  # the points of all competences as digits of one number, so that adding them is one step
Onward = tuple[int, int, Shown, Choice]  # from a state, to another, what the choice shows
Found = list[dict[Shown, Onward | None]]  # for each state all that can be shown on the way to it, with the last choice of one way
BASE = 10_000


@cache
def ways(map: Map) -> list[tuple[Choice, ...]]:
    """For all that can be shown on the way to an ending, one way that shows it: whatever path somebody takes, one of these shows the same."""
    states: dict[State, int] = {map.start: 0}
    onward: dict[int, list[Onward]] = {}
    for step in map.steps:
        origin, target = (states.setdefault(state, len(states)) for state in (step.origin, step.target))
        worth = sum(step.choice.shows.get(one, 0) * BASE**place for place, one in enumerate(map.best_of))
        onward.setdefault(origin, []).append((origin, target, worth, step.choice))
    found: Found = [{} for _ in states]
    found[0][0] = None
    waiting: dict[int, set[Shown]] = {0: {0}}
    while waiting:
        here = next(iter(waiting))
        new = waiting.pop(here)
        for one in onward.get(here, ()):
            _, target, worth, _ = one
            reached = {shown + worth for shown in new} - found[target].keys()
            if reached:
                found[target] |= dict.fromkeys(reached, one)
                waiting.setdefault(target, set()).update(reached)
    ends = (number for state, number in states.items() if map.dialogue.passages[state[0]].is_ending)
    endings = {shown: state for state in ends for shown in found[state]}
    return [way_to(state, shown, found) for shown, state in endings.items()]


def way_to(state: int, shown: Shown, found: Found) -> tuple[Choice, ...]:
    """The choices that led there."""
    taken = []
    while before := found[state][shown]:
        state, _, worth, choice = before
        shown -= worth
        taken.append(choice)
    return tuple(reversed(taken))


@pytest.fixture(params=CONVERSATIONS, ids=lambda path: path.stem)
def conversation(request: pytest.FixtureRequest) -> Map:
    return paths.load(request.param)


def test_there_are_conversations() -> None:
    assert len(CONVERSATIONS) >= 2


def test_a_conversation_has_room_for_real_choices(conversation: Map) -> None:
    endings = [passage for passage in conversation.dialogue.passages.values() if passage.is_ending]
    assert len(conversation.dialogue.passages) >= 20
    assert len(endings) >= 3
    assert len({passage.outcome for passage in endings}) == 3


def test_every_path_ends_and_scores_within_bounds(conversation: Map) -> None:
    scores = []
    for way in ways(conversation):
        shown = sum(choice.points for choice in way)
        assert 0 <= shown <= conversation.best
        for competence, best in conversation.best_of.items():
            assert sum(choice.shows.get(competence, 0) for choice in way) <= best
        scores.append(shown)
    assert max(scores) == conversation.best
    assert min(scores) < conversation.best / 4


def test_the_best_and_the_worst_path_are_debriefed(conversation: Map) -> None:
    found = sorted(ways(conversation), key=lambda way: sum(choice.points for choice in way))
    for way in (found[0], found[-1]):
        told = play.debrief(conversation, Attempt([choice.id for choice in way]))
        assert told["score"] == sum(choice.points for choice in way)
        assert told["ending"]
        assert told["learn"]
        assert told["turning_points"]


def test_a_coach_and_the_others_thoughts_are_there_whenever_there_is_a_choice(conversation: Map) -> None:
    without = [
        passage.name
        for passage in conversation.dialogue.passages.values()
        if passage.choices and {"coach", "thought"} - {line.kind for line in passage.lines}
    ]
    assert without == []


def test_on_no_path_does_the_other_look_content_when_it_ended_badly_unless_an_author_says_so(conversation: Map) -> None:
    passages = conversation.dialogue.passages
    assert passages[conversation.start[0]].mood, "from the first words on, an author has said how the other is"
    for state, mood in _moods(conversation):
        if passages[state[0]].outcome == "poor" and not passages[state[0]].mood:
            assert mood not in ("calm", "happy", "relieved"), f"{state[0]}: {mood}"


def _moods(map: Map) -> set[tuple[State, str]]:
    """All that can be met on any path: where one is, and how the other looks there."""
    found: set[tuple[State, str]] = set()
    waiting = [(map.start, play.CALM)]
    while waiting:
        state, before = waiting.pop()
        passage = map.dialogue.passages[state[0]]
        mood = passage.mood or before
        if (state, mood) not in found:
            found.add((state, mood))
            waiting += [(follow(state, choice), mood) for choice in passage.offered(state[1])]
    return found
