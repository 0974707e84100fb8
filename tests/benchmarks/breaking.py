"""The real modules' files, and those of a new module with every kind of task, broken in fifty ways, many times over: what `check` passes must show and mark everything, and what it says is counted.

Takes about ten minutes a module.
"""

import tempfile
import time
from pathlib import Path

from course import settings
from course.checking import folders
from tests.benchmarks.report import Report, Samples
from tests.breaking import trials, written

ROUNDS = 2
SEED = 1


def run(report: Report) -> None:
    """Break every module; stops at the first page or mark that does not work although `check` found nothing."""
    found: dict[str, Samples] = {}
    with tempfile.TemporaryDirectory(prefix="kv-every-kind-") as place:
        every_kind = written(Path(place) / "course")
        for folder, grading in [*((folder, settings.grading()) for folder in folders()), (every_kind, every_kind.parent.parent)]:
            found[folder.name] = _broken(folder, grading)
    report.add("Modules broken in fifty ways", found, note="Nothing that check passed failed to be shown or marked.")


def _broken(folder: Path, grading: Path) -> Samples:
    messages: list[int] = []
    harmless = 0
    started = time.perf_counter()
    for trial in trials(folder, grading, ROUNDS, SEED):
        assert not trial.broken, f"{trial.file}, {trial.way} ({trial.number}): {trial.broken}"
        harmless += trial.harmless
        messages += [len(trial.problems)] if trial.problems else []
    return {
        "tries": [float(harmless + len(messages))],
        "found": [float(len(messages))],
        "harmless": [float(harmless)],
        "messages a mistake": [sum(messages) / len(messages)],
        "seconds a try": [(time.perf_counter() - started) / (harmless + len(messages))],
    }
