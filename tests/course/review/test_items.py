"""How tasks did, against a textbook's arithmetic and an independent implementation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.review.items import Attempted, statistics

# A small worked example, done by hand: five people, three tasks.
WORKED = [
    Attempted({"a": 1, "b": 1, "c": 1}, {"a": ["x"]}),
    Attempted({"a": 1, "b": 1, "c": 0}, {"a": ["x"]}),
    Attempted({"a": 1, "b": 0, "c": 0}, {"a": ["x"]}),
    Attempted({"a": 0, "b": 1, "c": 0}, {"a": ["y"]}),
    Attempted({"a": 0, "b": 0, "c": 0}, {"a": ["y"]}),
]


def test_difficulty_is_the_mean_share_and_discrimination_leaves_the_task_itself_out() -> None:
    found = statistics("a", WORKED)
    assert found is not None
    assert found.difficulty == pytest.approx(0.6)
    # rest scores 2, 1, 0, 1, 0 (mean 0.8); summed products of deviations 0.6, squared deviations 1.2 and 2.8
    assert found.discrimination == pytest.approx(0.6 / (1.2 * 2.8) ** 0.5)


def test_fewer_than_five_hand_ins_are_not_shown() -> None:
    assert statistics("a", WORKED[:4]) is None


def test_a_task_that_all_solve_alike_discriminates_nobody() -> None:
    found = statistics("a", [Attempted({"a": 1, "b": n % 2}, {}) for n in range(5)])
    assert found is not None
    assert found.discrimination is None


def test_options_are_shown_by_thirds_only_where_a_third_hides_single_people() -> None:
    few, many = statistics("a", WORKED), statistics("a", WORKED * 3)
    assert few is not None
    assert many is not None
    assert few.upper == few.lower == {}
    assert many.upper == {"x": 1.0}
    assert many.lower["y"] == 0.8  # four of the five with the lowest totals


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1), st.floats(0, 1)), min_size=5, max_size=40))
def test_discrimination_agrees_with_numpy(shares: list[tuple[float, float, float]]) -> None:
    found = statistics("a", [Attempted(dict(zip("abc", row, strict=True)), {}) for row in shares])
    assert found is not None
    own, rest = np.array([row[0] for row in shares]), np.array([row[1] + row[2] for row in shares])
    if found.discrimination is not None and own.std() > 1e-6 and rest.std() > 1e-6:
        assert found.discrimination == pytest.approx(np.corrcoef(own, rest)[0, 1], abs=1e-6)
