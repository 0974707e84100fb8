"""What a finished attempt shows, by competence and level."""

from collections.abc import Callable

import pytest

from course.conversation import results
from course.conversation.paths import Map
from course.conversation.play import Attempt
from course.conversation.results import Shown
from course.errors import InvalidAnswer

Read = Callable[[str | bytes], Map]
BEST = ["Velkommen>Rummet", "Rummet>Sagen", "Sagen>Aftale"]


@pytest.fixture
def map(read: Read, roza: str) -> Map:
    return read(roza)


def test_the_best_path_shows_all_of_every_level_that_the_conversation_speaks_about(map: Map) -> None:
    assert results.shown(map, Attempt(BEST)) == [
        Shown("samtale.ledelse", 1, 2, 2),
        Shown("samtale.rammer", 2, 1, 1),
        Shown("samtale.relation", 3, 1, 1),
    ]


def test_a_path_shows_the_share_of_the_moments_it_took(map: Map) -> None:
    found = {(one.competence, one.level): one.share for one in results.shown(map, Attempt([*BEST[:2], "Sagen>Farvel"]))}
    assert found == {("samtale.ledelse", 1): 0.5, ("samtale.rammer", 2): 1, ("samtale.relation", 3): 0}


def test_waiting_in_a_circle_shows_nothing_more(map: Map) -> None:
    assert results.shown(map, Attempt(["Velkommen>Velkommen"] * 3 + BEST)) == results.shown(map, Attempt(BEST))


def test_an_attempt_that_is_not_finished_shows_nothing_yet(map: Map) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        results.shown(map, Attempt(BEST[:1]))
    assert "ikke ført til ende" in caught.value.text.da


def test_a_forged_path_is_refused(map: Map) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        results.shown(map, Attempt(["Velkommen>Aftale"]))
    assert "findes ikke her i samtalen" in caught.value.text.da


def test_nobody_is_asked_for_both_sides_of_a_trade_off(read: Read, roza: str) -> None:
    """Two ways on with the same points: whoever takes either has shown what there is to show."""
    other = "[[Vi skriver sammen. // We write together.->Aftale]]\n  shows: samtale.kanal 3\n  shows: samtale.ledelse 1\n  why: Et andet valg. // Another choice.\n\n"
    either = read(roza.replace("[[Skal vi mødes i stedet?", other + "[[Skal vi mødes i stedet?"))
    for last in ("Sagen>Aftale", "Sagen>Aftale#2"):
        shares = {(one.competence, one.level): one.share for one in results.shown(either, Attempt([*BEST[:2], last]))}
        assert shares["samtale.ledelse", 1] == 1
        assert max(shares["samtale.kanal", 3], shares["samtale.relation", 3]) == 1
