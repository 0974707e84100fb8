"""The order in which each reader meets what she chooses from."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from course.drawn import order, orders
from course.tasks import BaseTask, Placed
from course.text import Text

Build = Callable[..., BaseTask]
WORD = Text(da="Ord", en="Word")


def items(*ids: str, stays: tuple[str, ...] = ()) -> list[Placed]:
    return [Placed(id=id, text=WORD, stays=id in stays) for id in ids]


def test_a_reader_meets_the_same_order_at_every_visit_and_others_meet_others() -> None:
    shown = items("a", "b", "c", "d", "e", "f")
    assert order(shown, "ida", "m/t/options") == order(shown, "ida", "m/t/options")
    assert len({tuple(order(shown, f"learner-{n}", "m/t/options")) for n in range(30)}) > 20


def test_two_tasks_with_the_same_options_are_drawn_apart() -> None:
    shown = items(*"abcdefgh")
    assert order(shown, "ida", "m/t1/options") != order(shown, "ida", "m/t2/options")


def test_every_place_is_as_likely_as_any_other() -> None:
    first = [order(items("a", "b", "c", "d"), f"learner-{n}", "m/t/options")[0] for n in range(4000)]
    assert all(880 < first.count(id) < 1120 for id in "abcd")  # 1000 each; five standard deviations are about 137


def test_what_must_stay_stays_and_the_rest_is_drawn_around_it() -> None:
    drawn = [order(items("a", "b", "c", "ingen", stays=("ingen",)), f"learner-{n}", "m/t/options") for n in range(20)]
    assert {one[-1] for one in drawn} == {"ingen"}
    assert len({tuple(one) for one in drawn}) > 3


@given(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=2), st.text(), st.data())
def test_an_option_that_is_added_leaves_the_others_in_their_order(ids: list[str], reader: str, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(ids))
    with_it, without = order(items(*ids), reader, "p"), order(items(*(id for id in ids if id != gone)), reader, "p")
    assert [id for id in with_it if id != gone] == without
    assert sorted(with_it) == sorted(ids)


def test_choices_steps_and_partners_are_drawn_and_what_is_paired_stands_as_written(task: Build) -> None:
    assert set(orders(task("choice"), "ida", "m")) == {"options"}
    assert set(orders(task("order"), "ida", "m")) == {"steps"}
    assert set(orders(task("match"), "ida", "m")) == {"right"}
    assert orders(task("text"), "ida", "m") == {}


def test_practice_steps_never_stand_in_their_right_order_to_begin_with(task: Build) -> None:
    practice = task("order")
    shown = [orders(practice, f"learner-{n}", "m")["steps"] for n in range(50)]
    assert practice.key not in shown  # type: ignore[attr-defined]
    assert len({tuple(one) for one in shown}) > 1
