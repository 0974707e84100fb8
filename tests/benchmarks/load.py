"""A municipality at work: colleagues log in, read, answer and hand in, a trainer marks, and a replica, PostgreSQL and the Hub end on the way.

`BENCH_COLLEAGUES` (100) and `BENCH_MINUTES` (10) say how many and for how long. Two more have real browser windows.
"""

import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median, quantiles

from course.store import open_store
from deploy.one_machine.installation import free_port
from tests.benchmarks import _crowd
from tests.benchmarks._audit import Audit, audit
from tests.benchmarks._crowd import Crowd
from tests.benchmarks._ledger import Ledger, Mishap
from tests.benchmarks.report import Report, console

COLLEAGUES = int(os.environ.get("BENCH_COLLEAGUES") or 100)
MINUTES = float(os.environ.get("BENCH_MINUTES") or 10)
WINDOWS = 2
BROWSER = "in a browser: "
TIMES = (
    "log in",
    "open a page",
    "open a module's page",
    "until its line is open",
    "save an answer",
    "hand in",
    f"{BROWSER}open a module's page",
    f"{BROWSER}save an answer",
)

HOW_LONG = (
    "Seconds, seen without a browser. A module's page is open when all of it is there, its components with the saved answers included; an answer is "
    "saved when the page was told so. calm: what no fault came near, from its first second until 10 s after all parts answered again."
)
WHAT_BECAME = (
    "lost: answers, hand-ins and points of the trainer that were confirmed and are not in the store at the end, or only older ones. Errors are what "
    "people saw: a page that did not come, an answer not confirmed within 8 s, or refused; each then tried again until it went well."
)


def run(report: Report) -> None:
    """Let them work, and tell what they saw and what became of it."""
    folder = Path(tempfile.mkdtemp(prefix="kv-load-"))
    people = _crowd.names(WINDOWS + COLLEAGUES)
    installation = _crowd.installation(folder, free_port(), people)
    try:
        installation.start()
        _crowd.enrol(installation, people)
        crowd = Crowd(installation, people, MINUTES * 60, WINDOWS)
        module = crowd.work()
        store = open_store(installation.url("course"))
        found = audit(crowd.ledger, store, module)
        store.database.close()
    finally:
        installation.stop()
        shutil.rmtree(folder, ignore_errors=True)
    _tell(report, crowd, found)


def _tell(report: Report, crowd: Crowd, found: Audit) -> None:
    ledger, title = crowd.ledger, f"{COLLEAGUES} colleagues in {MINUTES:g} minutes"
    report.add(f"{title}: how long it took", {what: _figures(ledger, what) for what in TIMES}, note=HOW_LONG)
    counts = {
        "pages opened": len(ledger.took["open a page"]) + len(ledger.took["open a module's page"]),
        "answers saved": len(ledger.took["save an answer"]),
        "hand-ins": sum(ledger.hand_ins.values()),
        "points given": len(ledger.points),
        "errors outside faults": len(ledger.outside()),
        "errors during faults": len(ledger.inside()),
        "lost": len(found.lost),
        "handed in twice": len(found.doubled),
        "unmarked": len(found.unmarked),
        "peak memory, MB": max(crowd.memory),
    }
    report.add(f"{title}: what became of it", {name: {"count": [float(value)]} for name, value in counts.items()}, note=WHAT_BECAME)
    for name, since, until in ledger.troubled:
        kinds = Counter(one.kind for one in ledger.mishaps if one.since <= until and since <= one.at)
        console.print(f"{name} ({until - since:.0f} s): {_listed(kinds)}")
    console.print(f"outside faults: {_listed(Counter(map(_described, ledger.outside())))}")
    for line in (*found.lost, *found.doubled, *found.unmarked):
        console.print(line, style="red")


def _described(one: Mishap) -> str:
    return f"{one.kind} ({one.detail})"


def _listed(kinds: Counter[str]) -> str:
    return ", ".join(f"{count} × {kind}" for kind, count in kinds.most_common()) or "nothing"


def _figures(ledger: Ledger, what: str) -> dict[str, list[float]]:
    overall, calm = ledger.seconds(what), ledger.seconds(what, calm=True)
    figures = {"times": [float(len(overall))]}
    for name, seconds in {"calm ": calm, "": overall}.items():
        if len(seconds) > 1:
            figures |= {f"{name}p50": [median(seconds)], f"{name}p95": [quantiles(seconds, n=20)[-1]]}
    return figures | {"slowest": [max(overall, default=0.0)]}
