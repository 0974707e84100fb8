"""A page closed a moment after the last key or click, on a busy machine: what became of the last words.

`BENCH_CLOSINGS` (1000) and `BENCH_FIREFOX_CLOSINGS` (200) say how often, at every delay from 0 to 400 ms, text and choices in turn. Ends with an
error where anything is lost.
"""

import os
import shutil
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.report import Report, console
from tests.browser.closings import LONGEST_DELAY, Closing, closings
from tests.browser.service import Service
from tests.busy import busy_machine

CLOSINGS = {"chrome": int(os.environ.get("BENCH_CLOSINGS") or 1000), "firefox": int(os.environ.get("BENCH_FIREFOX_CLOSINGS") or 200)}
LEARNERS = tuple(f"eksempel-{name}" for name in ("anna", "bo", "carla", "david", "eva"))


def run(report: Report) -> None:
    """Close them all, and tell what became of it."""
    folder = Path(tempfile.mkdtemp(prefix="kv-closings-"))
    service = Service(folder / "home").start()
    try:
        with busy_machine():
            found = {browser: closings(service, browser, LEARNERS, count) for browser, count in CLOSINGS.items()}
    finally:
        service.stop()
        shutil.rmtree(folder, ignore_errors=True)
    note = "by itself: saved without anybody coming back; s: until it was there; by the next visit: kept by the browser, and saved by the next page."
    report.add(
        f"Closed within {LONGEST_DELAY} ms of the last key or click", {name: _figures(some) for name, some in found.items()}, note=note
    )
    for name, some in found.items():
        for one in some:
            if one.lost:
                console.print(f"{name}: lost {one.task}, closed after {one.delay} ms", style="red")
        assert len(some) == CLOSINGS[name], f"{name}: only {len(some)} closings were told of"
        assert not any(one.lost for one in some)


def _figures(some: list[Closing]) -> dict[str, list[float]]:
    took = [one.saved_after for one in some if one.saved_after is not None]
    return {
        "closings": [float(len(some))],
        "by itself": [float(len(took))],
        "median, s": [median(took or [0.0])],
        "slowest, s": [max(took, default=0.0)],
        "by the next visit": [float(sum(one.by_next_visit for one in some))],
        "lost": [float(sum(one.lost for one in some))],
    }
