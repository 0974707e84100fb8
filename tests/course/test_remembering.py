"""Which questions come back, and when: told from her answers and the days that have passed."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from course import settings
from course.modules import Module, load_module
from course.remembering import INTERVALS, Question, Recall, askable, draw, in_turn, next_of

HANDED_IN = datetime(2026, 11, 2, 9, 0)
DAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def module() -> Module:
    return load_module(settings.modules() / "1-virtuelle-samtaler")


@pytest.fixture(scope="module")
def other() -> Module:
    return load_module(settings.modules() / "0-introduktion")


def answered(module: Module, days: int, at: datetime, right: bool = True, tasks: int = 3) -> Recall:
    some = askable(module)[:tasks]
    return Recall(module.id, days, tuple(Question(task.id, solved(task) if right else missed(task), at) for task in some))


def solved(task: Any) -> list[str]:
    return [one.id for one in task.options if one.right]


def missed(task: Any) -> list[str]:
    return [next(one.id for one in task.options if not one.right)]


def right_in_all(module: Module) -> dict[str, list[str]]:
    return {task.id: solved(task) for task in askable(module)}


def later(days: int) -> datetime:
    return HANDED_IN + timedelta(days=days)


def day_of_next(module: Module, *recalls: Recall) -> tuple[int, date] | None:
    due = next_of(module, HANDED_IN, recalls)
    return (due.days, due.day) if due else None


def test_one_who_comes_on_the_day_meets_the_questions_after_2_7_and_30_days_and_then_no_more(module: Module) -> None:
    done: list[Recall] = []
    for days in INTERVALS:
        assert day_of_next(module, *done) == (days, DAY + timedelta(days=days))
        done.append(answered(module, days, later(days)))
    assert day_of_next(module, *done) is None


def test_one_who_comes_late_loses_nothing_and_does_not_get_two_at_once(module: Module) -> None:
    assert day_of_next(module) == (2, DAY + timedelta(days=2)), "it waits, however late she is"
    assert day_of_next(module, answered(module, 2, later(20))) == (7, DAY + timedelta(days=25)), "five days lie between the two as planned"


def test_what_is_begun_and_not_finished_waits(module: Module) -> None:
    begun = answered(module, 2, later(2), tasks=2)
    one_left = Recall(module.id, 2, (*begun.questions, Question(askable(module)[2].id)))
    assert day_of_next(module, one_left) == (2, DAY + timedelta(days=2))


def test_a_day_is_counted_where_the_learner_lives(module: Module) -> None:
    after_midnight = next_of(module, datetime(2026, 7, 1, 22, 30), [])
    before = next_of(module, datetime(2026, 7, 1, 21, 30), [])
    assert after_midnight
    assert before
    assert (after_midnight.day, before.day) == (date(2026, 7, 4), date(2026, 7, 3))


def test_a_question_that_is_gone_from_the_module_keeps_nobody_waiting(module: Module) -> None:
    one = Recall(module.id, 2, (*answered(module, 2, later(2), tasks=2).questions, Question("findes-ikke-mere")))
    assert day_of_next(module, one) == (7, DAY + timedelta(days=7))
    none_left = Recall(module.id, 2, (Question("findes-ikke-mere"),))
    assert day_of_next(module, none_left) == (2, DAY + timedelta(days=2)), "nothing was answered, so others are drawn"


def test_what_has_waited_longest_comes_first_and_of_the_same_day_the_first_module(module: Module, other: Module) -> None:
    first, second = next_of(module, HANDED_IN, []), next_of(other, later(1), [])
    same = next_of(other, HANDED_IN, [])
    assert first
    assert second
    assert same
    assert [one.module.id for one in in_turn([second, first])] == [module.id, other.id]
    assert [one.module.id for one in in_turn([first, same])] == [other.id, module.id]


def test_only_practice_questions_with_options_come_back_and_no_graded_task(module: Module) -> None:
    asked = {task.id for task in askable(module)}
    assert asked
    assert not asked & {task.id for task in module.graded_tasks}
    for learner in ("anna", "bo", "carl"):
        assert set(draw(module, learner, 2, {}, [])) <= asked


def test_she_draws_the_same_whenever_it_is_drawn_and_others_draw_otherwise(module: Module) -> None:
    mine = draw(module, "anna", 2, right_in_all(module), [])
    assert mine == draw(module, "anna", 2, dict(reversed(right_in_all(module).items())), [])
    assert len(set(mine)) == 3
    assert any(draw(module, other, 2, right_in_all(module), []) != mine for other in ("bo", "carl", "dorte"))
    assert draw(module, "anna", 7, right_in_all(module), []) != mine


def test_what_she_missed_comes_first_and_what_she_never_met_last(module: Module) -> None:
    tasks = askable(module)
    saved = right_in_all(module) | {tasks[4].id: missed(tasks[4]), tasks[7].id: missed(tasks[7])}
    assert set(draw(module, "anna", 2, saved, [])[:2]) == {tasks[4].id, tasks[7].id}
    met = {task.id: solved(task) for task in tasks[:3]}
    assert set(draw(module, "anna", 2, met, [])) == set(met)


def test_what_she_misses_when_it_comes_back_comes_again_and_else_something_new(module: Module) -> None:
    saved = right_in_all(module)
    first = draw(module, "anna", 2, saved, [])
    tasks = {task.id: task for task in askable(module)}
    at = later(2)
    known = Recall(module.id, 2, tuple(Question(id, solved(tasks[id]), at) for id in first))
    assert not set(draw(module, "anna", 7, saved, [known])) & set(first)
    one_missed = Recall(module.id, 2, (Question(first[0], missed(tasks[first[0]]), at), *known.questions[1:]))
    again = draw(module, "anna", 7, saved, [one_missed])
    assert again[0] == first[0]
    assert not set(again[1:]) & set(first)


def test_an_answer_that_no_longer_fits_does_not_stand_in_the_way(module: Module) -> None:
    assert len(draw(module, "anna", 2, {askable(module)[0].id: ["vaek"]}, [])) == 3
