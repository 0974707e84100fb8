"""A form of parts: what fits in it, what is closed for good, and what tells who somebody is."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from course import answers, identifying
from course.errors import InvalidAnswer
from course.framework import framework
from course.kinds import Task
from course.kinds.form import FormTask
from course.tasks import BaseTask
from tests.course.conftest import both, task_fields

TODAY = date(2026, 11, 28)
EARLIER, LATER = "2026-11-27", "2026-12-12"
TEXT = {"kind": "text", "max_chars": 200}
FIELDS = {
    "tekst": TEXT,
    "dag": {"kind": "date", "future": True},
    "kompetence": {"kind": "competence"},
    "rolle": {"kind": "choice", "choices": [{"id": "selv", "text": both("Selv")}, {"id": "sammen", "text": both("Sammen")}]},
}


def part(id: str, lock: bool = False, **fields: dict[str, Any]) -> dict[str, Any]:
    made = [{"id": name, "heading": both(name.title()), **about} for name, about in (fields or {"tekst": TEXT}).items()]
    return {"id": id, "heading": both(id.title()), "fields": made, **({"lock": both("Luk")} if lock else {})}


def form(*parts: dict[str, Any], **changes: Any) -> FormTask:
    made: FormTask = TypeAdapter[BaseTask](Task).validate_python(task_fields("form", parts=list(parts), **changes))  # type: ignore[assignment]
    return made


def refusal(**changes: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter[BaseTask](Task).validate_python(task_fields("form", **changes))
    return str(caught.value)


def refused(task: FormTask, value: Any) -> str:
    """Why it is no answer, in Danish."""
    with pytest.raises(InvalidAnswer) as caught:
        answers.check(task, value)
    return caught.value.text.da


FORM = form(part("et", lock=True, **FIELDS), part("to", lock=True), part("tre"))
ONE = {"tekst": "Hun ringede", "dag": LATER, "kompetence": framework().competences[0].id, "rolle": "sammen"}
FULL = {"parts": {"et": ONE, "to": {"tekst": "To"}, "tre": {"tekst": "Tre"}}, "locked": ["et", "to"]}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["et", "to", LATER, "selv", framework().competences[0].id]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["parts", "locked", "et", "to", "tre", "tekst", "dag", "kompetence", "rolle", "x"]), inner, max_size=4),
    max_leaves=14,
)  # fmt: skip
OPEN = st.fixed_dictionaries(
    {}, optional={"et": st.fixed_dictionaries({}, optional={"tekst": st.text(max_size=9), "rolle": st.just("selv")})}
)
LOCKED = st.tuples(
    st.fixed_dictionaries({name: st.fixed_dictionaries({"tekst": st.text(max_size=9)}) for name in ("et", "to")}), st.just(["et"])
)
FILLED = (st.tuples(OPEN, st.just([])) | LOCKED).map(lambda both_: {"parts": both_[0], "locked": both_[1]})


def test_what_is_filled_in_comes_back_in_the_forms_order() -> None:
    assert answers.check(FORM, FULL) == FULL
    assert answers.check(FORM, {}) == {}
    turned = {"locked": ["et"], "parts": {"to": {}, "et": dict(reversed(ONE.items()))}}
    assert json.dumps(answers.check(FORM, turned)) == json.dumps({"parts": {"et": ONE, "to": {}}, "locked": ["et"]})
    assert answers.is_complete(FORM, FULL)
    assert not answers.is_complete(FORM, {"parts": {"et": ONE}, "locked": []})
    assert answers.is_blank(answers.check(FORM, {"parts": {}}))


@pytest.mark.parametrize(
    "value",
    [
        *(None, 7, "x", [], {"x": 1}, {"parts": []}, {"parts": {"x": {}}}, {"parts": {"et": []}}, {"parts": {"et": {"x": ""}}}),
        *({"locked": locked} for locked in ("et", ["x"], ["to"], ["tre"], ["to", "et"], ["et", "et"], [["et"]], {"et": True}, None)),
        *(
            {"parts": {"et": {name: value}}}
            for name in ("tekst", "dag", "kompetence", "rolle")
            for value in (None, 7, ["x"], {}, "\ud800x")
        ),
        *({"parts": {"et": {"tekst": text}}} for text in ("x" * 201, "010190-1234", "\0")),
        *({"parts": {"et": {"dag": day}}} for day in ("1999-12-31", "2026-02-30", "i morgen", "20261212")),
        *({"parts": {"et": {name: "findes.ikke"}}} for name in ("kompetence", "rolle")),
    ],
)
def test_what_a_form_cannot_hold_is_refused_with_what_to_do(value: Any) -> None:
    assert "blev ikke gemt: " in refused(FORM, value)


@given(value=JSON)
def test_whatever_is_sent_is_refused_or_kept_and_can_be_told(value: Any) -> None:
    try:
        kept = answers.check(FORM, value)
    except InvalidAnswer:
        return
    assert answers.check(FORM, json.loads(json.dumps(kept))) == kept
    assert all(heading.da for heading, _ in FORM.parts(kept))
    FORM.is_whole(kept)


def test_a_part_is_filled_only_when_the_one_before_it_is_closed() -> None:
    assert "luk først »Et«" in refused(FORM, {"parts": {"et": ONE, "to": {"tekst": "x"}}, "locked": []})
    assert "luk først »To«" in refused(FORM, {"parts": {"et": ONE, "tre": {"tekst": "x"}}, "locked": ["et"]})
    assert answers.check(form(part("et"), part("to")), {"parts": {"to": {"tekst": "x"}}}) == {"parts": {"to": {"tekst": "x"}}, "locked": []}


def test_a_closed_part_stays_as_it_was_whatever_is_sent() -> None:
    before = {"parts": {"et": ONE}, "locked": ["et"]}
    for sent in ({"parts": {"et": {"tekst": "Rettet"}}, "locked": ["et"]}, {"parts": {}, "locked": []}, {}):
        assert FORM.saved_over(before, answers.check(FORM, sent), TODAY) == before
    assert FORM.saved_over({"parts": {}, "locked": ["et"]}, {"parts": {"et": {"tekst": "x"}}, "locked": []}, TODAY) == {
        "parts": {},
        "locked": ["et"],
    }
    going_on = {"parts": {"et": {"tekst": "Rettet"}, "to": {"tekst": "Nyt"}}, "locked": ["et", "to"]}
    assert FORM.saved_over(before, going_on, TODAY) == {"parts": {"et": ONE, "to": {"tekst": "Nyt"}}, "locked": ["et", "to"]}


def test_a_window_that_does_not_know_a_part_to_be_open_empties_nothing_in_it() -> None:
    stale = {"parts": {"et": {"tekst": "Gammelt"}}, "locked": []}
    assert FORM.saved_over(FULL, stale, TODAY) == FULL


@given(before=FILLED, sent=FILLED)
def test_what_is_kept_is_always_an_answer_and_never_opens_what_was_closed(before: Any, sent: Any) -> None:
    try:
        before, sent = answers.check(FORM, before), answers.check(FORM, sent)
    except InvalidAnswer:
        return
    kept = FORM.saved_over(before, sent, TODAY)
    assert answers.check(FORM, kept) == kept
    assert kept["locked"][: len(before["locked"])] == before["locked"]
    assert all(kept["parts"].get(id) == before["parts"].get(id) for id in before["locked"])


def test_a_day_that_has_passed_is_refused_when_it_is_set_and_left_alone_afterwards() -> None:
    for day in (TODAY.isoformat(), LATER):
        assert FORM.saved_over({}, {"parts": {"et": {"dag": day}}, "locked": []}, TODAY)["parts"] == {"et": {"dag": day}}
    with pytest.raises(InvalidAnswer, match="choose a day that has not passed"):
        FORM.saved_over({}, {"parts": {"et": {"dag": EARLIER}}, "locked": []}, TODAY)
    set_in_time = {"parts": {"et": {"dag": EARLIER}}, "locked": []}
    going_on = {"parts": {"et": {"tekst": "Videre", "dag": EARLIER}}, "locked": ["et"]}
    assert FORM.saved_over(set_in_time, going_on, TODAY) == going_on


def test_of_a_competence_only_its_id_is_kept_and_one_that_is_gone_stops_nothing() -> None:
    told = FORM.public()["parts"][0]["fields"][2]
    assert [one["id"] for one in told["choices"]] == [one.id for one in framework().competences]
    assert set(told["choices"][0]) == {"id", "text"}, "neither level nor target"
    lines = {heading.da: lines for heading, lines in FORM.parts({"parts": {"et": {"kompetence": "er.borte", "rolle": "selv"}}})}
    assert lines["Et: Kompetence"] == []
    assert [line.da for line in lines["Et: Rolle"]] == ["Selv"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((text, "telefonnummer") for text in ("Ring 12 34 56 78", "12345678", "tlf.:1234 5678.", "+45 12345678", "0045 12 34 56 78", "+46 70 123 45 67", "12-34-56-78")),
        *((text, "mailadresse") for text in ("anna@kommune.dk", "skriv til <a.b-c@x.example.dk>, tak", "ÅSE@Børn.dk")),
        *((text, "gadeadresse") for text in ("Nørregade 12", "hun bor på nørregade 12, 2. tv", "Vestre Ringvej 4B", "Lærkevænget 7", "Store Torv 3", "H.C. Andersens Boulevard 5", "Skovalleen 9", "12 Main Street")),
    ],
)  # fmt: skip
def test_what_tells_who_somebody_is_is_named_and_not_repeated(text: str, found: str) -> None:
    told = refused(form(part("et"), anonymous=True), {"parts": {"et": {"tekst": text}}})
    assert found in told
    assert text not in told
    assert answers.check(form(part("et")), {"parts": {"et": {"tekst": text}}}), "elsewhere it may stand"


@pytest.mark.parametrize(
    "text",
    [
        "Mødet er den 28.11.2026 kl. 10.00-11.30, og i 2024-2025 var det 12.345.678 kr.",
        "Fra 2025 2026 og frem. Jeg så det 2 gange på vej 3 dage senere.",
        "Hun har 3 børn, og alle 3 går i skole. Undervejs 2 pauser.",
        "§ 15, stk. 2, i lov nr. 548 af 7. juni 2006",
        "På min arbejdsplads 2 gange om ugen; jeg spurgte @ teamet.",
        "Sag 2026-000123 og 100.000.000",
        "",
    ],
)
def test_days_years_times_and_amounts_are_nobodys(text: str) -> None:
    assert identifying.found_in(text) == []


def test_all_that_is_found_is_named() -> None:
    told = refused(form(part("et"), anonymous=True), {"parts": {"et": {"tekst": "12345678 og a@b.dk"}}})
    assert "et telefonnummer og en mailadresse" in told


@given(st.text(max_size=300))
def test_looking_for_it_ends_quickly_on_any_text(text: str) -> None:
    identifying.found_in(text * 10)


def test_an_author_is_told_what_does_not_fit() -> None:
    assert "is used twice" in refusal(parts=[part("et"), part("et")])
    assert "choices" in refusal(parts=[part("et", rolle={"kind": "choice"})])
    assert "max_chars" in refusal(parts=[part("et", tekst={"kind": "text"})])
    assert "future belongs to the kind date alone" in refusal(parts=[part("et", tekst={**TEXT, "future": True})])
    twice = part("et")
    assert "is used twice" in refusal(parts=[{**twice, "fields": twice["fields"] * 2}])
    assert "parts" in refusal(parts=[])


def test_a_part_alone_stands_in_the_document_under_its_fields_own_headings() -> None:
    assert [heading.da for heading, _ in form(part("et")).parts({})] == ["Tekst"]
    assert [heading.da for heading, _ in form(part("et"), part("to")).parts({})] == ["Et: Tekst", "To: Tekst"]
