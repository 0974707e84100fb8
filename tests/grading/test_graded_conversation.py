"""A graded conversation: the attempt a learner hands in is replayed, marked like every task, and becomes evidence at the levels its choices state."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.modules import Module
from course.progression import TaskResult
from grading import collect, folders, release
from tests.house import House

TALK = """
  - id: talk
    kind: conversation
    use: graded
    competence: samtale.ledelse
    level: 2
    title: {da: En samtale som tæller, en: A conversation that counts}
    prompt: {da: Tal med Eva., en: Talk with Eva.}
    dialogue: talk.twee
    person:
      name: Eva
      about: {da: Eva er i tvivl., en: Eva is in doubt.}
      portrait: {skin: "#e0b090", hair: "#553322", clothes: "#224466", hairstyle: short}
"""
GOOD = {"taken": ["Hej>Godt"], "hints": ["Hej"], "thoughts": [], "chosen": False}
POOR = {**GOOD, "taken": ["Hej>Skidt"], "hints": []}


@pytest.fixture
def talking(house: House, own_modules: Callable[[], Path]) -> House:
    """The tiny module with a conversation that counts."""
    folder = own_modules()
    (folder / "talk.twee").write_text((folder / "snak.twee").read_text("utf-8"), "utf-8")
    tasks, keys = folder / "tasks" / "2-vis.yaml", folder.parent.parent / "keys" / "9-proeve.yaml"
    tasks.write_text(tasks.read_text("utf-8") + TALK, "utf-8")
    keys.write_text(keys.read_text("utf-8") + "\n  talk:\n    points: 8\n", "utf-8")
    notebook = json.loads((folder / "2-vis.ipynb").read_text("utf-8"))
    like = next(cell for cell in notebook["cells"] if cell["id"] == "opgave-valg")
    notebook["cells"].append({**like, "id": "opgave-talk", "source": 'Conversation("talk")'})
    (folder / "2-vis.ipynb").write_text(json.dumps(notebook), "utf-8")
    release.release(folder)
    house.module = collect.released_module("9-proeve")
    return house


def came_back(house: House, learner: str) -> Any:
    house.collect_and_mark()
    house.give(learner, 3)
    house.feedback()
    (submission,) = house.store.submissions.of(learner, house.module.id)
    return next(one for one in house.store.submissions.results(submission.id) if one.task == "talk")


def evidence(house: House, learner: str) -> list[TaskResult]:
    return [one for found in house.store.evidence.of([learner])[learner] for one in found.basis if one.task == "talk"]


def test_the_best_path_earns_full_points_and_shows_its_levels(talking: House) -> None:
    talking.hand_in("anna", talk=GOOD)
    found = came_back(talking, "anna")
    assert (found.points, found.max_points) == (8, 8)
    assert found.why[0].da.endswith("niveau 2: vist 1 af 1 gang.")
    assert [(one.competence, one.level, one.fraction) for one in evidence(talking, "anna")] == [("samtale.ledelse", 2, 1.0)]


def test_another_path_earns_what_it_showed(talking: House) -> None:
    talking.hand_in("anna", talk=POOR)
    found = came_back(talking, "anna")
    assert found.points == 0
    assert [(one.level, one.fraction) for one in evidence(talking, "anna")] == [(2, 0.0)]


def test_without_an_attempt_it_is_not_answered(talking: House) -> None:
    talking.hand_in("anna")
    found = came_back(talking, "anna")
    assert found.points == 0
    assert "ikke svaret" in found.why[0].da


@pytest.mark.parametrize("taken", [["Hej>Slut"], ["Godt>Hej"], [], ["Hej>Godt", "Godt>Hej"], ["Hej>Godt"] * 3])
def test_a_forged_path_earns_nothing_and_is_named(talking: House, taken: list[str]) -> None:
    talking.hand_in("anna", talk=GOOD)
    talking.collect()
    answers = folders.submitted("anna", "9-proeve") / "answers.json"
    found = json.loads(answers.read_text("utf-8"))
    answers.write_text(json.dumps({**found, "talk": {**GOOD, "taken": taken}}), "utf-8")
    marked = talking.mark()["anna"]
    if taken:
        assert any("En samtale som tæller" in problem for problem in marked.problems)
    talking.give("anna", 3)
    talking.feedback()
    (submission,) = talking.store.submissions.of("anna", "9-proeve")
    (result,) = [one for one in talking.store.submissions.results(submission.id) if one.task == "talk"]
    assert result.points == 0


def test_the_trainer_sees_what_was_chosen_and_what_help_was_asked_for(talking: House) -> None:
    talking.hand_in("anna", talk=GOOD)
    talking.collect_and_mark()
    marked = (folders.autograded("anna", "9-proeve") / "2-vis.ipynb").read_text("utf-8")
    assert "Hvad vil du selv?" in marked
    assert "Spurgte coachen 1 gang " in marked


def test_no_key_of_it_reaches_learners(talking: House) -> None:
    released: Module = talking.module
    assert "points" not in (released.folder / "tasks" / "2-vis.yaml").read_text("utf-8")
