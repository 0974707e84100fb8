"""The statistics of tasks are those of the textbooks."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from course import items

# Section 6 of the Law School Admission Test: how many of 1000 people answered the five items in each of the 32 ways, from 00000 to 11111
# (Bock & Lieberman, Psychometrika 35, 1970).
LSAT = (3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298)
# What `descript(LSAT)` of the R package ltm prints of them (Rizopoulos, Journal of Statistical Software 17(5), 2006): proportions, and the
# point-biserial correlation with the total score, the item excluded. ltm divides by n - 1 in one place and by n in another.
PUBLISHED = ((0.924, 0.1128), (0.709, 0.1531), (0.553, 0.1727), (0.763, 0.1444), (0.870, 0.1215))
THEIRS = (999 / 1000) ** 0.5
people = [way for way, count in zip(product((0, 1), repeat=5), LSAT, strict=True) for _ in range(count)]


@pytest.mark.parametrize("item", range(5))
def test_difficulty_and_discrimination_are_the_published_ones(item: int) -> None:
    own, rest = [one[item] for one in people], [sum(one) - one[item] for one in people]
    difficulty, discrimination = PUBLISHED[item]
    assert items.difficulty(own) == pytest.approx(difficulty, abs=5e-4)
    found = items.item_rest(own, rest)
    assert found is not None
    assert found * THEIRS == pytest.approx(discrimination, abs=6e-5)


@given(some.lists(some.tuples(*[some.integers(0, 4)] * 4), min_size=5, max_size=60))
def test_discrimination_is_what_another_way_of_working_it_out_gives(answers: list[tuple[int, ...]]) -> None:
    """From the covariance matrix of the items: cov(item, rest) = cov(item, total) - var(item), var(rest) = var(total) - 2 cov(item, total) + var(item)."""
    whole = np.cov(np.array(answers, dtype=float), rowvar=False)
    with_total, total = whole.sum(axis=0), whole.sum()
    for item in range(4):
        own = whole[item, item]
        rest = total - 2 * with_total[item] + own
        found = items.item_rest([one[item] for one in answers], [sum(one) - one[item] for one in answers])
        if own < 1e-9 or rest < 1e-9:
            assert found is None
        else:
            assert found == pytest.approx((with_total[item] - own) / np.sqrt(own * rest), abs=1e-9)


def test_a_third_is_a_third_and_takes_in_who_scores_alike() -> None:
    assert items.thirds([5, 1, 3, 2, 4, 6]) == ([0, 5], [1, 3])
    assert items.thirds([6, 5, 5, 3, 2, 1]) == ([0, 1, 2], [4, 5])
    assert items.thirds([2, 2, 2, 2, 2]) == ([], [])
    assert items.thirds([1, 2]) == ([], [])
