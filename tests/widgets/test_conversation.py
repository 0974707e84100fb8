"""A learner talks with a person on screen; nothing a browser sends can take her off the paths that are written."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from course.store import Store
from tests.stores import new_store
from widgets import session

TWEE = """:: StoryTitle
Et eksempel

:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "start": "Velkommen"}

:: Velkommen
mood: hesitant
say: Hej. Kan du høre mig? // Hi. Can you hear me?
thought: HEMMELIG TANKE // SECRET THOUGHT
coach: HEMMELIGT RÅD // SECRET HINT

[[Er du alene? // Are you alone?->Alene]]
  shows: samtale.rammer 2
  remember: spurgt
  why: Du spurgte først. // You asked first.

[[(Du venter.) // (You wait.)->Velkommen]]
  why: Hun fik tid. // She got time.

[[Lad os gå i gang. // Let us begin.->Slut]]
  why: I kom hurtigt i gang. // A quick start.

:: Alene
line: frozen
say: FREMTIDIG REPLIK // FUTURE LINE

[[Så begynder vi. // Then we begin.->Slut]]
  why: Nu kan hun tale frit. // Now she can speak freely.

:: Slut [ending]
outcome: mixed
ending: I kom i gang // You got started
say if spurgt: Tak, fordi du spurgte. // Thank you for asking.
say unless spurgt: Min søster er her. // My sister is here.
learn: Spørg, før det bliver personligt. // Ask before it gets personal.
"""
BOTH = "{da: tekst, en: text}"
MODULE = f"""
id: 1-samtale
number: 1
title: {BOTH}
summary: {BOTH}
minutes: 5
leaves_out: {BOTH}
goals: [{{competence: samtale.ledelse, text: {BOTH}}}]
pages: [{{notebook: 1-side.ipynb, title: {BOTH}, minutes: 5, graded: true}}]
"""
TASKS = f"""
tasks:
  - id: samtale-1
    kind: conversation
    use: practice
    competence: samtale.ledelse
    level: 2
    title: {BOTH}
    prompt: {BOTH}
    dialogue: samtale.twee
    person: {{name: Karen, about: {BOTH}, portrait: {{skin: '#c08060', hair: '#201008', clothes: '#305070', hairstyle: bun}}}}
"""

Open = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_store(f"sqlite:///{tmp_path / 'course.db'}")
    yield opened
    opened.database.close()


@pytest.fixture
def graded(tmp_path: Path, open_page: Open) -> None:
    """The conversation counts."""
    path = tmp_path / "1-samtale" / "tasks" / "a.yaml"
    path.write_text(TASKS.replace("use: practice", "use: graded"), "utf-8")


@pytest.fixture
def open_page(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Show the conversation to a learner, as a freshly opened page would."""
    folder = tmp_path / "1-samtale"
    (folder / "tasks").mkdir(parents=True)
    (folder / "module.yaml").write_text(MODULE, "utf-8")
    (folder / "tasks" / "a.yaml").write_text(TASKS, "utf-8")
    (folder / "samtale.twee").write_text(TWEE, "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(session, "_store", lambda _url: store)

    def _open(learner: str = "anna") -> Any:
        from widgets.conversation import Conversation

        monkeypatch.setenv(session.LEARNER, learner)
        page = Conversation("samtale-1")
        page.view()
        return page

    return _open


def send(page: Any, type: str, value: Any = None) -> None:
    """What the browser sends: each message has an id of its own, and says what the reader had seen."""
    seen = {"start": {"attempts": len(page.scene["attempts"])}, "back": {"step": page.scene["step"]}}
    page._received(page, {"type": type, "value": value or seen.get(type), "id": uuid4().hex}, [])


def choose(page: Any, choice: str) -> None:
    send(page, "choose", {"choice": choice, "step": page.scene["step"]})


def words(page: Any) -> str:
    return json.dumps([page.scene, page.task, page.saved], ensure_ascii=False)


def test_a_learner_meets_an_invitation_before_the_first_attempt(open_page: Open) -> None:
    page = open_page()
    assert page.scene["now"] is None
    assert page.saved["state"] == "none"


def test_what_lies_ahead_and_what_was_not_asked_for_never_reaches_the_browser(open_page: Open) -> None:
    page = open_page()
    send(page, "start")
    for hidden in ("FREMTIDIG", "HEMMELIG", "why", "Du spurgte først", "samtale.rammer"):
        assert hidden not in words(page)


def test_a_reload_finds_the_conversation_where_it_was(open_page: Open) -> None:
    page = open_page()
    send(page, "start")
    choose(page, "Velkommen>Alene")
    again = open_page()
    assert again.scene == page.scene
    assert again.scene["now"]["line"] == "frozen"
    assert again.scene["turns"][0]["chose"]["da"] == "Er du alene?"


def test_what_was_said_early_returns_later(open_page: Open) -> None:
    page = open_page()
    send(page, "start")
    choose(page, "Velkommen>Alene")
    choose(page, "Alene>Slut")
    assert "Tak, fordi du spurgte." in words(page)
    send(page, "start")
    choose(page, "Velkommen>Slut")
    assert "Min søster er her." in words(page)


def test_help_is_given_when_asked_and_noted_in_the_debrief(open_page: Open) -> None:
    page = open_page()
    send(page, "start")
    send(page, "hint")
    send(page, "hint")
    send(page, "thought")
    assert page.scene["now"]["hint"] == [{"da": "HEMMELIGT RÅD", "en": "SECRET HINT"}]
    choose(page, "Velkommen>Slut")
    assert (page.scene["debrief"]["hints"], page.scene["debrief"]["thoughts"]) == (1, 1)


def test_a_step_back_undoes_the_last_choice(open_page: Open) -> None:
    page = open_page()
    send(page, "start")
    before = page.scene["now"]
    choose(page, "Velkommen>Alene")
    send(page, "back")
    assert page.scene["now"] == before


def test_a_short_bad_path_does_not_look_perfect(open_page: Open) -> None:
    page = open_page()
    send(page, "start")
    choose(page, "Velkommen>Slut")
    debrief = page.scene["debrief"]
    assert (debrief["score"], debrief["best"]) == (0, 2)
    assert debrief["turning_points"][0]["better"]["text"]["da"] == "Er du alene?"
    assert (debrief["endings_seen"], debrief["endings"]) == (1, 1)


def test_all_attempts_are_kept(open_page: Open) -> None:
    page = open_page()
    for choice in ("Velkommen>Slut", "Velkommen>Slut"):
        send(page, "start")
        choose(page, choice)
    send(page, "start")
    assert [(one["number"], one["outcome"]) for one in page.scene["attempts"]] == [(1, "mixed"), (2, "mixed"), (3, None)]


def test_a_choice_sent_twice_counts_once(open_page: Open) -> None:
    page = open_page()
    send(page, "start")
    for _ in range(2):
        send(page, "choose", {"choice": "Velkommen>Alene", "step": 0})
    assert page.scene["step"] == 1


def test_a_start_and_a_step_back_sent_twice_count_once(open_page: Open) -> None:
    page = open_page()
    for _ in range(2):
        send(page, "start", {"attempts": 0})
    assert len(page.scene["attempts"]) == 1
    send(page, "choose", {"choice": "Velkommen>Velkommen", "step": 0})
    send(page, "choose", {"choice": "Velkommen>Alene", "step": 1})
    for _ in range(2):
        send(page, "back", {"step": 2})
    assert page.scene["step"] == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"choice": "Alene>Slut", "step": 0},
        {"choice": "Velkommen/9", "step": 0},
        {"choice": None, "step": 0},
        "Velkommen>Alene",
        None,
        [],
        {"step": 0},
        {"choice": "x" * 100_000, "step": 0},
    ],
)
def test_a_forged_choice_changes_nothing(open_page: Open, forged: Any) -> None:
    page = open_page()
    send(page, "start")
    before = page.scene
    send(page, "choose", forged)
    assert page.scene == before
    assert open_page().scene == before


def test_nobody_meets_another_learners_attempt(open_page: Open) -> None:
    page = open_page("anna")
    send(page, "start")
    assert open_page("bo").scene["now"] is None


def test_a_second_tab_that_lags_behind_is_brought_up_to_date(open_page: Open) -> None:
    first = open_page()
    send(first, "start")
    second = open_page()
    choose(first, "Velkommen>Alene")
    choose(second, "Velkommen>Slut")
    assert second.scene["now"] == first.scene["now"]
    assert "andet vindue" in second.saved["message"]["da"]


def test_a_choice_added_beside_the_others_leaves_attempts_as_they_were(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    send(page, "start")
    choose(page, "Velkommen>Alene")
    added = "[[Noget nyt. // Something new.->Slut]]\n  why: Ny. // New.\n\n[[Er du alene?"
    (tmp_path / "1-samtale" / "samtale.twee").write_text(TWEE.replace("[[Er du alene?", added), "utf-8")
    assert open_page().scene["turns"][0]["chose"]["da"] == "Er du alene?"


def test_an_attempt_that_no_longer_fits_a_rewritten_conversation_is_kept_but_not_continued(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    send(page, "start")
    choose(page, "Velkommen>Alene")
    gone = (
        TWEE.replace("->Alene]]", "->Slut]]")
        .replace(":: Alene", ":: Andet")
        .replace("[[Lad os gå", "[[Et andet sted. // Elsewhere.->Andet]]\n  why: Nu. // Now.\n\n[[Lad os gå")
    )
    (tmp_path / "1-samtale" / "samtale.twee").write_text(gone, "utf-8")
    again = open_page()
    assert again.scene["now"] is None
    assert len(again.scene["attempts"]) == 1


# A graded conversation

POOR, GOOD = ["Velkommen>Slut"], ["Velkommen>Alene", "Alene>Slut"]


def play_through(page: Any, choices: list[str]) -> None:
    send(page, "start")
    for choice in choices:
        choose(page, choice)


def handed_in(page: Any) -> list[int]:
    return [one["number"] for one in page.scene["attempts"] if one["handed_in"]]


@pytest.mark.usefixtures("graded")
def test_the_best_attempt_is_handed_in_until_she_picks_another_herself(open_page: Open) -> None:
    page = open_page()
    play_through(page, POOR)
    assert handed_in(page) == [1]
    play_through(page, GOOD)
    assert handed_in(page) == [2]
    play_through(page, POOR)
    assert handed_in(page) == [2]
    send(page, "pick", {"attempt": 1})
    assert set(handed_in(page)) == {1, 3}  # the same choices twice are the same attempt
    play_through(page, GOOD)
    assert 4 not in handed_in(page)
    assert set(handed_in(open_page())) == {1, 3}  # also after a reload


@pytest.mark.usefixtures("graded")
def test_an_unfinished_attempt_is_not_handed_in(open_page: Open, store: Store) -> None:
    page = open_page()
    play_through(page, GOOD[:1])
    assert [one["can_be"] for one in page.scene["attempts"]] == [False]
    send(page, "pick", {"attempt": 1})
    assert handed_in(page) == []
    assert store.answers.get("anna", page._module.id, page._task) is None


@pytest.mark.usefixtures("graded")
@pytest.mark.parametrize("value", [None, "1", {"attempt": "1"}, {"attempt": 0}, {"attempt": -1}, {"attempt": 9}, {"attempt": True}, [1]])
def test_a_pick_that_names_no_attempt_changes_nothing(open_page: Open, value: Any) -> None:
    page = open_page()
    play_through(page, GOOD)
    play_through(page, POOR)
    send(page, "pick", value)
    assert handed_in(page) == [1]
    assert page.saved["state"] == "saved"


def test_a_practice_conversation_hands_in_nothing(open_page: Open, store: Store) -> None:
    page = open_page()
    play_through(page, GOOD)
    send(page, "pick", {"attempt": 1})
    assert store.answers.get("anna", page._module.id, page._task) is None
    assert "handed_in" not in page.scene["attempts"][0]
