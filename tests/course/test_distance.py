"""What is said of a level and its target never contradicts itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.distance import Distance, Reach, distance

targets = st.integers(0, 4)
levels = st.none() | st.floats(0, 4).map(lambda one: round(one, 4))


@pytest.mark.parametrize(("target", "attained", "gap"), [(3, None, 3), (3, 2.3, 0.7), (3, 3, 0), (2, 4, 0), (0, None, 0), (1, 0, 1)])
def test_the_gap_is_target_minus_level_and_never_negative(target: int, attained: float | None, gap: float) -> None:
    assert distance(target, attained).gap == gap


@pytest.mark.parametrize(
    ("target", "attained", "told", "da", "en"),
    [
        (0, 2.2, Distance(0, 2.2, 0, Reach.NO_TARGET), "Intet mål", "No target"),
        (3, None, Distance(3, None, 3, Reach.UNKNOWN), "Ikke vist endnu", "Not shown yet"),
        (3, 3.0, Distance(3, 3.0, 0, Reach.REACHED), "Målet er nået", "Target reached"),
        (3, 2.9999, Distance(3, 3.0, 0, Reach.CLOSE), "Lige ved målet", "Almost there"),
        (3, 2.97, Distance(3, 3.0, 0, Reach.CLOSE), "Lige ved målet", "Almost there"),
        (3, 2.94, Distance(3, 2.9, 0.1, Reach.SHORT), "0,1 niveau til målet", "0.1 level to go"),
        (3, 2.0, Distance(3, 2.0, 1, Reach.SHORT), "1 niveau til målet", "1 level to go"),
        (3, 0.75, Distance(3, 0.8, 2.2, Reach.SHORT), "2,2 niveauer til målet", "2.2 levels to go"),
    ],
)
def test_a_level_is_told_to_one_decimal_and_in_words(target: int, attained: float | None, told: Distance, da: str, en: str) -> None:
    found = distance(target, attained)
    assert (found, found.words.da, found.words.en) == (told, da, en)


@given(targets, levels)
def test_level_gap_and_state_never_contradict_each_other(target: int, attained: float | None) -> None:
    told = distance(target, attained)
    assert (told.state is Reach.NO_TARGET) == (target == 0)
    assert told.lacking == (target > (attained or 0) or bool(target and attained is None))
    if target and told.level is not None and attained is not None:
        assert (told.state is Reach.REACHED) == (attained >= target)
        assert (told.state is Reach.SHORT) == (told.gap > 0)
        assert told.gap == 0 or told.level + told.gap == pytest.approx(target)


@given(targets, levels)
def test_no_more_than_one_decimal_is_told(target: int, attained: float | None) -> None:
    told = distance(target, attained)
    assert told.gap == round(told.gap, 1)
    assert told.level is None or told.level == round(told.level, 1)
    assert all(len(word.partition(",")[2]) <= 1 for word in told.words.da.split())
