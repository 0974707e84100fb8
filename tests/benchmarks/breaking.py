"""The real modules' files broken in fifty ways, many times over: what `check` passes must show and mark everything, and what it says is counted.

Takes about ten minutes a module.
"""

import time

from course import settings
from course.checking import folders
from tests.benchmarks.report import Report, Samples
from tests.breaking import trials

ROUNDS = 2
SEED = 1


def run(report: Report) -> None:
    """Break every module; stops at the first page or mark that does not work although `check` found nothing."""
    found: dict[str, Samples] = {}
    for folder in folders():
        messages: list[int] = []
        harmless = 0
        started = time.perf_counter()
        for trial in trials(folder, settings.grading(), ROUNDS, SEED):
            assert not trial.broken, f"{trial.file}, {trial.way} ({trial.number}): {trial.broken}"
            harmless += trial.harmless
            messages += [len(trial.problems)] if trial.problems else []
        found[folder.name] = {
            "tries": [float(harmless + len(messages))],
            "found": [float(len(messages))],
            "harmless": [float(harmless)],
            "messages a mistake": [sum(messages) / len(messages)],
            "seconds a try": [(time.perf_counter() - started) / (harmless + len(messages))],
        }
    report.add("Modules broken in fifty ways", found, note="Nothing that check passed failed to be shown or marked.")
