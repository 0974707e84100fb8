"""A learner answers; her answers are hers, are kept, and nothing she should not see or a browser makes up gets through."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from course import settings
from course.errors import StorageError
from course.store import Store
from tests.widgets.conftest import MODULE, Browser, Open
from widgets import Choice, FreeText, Match, Order, Plan, session
from widgets.component import Component

COMPONENTS: dict[str, type[Component]] = {
    **dict.fromkeys(["valg", "valg-taeller"], Choice),
    **dict.fromkeys(["orden", "orden-taeller"], Order),
    **dict.fromkeys(["par", "par-taeller"], Match),
    **dict.fromkeys(["tekst", "tekst-taeller"], FreeText),
    "plan": Plan,
}
ANSWERS: dict[str, Any] = {
    "valg": ["doer", "sloer"],
    "valg-taeller": ["doer"],
    "orden": ["aabn", "aftal", "lyt"],
    "orden-taeller": ["lyt", "aabn", "aftal"],
    "par": {"tavs": "vent", "vred": "slut"},
    "par-taeller": {"vred": "spoerg"},
    "tekst": "Jeg venter.",
    "tekst-taeller": "Jeg venter lidt endnu. 🙂",
    "plan": {"maal": "Ro", "foer": ["lys"]},
}
FORGED: dict[str, list[Any]] = {
    "valg": [["ukendt"], ["doer", "doer"], "doer", {"doer": True}, [["doer"]], [1], None, 3],
    "valg-taeller": [["doer", "headset"], ["sloer"]],
    "orden-taeller": [["lyt"], ["lyt", "aabn", "aabn"], ["lyt", "aabn", "aftal", "mere"], "lyt", {}, None],
    "par-taeller": [{"tavs": "ukendt"}, {"ukendt": "vent"}, {"tavs": ["vent"]}, {"tavs": {}}, ["tavs"], "tavs", None],
    "tekst-taeller": ["æ" * 201, 7, ["tekst"], {"tekst": ""}, None, "\0", "\ud800"],
    "plan": [
        {"ukendt": "x"},
        {"maal": ["x"]},
        {"foer": "lyd"},
        {"foer": ["ukendt"]},
        {"foer": ["lyd", "lyd"]},
        {"maal": "x" * 3001},
        [],
        None,
    ],
}


def saved_by(store: Store, learner: str = "anna") -> list[Any]:
    """What the store has of a learner, by SQL and not by our own reading."""
    with store.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("select task, value from answer where learner = ? order by task", (learner,))
        return [(task, json.loads(value)) for task, value in rows]


@pytest.mark.parametrize("task", ANSWERS)
def test_an_answer_is_kept_and_stands_there_on_the_next_page(task: str, open_page: Open, store: Store) -> None:
    page = open_page(COMPONENTS[task], task)
    assert page.component.saved["state"] == "none"
    told = page.act("save", ANSWERS[task])
    assert (told["state"], told["reply"], told["revision"]) == ("saved", "m1", 1)
    assert saved_by(store) == [(task, ANSWERS[task])]
    again = open_page(COMPONENTS[task], task)
    assert again.component.answer == ANSWERS[task]
    assert (again.component.saved["state"], again.component.saved["revision"]) == ("saved", 1)


@pytest.mark.parametrize(("task", "value"), [(task, value) for task, values in FORGED.items() for value in values])
def test_what_the_task_cannot_have_as_an_answer_is_told_and_changes_nothing(task: str, value: Any, open_page: Open, store: Store) -> None:
    page = open_page(COMPONENTS[task], task)
    page.act("save", ANSWERS[task])
    told = page.act("save", value)
    assert told["state"] == "error"
    assert "blev ikke gemt" in told["message"]["da"]
    assert saved_by(store) == [(task, ANSWERS[task])]
    assert page.act("save", ANSWERS[task])["state"] == "saved"


@pytest.mark.parametrize(
    "content", [None, "save", 7, [], [["save"]], {}, {"type": ["save"]}, {"type": None}, {"type": "drop"}, {"type": "__init__"}]
)
def test_a_message_that_is_none_is_passed_over(content: Any, open_page: Open, store: Store) -> None:
    page = open_page(Choice, "valg")
    page.say(content)
    assert saved_by(store) == []
    assert page.act("save", ["doer"])["state"] == "saved"


@pytest.mark.parametrize(
    "data", [None, [], "update", {}, {"method": ["update"]}, {"method": "update"}, {"method": "custom"}, {"method": "drop"}]
)
def test_what_is_no_widgets_message_leaves_no_trace_in_the_browser(
    data: Any, open_page: Open, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    page = open_page(Choice, "valg")
    page.component._handle_msg({"content": {"data": data}, "buffers": []})
    assert "Traceback" not in browser.text() + capsys.readouterr().err
    assert page.act("save", ["doer"])["state"] == "saved"


@pytest.mark.parametrize("base", [-1, -(10**30), 10**30, "1", [1], {"x": 1}, True, 1.5, None])
def test_a_made_up_revision_loses_nothing(base: Any, open_page: Open, store: Store) -> None:
    page = open_page(Choice, "valg")
    page.act("save", ["doer"])
    page.act("save", ["headset"], base=base)
    assert len(saved_by(store)) == 1
    assert page.act("save", ["sloer"], base=page.component.saved["revision"])["state"] == "saved"


def test_a_huge_text_and_a_huge_id_are_refused_without_fuss(open_page: Open, browser: Browser) -> None:
    page = open_page(FreeText, "tekst-taeller")
    page.say({"type": "save", "value": "x" * 5_000_000, "id": "y" * 5_000_000})
    assert page.component.saved["state"] == "error"
    assert len(browser.text()) < 200_000


def test_a_message_naming_another_task_or_learner_answers_this_one_only(open_page: Open, store: Store) -> None:
    page = open_page(Choice, "valg")
    page.say({"type": "save", "value": ["doer"], "id": "1", "task": "valg-taeller", "learner": "bo", "module": "1-andet", "owner": "bo"})
    assert saved_by(store) == [("valg", ["doer"])]
    assert saved_by(store, "bo") == []


@pytest.mark.parametrize("task", ANSWERS)
def test_a_browser_can_set_no_trait(task: str, open_page: Open, store: Store) -> None:
    page = open_page(COMPONENTS[task], task)
    before = page.component.get_state()
    page.push(answer=["x"], task={"use": "practice"}, feedback={"fraction": 1}, saved={"state": "saved"}, _esm="alert(1)", _css="*")
    after = page.component.get_state()
    assert {name: value for name, value in after.items() if name != "layout"} == {
        name: value for name, value in before.items() if name != "layout"
    }
    assert saved_by(store) == []


def test_nobody_sees_another_learners_answer(open_page: Open, browser: Browser) -> None:
    hers = open_page(FreeText, "tekst-taeller", learner="anna")
    hers.act("save", "Annas ord")
    browser.received.clear()
    his = open_page(FreeText, "tekst-taeller", learner="bo")
    assert his.component.answer is None
    assert "Annas ord" not in browser.text()
    assert his.component.task["owner"] != hers.component.task["owner"]
    assert "anna" not in json.dumps(hers.component.task)


@pytest.mark.parametrize("task", [task for task in ANSWERS if task.endswith("taeller")])
def test_a_graded_task_gives_no_hint_of_its_key_whatever_is_asked(task: str, open_page: Open, browser: Browser) -> None:
    page = open_page(COMPONENTS[task], task)
    page.act("save", ANSWERS[task])
    page.act("check", ANSWERS[task])
    page.act("refresh")
    assert page.component.feedback is None
    assert page.component.task["title"]["da"] in browser.text()
    assert not {"key", "why", "example", "right_order"} & set(page.component.task)
    for option in page.component.task.get("options", []):
        assert set(option) == {"id", "text"}


@pytest.mark.parametrize("task", ["valg", "orden", "par", "tekst"])
def test_a_practice_task_keeps_its_key_until_one_checks_and_explains_what_one_answered(
    task: str, open_page: Open, browser: Browser
) -> None:
    page = open_page(COMPONENTS[task], task)
    page.act("save", ANSWERS[task])
    assert "NØGLE" not in browser.text()
    assert "KEY" not in browser.text()
    told = page.act("check", ANSWERS[task])
    assert told["state"] == "saved"
    assert "NØGLE" in json.dumps(page.component.feedback, ensure_ascii=False)
    assert "NØGLE headset" not in browser.text(), "what was not chosen is not explained"
    again = open_page(COMPONENTS[task], task)
    assert again.component.feedback == page.component.feedback
    page.act("save", ANSWERS[task])
    assert page.component.feedback is None


def test_two_windows_never_overwrite_each_other_unseen(open_page: Open, store: Store) -> None:
    first, second = open_page(Choice, "valg"), open_page(Choice, "valg")
    first.act("save", ["doer"], base=0)
    told = second.act("save", ["headset"], base=0)
    assert (told["state"], told["theirs"], told["revision"]) == ("conflict", ["doer"], 1)
    assert saved_by(store) == [("valg", ["doer"])]
    assert second.act("save", ["sloer"], base=0)["state"] == "conflict", "she goes on without having chosen"
    assert second.act("save", ["headset"], base=1)["state"] == "saved"
    assert first.act("refresh")["state"] == "saved"
    assert first.component.answer == ["headset"]


def test_an_answer_begun_before_the_page_saw_a_newer_one_is_a_conflict(open_page: Open, store: Store) -> None:
    first, second = open_page(FreeText, "tekst-taeller"), open_page(FreeText, "tekst-taeller")
    second.act("save", "Først", base=0)
    first.act("refresh")
    assert first.act("save", "Begyndt før", base=0)["state"] == "conflict"
    assert saved_by(store) == [("tekst-taeller", "Først")]


def test_quick_answers_in_a_row_are_no_conflict(open_page: Open) -> None:
    page = open_page(Choice, "valg")
    assert [page.act("save", [option], base=0)["state"] for option in ("doer", "headset", "sloer")] == ["saved"] * 3


def test_an_answer_that_comes_after_the_one_that_replaced_it_is_passed_over(open_page: Open, store: Store) -> None:
    page = open_page(Choice, "valg")
    page.say({"type": "save", "id": "second", "value": ["doer"], "base": 0, "over": ["first", 7, None, "x" * 1000]})
    page.say({"type": "save", "id": "first", "value": ["sloer"], "base": 0})
    assert saved_by(store) == [("valg", ["doer"])]
    page.say({"type": "save", "id": "third", "value": ["headset"], "base": 1, "over": "first"})
    assert saved_by(store) == [("valg", ["headset"])]


def test_an_answer_that_was_refused_replaces_none(open_page: Open, store: Store) -> None:
    page = open_page(Choice, "valg")
    page.say({"type": "save", "id": "second", "value": ["ukendt"], "base": 0, "over": ["first"]})
    page.say({"type": "save", "id": "first", "value": ["sloer"], "base": 0})
    assert saved_by(store) == [("valg", ["sloer"])]


def test_a_store_that_cannot_be_reached_is_told_and_the_next_try_works(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(Choice, "valg")
    asleep = StorageError("Databasen sover.", "The database is asleep.")

    def refuse(*_: Any, **__: Any) -> Any:
        raise asleep

    with monkeypatch.context() as broken:
        broken.setattr(page.component._session, "save", refuse)
        broken.setattr(page.component._session, "load", refuse)
        told = page.act("save", ["doer"])
        assert (told["message"], told["again"]) == ({"da": "Databasen sover.", "en": "The database is asleep."}, True)
        page.component.view()
        assert page.component.saved["state"] == "error"
        assert page.act("refresh")["state"] == "error"
    assert page.act("save", ["doer"])["state"] == "saved"


def test_a_conflict_whose_newest_answer_cannot_be_read_is_told(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = open_page(Choice, "valg"), open_page(Choice, "valg")
    first.act("save", ["doer"])

    def refuse(*_: Any) -> Any:
        raise StorageError("Databasen sover.", "The database is asleep.")

    monkeypatch.setattr(second.component._session, "load", refuse)
    assert second.act("save", ["headset"])["state"] == "error"


def test_a_database_file_that_is_gone_is_told_in_both_languages(open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPETENCEVEJ_DATABASE", f"sqlite:///{tmp_path}/not/there.db")
    page = open_page(Choice, "valg")
    assert page.component.saved["state"] == "error"
    assert "Databasen" in page.component.saved["message"]["da"]


def test_our_own_mistakes_are_told_without_their_trace(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = open_page(Choice, "valg")

    def fail(*_: Any) -> Any:
        raise RuntimeError("secret inner state")

    monkeypatch.setattr(page.component._session, "save", fail)
    with caplog.at_level(logging.ERROR):
        told = page.act("save", ["doer"])
    assert (told["state"], told["again"]) == ("error", False)
    assert "secret" not in json.dumps(told)
    assert "secret inner state" in caplog.text


def test_an_author_who_tries_a_page_saves_nothing_in_the_store(open_page: Open, store: Store) -> None:
    page = open_page(Choice, "valg", learner=None)
    assert page.act("check", ["doer"])["state"] == "saved"
    assert page.component.feedback["items"]["doer"]["right"] is True
    assert saved_by(store) == []


@pytest.mark.parametrize("task", ANSWERS)
def test_a_marking_run_shows_the_answer_as_plain_html_and_says_nothing_to_a_browser(
    task: str, tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / MODULE.name
    (work / "tasks").mkdir(parents=True)
    for file in ("module.yaml", "tasks/1-side.yaml"):
        (work / file).write_bytes((MODULE / file).read_bytes())
    (work / "answers.json").write_text(json.dumps({"tekst-taeller": "<script>alert(1)</script>", "valg-taeller": ["doer"]}), "utf-8")
    monkeypatch.chdir(work)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.delenv(session.LEARNER, raising=False)
    shown = COMPONENTS[task](task)._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert "<script>" not in shown["text/html"]
    assert f"Opgaven {task}" in shown["text/html"]
    assert browser.received == []


def test_a_cell_that_names_no_task_of_its_kind_tells_the_author_what_to_correct(open_page: Open) -> None:
    for kind, task in ((Choice, "findes-ikke"), (Order, "valg")):
        with pytest.raises(Exception, match="correct the cell"):
            open_page(kind, task)


def test_what_goes_wrong_in_a_kernel_is_written_to_a_file_and_not_sent_to_the_browser(tmp_path: Path) -> None:
    code = "import logging; from widgets import session; session.current(); logging.getLogger('x').error('db.kommune.dk is down')"
    place = {"KOMPETENCEVEJ_HOME": str(tmp_path), session.LEARNER: "anna", "KOMPETENCEVEJ_DATABASE": ""}
    folder = settings.modules() / "1-virtuelle-samtaler"
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder, env={**os.environ, **place}, capture_output=True, text=True, check=True)
    assert ran.stdout + ran.stderr == ""
    assert "db.kommune.dk is down" in (tmp_path / "pages.log").read_text("utf-8")
