"""Real browser windows among the crowd: they see what the crowd, which has no browser, only imitates."""

import threading
import time

from playwright.sync_api import Browser, Error, expect, sync_playwright

from deploy.one_machine.installation import COURSE, Installation
from tests import prepare
from tests.benchmarks._ledger import Ledger
from tests.browser.actors import GRADED, Learner
from tests.browser.conftest import DESK, FLAGS

TASK, OPTIONS = "kanal-foerste-samtale", ("telefon", "oev-foerst", "video-med-hjaelp")
LONG = 60_000
PAUSE_MS = 4000
ON_ONE_PAGE = 10  # answers, before she opens it anew


def log_in(browser: Browser, installation: Installation, name: str) -> Learner:
    """A window of somebody's own on the start page, logged in at the Hub."""
    learner = Learner(browser.new_context(**DESK).new_page(), installation.public + COURSE)
    learner.open("")
    learner.page.get_by_label("Brugernavn").fill(name)
    learner.page.get_by_label("Kodeord").fill(installation.secrets["password"])
    learner.page.get_by_role("button", name="Log ind").click()
    expect(learner.page).to_have_url(learner.base, timeout=LONG)
    return learner


def answer_on(installation: Installation, names: list[str], ledger: Ledger, over: threading.Event) -> None:
    """Answer and change one's mind until it is over, each in a window; what is shown as saved is noted."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=prepare.browser(), args=FLAGS)
        learners = {name: log_in(browser, installation, name) for name in names}
        number = 0
        while not over.is_set():
            for name, learner in learners.items():
                if number % ON_ONE_PAGE == 0:
                    _open(learner, ledger)
                _answer(learner, name, [OPTIONS[number % len(OPTIONS)]], ledger)
            number += 1
        browser.close()


def _open(learner: Learner, ledger: Ledger) -> None:
    while True:
        begun = time.monotonic()
        try:
            with ledger.timed("in a browser: open a module's page"):
                learner.open_page(GRADED)
        except (AssertionError, Error) as error:
            ledger.note("in a browser: open a module's page", error, begun)
        else:
            return


def _answer(learner: Learner, name: str, value: list[str], ledger: Ledger) -> None:
    """The windows take turns, so each is brought to the front: one that nobody looks at sleeps."""
    begun = time.monotonic()
    learner.page.bring_to_front()
    try:
        with ledger.timed("in a browser: save an answer"):
            learner.choose(TASK, value)
            expect(learner.task(TASK).locator(".kv-status")).to_have_attribute("data-state", "saved", timeout=LONG)
        ledger.confirmed[name, TASK] = (value, 1)
    except (AssertionError, Error) as error:
        ledger.note("in a browser: save an answer", error, begun)
    learner.page.wait_for_timeout(PAUSE_MS)
