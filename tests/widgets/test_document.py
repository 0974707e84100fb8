"""A learner takes her plan to work as a Word document."""

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from course.store.database import now
from course.tools import shown_day
from tests.widgets.conftest import Browser, Open
from widgets import Plan

FILLED = {"maal": "Ro på.\nOg tid.", "foer": ["lys"]}


def ask(open_page: Open, browser: Browser, value: Any) -> tuple[dict[str, Any], Any]:
    """Ask for a document; return the reply, and the document if one came."""
    page = open_page(Plan, "plan")
    page.say({"type": "document", "id": "d1", "value": value})
    reply = browser.messages()[-1]
    return reply, docx.Document(io.BytesIO(browser.buffers[-1])) if browser.buffers else None


def lines(made: Any) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in made.paragraphs]


def test_she_gets_what_she_wrote_and_ticked_under_headings(open_page: Open, browser: Browser) -> None:
    reply, made = ask(open_page, browser, {"language": "da", "answer": FILLED})
    assert reply == {"type": "document", "reply": "d1", "error": None}
    assert lines(made) == [
        ("Title", "Min plan"),
        ("Subtitle", shown_day(now().date().isoformat()).da),
        ("Normal", "Til væggen."),
        ("Heading 1", "Mål"),
        ("Normal", "Ro på."),
        ("Normal", "Og tid."),
        ("Heading 1", "Før mødet"),
        ("Normal", "☐ Lyden virker"),
        ("Normal", "☑ Lyset er godt"),
        ("Heading 1", "Plan B"),
        ("Normal", "(ikke udfyldt)"),
    ]


@pytest.mark.parametrize(
    ("language", "title", "code", "empty"), [("da", "Min plan", "da-DK", "(ikke udfyldt)"), ("en", "My plan", "en-GB", "(not filled in)")]
)
def test_the_document_speaks_and_says_the_language_of_the_page(
    language: str, title: str, code: str, empty: str, open_page: Open, browser: Browser
) -> None:
    _, made = ask(open_page, browser, {"language": language, "answer": {}})
    assert made.core_properties.title == title
    assert made.core_properties.language == code
    assert made.core_properties.author == ""
    assert {spoken.get(qn("w:val")) for spoken in made.styles.element.iter(qn("w:lang"))} == {code}
    assert [text for _, text in lines(made)].count(empty) == 2


def test_it_is_a4(open_page: Open, browser: Browser) -> None:
    _, made = ask(open_page, browser, {"language": "da", "answer": None})
    assert (round(made.sections[0].page_width.cm, 1), round(made.sections[0].page_height.cm, 1)) == (21.0, 29.7)


def test_characters_that_a_document_cannot_hold_are_left_out(open_page: Open, browser: Browser) -> None:
    _, made = ask(open_page, browser, {"language": "da", "answer": {"maal": "Ro\x1b\x0c\x07\ufffe\tpå <w:p/> 🙂"}})
    assert ("Normal", "Ro\tpå <w:p/> 🙂") in lines(made)


@pytest.mark.parametrize(
    "value",
    [
        *(None, "da", [], {}, {"language": "de"}, {"language": ["da"]}, {"language": {"da": 1}}),
        *({"language": "da", "answer": answer} for answer in ({"ukendt": "x"}, [1], {"maal": "x" * 3001})),
    ],
)
def test_a_made_up_wish_gets_a_sentence_and_no_document(value: Any, open_page: Open, browser: Browser) -> None:
    reply, made = ask(open_page, browser, value)
    assert made is None
    assert reply["error"]["da"]
    assert reply["error"]["en"]


def test_a_document_that_fails_is_told_and_the_plan_stays(open_page: Open, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(Plan, "plan")
    page.act("save", FILLED)

    def fail(*_: Any) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr("widgets.documents.word.write", fail)
    page.say({"type": "document", "id": "d1", "value": {"language": "da", "answer": FILLED}})
    assert "ikke gået tabt" in browser.messages()[-1]["error"]["da"]
    assert "no ink" not in browser.text()
    assert page.component.answer == FILLED
    assert page.component.saved["state"] == "saved"
