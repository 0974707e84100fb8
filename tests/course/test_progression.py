"""From marked tasks to a level: the published rules, worked by hand."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.progression import Attained, Evidence, TaskResult, history, level, shown_level, standing

MONDAY = datetime(2026, 11, 23, 9, 0)  # times are kept in UTC without offset


def auto(level: int, fraction: float = 1.0, task: str = "t") -> TaskResult:
    return TaskResult(task, "samtale.kanal", level, fraction)


def rubric(given: int) -> TaskResult:
    return TaskResult("t", "samtale.kanal", 3, 0, rubric_level=given)


def evidence(shown: float, day: int = 0, submission: int = 1, competence: str = "samtale.kanal") -> Evidence:
    return Evidence("ida", competence, shown, MONDAY + timedelta(days=day), "1-samtaler", submission)


def test_a_solved_task_at_one_level_shows_the_levels_below_too() -> None:
    assert shown_level([auto(3)]) == 3


def test_half_solved_is_half_of_each_band_it_speaks_about() -> None:
    assert shown_level([auto(2, 0.5)]) == 1


def test_each_band_is_judged_by_its_own_tasks() -> None:
    # band 1: 1 · band 2: the mean of 1 and 0 · band 3: 0.25
    assert shown_level([auto(1), auto(2), auto(2, 0), auto(3, 0.25)]) == pytest.approx(1.75)


def test_a_band_without_a_task_is_judged_by_the_next_harder_one() -> None:
    # band 2 has no task of its own: the task at 3 speaks about 2 and 3
    assert shown_level([auto(1), auto(3, 0.5)]) == pytest.approx(1 + 2 * 0.5)


def test_level_4_is_shown_only_by_work_that_a_person_has_marked() -> None:
    assert shown_level([auto(4)] * 5) == 3
    assert shown_level([auto(4), rubric(4)]) == 4


def test_a_rubric_level_speaks_about_all_four_bands() -> None:
    assert [shown_level([rubric(given)]) for given in range(5)] == [0, 1, 2, 3, 4]


def test_a_rubric_level_and_a_task_share_the_bands_both_speak_about() -> None:
    # bands 1 and 2: the mean of 1 (rubric) and 0 (task) · band 3: the rubric alone, 1 · band 4: the rubric alone, 0
    assert shown_level([rubric(3), auto(2, 0)]) == pytest.approx(0.5 + 0.5 + 1)


def test_easy_tasks_alone_cannot_show_a_high_level() -> None:
    assert shown_level([auto(1)] * 10) == 1


def test_no_tasks_show_nothing() -> None:
    assert shown_level([]) == 0


results = st.lists(
    st.builds(
        lambda level, fraction, given: TaskResult("t", "samtale.kanal", level, fraction, given),
        st.integers(1, 4),
        st.floats(0, 1),
        st.none() | st.integers(0, 4),
    ),
    max_size=8,
)


@given(results)
def test_a_level_stays_between_nought_and_four(found: list[TaskResult]) -> None:
    assert 0 <= shown_level(found) <= 4


@given(results)
def test_full_marks_show_at_least_as_much_as_any_other_marks(found: list[TaskResult]) -> None:
    full = [TaskResult(one.task, one.competence, one.level, 1, None if one.rubric_level is None else 4) for one in found]
    assert shown_level(full) >= shown_level(found)


@given(results, st.data())
def test_solving_more_of_one_task_never_lowers_the_level(found: list[TaskResult], data: st.DataObject) -> None:
    if found:
        index = data.draw(st.integers(0, len(found) - 1))
        one = found[index]
        more = TaskResult(one.task, one.competence, one.level, data.draw(st.floats(one.fraction, 1)), one.rubric_level)
        assert shown_level([*found[:index], more, *found[index + 1 :]]) >= shown_level(found)


@given(results)
def test_the_order_of_the_tasks_does_not_matter(found: list[TaskResult]) -> None:
    assert shown_level(found[::-1]) == pytest.approx(shown_level(found), abs=1e-3)


@pytest.mark.parametrize(
    ("tasks", "hand_ins", "settled_by"),
    [
        (1, 1, "2 rettede opgaver mere i en ny aflevering"),
        (2, 1, "én rettet opgave mere i en ny aflevering"),
        (5, 1, "én aflevering mere"),
        (2, 2, "én rettet opgave mere"),
    ],
)
def test_a_level_is_provisional_until_three_tasks_and_two_hand_ins_stand_behind_it(tasks: int, hand_ins: int, settled_by: str) -> None:
    found = Attained(2.0, tasks, hand_ins)
    assert found.provisional
    assert found.settled_by is not None
    assert found.settled_by.da == settled_by


def test_with_enough_behind_it_a_level_is_sure() -> None:
    found = Attained(2.0, 3, 2)
    assert (found.provisional, found.settled_by) == (False, None)


def test_a_standing_counts_the_tasks_and_hand_ins_behind_it() -> None:
    twice = [replace(evidence(2, submission=n), basis=(auto(1), auto(2))) for n in (1, 2)]
    assert standing("samtale.kanal", twice).attained == Attained(2, 4, 2)
    assert standing("samtale.kanal", []).attained is None


def test_without_results_there_is_no_level() -> None:
    assert level([]) is None


def test_a_single_result_counts_as_itself() -> None:
    assert level([2.5]) == 2.5


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ([1, 3], 0.65 * 3 + 0.35 * 1),  # 2.3
        ([3, 1], 0.65 * 1 + 0.35 * 3),  # 1.7
        ([1, 2, 3], 0.65 * 3 + 0.35 * 1.5),  # 2.475
        ([4, 2, 5, 3, 2], 0.65 * 2 + 0.35 * 3.5),  # 2.525
    ],
)
def test_the_latest_result_weighs_65_percent_and_the_mean_of_the_earlier_35(shown: list[float], expected: float) -> None:
    assert level(shown) == pytest.approx(expected)


@given(st.lists(st.floats(0, 4), min_size=1, max_size=6))
def test_a_level_lies_between_the_lowest_and_the_highest_result(shown: list[float]) -> None:
    found = level(shown)
    assert found is not None
    assert min(shown) - 1e-4 <= found <= max(shown) + 1e-4


def test_evidence_counts_in_the_order_the_work_was_done() -> None:
    found = standing("samtale.kanal", [evidence(3, day=5, submission=2), evidence(1, day=0, submission=9)])
    assert [one.level for one in found.evidence] == [1, 3]
    assert found.level == pytest.approx(2.3)


def test_two_hand_ins_at_the_same_moment_keep_the_order_they_were_handed_in() -> None:
    found = standing("samtale.kanal", [evidence(3, submission=2), evidence(1, submission=1)])
    assert [one.level for one in found.evidence] == [1, 3]


def test_evidence_of_another_competence_does_not_count() -> None:
    found = standing("samtale.kanal", [evidence(4, competence="samtale.relation")])
    assert (found.level, found.evidence) == (None, ())


def test_the_history_follows_the_level_from_hand_in_to_hand_in() -> None:
    found = history([evidence(1), evidence(3, day=7)])
    assert [round(after, 2) for _, after in found] == [1, 2.3]
    assert found[1][0] - found[0][0] == timedelta(days=7)
