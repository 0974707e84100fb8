"""Marking beside stock `nbgrader autograde`, and a thousand hand-ins collected, marked and given back."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from grading import collect
from tests.benchmarks import learners
from tests.benchmarks.learners import MODULE
from tests.benchmarks.report import Report, taking_turns

SUBMISSIONS, ROUNDS = 20, 5
NOTE = (
    f"{SUBMISSIONS} hand-ins, each marked by one command; the rate counts from the first finished hand-in to the last, so that neither pays for starting. "
    "Points of all tasks that a machine marks are equal in both gradebooks, learner by learner. (Free text has no points in ours, since it waits for a person; "
    "stock, which finds no text in the notebook, gives 0.)"
)


def run(report: Report) -> None:
    """Measure everything about marking."""
    with tempfile.TemporaryDirectory() as folder:
        _beside_stock(report, Path(folder))


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
            took = _timed([sys.executable, "-m", "grading", "mark"], ours)
            return took | _rate(ours, "marked.json")

        def by_stock() -> dict[str, float]:
            _nothing_marked(stock, folder / "empty.db")
            took = _timed([sys.executable, "-m", "nbgrader", "autograde", MODULE], stock)
            _assert_equal(ours / "gradebook.db", stock / "gradebook.db", marked)
            return took | _rate(stock, module.graded_page.notebook)

        report.add(
            "Marking module 1 in one process", taking_turns(ROUNDS, {"kompetencevej": by_us, "stock": by_stock}), against="stock", note=NOTE
        )


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
