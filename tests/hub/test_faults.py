"""Whatever ends in an installation, people carry on: what was shown as saved is saved, what was not is kept and saved after, and nobody logs in twice."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from course.store import SavedAnswer, open_store
from deploy.one_machine.installation import Installation
from tests import prepare
from tests.benchmarks._crowd import TRAINER, login
from tests.benchmarks._faults import all_is_well
from tests.benchmarks._windows import log_in as log_in_at_the_hub
from tests.browser.actors import GRADED, MODULE, SOON, Learner, module
from tests.browser.conftest import FLAGS
from tests.hub.conftest import CROWD
from tests.hub.prepared import with_login

CHOICE, TEXT = "kanal-foerste-samtale", "relation-det-usagte-tekst"
PEOPLE = CROWD[:12]
AWAY = 15  # seconds
LONG = 60_000


@pytest.fixture(scope="module")
def installation(breakable: Installation) -> Installation:
    return with_login(breakable, login(CROWD))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=prepare.browser(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def log_in(browser: Browser, installation: Installation) -> Iterator[Callable[[str], Learner]]:
    """A window of somebody's own, logged in at the Hub; afterwards the installation is well again."""

    def _log_in(name: str) -> Learner:
        return log_in_at_the_hub(browser, installation, name)

    yield _log_in
    for context in browser.contexts:
        context.close()
    wait_until(lambda: all_is_well(installation))


def test_what_is_chosen_and_written_within_a_second_of_logging_out_or_closing_the_window_is_saved(
    log_in: Any, installation: Installation
) -> None:
    for number, leave in enumerate((lambda page: page.get_by_role("link", name="Log ud").click(), lambda page: page.close())):
        learner = log_in(PEOPLE[9 + number])
        learner.open_page(GRADED)
        learner.choose(CHOICE, ["telefon"])
        learner.task(TEXT).locator("textarea").press_sequentially("Til allersidst æøå")
        leave(learner.page)
        name = PEOPLE[9 + number]
        wait_until(lambda name=name: kept(installation, name, TEXT) == ("Til allersidst æøå", 1))
        assert kept(installation, name, CHOICE) == (["telefon"], 1), "once"
        if number == 0:
            expect(learner.page.get_by_label("Brugernavn")).to_be_visible(timeout=LONG)
            assert learner.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kompetencevej:'))") == []


def test_a_replica_that_ends_hands_its_pages_to_the_other_and_comes_back(log_in: Any, installation: Installation) -> None:
    learner = log_in(PEOPLE[0])
    learner.open_page(GRADED)
    learner.answer(CHOICE, ["telefon"])
    here = replica_of(learner.page)
    learner.page.evaluate("window.stillHere = true")
    installation.parts[f"course-{here}"].kill()
    learner.choose(CHOICE, ["video-med-hjaelp"])
    learner.write(TEXT, "Skrevet, da den ene udgave var væk")
    learner.sees_saved(CHOICE)
    learner.sees_saved(TEXT)
    assert learner.page.evaluate("window.stillHere"), "without a reload"
    assert kept(installation, PEOPLE[0], CHOICE) == (["video-med-hjaelp"], 2), "once"
    assert kept(installation, PEOPLE[0], TEXT) == ("Skrevet, da den ene udgave var væk", 1), "once"
    wait_until(lambda: all_is_well(installation))
    open_page_on(learner, here)
    learner.answer(CHOICE, ["telefon"])


def test_what_is_typed_while_postgresql_is_away_is_saved_by_itself_when_it_is_back(log_in: Any, installation: Installation) -> None:
    learner, trainer = log_in(PEOPLE[1]), log_in(TRAINER)
    learner.open_page(GRADED)
    sees_hand_ins(trainer, installation)
    learner.write(TEXT, "Begyndt, ")
    installation.postgresql.stop("immediate")
    learner.task(TEXT).locator("textarea").press_sequentially("og skrevet videre uden database. ", delay=20)
    learner.choose(CHOICE, ["telefon"])
    expect(learner.task(CHOICE).locator(".kv-status")).to_contain_text("Databasen kunne ikke nås", timeout=SOON)
    learner.page.wait_for_timeout(AWAY * 1000)
    installation.postgresql.start()
    learner.sees_saved(CHOICE)  # nobody has clicked
    learner.sees_saved(TEXT)
    assert kept(installation, PEOPLE[1], CHOICE) == (["telefon"], 1)
    assert kept(installation, PEOPLE[1], TEXT)[0] == learner.task(TEXT).locator("textarea").input_value()
    wait_until(lambda: all_is_well(installation))
    for replica in ("1", "2"):
        open_page_on(learner, replica)
    sees_hand_ins(trainer, installation)
    log_in(PEOPLE[8])


def test_people_work_on_while_the_hub_is_away_and_nobody_has_to_log_in_again(log_in: Any, installation: Installation) -> None:
    learner, other = log_in(PEOPLE[2]), log_in(PEOPLE[3])
    learner.open_page(GRADED)
    with away(installation, "hub"):
        learner.answer(CHOICE, ["telefon"])
        for stem in ("1-vaelg-moedeform", "2-forbered-rammen", "3-led-samtalen", GRADED):
            learner.open_page(stem)
            other.open_page(stem)
        learner.answer(CHOICE, ["video-med-hjaelp"])
    wait_until(lambda: all_is_well(installation))
    for one in (learner, other):
        one.open_page("1-vaelg-moedeform")
        expect(one.page).to_have_url(f"{one.base}module/{MODULE}/1-vaelg-moedeform")
    log_in(PEOPLE[4]).open_page(GRADED)
    assert kept(installation, PEOPLE[2], CHOICE) == (["video-med-hjaelp"], 2)


def test_pages_recover_when_the_proxy_and_both_replicas_start_again(log_in: Any, installation: Installation) -> None:
    learners = [log_in(name) for name in PEOPLE[5:7]]
    for learner in learners:
        learner.open_page(GRADED)
        learner.page.evaluate("window.stillHere = true")
    for name in ("proxy", "course-1", "course-2"):
        installation.parts[name].kill()
    for learner in learners:
        learner.write(TEXT, "Skrevet, da alt var væk")
    for learner, name in zip(learners, PEOPLE[5:7], strict=True):
        learner.page.bring_to_front()
        expect(learner.task(TEXT).locator(".kv-status")).to_have_attribute("data-state", "saved", timeout=LONG)
        assert learner.page.evaluate("window.stillHere"), "without a reload"
        assert kept(installation, name, TEXT) == ("Skrevet, da alt var væk", 1)


def test_two_windows_on_different_replicas_lose_and_double_nothing(log_in: Any, installation: Installation) -> None:
    first = log_in(PEOPLE[7])
    open_page_on(first, "1")
    first.answer(TEXT, "Fra det første vindue.")
    second = Learner(first.page.context.new_page(), first.base)
    open_page_on(second, "2")
    expect(second.task(TEXT).locator("textarea")).to_have_value("Fra det første vindue.")
    second.answer(TEXT, "Fra det andet vindue.")
    first.task(TEXT).locator("textarea").evaluate(
        "(area) => { area.value = 'Nyt fra det første.'; area.dispatchEvent(new Event('input', {bubbles: true})); area.dispatchEvent(new Event('blur')); }"
    )
    expect(first.task(TEXT).locator(".kv-status")).to_have_attribute("data-state", "conflict", timeout=SOON)
    assert kept(installation, PEOPLE[7], TEXT) == ("Fra det andet vindue.", 2)
    first.task(TEXT).get_by_role("button", name="Behold det, jeg har her").click()
    first.sees_saved(TEXT)
    assert kept(installation, PEOPLE[7], TEXT) == ("Nyt fra det første.", 3)


def sees_hand_ins(trainer: Learner, installation: Installation) -> None:
    """formgrader's list of what is handed in is there."""
    answers = []
    trainer.page.on("response", lambda answer: "/api/submissions/" in answer.url and answers.append(answer.status))
    trainer.page.goto(f"{installation.public}/services/formgrader/formgrader/manage_submissions/{MODULE}")
    trainer.page.wait_for_load_state("networkidle")
    assert answers[-1:] == [200]


def replica_of(page: Page) -> str:
    """The replica where the page's kernel lives."""
    at: str = page.evaluate("JSON.parse(document.getElementById('page-state').textContent).at")
    return at.removeprefix("replica/").rstrip("/")


def open_page_on(learner: Learner, replica: str) -> None:
    """Open the page until its kernel lives there: which of the replicas answers is up to the machine."""
    for _ in range(30):
        learner.open_page(GRADED)
        if replica_of(learner.page) == replica:
            return
    raise AssertionError(f"no page is served by {replica}")


def kept(installation: Installation, learner: str, task: str) -> tuple[Any, int]:
    """An answer as it stands in the store, and how often it has been saved."""
    store = open_store(installation.url("course"))
    found: SavedAnswer | None = store.answers.get(learner, MODULE, module().tasks[task])
    store.database.close()
    return (found.value, found.revision) if found else (None, 0)


@contextmanager
def away(installation: Installation, name: str) -> Iterator[None]:
    """A part ends as in a crash, and starts again only afterwards."""
    part = installation.parts[name]
    command = part.command
    part.command = ["sleep", "600"]
    part.kill()
    try:
        yield
    finally:
        part.command = command
        part.kill()


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that should come about in a moment."""
    deadline = time.monotonic() + 180
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.2)
