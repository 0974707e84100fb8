"""Marking beside stock `nbgrader autograde`, and a thousand hand-ins collected, marked and given back."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from grading import collect
from tests.benchmarks import _learners as learners
from tests.benchmarks._learners import MODULE
from tests.benchmarks.report import Report, taking_turns

SUBMISSIONS, ROUNDS = 20, 5
NOTE = (
    f"{SUBMISSIONS} hand-ins, each marked by one command; the rate counts from the first finished hand-in to the last, so that neither pays for starting. "
    "Points of all tasks that a machine marks are equal in both gradebooks, learner by learner. (Free text has no points in ours, since it waits for a person; "
    "stock, which finds no text in the notebook, gives 0.)"
)

SIZES = (100, 1000)
WHOLE_WAY = (
    "Each step is one command, its start included. Marking is interrupted (Ctrl-C) when a third is marked, and taken up again, with two processes "
    "the second time; the third that was done is not done again. Before feedback every free text is given points."
)


def run(report: Report) -> None:
    """Measure everything about marking."""
    with tempfile.TemporaryDirectory() as folder:
        _beside_stock(report, Path(folder))
        sizes = {f"{number} hand-ins": _from_hand_in_to_feedback(Path(folder) / str(number), number) for number in SIZES}
        report.add("From hand-in to feedback, milliseconds a hand-in", sizes, against=f"{SIZES[0]} hand-ins", note=WHOLE_WAY)


def _beside_stock(report: Report, folder: Path) -> None:
    ours, stock = folder / "ours", folder / "stock"
    with learners.course(ours) as (module, store):
        learners.hand_in(module, store, SUBMISSIONS)
        assert all(one.changed for one in collect.collect(module, store))
        shutil.copytree(ours / "submitted", stock / "submitted")
        shutil.copyfile(ours / "gradebook.db", folder / "empty.db")
        marked = [task.id for task in module.graded_tasks if task.kind != "text"]

        def by_us() -> dict[str, float]:
            _nothing_marked(ours, folder / "empty.db")
            took = _timed([sys.executable, "-m", "grading", "mark", MODULE], ours)
            return took | _rate(ours, "marked.json")

        def by_stock() -> dict[str, float]:
            _nothing_marked(stock, folder / "empty.db")
            took = _timed([sys.executable, "-m", "nbgrader", "autograde", MODULE], stock)
            _assert_equal(ours / "gradebook.db", stock / "gradebook.db", marked)
            return took | _rate(stock, module.graded_page.notebook)

        report.add(
            "Marking module 1 in one process", taking_turns(ROUNDS, {"kompetencevej": by_us, "stock": by_stock}), against="stock", note=NOTE
        )


def _from_hand_in_to_feedback(home: Path, number: int) -> dict[str, list[float]]:
    """Milliseconds a hand-in for each step."""
    with learners.course(home) as (module, store):
        learners.hand_in(module, store, number)
        collected = _command("collect")
        interrupted = _interrupted(home, number // 3)
        done = _marked(home)
        assert number // 3 <= done < number
        resumed = _command("mark", "--processes", "2")
        assert _marked(home) == number
        _give_everybody_points(home / "gradebook.db")
        given_back = _command("feedback")
        assert all(store.submissions.latest(f"elev{learner:05}", MODULE).marked_at for learner in range(number))  # type: ignore[union-attr]
    steps = {"collect": collected, "mark": interrupted + resumed, "feedback": given_back}
    return {step: [1000 * seconds / number] for step, seconds in steps.items()}


def _command(*arguments: str) -> float:
    return _timed([sys.executable, "-m", "grading", *arguments, MODULE], learners.ROOT)["whole command, s"]


def _interrupted(home: Path, after: int) -> float:
    """Seconds of marking until Ctrl-C, pressed when so many are marked."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "grading", "mark", MODULE], env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    while _marked(home) < after:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 130, said[-3000:]
    return time.perf_counter() - started


def _marked(home: Path) -> int:
    return len(list(home.glob(f"autograded/*/{MODULE}/marked.json")))


def _give_everybody_points(gradebook: Path) -> None:
    engine = create_engine(f"sqlite:///{gradebook}")
    with engine.begin() as connection:
        connection.execute(text("update grade set manual_score = 2, needs_manual_grade = 0 where needs_manual_grade"))
    engine.dispose()


def _nothing_marked(home: Path, empty: Path) -> None:
    shutil.rmtree(home / "autograded", ignore_errors=True)
    for path in home.glob("gradebook.db*"):
        path.unlink()
    shutil.copyfile(empty, home / "gradebook.db")


def _timed(command: list[str], folder: Path) -> dict[str, float]:
    """Run a command in its folder; it must succeed."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return {"whole command, s": time.perf_counter() - started}


def _environment() -> dict[str, Any]:
    return {**os.environ, "PYTHONPATH": str(learners.ROOT), "JUPYTER_NO_CONFIG": "1"}


def _rate(home: Path, last_file: str) -> dict[str, float]:
    stamps = sorted(path.stat().st_mtime for path in home.glob(f"autograded/*/{MODULE}/{last_file}"))
    assert len(stamps) == SUBMISSIONS
    return {"submissions/s": (len(stamps) - 1) / (stamps[-1] - stamps[0])}


def _assert_equal(ours: Path, stock: Path, tasks: list[str]) -> None:
    """Stop the benchmark unless both gradebooks give every learner the same points for each of these tasks."""
    found = [{key: points for key, points in _points(path).items() if key[1] in tasks} for path in (ours, stock)]
    assert len(found[0]) == SUBMISSIONS * len(tasks)
    assert found[0] == found[1]
    assert len(set(found[0].values())) > 2


def _points(gradebook: Path) -> dict[tuple[str, str], float | None]:
    """What the machine gave: (learner, task) → points."""
    query = """
        select submitted_assignment.student_id, base_cell.name, grade.auto_score from grade join base_cell on base_cell.id = grade.cell_id
        join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"""
    engine = create_engine(f"sqlite:///{gradebook}")
    with engine.connect() as connection:
        rows = connection.execute(text(query)).all()
    engine.dispose()
    return {(learner, task): points for learner, task, points in rows}
