"""Marking in several processes, and marking that is interrupted: the same comes of it as of one quiet run."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

from course.errors import Busy
from course.lock import locked
from course.store import open_store
from grading import gradebook, parallel
from grading import mark as marking
from grading.marker import Marked
from tests import postgres
from tests.command import Command
from tests.house import House, at_home

LEARNERS, FEW = 30, 10
BROKEN = "elev007"
"""Whose hand-in has answers that cannot be read."""


def hand_in_and_collect(house: House, learners: int) -> None:
    for number in range(learners):
        wrong: dict[str, Any] = {"valg": ["b"], "tekst": None} if number % 3 else {"par": {"ole": "ringe", "eva": "ringe"}}
        house.hand_in(f"elev{number:03}", **wrong)
    house.collect()
    (house.submitted(BROKEN) / "answers.json").write_text("{ not JSON")


@pytest.fixture(scope="module")
def handed_in_home(released_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which everybody's hand-in is collected; to be copied."""
    home = tmp_path_factory.mktemp("handed-in") / "home"
    with pytest.MonkeyPatch.context() as patch, closed(at_home(released_home, home, patch)) as house:
        hand_in_and_collect(house, LEARNERS)
    return home


@pytest.fixture
def full(handed_in_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house in which everybody's hand-in is collected."""
    with closed(at_home(handed_in_home, tmp_path / "full", monkeypatch)) as house:
        yield house


@pytest.fixture(scope="module")
def quiet(handed_in_home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one run in one process makes of the same hand-ins."""
    home = tmp_path_factory.mktemp("quiet") / "home"
    with pytest.MonkeyPatch.context() as patch, closed(at_home(handed_in_home, home, patch)) as house:
        assert {one.state for one in house.mark().values()} == {"marked"}
        return outcome(house)


@contextmanager
def closed(house: House) -> Iterator[House]:
    """Close its store at the end."""
    try:
        yield house
    finally:
        house.store.database.close()


def outcome(house: House) -> dict[str, Any]:
    """All that marking leaves behind: the gradebook's rows and the notebooks a trainer opens."""
    rows = gradebook.grades(house.module.id, house.module.graded_page.stem)
    opened = {path.parent.parent.name: nbformat.read(path, as_version=4) for path in house.home.glob("autograded/*/*/*.ipynb")}
    return {"rows": rows, "notebooks": {name: [cell.get("outputs") for cell in found.cells] for name, found in opened.items()}}


def started(house: House, *options: str) -> Command:
    """The command that marks, and writes what it says to `said(house)`."""
    said(house).touch()
    return Command(["mark", *options], os.environ, said(house))


def said(house: House) -> Path:
    return house.home.parent / "said"


def until(house: House, count: str) -> None:
    deadline = time.monotonic() + 120
    while count not in said(house).read_text("utf-8"):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def workers(pid: int) -> list[psutil.Process]:
    return [child for child in psutil.Process(pid).children(recursive=True) if "kompetencevej marks" in child.cmdline()[0]]


def whole(house: House) -> int:
    """The number of hand-ins that are marked; none is half marked: a notebook and points, or neither noted as done."""
    done = {path.parent.parent.name for path in house.home.glob("autograded/*/*/marked.json")}
    rows = gradebook.grades(house.module.id, house.module.graded_page.stem)
    assert done <= set(rows)
    assert all(len(mine) == len(house.module.graded_tasks) for mine in rows.values())
    return len(done)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_processes_give_the_same_as_one(
    house: House, database: str, quiet: dict[str, Any], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    if database == "postgresql":
        server = request.getfixturevalue("postgres_server")
        for name in ("DATABASE", "GRADEBOOK"):
            monkeypatch.setenv(f"KOMPETENCEVEJ_{name}", postgres.make_database(server, name.lower()))
        house.store.database.close()
        house.store = open_store(migrate=True)
        request.addfinalizer(house.store.database.close)
    hand_in_and_collect(house, FEW)
    marked = {one.learner: one for one in marking.mark(house.module, house.store, processes=2)}
    assert len(marked) == FEW
    assert {one.state for one in marked.values()} == {"marked"}
    assert "kan ikke læses" in marked[BROKEN].problems[0]
    assert marked["elev003"].waits == ("Skriv selv",)
    assert {one.state for one in marking.mark(house.module, house.store, processes=2)} == {"unchanged"}
    assert outcome(house) == {what: {name: found[name] for name in marked} for what, found in quiet.items()}


def test_a_process_that_dies_fails_one_hand_in_and_the_others_go_on(
    full: House, quiet: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[Any] = []
    hand = parallel.Worker.hand
    monkeypatch.setattr(parallel.Worker, "hand", lambda worker, learner: handed.append(worker) or hand(worker, learner))
    marked: dict[str, Marked] = {}
    for one in marking.mark(full.module, full.store, processes=2):
        if not marked:
            handed[-1].process.kill()  # it has somebody in hand; the other may not be ready yet
        marked[one.learner] = one
    assert len(marked) == LEARNERS
    (failed,) = [one for one in marked.values() if one.state == "failed"]
    assert "standsede" in failed.problems[0]
    again = full.mark()
    assert [name for name, one in again.items() if one.state == "marked"] == [failed.learner]
    assert outcome(full) == quiet


@pytest.mark.parametrize("processes", [1, 2])
def test_after_ctrl_c_only_the_rest_is_marked(full: House, quiet: dict[str, Any], processes: int) -> None:
    command = started(full, "--processes", str(processes))
    until(full, f"5/{LEARNERS}")
    children = workers(command.pid)
    command.send_signal(signal.SIGINT)
    ended = command.wait(60)
    assert len(children) == processes
    assert psutil.wait_procs(children, timeout=1)[1] == [], "they end before it does, and only the system may not have taken them away"
    complaints = said(full).read_text("utf-8")
    assert (ended, "Afbrudt" in complaints, "Traceback" in complaints) == (130, True, False)
    done = whole(full)
    assert 5 <= done < LEARNERS
    states = [one.state for one in full.mark().values()]
    assert (states.count("unchanged"), states.count("marked")) == (done, LEARNERS - done)
    assert outcome(full) == quiet


@pytest.mark.parametrize("processes", [1, 2])
def test_after_kill_9_only_the_rest_is_marked_and_no_other_run_starts_before_all_have_ended(
    full: House, quiet: dict[str, Any], processes: int
) -> None:
    command = started(full, "--processes", str(processes))
    until(full, f"5/{LEARNERS}")
    children, all_of_it = workers(command.pid), psutil.Process(command.pid).children(recursive=True)
    assert len(children) == processes
    for child in children:
        child.suspend()
    command.send_signal(signal.SIGKILL)
    command.wait(60)
    with pytest.raises(Busy), locked():
        pass
    for child in children:
        child.resume()
    assert psutil.wait_procs(all_of_it, timeout=60)[1] == []
    with locked():
        assert not list(full.home.glob("building/*"))
        done = whole(full)
        assert {one.state for one in full.mark().values()} == {"unchanged", "marked"}
    assert 5 <= done < LEARNERS
    assert outcome(full) == quiet


def test_on_a_terminal_a_bar_shows_how_far_it_has_come(house: House, tmp_path: Path) -> None:
    for learner in ("anna", "bo", "carl"):
        house.hand_in(learner)
    house.collect()
    shown = tmp_path / "typescript"
    command = f"{sys.executable} -m grading mark"
    subprocess.run(["script", "-qec", command, shown], check=True, capture_output=True, env={**os.environ, "TERM": "xterm"})
    text = shown.read_text("utf-8", errors="replace")
    assert "━" in text
    assert "3/3" in text
    assert "Retter Prøvemodul 1/3: " not in text
