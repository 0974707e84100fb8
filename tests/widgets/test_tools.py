"""A colleague fills in a tool about her own change; it is kept, and what she wrote elsewhere stands where she needs it."""

import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from course.change.archetypes import ARCHETYPES, mixture
from course.kinds import KINDS
from course.kinds.adkar import barrier
from course.modules import load_module
from course.store import Store
from course.tools import ToolTask
from tests.tools import ANSWERS, CPR, FOLDER, FORGED
from tests.widgets.conftest import Browser, Open
from tests.widgets.test_components import saved_by
from widgets import Adkar, ForceField, OwnCase, Survey, Transition, session
from widgets.component import HERE, Component, script

MODULE = load_module(FOLDER)
COMPONENTS: dict[str, type[Component]] = {id: getattr(__import__("widgets"), KINDS[MODULE.tasks[id].kind_name]) for id in ANSWERS}
NODE = Path(sys.executable).parent / "node"


@pytest.fixture(autouse=True)
def _at_the_tools(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)


@pytest.mark.parametrize("task", ANSWERS)
def test_what_she_filled_in_is_kept_and_stands_there_on_the_next_page(task: str, open_page: Open, store: Store) -> None:
    page = open_page(COMPONENTS[task], task)
    told = page.act("save", ANSWERS[task])
    assert (told["state"], told["reply"]) == ("saved", "m1")
    assert saved_by(store) == [(task, ANSWERS[task])]
    again = open_page(COMPONENTS[task], task)
    assert again.component.answer == ANSWERS[task]
    assert again.component.feedback is None


@pytest.mark.parametrize("task", FORGED)
def test_what_a_tool_cannot_hold_is_told_and_loses_nothing(task: str, open_page: Open, store: Store) -> None:
    page = open_page(COMPONENTS[task], task)
    page.act("save", ANSWERS[task])
    for value in FORGED[task]:
        told = page.act("save", value)
        assert (told["state"], told["again"]) == ("error", False)
        assert "blev ikke gemt" in told["message"]["da"]
        assert page.component.answer == ANSWERS[task]
    assert saved_by(store) == [(task, ANSWERS[task])]


def test_a_civil_registration_number_never_reaches_the_store(open_page: Open, store: Store) -> None:
    told = open_page(OwnCase, "min-forandring").act("save", {"forandring": f"Sagen om {CPR}"})
    assert "CPR" in told["message"]["da"]
    assert saved_by(store) == []


@pytest.mark.parametrize("task", ANSWERS)
def test_of_two_windows_neither_overwrites_the_other_unseen(task: str, open_page: Open, store: Store) -> None:
    one, other = open_page(COMPONENTS[task], task), open_page(COMPONENTS[task], task)
    one.act("save", ANSWERS[task], base=0)
    told = other.act("save", {}, base=0)
    assert told["state"] == "conflict"
    assert told["theirs"] == ANSWERS[task]
    assert saved_by(store) == [(task, ANSWERS[task])]


def test_her_change_stands_above_the_tools_about_it_and_is_changed_there_too(open_page: Open, store: Store) -> None:
    case, field = open_page(OwnCase, "min-forandring"), open_page(ForceField, "mit-kraftfelt")
    assert field.component.about == {"text": "", "address": "module/7-redskaber", "changed": False}
    case.act("save", {"forandring": "Borgerne booker selv"})
    field.act("refresh")
    assert field.component.about["text"] == "Borgerne booker selv"
    field.act("save", ANSWERS["mit-kraftfelt"])
    field.act("refresh")
    assert field.component.about["changed"] is False
    case.act("save", {"forandring": "Borgerne flytter selv en tid"})
    field.act("refresh")
    assert field.component.about == {"text": "Borgerne flytter selv en tid", "address": "module/7-redskaber", "changed": True}
    assert field.component.answer == ANSWERS["mit-kraftfelt"], "her own words in the tool are left alone"


def test_nobody_sees_anothers_change(open_page: Open, store: Store) -> None:
    open_page(OwnCase, "min-forandring", learner="anna").act("save", {"forandring": "Annas"})
    assert open_page(Adkar, "min-adkar", learner="bo").component.about["text"] == ""


def test_a_change_of_a_module_that_is_not_here_is_left_out(open_page: Open) -> None:
    page = open_page(Transition, "min-overgang")
    assert page.component.about is None
    assert page.act("save", ANSWERS["min-overgang"])["state"] == "saved"


def test_the_second_survey_has_the_first_beside_it(open_page: Open, store: Store) -> None:
    assert open_page(Survey, "parathed-igen").component.first is None
    open_page(Survey, "parathed").act("save", ANSWERS["parathed"])
    second = open_page(Survey, "parathed-igen")
    assert second.component.first == ANSWERS["parathed"]
    second.act("save", {"finder-nyt": 5})
    assert sorted(saved_by(store)) == [("parathed", ANSWERS["parathed"]), ("parathed-igen", {"finder-nyt": 5})]


@pytest.mark.parametrize("task", ANSWERS)
def test_an_author_who_tries_a_tool_saves_nothing(task: str, open_page: Open, store: Store) -> None:
    assert open_page(COMPONENTS[task], task, learner=None).act("save", ANSWERS[task])["state"] == "saved"
    assert saved_by(store) == []


@pytest.mark.parametrize("task", ANSWERS)
def test_without_a_browser_a_tool_is_shown_in_words(task: str, tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / FOLDER.name
    (work / "tasks").mkdir(parents=True)
    for file in ("module.yaml", "tasks/1-side.yaml"):
        (work / file).write_bytes((FOLDER / file).read_bytes())
    (work / "answers.json").write_text(json.dumps(ANSWERS), "utf-8")
    monkeypatch.chdir(work)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.delenv(session.LEARNER, raising=False)
    shown = COMPONENTS[task](task)._repr_mimebundle_()["text/html"]
    tool = MODULE.tasks[task]
    assert isinstance(tool, ToolTask)
    written = [line if isinstance(line, str) else line.da for _, lines in tool.parts(ANSWERS[task]) for line in lines]
    assert written
    assert all(line in shown for line in written)
    assert browser.received == []


def in_node(stem: str, call: str, cases: list[Any]) -> list[Any]:
    """What a component's own script makes of each case; `call` is JavaScript with `of`, the script's exports, and `one`."""
    code = f"""
      const source = {json.dumps(script(stem).default_value)};
      const of = await import(`data:text/javascript,${{encodeURIComponent(source)}}`);
      let text = "";
      for await (const part of process.stdin) text += part;
      console.log(JSON.stringify(JSON.parse(text).map((one) => {call})));
    """
    ran = subprocess.run(
        [NODE, "--input-type=module", "-e", code], input=json.dumps(cases), capture_output=True, text=True, timeout=60, check=True
    )
    return list(json.loads(ran.stdout))


def test_the_page_finds_the_same_barrier_as_the_theory() -> None:
    names = ["awareness", "desire", "knowledge", "ability", "reinforcement"]
    cases: list[Any] = [
        {name: score for name, score in zip(names, scores, strict=True) if score} for scores in product((0, 1, 3, 4, 5), repeat=5)
    ]
    assert in_node("adkar", f"of.barrier({json.dumps(names)}, one, 3)", cases) == [barrier(case) for case in cases]


def test_the_page_mixes_as_the_course_does() -> None:
    cases: list[Any] = [dict(zip(ARCHETYPES, weights, strict=True)) for weights in product((0, 1, 2, 3, 7), repeat=4)]
    assert in_node("archetypes", f"of.percent({json.dumps(ARCHETYPES)}, one)", cases) == [mixture(case) for case in cases]


def test_the_page_draws_the_profile_that_the_course_reckons() -> None:
    task: Any = MODULE.tasks["parathed"]
    cases: list[Any] = [{"finder-nyt": a, "gaar-i-staa": b, "tid-til-at-oeve": c} for a, b, c in product((1, 2, 5, "ved-ikke"), repeat=3)]
    themes = json.dumps(task.public()["themes"])
    assert in_node("survey", f"of.profile({themes}, one)", cases) == [task.profile(case) for case in cases]


def test_the_page_misses_the_same_ps() -> None:
    task: Any = MODULE.tasks["min-overgang"]
    ids = ["purpose", "picture", "plan", "part"]
    cases: list[Any] = [dict(zip(ids, texts, strict=True)) for texts in product(("", "  \n", "x"), repeat=4)]
    assert in_node("transition", f"of.missing({json.dumps(ids)}, one)", cases) == [task.missing(case) for case in cases]


@pytest.mark.parametrize("component", sorted(COMPONENTS.values(), key=lambda one: one.__name__), ids=lambda one: one.__name__)
def test_a_tool_uses_only_colours_that_the_theme_has(component: type[Component]) -> None:
    tokens = (HERE / "theme" / "static" / "tokens.css").read_text("utf-8")
    style = (HERE / f"{component.stem}.css").read_text("utf-8")
    for part in style.split("var(")[1:]:
        assert f"{part.split(',')[0]}:" in tokens
    assert not [line for line in style.splitlines() if "#" in line and "var(" not in line]
