"""What an author may and may not write as a task."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from course.kinds import Task
from course.tasks import BaseTask

Build = Callable[..., BaseTask]
Fields = Callable[..., dict[str, Any]]


def refusal(fields: dict[str, Any]) -> str:
    adapter: TypeAdapter[Any] = TypeAdapter(Task)
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(fields)
    return str(caught.value)


@pytest.mark.parametrize("kind", ["choice", "order", "match", "text", "plan", "conversation"])
def test_every_kind_can_be_written(task: Build, kind: str) -> None:
    assert task(kind).id == f"en-{kind}"
    assert not task(kind).graded


@pytest.mark.parametrize("kind", ["choice", "order", "match", "text"])
def test_a_graded_task_has_no_key(task: Build, kind: str) -> None:
    assert task(kind, "graded").graded


@pytest.mark.parametrize(("kind", "key"), [("order", "key"), ("order", "why"), ("match", "key"), ("match", "why"), ("text", "example")])
def test_a_practice_task_without_its_key_is_refused(fields: Fields, kind: str, key: str) -> None:
    assert f"practice needs “{key}” here" in refusal(fields(kind, **{key: None}))


@pytest.mark.parametrize("key", ["right", "why"])
def test_a_practice_choice_needs_truth_and_why_on_each_option(fields: Fields, key: str) -> None:
    options = [{name: value for name, value in option.items() if name != key} for option in fields("choice")["options"]]
    assert refusal(fields("choice", options=options)).count(f"practice needs “{key}” here") == len(options)


@pytest.mark.parametrize(("kind", "key"), [("order", "key"), ("order", "why"), ("match", "key"), ("match", "why"), ("text", "example")])
def test_a_graded_task_that_carries_its_key_is_refused(fields: Fields, kind: str, key: str) -> None:
    leaked = fields(kind, "graded", **{key: fields(kind)[key]})
    assert f"“{key}” gives away the key of a graded task. Move it to grading/keys/." in refusal(leaked)


def test_a_graded_choice_that_marks_its_right_option_is_refused(fields: Fields) -> None:
    told = refusal(fields("choice", "graded", options=fields("choice")["options"]))
    assert told.count("gives away the key") == 1  # one mistake, however many options


def test_points_stand_with_the_key_and_not_in_the_task(fields: Fields) -> None:
    assert "points" in refusal(fields("choice", "graded", points=4))


@pytest.mark.parametrize(("kind", "items"), [("choice", "options"), ("order", "steps"), ("match", "right")])
def test_a_thing_may_keep_its_place_when_the_order_is_drawn(task: Build, fields: Fields, kind: str, items: str) -> None:
    listed = fields(kind)[items]
    written = task(kind, **{items: [*listed[:-1], {**listed[-1], "stays": True}]})
    assert [one.stays for one in getattr(written, items)] == [False] * (len(listed) - 1) + [True]
    assert not any("stays" in one for one in written.public()[items])  # the order is drawn before a browser is told


@pytest.mark.parametrize(("kind", "use"), [("plan", "practice"), ("plan", "graded"), ("conversation", "tool"), ("choice", "tool")])
def test_a_kind_cannot_be_used_for_what_it_is_not(fields: Fields, kind: str, use: str) -> None:
    assert f"“{kind}” cannot be used as “{use}”" in refusal(fields(kind, use))


@pytest.mark.parametrize(
    ("kind", "items"), [("choice", "options"), ("order", "steps"), ("match", "left"), ("match", "right"), ("plan", "sections")]
)
def test_two_things_with_one_id_are_refused(fields: Fields, kind: str, items: str) -> None:
    listed = fields(kind)[items]
    doubled = [*listed, {**listed[-1], "id": listed[0]["id"]}]
    assert f"the id “{listed[0]['id']}” is used twice" in refusal(fields(kind, **{items: doubled}))


def test_two_things_to_tick_with_one_id_are_refused(fields: Fields) -> None:
    text, ticks = fields("plan")["sections"]
    assert "the id “lyd” is used twice" in refusal(fields("plan", sections=[text, {**ticks, "items": ticks["items"] * 2}]))


def test_a_choice_of_one_has_exactly_one_right_option(fields: Fields) -> None:
    options = [{**option, "right": True} for option in fields("choice")["options"]]
    assert "exactly one answer must have right: true" in refusal(fields("choice", options=options))
    none = [{**option, "right": False} for option in options]
    assert "exactly one answer must have right: true" in refusal(fields("choice", options=none))
    assert "at least one answer must have right: true" in refusal(fields("choice", options=none, multiple=True))


def test_steps_shown_in_their_right_order_are_refused(fields: Fields) -> None:
    assert "Muddle them" in refusal(fields("order", key=["aftal", "aabn", "lyt"]))


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (["aabn", "lyt"], "the key lacks aftal"),
        (["aabn", "lyt", "lyt", "aftal"], "“lyt” stands twice"),
        (["aabn", "lyt", "aftale", "aftal"], "“aftale” is not a step. Did you mean “aftal”?"),
    ],
)
def test_the_key_of_an_order_names_each_step_once(fields: Fields, key: list[str], told: str) -> None:
    assert told in refusal(fields("order", key=key))


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ({"tavs": "vent"}, "the key lacks vred"),
        ({"tavs": "vent", "vred": "raab"}, "“raab” is not anything on the right. Use one of: vent, spoerg, slut."),
        ({"tavs": "vent", "vred": "vent", "glad": "vent"}, "“glad” is not anything on the left"),
    ],
)
def test_the_key_of_a_match_pairs_each_thing_on_the_left(fields: Fields, key: dict[str, str], told: str) -> None:
    assert told in refusal(fields("match", key=key))


def test_why_of_a_match_explains_each_thing_on_the_left(fields: Fields) -> None:
    assert "why lacks vred" in refusal(fields("match", why={"tavs": {"da": "a", "en": "b"}}))


def test_things_on_the_left_may_share_a_partner(task: Build) -> None:
    assert task("match", key={"tavs": "vent", "vred": "vent"})


def test_a_checklist_has_items_and_a_text_has_none(fields: Fields) -> None:
    text, ticks = fields("plan")["sections"]
    assert "a checklist has items" in refusal(fields("plan", sections=[{**ticks, "items": []}]))
    assert "a text has none" in refusal(fields("plan", sections=[{**text, "items": ticks["items"]}]))


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "Kanal 1"},
        {"id": "x" * 61},
        {"level": 0},
        {"level": 5},
        {"kind": "essay"},
        {"prompt": {"da": "a"}},
        {"hint": "x"},
    ],
    ids=str,
)
def test_a_malformed_field_is_refused(fields: Fields, changes: dict[str, Any]) -> None:
    assert refusal({**fields("choice"), **changes})


def test_polishing_a_text_keeps_old_answers(task: Build) -> None:
    assert task("choice").fingerprint == task("choice", prompt={"da": "Bedre sagt", "en": "Better put"}).fingerprint


def test_muddling_options_keeps_old_answers(task: Build, fields: Fields) -> None:
    assert task("choice").fingerprint == task("choice", options=fields("choice")["options"][::-1]).fingerprint


@pytest.mark.parametrize(("kind", "items"), [("choice", "options"), ("match", "right"), ("plan", "sections")])
def test_another_thing_to_answer_makes_it_another_task(task: Build, fields: Fields, kind: str, items: str) -> None:
    first, *rest = fields(kind)[items]
    changed = task(kind, **{items: [first, *rest, {**first, "id": "ny", **({"right": False} if kind == "choice" else {})}]})
    assert changed.fingerprint != task(kind).fingerprint
    assert len(changed.fingerprint) == 12
