"""Whatever happens to the line, the kernel, the window or the service: what was shown as saved is saved, and what was not is not lost."""

import contextlib
import re
import time
from typing import Any

import psutil
from playwright.sync_api import Page, WebSocketRoute, expect

from course.store import open_store
from tests.browser.actors import GRADED, MODULE, SOON, Learner, module
from tests.browser.service import Service

CHOICE, TEXT = "kanal-foerste-samtale", "relation-det-usagte-tekst"


def test_a_second_tab_shows_the_answer_and_the_first_follows_when_one_returns(visit: Any, service: Service) -> None:
    first = Learner(visit("eksempel-eva"), service.base)
    first.open_page(GRADED)
    first.answer(CHOICE, ["telefon"])
    second = Learner(first.page.context.new_page(), service.base)
    second.open_page(GRADED)
    expect(second.task(CHOICE).locator('input[value="telefon"]')).to_be_checked()
    second.answer(CHOICE, ["oev-foerst"])
    first.page.bring_to_front()
    first.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(first.task(CHOICE).locator('input[value="oev-foerst"]')).to_be_checked(timeout=SOON)


def test_two_tabs_that_write_at_once_are_both_offered_and_neither_is_overwritten(visit: Any, service: Service) -> None:
    first = Learner(visit("eksempel-eva"), service.base)
    first.open_page(GRADED)
    first.answer(TEXT, "Fra den første fane.")
    second = Learner(first.page.context.new_page(), service.base)
    second.open_page(GRADED)
    expect(second.task(TEXT).locator("textarea")).to_have_value("Fra den første fane.")
    second.answer(TEXT, "Fra den anden fane.")
    first.task(TEXT).locator("textarea").evaluate(
        "(area) => { area.value = 'Nyt fra den første.'; area.dispatchEvent(new Event('input', {bubbles: true})); area.dispatchEvent(new Event('blur')); }"
    )
    expect(first.task(TEXT).locator(".kv-status")).to_have_attribute("data-state", "conflict", timeout=SOON)
    expect(first.task(TEXT).locator("textarea")).to_have_value("Nyt fra den første.")
    first.task(TEXT).get_by_role("button", name="Behold det, jeg har her").click()
    first.sees_saved(TEXT)


def test_an_answer_given_without_a_connection_says_so_and_is_saved_when_it_is_back(visit: Any, service: Service) -> None:
    learner = Learner(visit("eksempel-eva"), service.base)
    learner.open_page(GRADED)
    learner.answer(CHOICE, ["telefon"])
    kill_kernels(service)
    learner.choose(CHOICE, ["video-med-hjaelp"])
    expect(learner.task(CHOICE).locator(".kv-status")).to_contain_text("Ikke gemt", timeout=SOON)
    expect(
        learner.page.get_by_role("button", name="Genindlæs siden").or_(learner.page.get_by_role("link", name="Genindlæs siden")).first
    ).to_be_visible(timeout=SOON)
    learner.page.reload()
    expect(learner.task(CHOICE).locator('input[value="video-med-hjaelp"]')).to_be_checked(timeout=SOON)
    learner.sees_saved(CHOICE)


def test_killing_the_service_loses_no_answer_that_was_shown_as_saved(visit: Any, service: Service) -> None:
    learner = Learner(visit("eksempel-eva"), service.base)
    learner.open_page(GRADED)
    shown: list[str] = []
    area = learner.task(TEXT).locator("textarea")
    for number in range(30):
        area.fill(f"Svar nummer {number}")
        area.blur()
        if number == 12:
            service.kill()
        try:
            expect(learner.task(TEXT).locator(".kv-status")).to_have_attribute("data-state", "saved", timeout=3000)
        except AssertionError:
            break
        shown.append(f"Svar nummer {number}")
    unsaved = area.input_value()
    assert len(shown) >= 12
    store = open_store(f"sqlite:///{service.home / 'course.db'}")
    saved = store.answers.get("eksempel-eva", MODULE, module().tasks[TEXT])
    store.database.close()
    assert saved is not None
    assert saved.value in (shown[-1], unsaved)

    service.start()
    learner.open_page(GRADED)
    # this window still had what was not shown as saved, and saves it now
    expect(learner.task(TEXT).locator("textarea")).to_have_value(unsaved, timeout=SOON)


def test_what_is_written_in_the_last_moment_is_handed_in_too(visit: Any, service: Service) -> None:
    learner = Learner(visit("eksempel-eva"), service.base)
    learner.open_page(GRADED)
    words = f"Skrevet i sidste øjeblik, {time.time()}"
    learner.write(TEXT, words)
    learner.page.get_by_role("link", name="Se det igennem og aflever").click()
    learner.page.locator("main form button").click()
    learner.sees("Kvittering")
    store = open_store(f"sqlite:///{service.home / 'course.db'}")
    submission = store.submissions.latest("eksempel-eva", MODULE)
    store.database.close()
    assert submission is not None
    assert submission.answers[TEXT] == words


def test_a_page_whose_tasks_do_not_come_opens_itself_anew(visit: Any, service: Service) -> None:
    page: Page = visit("eksempel-eva")
    lines: list[WebSocketRoute] = []

    def deaf_at_first(line: WebSocketRoute) -> None:
        lines.append(line)
        if len(lines) > 1:
            line.connect_to_server()

    page.route_web_socket(re.compile("/api/kernels/"), deaf_at_first)
    learner = Learner(page, service.base)
    learner.open_page(GRADED)
    assert len(lines) == 2
    learner.answer(CHOICE, ["telefon"])


def test_a_reader_who_closes_the_page_leaves_no_kernel_behind(visit: Any, service: Service) -> None:
    learner = Learner(visit("eksempel-eva"), service.base)
    learner.open_page(GRADED)
    before = kernels(service)
    learner.page.close()
    deadline = time.monotonic() + 20
    while kernels(service) >= before and time.monotonic() < deadline:
        time.sleep(0.3)
    assert kernels(service) < before


def kernels(service: Service) -> int:
    """How many kernels the service has."""
    return len(kernel_processes(service))


def kill_kernels(service: Service) -> None:
    """End the service's kernels as a machine that runs out of memory would."""
    for kernel in kernel_processes(service):
        with contextlib.suppress(psutil.NoSuchProcess):
            kernel.kill()


def kernel_processes(service: Service) -> list[psutil.Process]:
    """The service's kernels; a process that ends while it is looked at is not one."""
    assert service.process is not None
    found = []
    for child in psutil.Process(service.process.pid).children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if "ipykernel_launcher" in " ".join(child.cmdline()):
                found.append(child)
    return found
