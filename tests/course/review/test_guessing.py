"""Somebody who knows nothing, and goes by how the options look."""

import pytest

from course.kinds.choice import ChoiceTask
from course.review.guessing import Guess, chance, guesses, length_ratio, places, score
from tests.course.review.conftest import choice, rights


def earned(tasks: list[ChoiceTask], strategy: str, language: str = "da") -> Guess:
    return next(guess for guess in guesses(tasks, rights(*tasks)) if (guess.strategy, guess.language) == (strategy, language))


def test_whoever_ticks_the_longest_option_is_found_out_where_the_right_one_is_longest(careful: list[ChoiceTask]) -> None:
    assert earned(careful, "longest").earned == 1
    assert earned(careful, "longest").above_chance == 0.75


def test_each_language_is_measured_by_its_own_lengths(careful: list[ChoiceTask]) -> None:
    assert earned(careful, "longest", "en").earned == 0
    assert earned(careful, "shortest", "en").earned == 1


def test_whoever_ticks_the_same_place_is_found_out(careful: list[ChoiceTask]) -> None:
    assert earned(careful, "place 1").earned == 1
    assert earned(careful, "place 2").earned == 0
    assert places(careful, rights(*careful)) == {1: 5, 2: 0, 3: 0, 4: 0}


def test_with_several_right_ones_a_guesser_ticks_as_many() -> None:
    task = choice("t", "*aaaa", "*aaa", "aa", "a", several=True)
    assert earned([task], "longest").earned == 1
    assert earned([task], "second longest").earned == 0  # one right, one wrong
    assert earned([task], "even places").earned == 0


def test_chance_is_what_every_draw_earns_on_average() -> None:
    assert chance(choice("t", "*a", "b", "c", "d"), ["o1"]) == 0.25
    several = choice("t", "*a", "*b", "c", "d", several=True)
    assert chance(several, ["o1", "o2"]) == pytest.approx(1 / 6)  # of six draws one is right, four balance out, one is wrong


def test_a_wrong_tick_takes_a_right_one_away_as_in_marking() -> None:
    task = choice("t", "*a", "*b", "c", "d", several=True)
    assert score(task, ["o1", "o3"], ["o1", "o2"]) == 0
    assert score(task, ["o1"], ["o1", "o2"]) == 0.5


def test_lengths_are_compared_between_right_and_wrong(careful: list[ChoiceTask]) -> None:
    assert length_ratio(careful[0], ["o1"], "da") > 3
    assert length_ratio(careful[0], ["o1"], "en") < 0.5
    assert length_ratio(choice("t", "*ens", "ens"), ["o1"], "da") == 1
