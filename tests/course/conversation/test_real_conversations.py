"""Every path through every conversation of the course ends, and its score lies within what the debrief compares it with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from course.conversation import paths, play
from course.conversation.dialogue import Choice
from course.conversation.paths import Map, State, follow
from course.conversation.play import Attempt

ROOT = Path(__file__).parent.parent.parent.parent
CONVERSATIONS = sorted((ROOT / "modules").glob("*/*.twee"))


def ways(map: Map, state: State, taken: tuple[Choice, ...] = (), seen: frozenset[State] = frozenset()) -> Iterator[tuple[Choice, ...]]:
    """All ways from `state` to an ending that come by no state twice."""
    passage = map.dialogue.passages[state[0]]
    if passage.is_ending:
        yield taken
    for choice in passage.offered(state[1]):
        target = follow(state, choice)
        if target not in seen:
            yield from ways(map, target, (*taken, choice), seen | {target})


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
    for way in ways(conversation, conversation.start):
        shown = sum(choice.points for choice in way)
        assert 0 <= shown <= conversation.best
        for competence, best in conversation.best_of.items():
            assert sum(choice.shows.get(competence, 0) for choice in way) <= best
        scores.append(shown)
    assert max(scores) == conversation.best
    assert min(scores) < conversation.best / 4


def test_the_best_and_the_worst_path_are_debriefed(conversation: Map) -> None:
    found = sorted(ways(conversation, conversation.start), key=lambda way: sum(choice.points for choice in way))
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
