"""A colleague draws the force field around a change."""

import pytest
from pydantic import ValidationError

from course.change.lewin import Force, ForceField, lewin


def force(text: str, strength: int) -> Force:
    return Force(text=text, strength=strength)


FIELD = ForceField(
    driving=(force("Borgerne slipper for bussen", 4), force("Lederen spørger til det", 2)),
    restraining=(force("Plejer", 3), force("Utryg ved teknikken", 5), force("Ingen tid", 5)),
)


def test_the_balance_is_what_drives_minus_what_restrains() -> None:
    assert (FIELD.driving_total, FIELD.restraining_total, FIELD.balance) == (6, 13, -7)


def test_the_strongest_restraining_force_is_the_one_to_weaken_first() -> None:
    assert FIELD.strongest_restraining == force("Utryg ved teknikken", 5)


def test_an_empty_field_is_in_balance_and_nothing_restrains() -> None:
    assert (ForceField().balance, ForceField().strongest_restraining) == (0, None)


@pytest.mark.parametrize("strength", [0, 6, 2.5, "3", True, None])
def test_a_strength_that_is_no_whole_number_from_one_to_five_is_refused_in_words(strength: object) -> None:
    with pytest.raises(ValidationError, match="must be a whole number from 1 to 5"):
        Force.model_validate({"text": "Plejer", "strength": strength})


@pytest.mark.parametrize("text", ["", "   ", "x" * 301])
def test_a_force_is_described_in_a_few_words(text: str) -> None:
    with pytest.raises(ValidationError):
        Force(text=text, strength=3)


def test_a_field_holds_as_many_forces_as_one_can_look_at() -> None:
    with pytest.raises(ValidationError, match="at most 12"):
        ForceField(driving=(force("a", 1),) * 13)


def test_the_three_stages_stand_in_lewins_order_with_their_source() -> None:
    assert [stage.id for stage in lewin().stages] == ["unfreeze", "move", "freeze"]
    assert "1947" in lewin().source.da
    assert "1951" in lewin().source.da
