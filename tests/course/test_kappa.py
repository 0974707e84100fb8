"""Weighted kappa says of two markers what published examples and another way of reckoning say; and which texts two trainers mark."""

import random
from datetime import datetime, timedelta

import numpy as np
import pytest

from course.kappa import weighted_kappa
from course.second_marking import is_drawn

SECOND = (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4)
THIRD = (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2)
"""Two raters of anxiety, from R's package irr."""
HANDED_IN = datetime(2026, 11, 2, 9, 30, 17, 123456)


def pairs_of(table: list[list[int]]) -> list[tuple[int, int]]:
    """The pairs of a table of counts, one marker's levels down and the other's across."""
    return [(row, column) for row, counts in enumerate(table) for column, count in enumerate(counts) for _ in range(count)]


def test_cohens_own_example_of_1968_has_the_kappa_that_he_printed() -> None:
    weights = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
    judges = pairs_of([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    found = weighted_kappa(judges, lambda one, other: weights[one][other])
    assert found
    assert found.value == pytest.approx(0.348, abs=0.0005)


def test_the_interval_is_the_one_that_sas_prints() -> None:
    found = weighted_kappa(pairs_of([[0, 4, 1], [0, 8, 0], [0, 1, 5]]), lambda one, other: abs(one - other))
    assert found
    assert (found.value, found.low, found.high) == pytest.approx((0.4701, 0.1845, 0.7558), abs=0.0001)


def test_the_squared_weights_give_what_r_gives_for_its_raters_of_anxiety() -> None:
    ranks = {1: 0, 2: 1, 3: 2, 4: 3, 6: 4}  # R counts the categories that there are
    found = weighted_kappa([(ranks[one], ranks[other]) for one, other in zip(SECOND, THIRD, strict=True)])
    assert found
    assert found.value == pytest.approx(0.2520325, abs=1e-7)


def by_matrices(pairs: list[tuple[int, int]]) -> float:
    """Quadratic weighted kappa from the confusion matrix, as machine learning reckons it."""
    observed = np.zeros((5, 5))
    for one, other in pairs:
        observed[one, other] += 1
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
    weights = np.subtract.outer(np.arange(5), np.arange(5)) ** 2
    return 1 - float((weights * observed).sum() / (weights * expected).sum())


@pytest.mark.parametrize("seed", range(20))
def test_another_way_of_reckoning_gives_the_same(seed: int) -> None:
    chance = random.Random(seed)
    pairs = [(level, min(4, max(0, level + chance.choice((-2, -1, 0, 0, 0, 1))))) for level in chance.choices(range(5), k=30)]
    found = weighted_kappa(pairs)
    assert found
    assert found.value == pytest.approx(by_matrices(pairs))
    assert found.low <= found.value <= found.high
    turned = weighted_kappa([(other, one) for one, other in pairs])
    assert turned
    assert turned.value == pytest.approx(found.value)


def test_full_agreement_is_one_and_the_opposite_is_minus_one() -> None:
    agreed, opposed = weighted_kappa([(level, level) for level in range(5)]), weighted_kappa([(0, 4), (4, 0)])
    assert agreed
    assert opposed
    assert (agreed.value, opposed.value) == (1, -1)


def test_where_all_levels_are_the_same_there_is_no_kappa() -> None:
    assert weighted_kappa([]) is None
    assert weighted_kappa([(3, 3)] * 30) is None
    assert weighted_kappa([(3, 2)] * 30) is not None  # always one apart is told


def test_which_texts_two_mark_is_the_same_every_time_and_near_the_share() -> None:
    texts = [(number, f"tekst-{number % 2}", HANDED_IN + timedelta(seconds=number * 37.000123)) for number in range(4000)]
    drawn = [one for one in texts if is_drawn(*one, share=0.1)]
    assert drawn == [one for one in texts if is_drawn(*one, share=0.1)]
    assert 0.08 < len(drawn) / len(texts) < 0.12
    assert set(drawn) <= {one for one in texts if is_drawn(*one, share=0.2)}  # a higher share adds to it
    assert not any(is_drawn(*one, share=0) for one in texts)
    assert all(is_drawn(*one, share=1) for one in texts)


def test_no_hand_in_number_gives_away_whether_two_mark_a_text() -> None:
    moments = [HANDED_IN + timedelta(microseconds=one) for one in range(300)]
    assert {is_drawn(7, "tekst", moment, share=0.1) for moment in moments} == {True, False}
