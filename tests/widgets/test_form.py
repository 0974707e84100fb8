"""A colleague writes in a form, closes its first part for good, and goes on; what a browser forges changes nothing of that."""

import io
import json
from typing import Any

import docx
import pytest

from course import answers
from course.modules import module
from course.store import Store
from tests.widgets.conftest import MODULE, Browser, Open
from tests.widgets.test_components import saved_by
from widgets import Form

FIRST: dict[str, Any] = {"parts": {"foer": {"situation": "Borgeren ringede", "hvornaar": "2099-01-04"}}, "locked": []}
CLOSED: dict[str, Any] = {**FIRST, "locked": ["foer"]}
BOTH: dict[str, Any] = {
    "parts": {**FIRST["parts"], "efter": {"skete": "Hun kom", "kompetence": "samtale.rammer", "rolle": "sammen"}},
    "locked": ["foer"],
}


def test_what_she_writes_stands_there_on_the_next_page(open_page: Open) -> None:
    assert open_page(Form, "praksis").act("save", FIRST)["state"] == "saved"
    page = open_page(Form, "praksis")
    assert page.component.answer == FIRST
    for value in (CLOSED, BOTH):
        assert page.act("save", value)["state"] == "saved"
    assert open_page(Form, "praksis").component.answer == BOTH


@pytest.mark.parametrize(
    "forged",
    [
        {"parts": {"foer": {"situation": "Et andet"}}, "locked": []},
        {"parts": {"foer": {"situation": "Et andet"}}, "locked": ["foer"]},
        {"parts": {}, "locked": []},
        {},
    ],
)
def test_a_closed_part_is_closed_whatever_a_browser_says(forged: Any, open_page: Open, store: Store) -> None:
    page = open_page(Form, "praksis")
    page.act("save", CLOSED)
    assert page.act("save", forged)["state"] == "saved"
    assert page.component.answer == CLOSED
    assert saved_by(store) == [("praksis", CLOSED)]


@pytest.mark.parametrize(
    "forged",
    [
        *(None, 7, [], {"x": 1}, {"parts": 7}, {"locked": ["efter"]}, {"locked": 7}, {"parts": {"foer": {"situation": "\ud800"}}}),
        *({"parts": {"foer": {"situation": text}}} for text in ("Ring 12345678", "a@b.dk", "Nørregade 12", "010190-1234")),
        *({"parts": {"foer": {"hvornaar": day}}} for day in ("2020-01-01", "aldrig")),
        {"parts": {"efter": {"skete": "for tidligt"}}},
    ],
)
def test_what_the_form_cannot_hold_is_told_and_loses_nothing(forged: Any, open_page: Open, store: Store) -> None:
    page = open_page(Form, "praksis")
    page.act("save", FIRST)
    told = page.act("save", forged)
    assert told["state"] == "error"
    assert "blev ikke gemt" in told["message"]["da"]
    assert page.component.answer == FIRST
    assert "1234" not in json.dumps(told)
    assert saved_by(store) == [("praksis", FIRST)]


def test_of_two_windows_neither_overwrites_the_other_unseen_and_neither_opens_what_the_other_closed(open_page: Open, store: Store) -> None:
    one, other = open_page(Form, "praksis"), open_page(Form, "praksis")
    one.act("save", CLOSED, base=0)
    one.act("save", BOTH, base=1)
    stale = {"parts": {"foer": {"situation": "Fra det andet vindue"}}, "locked": []}
    told = other.act("save", stale, base=0)
    assert (told["state"], told["theirs"]) == ("conflict", BOTH)
    assert other.act("save", stale, base=told["revision"])["state"] == "saved", "she keeps her own"
    assert saved_by(store) == [("praksis", BOTH)]


def test_it_leaves_a_document_of_all_its_parts(open_page: Open, browser: Browser) -> None:
    page = open_page(Form, "praksis")
    page.say(
        {
            "type": "document",
            "id": "d1",
            "value": {"language": "da", "answer": {**BOTH, "parts": {**BOTH["parts"], "efter": {"kompetence": "samtale.rammer"}}}},
        }
    )
    assert browser.messages()[-1]["error"] is None
    made = docx.Document(io.BytesIO(browser.buffers[-1]))
    assert [one.text for one in made.paragraphs if one.style.name == "Heading 1"] == [  # type: ignore[union-attr]
        "Situationen: Hvad skete der", "Situationen: Se på det igen",
        "To uger efter: Hvad blev det til", "To uger efter: Kompetence", "To uger efter: Rolle",
    ]  # fmt: skip
    written = [one.text for one in made.paragraphs]
    assert {"Borgeren ringede", "4.1.2099", "Sætte rammen", "(ikke udfyldt)"} <= set(written)


def test_a_document_is_not_refused_because_a_day_has_passed_since(open_page: Open, browser: Browser) -> None:
    page = open_page(Form, "praksis")
    page.say({"type": "document", "id": "d1", "value": {"language": "en", "answer": {"parts": {"foer": {"hvornaar": "2020-01-01"}}}}})
    assert browser.messages()[-1]["error"] is None


def test_without_a_browser_it_reads_as_lines() -> None:
    lines = [line.da for line in answers.lines(module(MODULE).tasks["praksis"], BOTH, MODULE)]
    assert lines[0] == "Situationen: Hvad skete der: Borgeren ringede"
    assert lines[-1] == "To uger efter: Rolle: Sammen"
