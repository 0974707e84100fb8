"""The four phases as the course tells them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.change import DATA
from course.change.phases import PHASES, Phases, phases
from course.datafile import DataError, load


def test_the_four_phases_run_from_idea_to_implementation() -> None:
    assert [(one.number, one.id) for one in phases().phases] == [(1, "ide"), (2, "forberedelse"), (3, "anskaffelse"), (4, "implementering")]


def test_each_phase_says_what_happens_and_what_goes_wrong_without_it() -> None:
    assert all(one.happens.da and one.without.en for one in phases().phases)


def test_the_phases_name_their_source() -> None:
    assert "Digitale veje til job" in phases().source.da
    assert "2024" in phases().source.da


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: ide", "id: drøm", f"phases: must be {', '.join(PHASES)}, in that order."),
        ("number: 1", "number: 2", "the phases must have number 1 to 4 in order"),
        ("number: 1", "number: 5", "Use a number that is at most 4"),
    ],
)
def test_phases_left_out_or_misplaced_are_refused(write: Callable[..., Path], old: str, new: str, told: str) -> None:
    path = write("phases.yaml", (DATA / "phases.yaml").read_text("utf-8").replace(old, new, 1))
    with pytest.raises(DataError) as caught:
        load(path, Phases)
    assert told in caught.value.text.en
