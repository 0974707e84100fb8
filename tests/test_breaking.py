"""Whatever an author breaks is found by `check`, or nobody is any the worse: no page ever says "Opgaven kunne ikke vises"."""

from collections import Counter
from pathlib import Path

import pytest

from tests.breaking import WAYS, Trial, trials, written

DATA = Path(__file__).parent / "data"
SEED = 20261128


@pytest.fixture(scope="module")
def tried() -> list[Trial]:
    """Each file of the tiny module broken once in each of the fifty ways; `make bench` does the same with the real ones, many times."""
    return list(trials(DATA / "modules" / "9-proeve", DATA, rounds=1, seed=SEED))


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> list[Trial]:
    """A sample of the same with a module that has every kind of task."""
    module = written(tmp_path_factory.mktemp("every-kind") / "course")
    return list(trials(module, module.parent.parent, rounds=1, seed=SEED, share=0.15))


def test_a_task_of_any_kind_that_is_broken_is_found_or_shown(every_kind: list[Trial]) -> None:
    assert [f"{trial.file}, {trial.way}: {trial.broken}" for trial in every_kind if trial.broken] == []
    assert sum(trial.harmless for trial in every_kind) > 5  # else this proves nothing
    assert sum(not trial.harmless for trial in every_kind) > 20


def test_there_are_fifty_ways_and_all_are_tried_on_every_file(tried: list[Trial]) -> None:
    assert len(WAYS) == 50
    assert {trial.way for trial in tried} == set(WAYS)
    assert all(tries >= 25 for tries in Counter(trial.file for trial in tried).values())
    assert len({trial.file for trial in tried}) == 10


def test_what_check_passes_is_shown_and_marked(tried: list[Trial]) -> None:
    assert [f"{trial.file}, {trial.way}: {trial.broken}" for trial in tried if trial.broken] == []
    assert sum(trial.harmless for trial in tried) > 20  # else this proves nothing


def test_what_is_found_is_told_in_both_languages_at_the_file_that_was_broken(tried: list[Trial]) -> None:
    for trial in tried:
        for problem in trial.problems:
            assert problem.line >= 1
            assert problem.da != problem.en
            assert "Traceback" not in problem.da
    elsewhere = [trial for trial in tried if trial.problems and not any(str(one.file).endswith(trial.file) for one in trial.problems)]
    assert len(elsewhere) < len(tried) / 20  # an id that is spelt otherwise may be told where it is used


def test_one_mistake_gives_one_message(tried: list[Trial]) -> None:
    messages = [len(trial.problems) for trial in tried if trial.problems]
    assert messages.count(1) > 0.9 * len(messages)
    assert sum(messages) < 1.3 * len(messages)
