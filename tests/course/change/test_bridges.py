"""A colleague prepares a new beginning with the four P's."""

import pytest
from pydantic import ValidationError

from course.change.bridges import PARTS, Beginning, bridges


def test_what_is_not_written_is_missing_in_bridges_order() -> None:
    assert Beginning().missing == ["purpose", "picture", "plan", "part"]
    assert Beginning(plan="Vi begynder i uge 3", purpose="Færre aflysninger").missing == ["picture", "part"]


def test_spaces_are_not_a_plan() -> None:
    assert "plan" in Beginning(plan="  \n ").missing


def test_nothing_is_missing_when_all_four_are_written() -> None:
    assert Beginning(purpose="a", picture="b", plan="c", part="d").missing == []


def test_a_beginning_has_no_fifth_p() -> None:
    with pytest.raises(ValidationError, match="panic"):
        Beginning.model_validate({"panic": "x"})


def test_a_text_far_too_long_is_refused() -> None:
    with pytest.raises(ValidationError, match="at most 1000"):
        Beginning(plan="x" * 1001)


def test_the_three_zones_and_four_ps_stand_in_order_with_their_source() -> None:
    assert [zone.id for zone in bridges().zones] == ["ending", "neutral", "beginning"]
    assert [part.id for part in bridges().parts] == list(PARTS)
    assert bridges().part("plan").question.en
    assert "2009" in bridges().source.da
