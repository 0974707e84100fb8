"""A colleague scores a change with ADKAR and sees where help must start."""

from itertools import product

import pytest
from pydantic import ValidationError

from course.change.adkar import ELEMENTS, Scores, adkar


def scores(*values: object) -> Scores:
    return Scores.model_validate(dict(zip(ELEMENTS, values, strict=True)))


@pytest.mark.parametrize(
    ("given", "barrier"),
    [
        ((5, 5, 5, 5, 5), None),
        ((4, 4, 4, 4, 4), None),
        ((3, 5, 5, 5, 5), "awareness"),
        ((4, 3, 1, 1, 1), "desire"),
        ((5, 5, 2, 5, 1), "knowledge"),
        ((5, 5, 5, 1, 5), "ability"),
        ((4, 4, 4, 4, 3), "reinforcement"),
    ],
)
def test_the_barrier_point_is_the_first_element_scored_three_or_lower(given: tuple[int, ...], barrier: str | None) -> None:
    assert scores(*given).barrier == barrier


def test_every_possible_score_has_the_barrier_that_the_rule_says() -> None:
    for given in product(range(1, 6), repeat=5):
        low = [element for element, score in zip(ELEMENTS, given, strict=True) if score <= 3]
        assert scores(*given).barrier == (low[0] if low else None)


@pytest.mark.parametrize("value", [0, 6, -1, 2.5, "4", None, True])
def test_a_score_that_is_no_whole_number_from_one_to_five_is_refused_in_words(value: object) -> None:
    with pytest.raises(ValidationError, match="must be a whole number from 1 to 5"):
        scores(4, value, 4, 4, 4)


def test_an_element_without_a_score_is_refused() -> None:
    with pytest.raises(ValidationError, match="reinforcement"):
        Scores.model_validate({"awareness": 4, "desire": 4, "knowledge": 4, "ability": 4})


def test_each_element_has_a_statement_to_score_and_somewhere_to_begin() -> None:
    assert [element.id for element in adkar().elements] == list(ELEMENTS)
    assert adkar().element("ability").statement.da.startswith("Jeg kan")
    assert all(element.begin.da and element.begin.en for element in adkar().elements)
    assert "Hiatt" in adkar().source.en
