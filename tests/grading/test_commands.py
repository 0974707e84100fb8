"""The trainer's commands as a trainer runs them."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from course.commands import report, terminal
from course.lock import locked
from grading import commands
from tests.house import House

app = typer.Typer()
for one in (commands, report):
    app.add_typer(one.app)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_the_whole_way_says_what_was_done_and_what_waits(house: House) -> None:
    house.hand_in("anna")
    house.hand_in("bo", tekst=None)
    assert run("collect") == (
        0,
        "Henter Prøvemodul 1/2: Anna\nHenter Prøvemodul 2/2: Bo\nPrøvemodul: 2 afleveringer hentet, 0 lå her i forvejen, 0 kunne ikke hentes.\n",
    )
    code, said = run("mark")
    assert (code, "2 afleveringer rettet, 0 var rettet i forvejen" in said, "Anna venter på dig: Skriv selv." in said) == (0, True, True)
    code, said = run("mark", "--collect")
    assert (code, "0 afleveringer rettet, 2 var rettet i forvejen" in said, "Anna venter på dig: Skriv selv." in said) == (0, True, True)
    code, said = run("feedback")
    assert (code, "tilbagemelding til 1, 0 havde den i forvejen, 1 venter på dig" in said) == (0, True)
    house.give("anna", 4)
    assert "tilbagemelding til 1, 1 havde den i forvejen, 0 venter på dig" in run("feedback")[1]
    code, said = run("report", "Nord")
    assert (code, said.count("\n")) == (0, 1 + 2 * 14)


def test_releasing_says_what_changed(house: House, own_modules: Callable[[], Path]) -> None:
    tasks = own_modules() / "tasks" / "2-vis.yaml"
    tasks.write_text(tasks.read_text("utf-8").replace("At spørge", "At spørge først"), "utf-8")
    assert run("release") == (0, "Udgiver 1/1: Prøvemodul\nPrøvemodul: udgivet.\n")
    assert run("release", "9-proeve") == (0, "Udgiver 1/1: Prøvemodul\nPrøvemodul: uændret.\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["release", "7-ingen"], "Modulet 7-ingen findes ikke"),
        (["report", "Ingen"], "Der er ingen i teamet 'Ingen'"),
    ],
)
def test_what_cannot_be_done_is_one_clear_sentence_and_exit_code_1(house: House, arguments: list[str], told: str) -> None:
    code, said = run(*arguments)
    assert (code, told in said, "Traceback" in said) == (1, True, False)


def test_a_module_that_is_not_released_says_how_to_release_it(house: House) -> None:
    (house.home / "release" / "9-proeve").rename(house.home / "vaek")
    code, said = run("collect")
    assert (code, "Kør: kompetencevej release" in said) == (1, True)


@pytest.mark.parametrize("command", ["release", "collect", "mark", "feedback"])
def test_on_a_terminal_a_bar_shows_how_far_it_is(house: House, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    house.hand_in("anna")
    house.collect_and_mark()
    shown = io.StringIO()
    monkeypatch.setattr(terminal, "console", Console(file=shown, force_terminal=True, color_system=None, width=120))
    assert run(command)[0] == 0
    assert "━ 1/1" in shown.getvalue()


def test_a_name_with_brackets_stops_nobodys_marking(house: House) -> None:
    house.learner("anna", "Anna [/b] Lund")
    house.hand_in("anna")
    house.hand_in("bo")
    assert "Henter Prøvemodul 1/2: Anna [/b] Lund" in run("collect")[1]
    assert "Anna [/b] Lund venter på dig" in run("mark")[1]


@pytest.mark.parametrize("command", ["release", "collect", "mark", "feedback"])
def test_a_home_that_cannot_be_written_is_one_clear_sentence(house: House, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    (house.home / "file").write_text("in the way")
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(house.home / "file" / "home"))
    code, said = run(command)
    assert (code, "Vælg ellers en anden mappe med KOMPETENCEVEJ_HOME" in said, "Traceback" in said) == (1, True, False)


def test_two_runs_at_once_are_kept_apart(house: House) -> None:
    with locked():
        code, said = run("mark")
    assert (code, "Der hentes eller rettes allerede" in said) == (1, True)
    assert run("mark")[0] == 0
