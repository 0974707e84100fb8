"""How fast a page of module 1 opens and what it costs, beside stock Voila and beside the same page as static HTML.

The page of the trial module that holds every tool is opened too, beside itself as static HTML.

`BENCH_ROUNDS` says how often each subject takes its turn (5).
"""

import asyncio
import os
import re
import tempfile
import time
import urllib.request
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from course.modules import load_module
from course.store import open_store
from tests import prepare
from tests.benchmarks import _processes, _readers
from tests.benchmarks._browser import Reading, Requests
from tests.benchmarks._subjects import COURSE, MODULE, STATIC, STOCK, Subject, course, learner, served, static
from tests.benchmarks.report import Report, Samples, console, taking_turns
from tests.browser.actors import reference_answers
from tests.browser.conftest import FLAGS
from tests.slow_line import SlowLine

ROUNDS = int(os.environ.get("BENCH_ROUNDS") or 5)
FEW = max(1, ROUNDS // 2)  # rounds of what takes long and varies little
OPEN_PAGES, AT_ONCE, MANY = 10, 20, 100
DATA = Path(__file__).parents[1] / "data"
TOOLS = "module/9-proeve/3-redskaber"
STEPS = {"text": "text", "works": "first widget", "saved": "first answer"}
SCRIPT = re.compile(r"<script\b.*?</script>|<link[^>]*modulepreload[^>]*>", re.DOTALL)
Found = dict[str, Samples]

OPENING = (
    "Seconds since the navigation began. text: the first paragraph of prose is shown; first widget: an input of the first component takes a "
    "click (made by a script at the frame in which it is there); first answer: that answer is shown as saved. cold and warm: the browser's cache."
)
COSTS = (
    f"With {OPEN_PAGES} pages open, each another learner's with one answer saved, opened one after the other without a browser: what the "
    "service and all its processes have more than before, a page. Memory: PSS. CPU: user and system, of living processes by their own clocks "
    "and of children that were waited for. A first page was opened before, so what all pages share stands under “at rest”."
)


def run(report: Report) -> None:
    """Measure everything, in some minutes."""
    tools = with_all_tools(report)
    with tempfile.TemporaryDirectory(prefix="kv-bench-") as made, served(Path(made)) as subjects:
        opened = _opening(report, subjects, Path(made))
        acts(report, subjects, opened)
        costs = asyncio.run(open_pages(report, subjects))
        crowd = asyncio.run(crowds(report, subjects))
    targets(report, opened, tools, costs, crowd)


def _opening(report: Report, subjects: list[Subject], folder: Path) -> Found:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=prepare.browser(), args=FLAGS)
        frozen = freeze(browser, subjects[0], folder / "static")
        with static(frozen) as limit:
            found = taking_turns(ROUNDS, {one.name: partial(opening, browser, one) for one in (*subjects, limit)})
        browser.close()
    for name, title in {"": "on this machine", "10 Mbit ": "at 10 Mbit/s and 40 ms"}.items():
        figures = [f"{name}{step} {cache}, s" for cache in ("cold", "warm") for step in STEPS.values()]
        for against in (STOCK, STATIC):
            report.add(f"Opening a page {title}, beside {against}", _only(found, figures, name), against, OPENING)
    loads = [f"{what} {cache}" for cache in ("cold", "warm") for what in ("kB", "requests")]
    report.add("What a page loads", _only(found, loads), STOCK, "kB on the line, both ways, websocket and headers included.")
    return found


def with_all_tools(report: Report) -> Found:
    """Open the page with every tool on this machine, and the same page frozen."""
    sources = {"KOMPETENCEVEJ_MODULES": str(DATA / "modules"), "KOMPETENCEVEJ_GRADING": str(DATA)}
    with ExitStack() as stack:
        made = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kv-bench-")))
        own = replace(stack.enter_context(course(made / "course", **sources)), path=TOOLS)
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=prepare.browser(), args=FLAGS)
        limit = stack.enter_context(static(freeze(browser, own, made / "static")))
        found = taking_turns(ROUNDS, {one.name: partial(on_this_machine, browser, one) for one in (own, limit)})
    report.add(f"Opening the page with every tool, beside {STATIC}", found, STATIC, OPENING)
    return found


def on_this_machine(browser: Browser, subject: Subject) -> dict[str, float]:
    """Open the page with a cold and a warm cache."""
    reading, found = Reading(browser, subject), dict[str, float]()
    for cache in ("cold", "warm"):
        found |= {f"{STEPS[step]} {cache}, s": value for step, value in reading.open().items()}
        reading.leave()
    reading.close()
    return found


def _only(found: Found, figures: list[str], prefix: str = "") -> Found:
    return {
        name: {figure.removeprefix(prefix): samples[figure] for figure in figures if figure in samples} for name, samples in found.items()
    }


def opening(browser: Browser, subject: Subject) -> dict[str, float]:
    """Open the page with a cold and a warm cache, on loopback and over a slow line."""
    found: dict[str, float] = {}
    near = Reading(browser, subject)
    for cache in ("cold", "warm"):
        found |= {f"{STEPS[step]} {cache}, s": value for step, value in near.open().items()}
        if cache == "warm" and subject.name != STATIC:
            found["click → saved, ms"] = near.click()
        near.leave()
    near.close()
    line = SlowLine(subject.port)
    far = Reading(browser, subject, line.port)
    requests = Requests(far)
    for cache in ("cold", "warm"):
        before = line.carried
        found |= {f"10 Mbit {STEPS[step]} {cache}, s": value for step, value in far.open().items()}
        far.page.wait_for_load_state("networkidle")
        found |= {f"kB {cache}": (line.carried - before) / 1000, f"requests {cache}": requests.count()}
        far.leave()
    far.close()
    line.close()
    return found


def freeze(browser: Browser, subject: Subject, folder: Path) -> Path:
    """The page as it stands when all its components are shown, without scripts, and the files it needs."""
    reading = Reading(browser, subject)
    reading.open()
    page = SCRIPT.sub("", reading.page.content())
    reading.leave()
    reading.close()
    (folder / "theme").mkdir(parents=True)
    (folder / "page.html").write_text(page, "utf-8")
    for name in set(re.findall(r"/theme/([a-z-]+\.(?:css|svg))", page)):
        with urllib.request.urlopen(f"{subject.base}theme/{name}") as answer:
            (folder / "theme" / name).write_bytes(answer.read())
    return folder


def acts(report: Report, subjects: list[Subject], opened: Found) -> None:
    """What a learner does on an open page, and handing in."""
    found = _only({name: samples for name, samples in opened.items() if name != STATIC}, ["click → saved, ms"])
    own = next(one for one in subjects if one.name == COURSE)
    found[COURSE]["hand-in, ms"] = [hand_in(own) for _ in range(ROUNDS)]
    note = "click → saved: on a page at rest. hand-in: from the form to its receipt, all graded tasks answered; Voila has no such thing."
    report.add("What a learner does", found, STOCK, note)


def hand_in(subject: Subject) -> float:
    """Hand module 1 in and fetch the receipt: milliseconds."""
    assert subject.home
    module = load_module(subject.home / "release" / MODULE)
    store = open_store(f"sqlite:///{subject.home / 'course.db'}")
    for task, answer in reference_answers().items():
        saved = store.answers.get(learner(0), MODULE, module.tasks[task])
        store.answers.save(learner(0), module, task, answer, saved.revision if saved else 0)
    store.database.close()
    request = urllib.request.Request(f"{subject.base}module/{MODULE}/hand-in", b"", subject.headers(learner(0)), method="POST")
    begin = time.perf_counter()
    with urllib.request.urlopen(request) as receipt:
        assert "/receipt/" in receipt.url
        receipt.read()
    return (time.perf_counter() - begin) * 1000


async def open_pages(report: Report, subjects: list[Subject]) -> Found:
    """Memory and processor time of a page that is open."""
    found = await _in_turns(FEW, subjects, _open_pages)
    report.add("What an open page costs", found, STOCK, COSTS)
    return found


async def _open_pages(subject: Subject) -> dict[str, float]:
    await _readers.close(await _readers.one_by_one(subject, 1))
    await asyncio.sleep(2)
    memory, cpu = _processes.memory(subject.pid), _processes.cpu(subject.pid)
    readers = await _readers.one_by_one(subject, OPEN_PAGES)
    found = {
        "memory a page, MB": (_processes.memory(subject.pid) - memory) / OPEN_PAGES,
        "CPU a page, s": (_processes.cpu(subject.pid) - cpu) / OPEN_PAGES,
        "at rest, MB": memory,
    }
    await _readers.close(readers)
    return found


async def crowds(report: Report, subjects: list[Subject]) -> Found:
    """Many pages opened at once."""
    found = await _in_turns(FEW, subjects, partial(_crowd, AT_ONCE))
    own, stock = (next(one for one in subjects if one.name == name) for name in (COURSE, STOCK))
    for one in [*[own] * FEW, stock]:  # once for stock, which takes minutes
        for figure, value in (await _crowd(MANY, one)).items():
            found[one.name].setdefault(figure, []).append(value)
    note = (
        "Each opens the page without a browser, opens the line to its kernel and answers the first task: seconds until all are confirmed, "
        "and how many were not."
    )
    report.add("Pages opened at once", found, STOCK, note)
    return found


async def _crowd(count: int, subject: Subject) -> dict[str, float]:
    seconds, failed, readers = await _readers.at_once(subject, count)
    await _readers.close(readers)
    await asyncio.sleep(2)
    return {f"{count} pages, s": seconds, f"{count} pages, errors": failed}


async def _in_turns(rounds: int, subjects: list[Subject], measure: Callable[[Subject], Coroutine[Any, Any, dict[str, float]]]) -> Found:
    found: Found = {one.name: {} for one in subjects}
    for number in range(1, rounds + 1):
        for one in subjects:
            console.print(f"  {number}/{rounds} {one.name} …", style="dim")
            for figure, value in (await measure(one)).items():
                found[one.name].setdefault(figure, []).append(value)
    return found


def targets(report: Report, opened: Found, tools: Found, costs: Found, crowd: Found) -> None:
    """What was aimed at, beside what was found."""

    def ratio(found: Found, figure: str, against: str) -> float:
        return median(found[COURSE][figure]) / median(found[against][figure])

    aims = {
        **{f"first widget {cache}, × static": (ratio(opened, f"first widget {cache}, s", STATIC), 2.0) for cache in ("cold", "warm")},
        **{f"first tool {cache}, × static": (ratio(tools, f"first widget {cache}, s", STATIC), 2.0) for cache in ("cold", "warm")},
        **{f"text {cache}, × static": (ratio(opened, f"text {cache}, s", STATIC), 1.5) for cache in ("cold", "warm")},
        f"{AT_ONCE} pages at once, × stock": (ratio(crowd, f"{AT_ONCE} pages, s", STOCK), 0.10),
        "memory a page, × stock": (ratio(costs, "memory a page, MB", STOCK), 0.25),
        "CPU a page, × stock": (ratio(costs, "CPU a page, s", STOCK), 0.15),
    }
    found: Found = {
        name: {"measured": [value], "at most": [most], "reached (1: yes)": [float(value <= most)]} for name, (value, most) in aims.items()
    }
    report.add("targets", found, note="On this machine, on loopback, in this run.")
