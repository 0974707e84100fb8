"""What marks a task may break in every way: the hand-in is not marked, the trainer is told why, and the next learner is marked."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum

from course import settings
from course.lock import locked, take_lock
from grading import mark as marking
from grading import parallel
from grading.marker import Marked
from grading.overview import overview
from tests.house import House

BROKE, ENDED, LATE = "»Valget«, gik i stykker", "Processen, der rettede, standsede", "ikke færdig efter 5 sekunder"
TRAPS = {
    "raises": ("raise ValueError('nej')", BROKE),
    "leaves": ("raise SystemExit(0)", BROKE),
    "asks": ("input('Navn?')", BROKE),
    "ends": ("import os; os._exit(0)", ENDED),
    "dies": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", ENDED),
    "interrupts": ("raise KeyboardInterrupt", ENDED),
    "hangs": ("import time; time.sleep(3600)", LATE),
    "hears-nothing": (
        "import signal\nfor one in (signal.SIGTERM, signal.SIGINT): signal.signal(one, signal.SIG_IGN)\nwhile True: pass",
        LATE,
    ),
    "leaves-a-child": ("import os, subprocess; subprocess.Popen(['sleep', '3600'], close_fds=False); os._exit(1)", ENDED),
}
PRINTS = "import os\nfor _ in range(20): print('4\\n' * 500_000); os.write(1, b'{}\\n' * 1000)"
READ = "import json, pathlib\n"
WROTE = 'json.loads(pathlib.Path("answers.json").read_text()).get("tekst")'


def hand_in(house: House, *names: str) -> None:
    """Each writes her own name as her text, and chooses wrongly."""
    for name in names:
        house.hand_in(name, valg=["b"], tekst=name)
    house.collect()


def hidden_test(change: Callable[[str], str]) -> None:
    """Change what marks »Valget« where it lies hidden, in the gradebook, as if it had been released so."""
    with Gradebook(settings.gradebook()) as book:
        cell = book.find_source_cell("valg", "2-vis", "9-proeve")
        graded = book.find_grade_cell("valg", "2-vis", "9-proeve")
        cell.source = change(cell.source)
        about = {"grade_id": "valg", "grade": True, "solution": False, "locked": True, "points": graded.max_score, "schema_version": 3}
        cell.checksum = compute_checksum(new_code_cell(cell.source, metadata={"nbgrader": about}))  # type: ignore[no-untyped-call]
        book.db.commit()


def set_traps(traps: dict[str, str]) -> None:
    """Let what marks »Valget« first do what stands under the text that somebody wrote."""
    hidden_test(lambda known: f"{READ}exec({traps!r}.get({WROTE}, ''))\n{known}")


def mark(house: House, processes: int | None = None) -> dict[str, Marked]:
    return {one.learner: one for one in marking.mark(house.module, house.store, processes=processes)}


def test_whatever_breaks_the_marking_of_one_hand_in_the_others_are_marked(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "LIMIT", 5.0)
    hand_in(house, "anna", *TRAPS, "prints", "zita")
    set_traps({name: trap for name, (trap, _) in TRAPS.items()} | {"prints": PRINTS})
    with locked():
        found = mark(house, processes=2)
    take_lock(wait=False).close()  # what a cell has started does not hold it
    assert {name for name, one in found.items() if one.state == "marked"} == {"anna", "prints", "zita"}
    assert {name for name, one in found.items() if one.state == "failed"} == set(TRAPS)
    rows = {row.username: row for row in overview(house.module, house.store).rows}
    for name, (_, reason) in TRAPS.items():
        (problem,) = found[name].problems
        assert problem.startswith(f"{name.title()}: afleveringen blev ikke rettet. ")
        assert reason in problem, name
        assert house.grades(name) == {}
        assert rows[name].told.da == "Hentet"
        assert reason in rows[name].problems[0]
    assert {name: house.grades(name)["valg"].points for name in ("anna", "prints", "zita")} == {"anna": 0, "prints": 0, "zita": 0}
    assert rows["anna"].problems == ()


@pytest.mark.parametrize("given", ["print(4)", "4", "None", "{'text/plain': '4'}"])
def test_what_is_printed_or_shown_instead_of_a_mark_gives_no_points(house: House, given: str) -> None:
    hand_in(house, "anna", "bo", "carl")
    hidden_test(lambda known: READ + known.replace("mark(", f'({given}) if {WROTE} == "bo" else mark(', 1))
    found = mark(house)
    assert {name: one.state for name, one in found.items()} == {"anna": "marked", "bo": "failed", "carl": "marked"}
    assert "sagde ikke, hvor mange point" in found["bo"].problems[0]
    assert house.grades("bo") == {}


def test_a_process_that_stays_ready_for_the_next_fails_one_hand_in_alone_too(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(house, "anna", "ends", "hangs", "zita")
    answers = {"learner": "", "name": "", "state": "marked", "waits": [], "problems": []}
    like_it = (
        "import json, os, sys, time\nprint('ready', flush=True)\nfor line in sys.stdin:\n"
        "    {'ends': lambda: os._exit(1), 'hangs': lambda: time.sleep(3600)}.get(json.loads(line), int)()\n"
        f"    print(json.dumps({answers!r} | {{'learner': json.loads(line)}}), flush=True)"
    )
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "start_new_session": True}
    started: list[Any] = []
    monkeypatch.setattr(parallel, "_start", lambda *_: started.append(1) or subprocess.Popen([sys.executable, "-c", like_it], **pipes))
    monkeypatch.setattr(parallel, "LIMIT", 2.0)
    warm = parallel.Warm()
    try:
        found = {one.learner: one for one in warm.mark(house.module, house.store, ["anna", "ends", "hangs", "zita"])}
    finally:
        warm.close()
    assert {name: one.state for name, one in found.items()} == {"anna": "marked", "ends": "failed", "hangs": "failed", "zita": "marked"}
    assert ENDED in found["ends"].problems[0]
    assert "ikke færdig efter 2 sekunder" in found["hangs"].problems[0]
    assert len(started) == 3, "another takes the place of each that failed"


def test_once_it_is_mended_the_hand_in_is_marked_and_until_then_never_given_back(house: House) -> None:
    hand_in(house, "anna", "bo")
    set_traps({"bo": "raise ValueError"})
    assert mark(house)["bo"].state == "failed"
    house.feedback()
    assert house.store.submissions.of("bo", house.module.id)[-1].marked_at is None
    hidden_test(lambda trap: trap.partition("'')\n")[2])
    assert {name: one.state for name, one in mark(house).items()} == {"anna": "unchanged", "bo": "marked"}
    assert all(row.problems == () for row in overview(house.module, house.store).rows)
