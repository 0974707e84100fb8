"""A learner in a conversation: on, back, again, and the debrief afterwards."""

from collections.abc import Callable

import pytest

from course.conversation import play
from course.conversation.paths import Map
from course.conversation.play import Attempt
from course.errors import InvalidAnswer

Read = Callable[[str | bytes], Map]
BEST = ["Velkommen>Rummet", "Rummet>Sagen", "Sagen>Aftale"]
POOR = ["Velkommen>Sagen", "Sagen>Farvel"]


@pytest.fixture
def map(read: Read, roza: str) -> Map:
    return read(roza)


def test_a_new_attempt_stands_at_the_beginning(map: Map) -> None:
    (turn,) = play.turns(map, Attempt())
    assert turn.passage.name == "Velkommen"
    assert turn.choice is None
    assert not play.is_over(map, Attempt())


def test_an_attempt_replays_to_the_same_place(map: Map) -> None:
    attempt = Attempt()
    for choice in BEST:
        attempt = play.take(map, attempt, choice)
    assert [turn.passage.name for turn in play.turns(map, Attempt(BEST))] == ["Velkommen", "Rummet", "Sagen", "Aftale"]
    assert play.turns(map, attempt) == play.turns(map, Attempt(BEST))
    assert play.is_over(map, attempt)


def test_a_step_back_forgets_the_choice_and_what_it_made_the_other_remember(map: Map) -> None:
    attempt = play.back(Attempt(BEST[:1]))
    assert attempt.taken == []
    other = play.take(map, attempt, "Velkommen>Sagen")
    assert [choice.id for choice in play.turns(map, other)[-1].passage.offered(play.turns(map, other)[-1].state[1])] == ["Sagen>Farvel"]


def test_a_step_back_from_the_beginning_stays_there() -> None:
    assert play.back(Attempt()).taken == []


def test_help_that_was_asked_for_stays_noted_after_a_step_back(map: Map) -> None:
    attempt = play.take(map, Attempt(hints=["Velkommen"], thoughts=["Velkommen"]), "Velkommen>Rummet")
    assert play.back(attempt) == Attempt([], ["Velkommen"], ["Velkommen"])
    assert (play.debrief(map, attempt)["hints"], play.debrief(map, attempt)["thoughts"]) == (1, 1)


@pytest.mark.parametrize(
    "taken",
    [["Velkommen/9"], ["Sagen>Aftale"], ["Velkommen>Sagen", "Sagen>Aftale"], [*BEST, "Sagen>Farvel"], [""], [None]],
    ids=["none such", "another place", "its condition does not hold", "after the ending", "empty", "no text"],
)
def test_a_forged_choice_is_refused(map: Map, taken: list[str]) -> None:
    with pytest.raises(InvalidAnswer, match="not offered here"):
        play.turns(map, Attempt(taken))
    with pytest.raises(InvalidAnswer):
        play.take(map, Attempt(taken[:-1]), taken[-1])


def test_a_refused_choice_leaves_the_attempt_as_it_was(map: Map) -> None:
    attempt = Attempt(["Velkommen>Rummet"])
    with pytest.raises(InvalidAnswer):
        play.take(map, attempt, "Sagen>Aftale")
    assert attempt == Attempt(["Velkommen>Rummet"])


def test_the_best_path_scores_the_best(map: Map) -> None:
    assert play.score(map, Attempt(BEST)) == (map.best, {"samtale.ledelse": 2, "samtale.rammer": 2, "samtale.relation": 3})


def test_a_short_bad_path_scores_nothing_of_the_best(map: Map) -> None:
    assert play.score(map, Attempt(POOR)) == (0, {"samtale.ledelse": 0, "samtale.rammer": 0, "samtale.relation": 0})


def test_waiting_in_a_loop_neither_costs_nor_earns(map: Map) -> None:
    assert play.score(map, Attempt(["Velkommen>Velkommen", "Velkommen>Velkommen", *BEST])) == play.score(map, Attempt(BEST))


def test_a_debrief_shows_the_ending_and_each_competence_against_its_best(map: Map) -> None:
    found = play.debrief(map, Attempt(BEST))
    assert found["outcome"] == "good"
    assert found["ending"] == {"da": "I mødes på torsdag", "en": "You meet on Thursday"}
    assert [text["en"] for text in found["learn"]] == ["The room first.", "Then the trust."]
    assert (found["score"], found["best"]) == (7, 7)
    assert {"id": "samtale.relation", "score": 3, "best": 3} in found["competences"]
    assert all(point["better"] is None for point in found["turning_points"])


def test_a_debrief_names_the_turning_points_and_what_would_have_shown_more(map: Map) -> None:
    found = play.debrief(map, Attempt(["Velkommen>Velkommen", *POOR]))
    assert found["score"] == 0
    assert [point["passage"] for point in found["turning_points"]] == ["Velkommen", "Velkommen"]
    missed = found["turning_points"][1]
    assert missed["said"]["en"] == "Can you hear me?"
    assert missed["chose"]["en"] == "How are things?"
    assert missed["why"]["en"].startswith("She does not know")
    assert missed["better"]["text"]["en"] == "Are you alone?"
    assert missed["better"]["why"]["en"].startswith("You asked")


def test_a_moment_where_nothing_could_be_shown_is_no_turning_point(map: Map) -> None:
    """Without the room asked about, the choice that scores is not offered in Sagen."""
    assert "Sagen" not in [point["passage"] for point in play.debrief(map, Attempt(POOR))["turning_points"]]


def test_a_choice_that_shows_nothing_itself_but_closes_a_way_is_a_turning_point(read: Callable[[str | bytes], Map], roza: str) -> None:
    """Asking who is there earns nothing by itself now; but only who asks can be told what matters."""
    map = read(roza.replace("  shows: samtale.rammer 2\n", ""))
    missed = play.debrief(map, Attempt(POOR))["turning_points"]
    assert [point["passage"] for point in missed] == ["Velkommen"]
    assert missed[0]["why"]["en"].startswith("She does not know")


def test_a_debrief_puts_no_words_in_the_mouth_of_one_who_said_nothing(read: Callable[[str | bytes], Map], roza: str) -> None:
    map = read(roza.replace("say: Kan du høre mig? // Can you hear me?\n", ""))
    first = play.debrief(map, Attempt(POOR))["turning_points"][0]
    assert (first["said"], first["seen"]["en"]) == (None, "The picture freezes for a moment.")


def test_an_attempt_that_goes_round_in_circles_ends_some_day(map: Map) -> None:
    attempt = Attempt(["Velkommen>Velkommen"] * play.MAX_TAKEN)
    with pytest.raises(InvalidAnswer, match="in circles"):
        play.take(map, attempt, "Velkommen>Velkommen")


def test_a_debrief_before_the_end_has_no_ending(map: Map) -> None:
    found = play.debrief(map, Attempt(["Velkommen>Rummet"]))
    assert (found["outcome"], found["ending"], found["learn"]) == (None, None, [])


def test_a_mood_stays_until_a_passage_changes_it(read: Read, roza: str) -> None:
    map = read(roza.replace(":: Farvel [ending]", ":: Farvel [ending]\nmood: annoyed"))
    assert [turn.mood for turn in play.turns(map, Attempt(POOR))] == ["hesitant", "hesitant", "annoyed"]


def test_before_any_passage_names_a_mood_the_other_is_calm(read: Read, roza: str) -> None:
    assert play.turns(read(roza.replace("mood: hesitant\n", "")), Attempt())[0].mood == "calm"
