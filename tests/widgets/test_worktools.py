"""A colleague fills in a tool for her own work: it is kept, nothing false gets in, and it leaves a document and dates."""

import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from course import answers
from course.datafile import DataError
from course.errors import InvalidAnswer
from course.modules import module
from course.store import Store
from tests.widgets.conftest import MODULE, Browser, Open, Page
from widgets import Cycle, Dates, Panes, Table
from widgets.component import Component

TOOLS: dict[str, type[Component]] = {"gruppe": Table, "vindue": Panes, "proeve": Cycle, "dage": Dates}
ANNA = {"id": "a1", "cells": {"hvem": "Jobkonsulent", "arketype": "analog", "fra": "2026-09-01", "bruger": True}}
FILLED: dict[str, Any] = {
    "gruppe": {"rows": [ANNA, {"id": "b2", "cells": {"hvem": "Teamleder"}}]},
    "vindue": {"godt": "Roen", "nyt": "To ting\nmere", "nyt-hvem": "Emil", "nyt-fra": "2026-09-01"},
    "proeve": {"rounds": [{"plan-hvad": "Ring først", "plan-hvornaar": "2026-09-01", "plan-sager": 4}, {"plan-hvad": "Skriv først"}]},
    "dage": {"live": "2026-02-02", "pattern": ["weeks-8", "months-3", "months-6"], "keeper": "Rikke"},
}
ROWS = [
    *(
        {"rows": [{**ANNA, "cells": cells}]}
        for cells in ({"fra": "1900-01-01"}, {"fra": "2026-02-30"}, {"fra": "i morgen"}, {"fra": "20260901"})
    ),
    *(
        {"rows": [{**ANNA, "cells": cells}]}
        for cells in ({"ukendt": "x"}, {"arketype": "chef"}, {"arketype": ["analog"]}, {"bruger": "ja"})
    ),
    *({"rows": [{**ANNA, "cells": cells}]} for cells in ({"hvem": "x" * 10_000}, {"hvem": 7}, {"hvem": "Bo 010190-1234"}, [], None)),
    *({"rows": rows} for rows in ([ANNA, ANNA], [{**ANNA, "id": f"r{n}"} for n in range(5)], "a1", {"a1": ANNA}, [7], [{"cells": {}}])),
    *({"rows": [{**ANNA, "id": id}]} for id in ("", "A 1", "x" * 41, 7, None, ["a1"])),
]
FORGED: dict[str, list[Any]] = {
    "gruppe": [*ROWS, {"row": []}, [], "x", None, 7],
    "vindue": [
        {"ukendt": ""},
        {"nyt-hvem": "x" * 121},
        {"nyt-hvem": "Emil 010190-1234"},
        {"nyt-fra": "1900-01-01"},
        {"nyt-fra": ""},
        {"skidt-hvem": "Emil"},
        {"godt": ["x"]},
        {"godt": "x" * 10_000},
        {"godt": "0101901234"},
        {"godt": "\0"},
        [],
        None,
    ],
    "proeve": [
        *({"rounds": rounds} for rounds in ({}, "x", [7], [{}] * 13, [{"plan-ukendt": "x"}], [{"plan-hvornaar": "1900-01-01"}])),
        *({"rounds": [{"plan-sager": number}]} for number in (0, 1000, 2.5, "4", True, None)),
        *({"rounds": [{"plan-hvad": text}]} for text in ("x" * 10_000, None, "CPR 311299-9876")),
        *([], None, {"runder": []}),
    ],
    "dage": [
        *({"live": live} for live in ("1900-01-01", "2026-13-01", "", None, 20260202, ["2026-02-02"])),
        *(
            {"pattern": [one]}
            for one in ("weeks-0", "weeks-105", "months-61", "years-1", "weeks-1.5", "weeks--1", "weeks-²", 4, ["weeks-1"])
        ),
        *({"keeper": keeper} for keeper in (7, None, ["Rikke"], "x" * 121, "Rikke 010190-1234")),
        *({"pattern": pattern} for pattern in (["weeks-1", "weeks-1"], [f"weeks-{n}" for n in range(1, 22)], "weeks-1", None)),
    ],
}


@pytest.mark.parametrize("task", TOOLS)
def test_what_she_fills_in_stands_there_on_the_next_page(task: str, open_page: Open) -> None:
    page = open_page(TOOLS[task], task)
    assert page.act("save", FILLED[task])["state"] == "saved"
    again = open_page(TOOLS[task], task)
    assert again.component.answer == FILLED[task]
    assert again.component.feedback is None, "a tool marks nothing"


@pytest.mark.parametrize(("task", "value"), [(task, value) for task, values in FORGED.items() for value in values])
def test_what_the_tool_cannot_hold_is_told_and_loses_nothing(task: str, value: Any, open_page: Open) -> None:
    page = open_page(TOOLS[task], task)
    page.act("save", FILLED[task])
    told = page.act("save", value)
    assert told["state"] == "error"
    assert "blev ikke gemt" in told["message"]["da"]
    assert page.component.answer == FILLED[task]


def test_a_number_like_a_civil_registration_number_is_refused_with_a_sentence_that_does_not_repeat_it(open_page: Open) -> None:
    page = open_page(Table, "gruppe")
    told = page.act("save", {"rows": [{"id": "a", "cells": {"hvem": "Borger 010190-1234"}}]})
    assert "ligner et CPR-nummer" in told["message"]["da"]
    assert "1234" not in json.dumps(told)


@pytest.mark.parametrize("task", TOOLS)
def test_two_windows_never_overwrite_each_other_unseen(task: str, open_page: Open) -> None:
    first, second = open_page(TOOLS[task], task), open_page(TOOLS[task], task)
    first.act("save", {}, base=0)
    told = second.act("save", FILLED[task], base=0)
    assert (told["state"], told["theirs"]) == ("conflict", first.component.answer)
    assert second.act("save", FILLED[task], base=1)["state"] == "saved"


def test_a_row_that_another_window_took_away_is_a_conflict_and_not_lost(open_page: Open) -> None:
    first, second = open_page(Table, "gruppe"), open_page(Table, "gruppe")
    first.act("save", FILLED["gruppe"], base=0)
    second.act("refresh")
    first.act("save", {"rows": [ANNA]}, base=1)
    changed = {"rows": [ANNA, {"id": "b2", "cells": {"hvem": "Teamleder i Nord"}}]}
    assert second.act("save", changed, base=1)["state"] == "conflict"
    assert second.act("save", changed, base=2)["state"] == "saved"
    assert second.component.answer == changed


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(["2026-02-02", "analog"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["rows", "rounds", "live", "pattern", "id", "cells", "hvem", "godt", "plan-hvad", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(task=st.sampled_from(sorted(TOOLS)), value=anything)
def test_whatever_comes_is_refused_or_comes_back_as_it_was_kept(task: str, value: Any) -> None:
    tool = module(MODULE).tasks[task]
    try:
        kept = answers.check(tool, value)
    except InvalidAnswer:
        return
    assert answers.check(tool, json.loads(json.dumps(kept))) == kept
    assert all(line.da is not None for line in answers.lines(tool, kept, MODULE))


def test_a_table_is_whole_with_as_many_filled_rows_as_are_asked_for() -> None:
    tool = module(MODULE).tasks["gruppe"]
    assert answers.is_complete(tool, FILLED["gruppe"])
    assert not answers.is_complete(tool, {"rows": [ANNA, {"id": "tom", "cells": {"hvem": " ", "bruger": False}}]})


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("gruppe", ["1. Hvem: Jobkonsulent; Arketype: Den analoge; Fra: 1.9.2026; Bruger den: Ja", "2. Hvem: Teamleder"]),
        ("vindue", ["Gik godt: Roen", "Nyt: To ting", "Nyt: mere", "Hvem: Emil", "Fra: 1.9.2026"]),
        (
            "proeve",
            [
                "Runde 1, Planlæg: Hvad: Ring først",
                "Runde 1, Planlæg: Hvornår: 1.9.2026",
                "Runde 1, Planlæg: Sager: 4",
                "Runde 2, Planlæg: Hvad: Skriv først",
            ],
        ),
        (
            "dage",
            [
                "Taget i brug: mandag 2.2.2026",
                "Holder kalenderen i live: Rikke",
                "Opfølgning: 8 uger: mandag 30.3.2026 (I påskeugen; mange holder fri.)",
                "Opfølgning: 3 måneder: mandag 4.5.2026 (Flyttet fra lørdag 2.5.2026.)",
                "Opfølgning: 6 måneder: mandag 10.8.2026 (Flyttet fra søndag 2.8.2026.)",
            ],
        ),
    ],
)
def test_without_a_browser_it_reads_as_lines(task: str, words: list[str]) -> None:
    assert [line.da for line in answers.lines(module(MODULE).tasks[task], FILLED[task], MODULE)] == words


def fetch(open_page: Open, browser: Browser, task: str, type: str = "document", language: str = "da") -> tuple[dict[str, Any], bytes]:
    page = open_page(TOOLS[task], task)
    page.say({"type": type, "id": "d1", "value": {"language": language, "answer": FILLED[task]}})
    return browser.messages()[-1], bytes(browser.buffers[-1]) if browser.buffers else b""


def test_a_table_leaves_a_document_with_a_real_table_and_the_tools_that_go_with_it(open_page: Open, browser: Browser) -> None:
    open_page(Panes, "vindue").act("save", FILLED["vindue"])
    reply, content = fetch(open_page, browser, "gruppe")
    assert reply["error"] is None
    made = docx.Document(io.BytesIO(content))
    assert [(one.style.name, one.text) for one in made.paragraphs if one.style.name not in ("Normal", "Subtitle")] == [  # type: ignore[union-attr]
        ("Title", "Arbejdsgruppen"),
        *(("Heading 1", heading) for heading in ("Gruppen", "Vinduet")),
        *(("Heading 2", heading) for heading in ("Gik godt", "Gik skidt", "Lært", "Nyt", "Hvem", "Fra")),
    ]
    (table,) = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Hvem", "Arketype", "Fra", "Bruger den"],
        ["Jobkonsulent", "Den analoge", "1.9.2026", "Ja"],
        ["Teamleder", "", "", ""],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, "the header row is one"
    page = made.sections[0]
    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (29.7, 21.0), "a wide table lies on its side"
    written = [one.text for one in made.paragraphs]
    assert "Roen" in written
    assert "(ikke udfyldt)" in written


@pytest.mark.parametrize(("language", "code"), [("da", "da-DK"), ("en", "en-GB")])
@pytest.mark.parametrize("task", ["proeve", "dage"])
def test_a_document_speaks_the_language_of_the_page_on_a4(task: str, language: str, code: str, open_page: Open, browser: Browser) -> None:
    made = docx.Document(io.BytesIO(fetch(open_page, browser, task, language=language)[1]))
    assert made.core_properties.language == code
    assert {spoken.get(qn("w:val")) for spoken in made.styles.element.iter(qn("w:lang"))} == {code}
    assert round(made.sections[0].page_width.cm, 1) == 21.0  # type: ignore[union-attr]


def test_the_document_says_whose_it_is(open_page: Open, browser: Browser, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widgets.session.LearnerSession.name", "Anna Åberg")
    made = docx.Document(io.BytesIO(fetch(open_page, browser, "proeve")[1]))
    assert made.paragraphs[1].text.startswith("Anna Åberg, ")


def test_a_tool_without_a_document_says_so(open_page: Open, browser: Browser) -> None:
    reply, content = fetch(open_page, browser, "vindue")
    assert "ikke et dokument" in reply["error"]["da"]
    assert content == b""


def test_the_dates_stand_there_when_the_day_is_saved_and_go_into_her_calendar(open_page: Open, browser: Browser) -> None:
    page = open_page(Dates, "dage")
    assert page.component.days == []  # type: ignore[attr-defined]
    page.act("save", FILLED["dage"])
    assert [one["day"]["da"] for one in page.component.days] == [  # type: ignore[attr-defined]
        "mandag 30.3.2026",
        "mandag 4.5.2026",
        "mandag 10.8.2026",
    ]
    reply, content = fetch(open_page, browser, "dage", "calendar")
    assert reply == {"type": "calendar", "reply": "d1", "error": None}
    event = next(iter(Calendar.from_ical(content).walk("VEVENT")))
    assert str(event["SUMMARY"]) == "Opfølgning på fagsystemet (8 uger)"
    assert str(event["DESCRIPTION"]).splitlines()[:2] == ["Opfølgning", "Holder kalenderen i live: Rikke"]


def test_an_event_is_the_same_one_in_her_calendar_when_somebody_else_keeps_it() -> None:
    tool: Any = module(MODULE).tasks["dage"]
    made = [tool.calendar({**FILLED["dage"], "keeper": keeper}, "anna", "da") for keeper in ("", "Rikke", "Yasmin")]
    first, *others = [[str(event["UID"]) for event in Calendar.from_ical(one).walk("VEVENT")] for one in made]
    assert others == [first, first]


def test_the_document_says_above_the_days_who_keeps_the_calendar(open_page: Open, browser: Browser) -> None:
    made = docx.Document(io.BytesIO(fetch(open_page, browser, "dage")[1]))
    assert "Holder kalenderen i live: Rikke" in [one.text for one in made.paragraphs]


def remarks(page: Page) -> list[str]:
    """What the page remarks, in Danish."""
    return [one["da"] for one in page.component.remarks]  # type: ignore[attr-defined]


def test_what_a_rule_finds_is_remarked_when_it_is_saved_and_when_the_page_opens(open_page: Open) -> None:
    page = open_page(Table, "gruppe")
    assert remarks(page) == []
    assert page.act("save", FILLED["gruppe"])["state"] == "saved", "a remark keeps nothing from being saved"
    found = ["»Frontløberen« mangler.", "I række 2 mangler »Fra«."]
    assert remarks(page) == remarks(open_page(Table, "gruppe")) == found
    page.act("save", {"rows": [ANNA]})
    assert remarks(page) == found[:1]


def test_no_remark_goes_into_a_document(open_page: Open, browser: Browser) -> None:
    made = docx.Document(io.BytesIO(fetch(open_page, browser, "gruppe")[1]))
    assert not [one.text for one in made.paragraphs if "mangler" in one.text]


def test_a_document_can_only_hold_tools_of_its_module(tmp_path: Path) -> None:
    (tmp_path / "8-opgaver" / "tasks").mkdir(parents=True)
    for name in ("module.yaml", "tasks/1-side.yaml"):
        text = (MODULE / name).read_text("utf-8").replace("includes: [gruppe, vindue]", "includes: [gruppe, valg]")
        (tmp_path / "8-opgaver" / name).write_text(text, "utf-8")
    with pytest.raises(DataError, match="valg"):
        module(tmp_path / "8-opgaver")
