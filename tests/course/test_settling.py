"""The shortest way to a sure level, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import settings
from course.modules import Module, load_module
from course.progression import Attained
from course.settling import Choice, shortest_way

COMPETENCE = "samtale.kanal"
ONE, TWO, THREE = "0-introduktion", "2-anskaffelse", "3-faglighed"


class Asking(Module):
    """A real module that asks for the competence in so many tasks."""

    def __init__(self, id: str, tasks: int) -> None:
        real = load_module(settings.modules() / id)
        some = [task for task in real.graded_tasks if not task.has_attempts][:tasks]
        super().__init__(real.folder, real.about, [task.model_copy(update={"competence": COMPETENCE}) for task in some])


def choice(id: str, tasks: int, minutes: int, *, handed_in: bool = False, waits: bool = False) -> Choice:
    return Choice(Asking(id, tasks), minutes, handed_in=handed_in, waits=waits)


def test_a_hand_in_that_is_enough_is_shorter_than_two_that_take_less_time() -> None:
    found = shortest_way(COMPETENCE, Attained(2.0, 1, 1), [choice(ONE, 1, 10), choice(TWO, 2, 60)])
    assert found
    assert (found.choice.module.id, found.tasks, found.afterwards) == (TWO, 2, 0)


def test_of_two_that_are_enough_she_is_shown_the_one_that_takes_less_time() -> None:
    found = shortest_way(COMPETENCE, Attained(2.0, 2, 1), [choice(ONE, 1, 60), choice(TWO, 3, 20, handed_in=True)])
    assert found
    assert (found.choice.module.id, found.choice.handed_in) == (TWO, True)


def test_who_has_shown_nothing_is_told_how_many_hand_ins_come_after_the_next() -> None:
    found = shortest_way(COMPETENCE, None, [choice(ONE, 1, 20)])
    assert found
    assert found.afterwards == 2  # three tasks, one at a time


def test_what_waits_to_be_marked_is_told_before_anything_new() -> None:
    found = shortest_way(COMPETENCE, Attained(2.0, 2, 1), [choice(ONE, 3, 5), choice(TWO, 1, 60, handed_in=True, waits=True)])
    assert found
    assert found.choice.waits
    assert found.afterwards == 0


@pytest.mark.parametrize("choices", [[], [choice(ONE, 0, 5)]])
def test_where_no_module_asks_for_it_there_is_no_way(choices: list[Choice]) -> None:
    assert shortest_way(COMPETENCE, Attained(2.0, 2, 1), choices) is None


@given(
    results=st.integers(0, 8),
    hand_ins=st.integers(0, 4),
    offers=st.lists(st.tuples(st.sampled_from([ONE, TWO, THREE]), st.integers(0, 3), st.integers(0, 90)), max_size=4),
)
def test_whoever_follows_the_ways_has_a_sure_level_after_as_many_hand_ins_as_she_was_told(
    results: int, hand_ins: int, offers: list[tuple[str, int, int]]
) -> None:
    choices = [choice(*offer) for offer in offers]
    attained = Attained(2.0, results, hand_ins)
    told = None
    while found := shortest_way(COMPETENCE, attained, choices):
        assert told is None or found.afterwards == told - 1
        told = found.afterwards
        attained = Attained(2.0, attained.results + found.tasks, attained.hand_ins + 1)
    assert not attained.provisional or not any(one.tasks(COMPETENCE) for one in choices)
    assert told in (None, 0)
