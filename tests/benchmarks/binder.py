"""What a session on Binder takes once its image is there: until the first page stands in a browser, and in memory with four pages open.

`BENCH_SESSIONS` (3) says how many sessions start, one after the other. Ends with an error where a bound is broken; the load beside says whether
the machine had something else to do.
"""

import os
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import prepare
from tests.benchmarks.report import Report, taking_turns
from tests.browser.actors import PAGES
from tests.browser.binder import FIRST_PAGE_SECONDS, MOST_MEGABYTES, START, Session, memory_with
from tests.browser.conftest import DESK, FLAGS
from tests.images import binder
from tests.images.container import Image

SESSIONS = int(os.environ.get("BENCH_SESSIONS") or 3)
SERVER, FIRST_PAGE, MEMORY = "Jupyter server, s", "first page, s", "four pages, MB"
NOTE = (
    "Seconds from the session's start, with its container, its Jupyter server and the Hub's proxy: until the server answers, and until the front "
    "page is shown in Chromium. Memory: PSS of all that the session runs. load before: of one minute, when the session started."
)


def run(report: Report) -> None:
    """Start them, and tell what they took."""
    image = binder.build().image
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="kv-binder-") as made:
        browser = playwright.chromium.launch(executable_path=prepare.browser(), args=FLAGS)
        found = taking_turns(SESSIONS, {"a session": lambda: _session(browser, image, Path(tempfile.mkdtemp(dir=made)))})
        browser.close()
    report.add("The course on Binder", found, note=NOTE)
    took, used = (max(found["a session"][figure]) for figure in (FIRST_PAGE, MEMORY))
    assert took < FIRST_PAGE_SECONDS, f"the first page took {took:.1f} s, more than {FIRST_PAGE_SECONDS} s"
    assert used < MOST_MEGABYTES, f"{used:.0f} MB with four pages open, more than {MOST_MEGABYTES}"


def _session(browser: Browser, image: Image, folder: Path) -> dict[str, float]:
    """One session from its start to its end."""
    load, begun = os.getloadavg()[0], time.monotonic()
    session = Session(image, folder)
    with browser.new_context(**DESK) as context:
        window = context.new_page()
        try:
            session.start()
            ready = time.monotonic() - begun
            window.goto(session.address, timeout=START)
            window.get_by_text("En session, som ingen gemmer.").wait_for(timeout=START)
            first_page = time.monotonic() - begun
            used = memory_with(PAGES, window, session)
        finally:
            session.kill()
    return {SERVER: ready, FIRST_PAGE: first_page, MEMORY: used, "load before": load}
