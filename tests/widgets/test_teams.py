"""A learner shares a tool with her team at her page: colleagues read it, nobody but she can change it, and nothing forged gets through."""

import io
import json
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.errors import StorageError
from course.store import Person, Store
from course.store.sharing import Sharing
from tests.widgets.conftest import Browser, Open, Page
from widgets import Panes, Plan, Table

ROWS = {"rows": [{"id": "a1", "cells": {"hvem": "Jobkonsulent", "arketype": "analog", "fra": "2026-09-01", "bruger": True}}]}
BOS = {"rows": [{"id": "a1", "cells": {"hvem": "Teamleder"}}]}
PANES = {"godt": "Roen\nog tiden"}


@pytest.fixture(autouse=True)
def _people(store: Store) -> None:
    store.people.change(
        Person(one, name, "raadgiver", team=team)
        for one, name, team in (("anna", "Anna Åberg", "Nord"), ("bo", "Bo Berg", "Nord"), ("carl", "Carl", "Syd"), ("dina", "Dina", None))
    )


def share(page: Page, value: Any = True) -> dict[str, Any]:
    """She presses the switch; returns what the page is told about her team."""
    page.act("share", value)
    team: dict[str, Any] = page.component.team  # type: ignore[attr-defined]
    return team


def others(page: Page) -> list[tuple[str, Any]]:
    """What colleagues share, as the page has it."""
    return [(one["name"], one["value"]) for one in page.component.team["others"]]  # type: ignore[attr-defined]


def test_she_shares_hers_and_a_colleague_reads_it_under_her_name_and_adds_his_own(open_page: Open) -> None:
    anna = open_page(Table, "gruppe")
    anna.act("save", ROWS)
    assert share(anna) == {"name": "Nord", "shares": True, "others": [], "error": None, "reply": "m2"}
    bo = open_page(Table, "gruppe", learner="bo")
    assert others(bo) == [("Anna Åberg", ROWS)]
    assert bo.component.answer is None, "hers is not his"
    lines = bo.component.team["others"][0]["parts"][0]["lines"]  # type: ignore[attr-defined]
    assert [one["da"] for one in lines] == ["Hvem: Jobkonsulent", "Arketype: Den analoge", "Fra: 1.9.2026", "Bruger den: Ja"]
    bo.act("save", BOS)
    share(bo)
    anna.act("team")
    assert others(anna) == [("Bo Berg", BOS)]
    assert anna.component.answer == ROWS, "a row of the same id is another's row"


def test_panes_are_shared_field_by_field(open_page: Open) -> None:
    anna = open_page(Panes, "vindue")
    anna.act("save", PANES)
    share(anna)
    team = open_page(Panes, "vindue", learner="bo").component.team  # type: ignore[attr-defined]
    assert [(part["heading"]["da"], part["lines"]) for part in team["others"][0]["parts"]] == [("Gik godt", ["Roen", "og tiden"])]


def test_a_plan_is_shared_with_what_is_written_and_ticked(open_page: Open) -> None:
    anna = open_page(Plan, "plan")
    anna.act("save", {"maal": "Ro", "foer": ["lys"]})
    share(anna)
    team = open_page(Plan, "plan", learner="bo").component.team  # type: ignore[attr-defined]
    told = [[line if isinstance(line, str) else line["da"] for line in part["lines"]] for part in team["others"][0]["parts"]]
    assert told == [["Ro"], ["☐ Lyden virker", "☑ Lyset er godt"]]


def test_a_choice_that_a_colleague_has_is_missing_from_her_own_table_and_not_from_the_teams(open_page: Open) -> None:
    bo = open_page(Table, "gruppe", learner="bo")
    bo.act("save", {"rows": [{"id": "b1", "cells": {"hvem": "Bo", "arketype": "frontloeber"}}]})
    share(bo)
    anna = open_page(Table, "gruppe")
    anna.act("save", ROWS)
    assert [one["da"] for one in anna.component.remarks] == ["»Frontløberen« mangler."]  # type: ignore[attr-defined]
    share(anna)
    assert anna.component.remarks == []  # type: ignore[attr-defined]
    share(anna, False)
    assert len(anna.component.remarks) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("learner", ["carl", "dina", "ukendt"])
def test_nobody_outside_the_team_sees_it(learner: str, open_page: Open, browser: Browser) -> None:
    anna = open_page(Table, "gruppe")
    anna.act("save", ROWS)
    share(anna)
    browser.received.clear()
    page = open_page(Table, "gruppe", learner=learner)
    page.act("team")
    page.act("refresh")
    assert "Jobkonsulent" not in browser.text()
    assert "Anna" not in browser.text()


def test_an_author_and_a_tool_that_is_nobodys_meet_no_switch(open_page: Open) -> None:
    trial = open_page(Table, "gruppe", learner=None)
    assert trial.component.team is None  # type: ignore[attr-defined]
    assert "intet team" in share(trial)["error"]["da"]


def test_ending_it_is_one_click_and_she_keeps_what_she_wrote(open_page: Open) -> None:
    anna = open_page(Table, "gruppe")
    anna.act("save", ROWS)
    share(anna)
    assert share(anna, False)["shares"] is False
    assert others(open_page(Table, "gruppe", learner="bo")) == []
    assert open_page(Table, "gruppe").component.answer == ROWS


def test_who_changes_team_while_the_page_is_open_is_told_and_sees_no_more_of_it(open_page: Open, store: Store) -> None:
    anna = open_page(Table, "gruppe")
    anna.act("save", ROWS)
    share(anna)
    bo = open_page(Table, "gruppe", learner="bo")
    store.people.put(Person("bo", "Bo Berg", "raadgiver"))
    told = share(bo)
    assert "ikke i et team" in told["error"]["da"]
    assert told["others"] == []
    bo.act("team")
    assert bo.component.team is None  # type: ignore[attr-defined]


def test_a_row_taken_away_in_another_tab_is_gone_for_colleagues_too_and_nothing_else_is(open_page: Open) -> None:
    first, second = open_page(Table, "gruppe"), open_page(Table, "gruppe")
    more = {"rows": [*ROWS["rows"], {"id": "b2", "cells": {"hvem": "Borger"}}]}
    first.act("save", more, base=0)
    share(first)
    second.act("refresh")
    first.act("save", ROWS, base=1)
    assert others(open_page(Table, "gruppe", learner="bo")) == [("Anna Åberg", ROWS)]
    assert second.act("save", more, base=1)["state"] == "conflict"
    assert share(second)["shares"] is True


def test_a_store_that_is_away_is_told_and_what_stood_there_stays(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    anna, bo = open_page(Table, "gruppe"), open_page(Table, "gruppe", learner="bo")
    anna.act("save", ROWS)
    share(anna)
    bo.act("team")

    def away(*_: Any) -> None:
        raise StorageError("Databasen kunne ikke nås.", "The database could not be reached.")

    monkeypatch.setattr(Sharing, "of", away)
    bo.act("team")
    assert others(bo) == [("Anna Åberg", ROWS)]
    assert bo.component.team["error"]["da"] == "Databasen kunne ikke nås."  # type: ignore[attr-defined]
    assert bo.act("save", BOS)["state"] == "saved", "her own is kept whatever becomes of the team"


FORGED = (
    st.none()
    | st.text(max_size=5)
    | st.integers()
    | st.lists(st.booleans(), max_size=2)
    | st.dictionaries(st.sampled_from(["team", "learner", "module", "task", "name"]), st.sampled_from(["Syd", "carl", "anna", "gruppe"]))
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(type=st.sampled_from(["share", "team"]), value=FORGED, more=FORGED)
def test_no_message_names_another_team_or_another_person(type: str, value: Any, more: Any, open_page: Open, store: Store) -> None:
    page = open_page(Table, "gruppe", learner="bo")
    extra = {key: one for key, one in more.items() if key != "task"} if isinstance(more, dict) else {}
    page.say({**extra, "type": type, "id": json.dumps([type, value, more]), "value": value})
    team = page.component.team  # type: ignore[attr-defined]
    assert (team["name"], team["shares"], team["others"]) == ("Nord", False, [])
    assert [store.personal.copy(one)["sharing"] for one in ("anna", "bo", "carl")] == [[], [], []]
    page.component.close()


def fetched(page: Page, browser: Browser, value: Any) -> Any:
    """The document that she fetches."""
    page.say({"type": "document", "id": "d1", "value": {"language": "da", "answer": value}})
    assert browser.messages()[-1]["error"] is None
    return docx.Document(io.BytesIO(bytes(browser.buffers[-1])))


def test_the_document_of_a_shared_tool_holds_everybodys_rows_and_lines_with_their_names(open_page: Open, browser: Browser) -> None:
    for learner, rows, panes in (("bo", BOS, {"godt": "Tiden\nog roen", "nyt": "Mere"}), ("anna", ROWS, PANES)):
        for kind, task, value in ((Table, "gruppe", rows), (Panes, "vindue", panes)):
            page = open_page(kind, task, learner=learner)
            page.act("save", value)
            share(page)
    made = fetched(open_page(Table, "gruppe"), browser, ROWS)
    (table,) = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Skrevet af", "Hvem", "Arketype", "Fra", "Bruger den"],
        ["Anna Åberg", "Jobkonsulent", "Den analoge", "1.9.2026", "Ja"],
        ["Bo Berg", "Teamleder", "", "", ""],
    ]
    written = [one.text for one in made.paragraphs]
    at = written.index("Gik godt")
    assert written[at + 1 : at + 5] == ["Anna Åberg: Roen", "og tiden", "Bo Berg: Tiden", "og roen"]
    assert "Bo Berg: Mere" in written


def test_the_document_of_her_own_holds_her_own_though_colleagues_share(open_page: Open, browser: Browser) -> None:
    bo = open_page(Table, "gruppe", learner="bo")
    bo.act("save", BOS)
    share(bo)
    (table,) = fetched(open_page(Table, "gruppe"), browser, ROWS).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Hvem", "Arketype", "Fra", "Bruger den"]
    assert len(table.rows) == 2
