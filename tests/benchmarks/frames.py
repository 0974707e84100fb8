"""What hostile frames cost: a hundred thousand of them read one by one, and then another learner's answers while they come over many lines.

`BENCH_FRAMES` (100,000) says how many are read, and `BENCH_SECONDS` (60) for how long they come. Ends with an error where a bound is broken.
"""

import asyncio
import os
import random
import shutil
import tempfile
import time
import tracemalloc
from pathlib import Path
from statistics import median, quantiles

from hypothesis import HealthCheck, Phase, given, settings

from course.modules import load_module
from deploy.one_machine.installation import COURSE, Installation, free_port
from tests.benchmarks import _crowd
from tests.benchmarks import _wire as wire
from tests.benchmarks._colleagues import Colleague, Window, some_answer
from tests.benchmarks._ledger import Ledger
from tests.benchmarks.report import Report, console
from tests.frames import UNREADABLE, UNWANTED, hostile, readable
from tests.hub.actors import Colleague as Attacker
from tests.hub.attacks import flood, meanwhile
from tests.hub.lines import open_page
from widgets.service.kernels.frames import MOST_BYTES, Reader, Unreadable, Unwanted

FRAMES = int(os.environ.get("BENCH_FRAMES") or 100_000)
SECONDS = float(os.environ.get("BENCH_SECONDS") or 60)
SLOWEST, HELD, SAVED_WITHIN = 0.25, 8 * MOST_BYTES, 0.5  # seconds of the processor, bytes, seconds


def run(report: Report) -> None:
    """Read them, let them come, and tell what that cost."""
    _read(report)
    folder = Path(tempfile.mkdtemp(prefix="kv-frames-"))
    people = _crowd.names(2)
    installation = _crowd.installation(folder, free_port(), people)
    try:
        installation.start()
        _crowd.enrol(installation, people)
        _meanwhile(report, installation, people)
    finally:
        installation.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _read(report: Report) -> None:
    took, held = [], []
    became = {"passed on": 0, "unwanted": 0, "unreadable": 0}

    @settings(max_examples=FRAMES, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(hostile)
    def read(frame: bytes | str) -> None:
        tracemalloc.start()
        begun = time.process_time()
        try:
            passed = Reader().read(frame)
        except Unreadable:
            became["unreadable"] += 1
        except Unwanted:
            became["unwanted"] += 1
        else:
            became["passed on"] += 1
            assert readable(passed)
        took.append(time.process_time() - begun)
        held.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    read()
    figures = {"frames": float(len(took)), **{f"of them {what}": float(count) for what, count in became.items()}}
    figures |= {"median, µs": 1e6 * median(took), "slowest, ms": 1e3 * max(took), "most memory, kB": max(held) / 1024}
    note = "Memory is what reading one frame took at most, the frame itself not counted."
    report.add("Hostile frames read one by one", {name: {"": [value]} for name, value in figures.items()}, note=note)
    assert len(took) >= FRAMES, f"only {len(took)} frames were made"
    assert max(took) < SLOWEST
    assert max(held) < HELD


def _meanwhile(report: Report, installation: Installation, people: list[str]) -> None:
    attacker = Attacker(installation, people[0]).log_in(installation.secrets["password"])
    lines = []
    for number in range(8):
        kernel = open_page(attacker)
        path = COURSE + kernel.address
        lines.append((f"ws://127.0.0.1:{installation.port}{path}/channels?session_id=s{number}", attacker.cookies_for(path)))
    fair = [wire.message("kernel_info_request", {})] * 100 + list(UNWANTED.values())
    calm = asyncio.run(_saves(installation, people[1], SECONDS / 3))
    with meanwhile(flood, lines, list(UNREADABLE.values()), fair):
        during = asyncio.run(_saves(installation, people[1], SECONDS))
    found = {name: {"answers": [float(len(some))], "median, s": [median(some)], "p95, s": [quantiles(some, n=20)[-1]], "slowest, s": [max(some)]}
             for name, some in {"calm": calm, "while hostile frames come": during}.items()}  # fmt: skip
    report.add(f"A learner's answers beside eight lines of hostile frames ({SECONDS:.0f} s)", found)
    if max(during) > SAVED_WITHIN:
        console.print(f"An answer took {max(during):.2f} s to be saved, more than {SAVED_WITHIN} s", style="red")


async def _saves(installation: Installation, name: str, seconds: float) -> list[float]:
    """How long her answers took, one after the other."""
    module, ledger = load_module(installation.home / "release" / _crowd.MODULE), Ledger()
    async with Colleague(installation.public, name, installation.secrets["password"], ledger) as learner:
        await learner.log_in()
        async with Window(learner, module, module.about.pages[0].stem) as window:
            task = next(iter(window.parts))
            chance = random.Random(1)
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                await window.answer(task, some_answer(module.tasks[task], chance))
                await asyncio.sleep(0.2)
    return [took for _, took in ledger.took["save an answer"]]
