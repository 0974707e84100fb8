"""The real modules' reference answers: right ones earn everything, wrong ones what they say, with the feedback they say.

Each learner of one marking run answers every task with one of its reference answers, so that all are marked in a few notebooks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from course.kinds.conversation import ConversationTask
from course.kinds.text import TextTask
from course.modules import Module
from course.store import Person, Result, Store
from grading import collect, feedback, gradebook, mark, release
from grading.assessment import load_assessment
from grading.gradebook import Grade
from tests.house import ROOT_GRADING, point_to
from tests.stores import new_store

ROOT = Path(__file__).parent.parent.parent
FILES = {folder.name: sorted(folder.glob("*/*.yaml")) for folder in sorted((ROOT / "tests" / "answers").iterdir())}
EACH = [pytest.param(module, path, id=f"{module}/{path.parent.name}/{path.stem}") for module, paths in FILES.items() for path in paths]


@dataclass
class Outcome:
    """What marking made of one reference answer."""

    grade: Grade
    result: Result


Marked = Callable[[str], tuple[Module, dict[Path, Outcome]]]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marked]:
    """A module's reference answers marked, which is done once for each module."""
    with pytest.MonkeyPatch.context() as patch:
        point_to(patch, tmp_path_factory.mktemp("home"), ROOT / "modules", ROOT_GRADING)
        store = new_store()
        yield cache(partial(mark_all, store))
        store.database.close()


def mark_all(store: Store, id: str) -> tuple[Module, dict[Path, Outcome]]:
    release.release(ROOT / "modules" / id)
    module = collect.released_module(id)
    by_task: dict[str, list[Path]] = {}
    for path in FILES[id]:
        by_task.setdefault(read(path)["task"], []).append(path)
    learners = {f"elev{number}": [path for path in paths if path] for number, paths in enumerate(zip_longest(*by_task.values()))}
    for learner, paths in learners.items():
        store.people.put(Person(learner, learner, "raadgiver"))
        for path in paths:
            found = read(path)
            store.answers.save(learner, module, found["task"], found["answer"], 0)
        store.submissions.hand_in(learner, module)
    assert not [one.problem for one in collect.collect(module, store) if one.problem]
    assert not [one.problems for one in mark.mark(module, store) if one.problems]
    grades = gradebook.grades(module.id, module.graded_page.stem)
    for learner in learners:
        for task, grade in grades[learner].items():
            if grade.waits:
                gradebook.give(module.id, module.graded_page.stem, learner, task, 4)
    assert {one.state for one in feedback.feedback(module, store)} == {"published"}
    return module, outcomes(store, module, learners, grades)


def outcomes(store: Store, module: Module, learners: dict[str, list[Path]], grades: dict[str, dict[str, Grade]]) -> dict[Path, Outcome]:
    """What came of each answer in the files."""
    found = {}
    for learner, paths in learners.items():
        submission = store.submissions.latest(learner, module.id)
        assert submission
        results = {one.task: one for one in store.submissions.results(submission.id)}
        for path in paths:
            task = read(path)["task"]
            found[path] = Outcome(grades[learner][task], results[task])
    return found


@cache
def read(path: Path) -> dict[str, Any]:
    return dict(YAML(typ="safe").load(path.read_text("utf-8")))


@pytest.mark.parametrize(("id", "path"), EACH)
def test_a_reference_answer_earns_and_is_told_what_it_says(marked: Marked, id: str, path: Path) -> None:
    module, outcomes = marked(id)
    found, outcome = read(path), outcomes[path]
    worth = load_assessment(module).points(found["task"])
    earns = found.get("earns", worth)
    if earns == "manual":
        assert outcome.grade.waits
        return
    if path.parent.name == "wrong":
        assert earns < worth
        assert found["mistake"]
        assert found["feedback_da"], "say what the colleague is told about the mistake"
    if path.parent.name == "right":
        assert earns == worth
    assert outcome.grade.points == pytest.approx(earns, abs=0.005)
    told = "\n".join(text.da for text in outcome.result.why)
    for words in found.get("feedback_da", []):
        assert words in told
    assert all(text.da and text.en for text in outcome.result.why)


@pytest.mark.parametrize("id", FILES)
def test_every_graded_task_has_a_right_answer_and_there_are_25_wrong_ones(marked: Marked, id: str) -> None:
    module, _ = marked(id)
    files = FILES[module.id]
    right = {read(path)["task"] for path in files if path.parent.name == "right"}
    assert right == {task.id for task in module.graded_tasks}
    assert sum(path.parent.name == "wrong" for path in files) >= 25
    assert sum(isinstance(task, TextTask) for task in module.graded_tasks) >= 2


@pytest.mark.parametrize("id", FILES)
def test_feedback_never_names_the_key(marked: Marked, id: str) -> None:
    module, outcomes = marked(id)
    rights = {read(path)["task"]: outcome for path, outcome in outcomes.items() if path.parent.name == "right"}
    for path, outcome in outcomes.items():
        task = read(path)["task"]
        if path.parent.name == "wrong" and not isinstance(module.tasks[task], (TextTask, ConversationTask)):
            assert set(outcome.result.why).isdisjoint(rights[task].result.why)


def test_every_module_has_reference_answers() -> None:
    assert set(FILES) == {path.parent.name for path in (ROOT / "modules").glob("*/module.yaml")}
