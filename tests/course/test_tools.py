"""The tools for one's own change: what may be kept in them, and how they are told in words."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from course import answers, checking
from course.change.adkar import ELEMENTS, Scores
from course.change.archetypes import ARCHETYPES, archetypes, mixture
from course.errors import InvalidAnswer
from course.kinds import Task
from course.kinds.adkar import barrier
from course.modules import load_module
from course.tasks import BaseTask
from course.tools import ToolTask
from tests.tools import ANSWERS, CPR, FOLDER, FORGED

MODULE = load_module(FOLDER)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.sampled_from(["ending", "ved-ikke", "2027-01-01"]),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(st.text(max_size=5) | st.sampled_from(["text", "strength", "chosen", "ending"]), inside, max_size=4)
    ),
    max_leaves=12,
)
NAMES = sorted({name for answer in ANSWERS.values() for name in answer} | {"mixture"})


def tool(id: str) -> Any:
    found = MODULE.tasks[id]
    assert isinstance(found, ToolTask)
    return found


def fields(id: str) -> dict[str, Any]:
    """A tool as it stands in the file, to change."""
    dumped: dict[str, Any] = MODULE.tasks[id].model_dump(mode="json")
    return dumped


def refusal(changed: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter[BaseTask](Task).validate_python(changed)
    return str(caught.value)


@pytest.mark.parametrize("id", ANSWERS)
def test_what_a_colleague_has_filled_in_is_kept_as_she_left_it(id: str) -> None:
    kept = answers.check(MODULE.tasks[id], ANSWERS[id])
    assert kept == ANSWERS[id]
    assert answers.check(MODULE.tasks[id], {}) == {}
    assert answers.is_blank({})


@pytest.mark.parametrize(("id", "value"), [(id, value) for id, values in FORGED.items() for value in [*values, None, 7, "x", [], [["x"]]]])
def test_what_a_tool_cannot_hold_is_refused_with_what_to_do(id: str, value: Any) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        answers.check(MODULE.tasks[id], value)
    assert id in caught.value.text.da
    assert id in caught.value.text.en


def test_a_number_like_a_civil_registration_number_is_refused_and_not_repeated() -> None:
    for written in (CPR, f"Ring til {CPR.replace('-', '')} i dag"):
        with pytest.raises(InvalidAnswer, match="CPR") as caught:
            answers.check(tool("min-forandring"), {"hvem": written})
        assert "0101" not in caught.value.text.da + caught.value.text.en


@pytest.mark.parametrize("id", ANSWERS)
@given(value=JSON | st.dictionaries(st.sampled_from(NAMES), JSON, max_size=3))
def test_whatever_is_sent_is_refused_or_kept_as_it_is(id: str, value: Any) -> None:
    try:
        kept = answers.check(MODULE.tasks[id], value)
    except InvalidAnswer:
        return
    assert kept == value
    assert answers.check(MODULE.tasks[id], json.loads(json.dumps(kept))) == kept
    for heading, lines in tool(id).parts(kept):
        assert heading.da
        assert all(isinstance(line, str) or line.en for line in lines)
    MODULE.tasks[id].is_whole(kept)


@pytest.mark.parametrize("id", ANSWERS)
def test_a_tool_is_told_in_words_in_both_languages(id: str) -> None:
    lines = MODULE.tasks[id].plain(ANSWERS[id], FOLDER).lines
    assert lines
    assert all(line.da and line.en for line in lines)  # type: ignore[union-attr]
    assert not MODULE.tasks[id].plain({}, FOLDER).lines


@pytest.mark.parametrize("id", ANSWERS)
def test_a_tool_is_nothing_to_be_marked(id: str) -> None:
    assert "cannot be used as “graded”" in refusal({**fields(id), "use": "graded"})


def test_the_own_case_quotes_its_first_field() -> None:
    assert tool("min-forandring").quoted(ANSWERS["min-forandring"]) == "Borgerne booker selv"
    assert tool("min-forandring").quoted({"hvem": "Os"}) == ""


def test_the_profile_is_the_mean_of_the_numbers_of_each_theme() -> None:
    assert tool("parathed").profile(ANSWERS["parathed"]) == {"finde-vej": 2.5, "tid": None}
    assert not tool("parathed").is_whole({"finder-nyt": 4})
    assert tool("parathed").is_whole(ANSWERS["parathed"])


def test_the_second_survey_has_the_statements_of_the_first() -> None:
    first, second = tool("parathed"), tool("parathed-igen")
    assert second.themes == first.themes
    assert second.public()["scale"] == first.public()["scale"]
    assert second.structure() == {"first": "7-redskaber/parathed"}


def test_a_survey_says_what_it_lacks() -> None:
    assert "which was the first" in refusal({**fields("parathed"), "round": "end"})
    assert "at least one theme" in refusal({**fields("parathed"), "themes": []})
    theme = fields("parathed")["themes"][0]
    assert "is used twice" in refusal({**fields("parathed"), "themes": [theme, {**theme, "id": "andet"}]})


def test_an_author_is_told_of_a_reference_to_what_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(FOLDER, tmp_path / FOLDER.name)
    monkeypatch.setenv("KOMPETENCEVEJ_MODULES", str(tmp_path))
    tasks = tmp_path / FOLDER.name / "tasks" / "1-side.yaml"
    tasks.write_text(tasks.read_text("utf-8").replace("first: 7-redskaber/parathed", "first: 7-redskaber/min-adkar"), "utf-8")
    told = [one.da for one in checking.everything().problems if one.file == tasks]
    assert any(
        "»6-findes-ikke/min-forandring« er ikke en opgave af slagsen owncase. Mente du »7-redskaber/min-forandring«?" in one for one in told
    )
    assert any("»7-redskaber/min-adkar« er ikke en opgave af slagsen survey" in one for one in told)
    assert "first: 7" not in str(told)


def test_a_reference_that_is_none_says_how_one_is_written() -> None:
    assert "pattern" in refusal({**fields("min-adkar"), "case": "min-forandring"})


@given(st.dictionaries(st.sampled_from(ARCHETYPES), st.integers(0, 12)))
def test_a_mixture_adds_up_to_a_hundred_and_keeps_the_order_of_the_weights(weights: dict[Any, int]) -> None:
    mixed = mixture(weights)
    if not any(weights.values()):
        assert mixed is None
        return
    assert mixed is not None
    assert sum(mixed.values()) == 100
    for one in ARCHETYPES:
        assert abs(mixed[one] - 100 * weights.get(one, 0) / sum(weights.values())) < 1


def test_the_mixture_comes_from_the_answers_until_it_is_corrected_by_hand() -> None:
    task, answer = tool("mine-arketyper"), ANSWERS["mine-arketyper"]
    assert task.mixed({}) is None
    assert task.mixed(answer) == {"frontloeber": 0, "gennemsnit": 34, "analog": 33, "skeptiker": 33}
    own = {"frontloeber": 10, "gennemsnit": 20, "analog": 30, "skeptiker": 50}
    assert task.mixed({**answer, "mixture": own}) == own
    assert task.is_whole(answer)
    assert not task.is_whole({**answer, "mixture": own})
    assert [one.id for one in archetypes().archetypes] == list(ARCHETYPES)


@given(st.fixed_dictionaries(dict.fromkeys(ELEMENTS, st.integers(1, 5))))
def test_the_barrier_is_the_theorys_once_all_are_scored(scores: dict[Any, int]) -> None:
    assert barrier(scores) == Scores(**scores).barrier


@given(st.dictionaries(st.sampled_from(ELEMENTS), st.integers(1, 5)))
def test_the_barrier_waits_for_all_before_it(scores: dict[Any, int]) -> None:
    found = barrier(scores)
    if found:
        assert all(scores[one] > 3 for one in ELEMENTS[: ELEMENTS.index(found)])
        assert scores[found] <= 3


def test_a_force_field_asks_for_enough_forces_and_a_choice() -> None:
    task, answer = tool("mit-kraftfelt"), ANSWERS["mit-kraftfelt"]
    assert not task.is_whole(answer), "a force without words does not count"
    driving = [{"text": "Færre opkald", "strength": 4}, {"text": "Lyst", "strength": 1}]
    assert task.is_whole({**answer, "driving": driving})
    assert not task.is_whole({**answer, "driving": driving, "restraining": [{"text": "a", "strength": 1}, {"text": "b", "strength": 1}]})
    assert {heading.da: lines for heading, lines in task.parts(answer)}["Den modstand, jeg løsner først"] == ["Tid"]
    assert "least must not be more" in refusal({**fields("mit-kraftfelt"), "least": 4})


def test_a_transition_names_the_ps_that_are_missing() -> None:
    task = tool("min-overgang")
    assert task.missing(ANSWERS["min-overgang"]) == ["plan", "part"]
    told = {heading.da: lines for heading, lines in task.parts(ANSWERS["min-overgang"])}["Det mangler"]
    assert [line.da[:10] for line in told] == ["Uden en pl", "Uden en ro"]
    assert task.parts({"ends": "x"})[-1][1] == [], "before anything is written of the beginning, nothing is said to be missing"
    assert not task.is_whole(ANSWERS["min-overgang"])
    assert task.is_whole({"ends": "x", "purpose": "a", "picture": "b", "plan": "c", "part": "d"})
