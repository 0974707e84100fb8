"""Whatever a browser sends, only an answer the task can have is stored."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import answers
from course.errors import InvalidAnswer
from course.tasks import BaseTask

Build = Callable[..., BaseTask]
PLAN = {"formaal": "Ro på", "foer": ["lys", "lyd"]}


def refused(task: BaseTask, value: Any) -> str:
    with pytest.raises(InvalidAnswer) as caught:
        answers.check(task, value)
    assert task.id in caught.value.text.da
    assert task.id in caught.value.text.en
    return caught.value.text.en


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        ("choice", ["moede"], ["moede"]),
        ("choice", [], []),
        ("order", ["lyt", "aabn", "aftal"], ["lyt", "aabn", "aftal"]),
        ("match", {"vred": "slut"}, {"vred": "slut"}),
        ("match", {"vred": "vent", "tavs": "vent"}, {"tavs": "vent", "vred": "vent"}),
        ("match", {}, {}),
        ("text", "Hej 👋\nøæå", "Hej 👋\nøæå"),
        ("text", "", ""),
        ("plan", PLAN, {"formaal": "Ro på", "foer": ["lyd", "lys"]}),
        ("plan", {"foer": []}, {"foer": []}),
    ],
)
def test_a_possible_answer_is_stored_in_the_order_shown(task: Build, kind: str, value: Any, stored: Any) -> None:
    found = answers.check(task(kind), value)
    assert found == stored
    assert not isinstance(stored, dict) or list(found) == list(stored)


def test_several_options_can_be_chosen_where_several_are_asked_for(task: Build) -> None:
    assert answers.check(task("choice", multiple=True), ["telefon", "skaerm"]) == ["skaerm", "telefon"]
    assert "only one can be chosen" in refused(task("choice"), ["telefon", "skaerm"])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("choice", ["brev"]),
        ("choice", ["moede", "brev"]),
        ("order", ["aabn", "lyt", "brev"]),
        ("match", {"tavs": "brev"}),
        ("match", {"brev": "vent"}),
        ("plan", {"brev": "x"}),
        ("plan", {"foer": ["brev"]}),
    ],
)
def test_something_the_task_does_not_have_is_refused(task: Build, kind: str, value: Any) -> None:
    assert refused(task(kind), value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[(kind, None) for kind in ("choice", "order", "match", "text", "plan")],
        *[(kind, 7) for kind in ("choice", "order", "match", "text", "plan")],
        ("choice", "moede"),
        ("choice", [["moede"]]),
        ("choice", [1]),
        ("choice", {"moede": True}),
        ("order", {"aabn": 1}),
        ("match", [["tavs", "vent"]]),
        ("match", {"tavs": ["vent"]}),
        ("match", {"tavs": None}),
        ("match", {1: "vent"}),
        ("text", ["Hej"]),
        ("plan", "Hej"),
        ("plan", {"formaal": ["Hej"]}),
        ("plan", {"foer": "lyd"}),
    ],
)
def test_an_answer_of_the_wrong_shape_is_refused(task: Build, kind: str, value: Any) -> None:
    assert refused(task(kind), value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("choice", ["moede", "moede"]), ("order", ["aabn", "aabn", "lyt"]), ("order", ["aabn", "lyt"]), ("plan", {"foer": ["lyd", "lyd"]})],
)
def test_something_twice_or_left_out_of_an_order_is_refused(task: Build, kind: str, value: Any) -> None:
    assert refused(task(kind), value)


def test_a_text_may_be_as_long_as_the_task_says_and_no_longer(task: Build) -> None:
    assert answers.check(task("text"), "æ" * 200)
    assert "longer than 200 characters; shorten it" in refused(task("text"), "æ" * 201)
    assert "longer than 3000 characters" in refused(task("plan"), {"formaal": "æ" * 3001})


@pytest.mark.parametrize("text", ["Hej \ud83d", "\udc4b", "a\0b"])
def test_half_a_character_is_refused_since_no_database_can_hold_it(task: Build, text: str) -> None:
    assert "invalid characters" in refused(task("text"), text)
    assert "invalid characters" in refused(task("plan"), {"formaal": text})


ATTEMPT = {"taken": ["A>B"], "hints": [], "thoughts": ["A"], "chosen": True}


def test_an_attempt_at_a_conversation_is_kept_as_it_is(task: Build) -> None:
    assert answers.check(task("conversation"), ATTEMPT) == ATTEMPT


@pytest.mark.parametrize(
    "value",
    [["x"], {}, {**ATTEMPT, "more": 1}, {**ATTEMPT, "chosen": 1}, {**ATTEMPT, "taken": "A>B"}, {**ATTEMPT, "hints": [1]}, {**ATTEMPT, "taken": ["A"] * 501},
     {**ATTEMPT, "taken": ["A" * 401]}],
)  # fmt: skip
def test_what_is_no_attempt_is_refused(task: Build, value: Any) -> None:
    assert "the answer must be an attempt" in refused(task("conversation"), value) or "cannot be read" in refused(
        task("conversation"), value
    )


def test_picking_an_attempt_is_no_answer_by_itself() -> None:
    assert answers.is_blank({"taken": [], "hints": [], "thoughts": [], "chosen": True})


@pytest.mark.parametrize("value", [None, "", "  \n", [], {}, {"formaal": " ", "foer": []}])
def test_nothing_written_is_blank(value: Any) -> None:
    assert answers.is_blank(value)


@pytest.mark.parametrize("value", ["x", ["moede"], {"formaal": "", "foer": ["lyd"]}, {"tavs": "vent"}])
def test_something_written_is_not_blank(value: Any) -> None:
    assert not answers.is_blank(value)


def test_whether_an_answer_is_blank_can_be_asked_of_endless_nesting() -> None:
    value: Any = {}
    for _ in range(5000):
        value = {"x": value}
    assert not answers.is_blank(value)


def test_pairs_are_complete_when_each_has_a_partner(task: Build) -> None:
    assert not answers.is_complete(task("match"), {"tavs": "vent"})
    assert answers.is_complete(task("match"), {"tavs": "vent", "vred": "vent"})
    assert not answers.is_complete(task("match"), None)
    assert answers.is_complete(task("choice"), ["moede"])
    assert not answers.is_complete(task("choice"), [])
    assert not answers.is_complete(task("text"), "  ")


json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(["moede", "aabn", "tavs"]),
    lambda parts: (
        st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=8) | st.sampled_from(["tavs", "formaal"]), parts, max_size=4)
    ),
    max_leaves=10,
)


@given(value=json, kind=st.sampled_from(["choice", "order", "match", "text", "plan", "conversation"]))
def test_whatever_is_sent_is_refused_in_words_or_stored_in_a_form_that_stays(kinds: dict[str, BaseTask], value: Any, kind: str) -> None:
    try:
        stored = answers.check(kinds[kind], value)
    except InvalidAnswer:
        return
    assert answers.check(kinds[kind], stored) == stored
