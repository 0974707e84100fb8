"""Somebody who only has a link takes a module in a session that nobody keeps, and goes on in another with what she saved."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.actors import GRADED, MODULE, PAGES, SOON, Learner, reference_answers
from tests.browser.binder import FIRST_PAGE_SECONDS, MOST_MEGABYTES, START, Session, marked_by_a_trainer, memory_with
from tests.browser.conftest import DESK
from tests.browser.service import Service
from tests.browser.test_accessibility import look_at, violations
from tests.images import binder
from tests.pictures import picture

COPIES = """() => new Promise(resolve => {
  const opening = indexedDB.open("kompetencevej-work", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("copies");
  opening.onsuccess = () => {
    const all = opening.result.transaction("copies").objectStore("copies").getAll();
    all.onsuccess = () => { opening.result.close(); resolve(all.result.map(one => one.text)); };
  };
})"""
SLACK = 4  # other tests run beside this one; `make bench BENCH=binder` measures without


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Any]:
    """Begin sessions, each from the image and all at one origin, as one BinderHub's are: begin() → a session that has started."""
    begun: list[Session] = []
    image = binder.build().image

    def _begin() -> Session:
        folder = tmp_path / f"session-{len(begun)}"
        folder.mkdir()
        begun.append(Session(image, folder, begun[0].ports if begun else None))
        return begun[-1].start()

    yield _begin
    for one in begun:
        one.kill()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**DESK, accept_downloads=True)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()


def test_a_module_is_begun_in_one_session_and_ended_in_another(
    begin: Any, window: Page, visit: Any, service: Service, tmp_path: Path
) -> None:
    started = time.monotonic()
    session = begin()
    window.goto(f"{session.base}work/file")
    assert "/login" in window.url, "without its token the Jupyter server lets nobody through"
    complaints = errors_of(window)
    window.goto(session.address, timeout=START)
    expect(window.get_by_text("En session, som ingen gemmer.")).to_be_visible(timeout=SOON)
    first_page = time.monotonic() - started

    assert MODULE in session.listed("modules"), "an author's link leads there"
    answers = reference_answers()
    first, second, *rest = [id for id, value in answers.items() if isinstance(value, list)]
    learner = Learner(window, session.base)
    learner.open_page(GRADED)
    learner.answer(first, answers[first])
    file = saved_by(window, tmp_path / "arbejde.json")
    learner.answer(second, answers[second])  # which no file has
    browser_keeps(window, second)
    used = memory_with(PAGES, window, session)
    window.goto("about:blank")
    session.kill()

    another = begin()
    window.goto(another.address, timeout=START)
    expect(window.get_by_role("button", name="Se det, og hent det ind")).to_be_visible(timeout=SOON)
    window.locator("details:has(#work-file) summary").click()
    window.set_input_files("#work-file", file)
    window.get_by_role("button", name="Se, hvad der er i den").click()
    brings_in_one(window)
    learner = Learner(window, another.base)
    learner.open_page(GRADED)
    answered, missing = (learner.task(id).locator("input:checked") for id in (first, second))
    expect(answered.first).to_be_visible(timeout=SOON)
    expect(missing).to_have_count(0)

    window.get_by_role("button", name="Se det, og hent det ind").click()
    brings_in_one(window)
    learner.open_page(GRADED)
    for id in (first, second):
        expect(learner.task(id).locator("input:checked").first).to_be_visible(timeout=SOON)
    expect(window.get_by_role("button", name="Se det, og hent det ind")).to_be_hidden(timeout=SOON)
    for id in rest:
        learner.answer(id, answers[id])
    learner.open(f"module/{MODULE}/hand-in")
    expect(window.get_by_text("det er filen, du afleverer")).to_be_visible()
    window.get_by_role("button", name="Aflever").click()
    expect(window.locator("h1")).to_contain_text("Din aflevering er klar", timeout=SOON)
    handed_in = handed_in_by(window, tmp_path / "ATT00001.json.txt")

    feedback = marked_by_a_trainer(visit("eksempel-underviser"), service, [handed_in, file], "Mette Holm", tmp_path / "tilbagemelding.html")
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.goto(feedback.as_uri())
    expect(window.locator("h1")).to_contain_text("Tilbagemelding til Mette Holm", use_inner_text=True)
    expect(window.get_by_role("heading", name="Det viser afleveringen")).to_be_visible()
    assert violations(window) == []
    picture(window, "feedback-file")
    window.get_by_label("English").check()
    expect(window.get_by_role("heading", name="What the hand-in shows")).to_be_visible()
    look_at(window)
    assert asked == [feedback.as_uri()]
    assert complaints == []
    assert used < MOST_MEGABYTES, f"{used:.0f} MB with four pages open"
    assert first_page < FIRST_PAGE_SECONDS * SLACK, f"{first_page:.1f} s"


def errors_of(page: Page) -> list[str]:
    """What the browser's console has to complain of from now on."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def saved_by(window: Page, path: Path) -> Path:
    """Her work in a file, from the banner that stands on every page."""
    with window.expect_download() as download:
        window.locator("#passing").get_by_role("link", name="Gem mit arbejde").click()
    download.value.save_as(path)
    return path


def brings_in_one(window: Page) -> None:
    """One answer is new here: she sees that before anything is changed, and then brings it in."""
    expect(window.get_by_text("Intet er ændret endnu.")).to_be_visible(timeout=SOON)
    window.get_by_role("button", name="Hent ind").click()
    expect(window.get_by_text("1 svar er hentet ind.")).to_be_visible(timeout=SOON)


def handed_in_by(window: Page, path: Path) -> Path:
    """The hand-in file from the receipt, under a name that a mail program gives it."""
    assert violations(window) == []
    window.get_by_label("Dit navn").fill("Mette Holm")
    picture(window, "receipt-file")
    with window.expect_download() as download:
        window.get_by_role("button", name="Hent afleveringsfilen").click()
    assert download.value.suggested_filename == f"aflevering-{MODULE}.json"
    download.value.save_as(path)
    return path


def browser_keeps(window: Page, task: str) -> None:
    """Wait until the browser's own copy holds this answer."""
    window.reload()
    deadline = time.monotonic() + SOON / 1000
    while not any(task in text for text in window.evaluate(COPIES)):
        assert time.monotonic() < deadline, "the browser has no copy"
        window.wait_for_timeout(100)
