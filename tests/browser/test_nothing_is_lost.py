"""Whatever happens to the line, the kernel, the window or the service: what was shown as saved is saved, and what was not is not lost."""

import contextlib
import re
import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

import psutil
import pytest
from playwright.sync_api import Page, expect

from course import settings
from course.store import open_store
from tests.browser.actors import GRADED, MODULE, SOON, Learner, module
from tests.browser.closings import closings
from tests.browser.conftest import become
from tests.browser.service import Service
from tests.slow_line import SlowLine

CHOICE, TEXT = "kanal-foerste-samtale", "relation-det-usagte-tekst"


def at_the_tasks(visit: Any, service: Service, who: str = "eksempel-eva", page: str = GRADED) -> Learner:
    """Somebody who has opened a page with tasks."""
    learner = Learner(visit(who, address=None), service.base)
    learner.open_page(page)
    return learner


def test_a_second_tab_shows_the_answer_and_the_first_follows_when_one_returns(visit: Any, service: Service) -> None:
    first = at_the_tasks(visit, service)
    first.answer(CHOICE, ["telefon"])
    second = Learner(first.page.context.new_page(), service.base)
    second.open_page(GRADED)
    expect(second.task(CHOICE).locator('input[value="telefon"]')).to_be_checked()
    second.answer(CHOICE, ["oev-foerst"])
    first.page.bring_to_front()
    first.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(first.task(CHOICE).locator('input[value="oev-foerst"]')).to_be_checked(timeout=SOON)


def test_two_tabs_that_write_at_once_are_both_offered_and_neither_is_overwritten(visit: Any, service: Service) -> None:
    first = at_the_tasks(visit, service)
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


def test_a_kernel_that_dies_is_replaced_and_the_reader_answers_on(visit: Any, service: Service) -> None:
    learner = at_the_tasks(visit, service)
    learner.page.evaluate("window.stillHere = true")
    learner.answer(CHOICE, ["telefon"])
    learner.write(TEXT, "Skrevet, før kernen døde")
    kill_kernels(service)
    learner.answer(CHOICE, ["video-med-hjaelp"])
    learner.sees_saved(TEXT)
    assert learner.page.evaluate("window.stillHere"), "without a reload"
    assert saved(service, "eksempel-eva", CHOICE) == ["video-med-hjaelp"]
    assert saved(service, "eksempel-eva", TEXT) == "Skrevet, før kernen døde"


@pytest.fixture
def far_away(service: Service) -> Iterator[SlowLine]:
    """A line to the service like that of a train: half a megabit, a third of a second there and back."""
    line = SlowLine(service.port, megabits=0.5, round_trip_ms=300)
    yield line
    line.close()


def over(line: SlowLine, visit: Any, service: Service) -> Learner:
    """A learner whose window reaches the service over this line."""
    learner = Learner(visit("eksempel-eva", address=None), service.base.replace(str(service.port), str(line.port)))
    learner.open_page(GRADED)
    return learner


def test_on_a_slow_line_what_is_clicked_before_the_page_is_connected_is_saved(visit: Any, service: Service, far_away: SlowLine) -> None:
    learner = over(far_away, visit, service)
    learner.choose(CHOICE, ["telefon"])
    learner.choose(CHOICE, ["video-med-hjaelp"])
    learner.write(TEXT, "Skrevet i et tog")
    learner.sees_saved(CHOICE)
    learner.sees_saved(TEXT)
    assert saved(service, "eksempel-eva", CHOICE) == ["video-med-hjaelp"]
    assert saved(service, "eksempel-eva", TEXT) == "Skrevet i et tog"


def test_a_line_that_is_cut_again_and_again_loses_and_doubles_nothing(visit: Any, service: Service, far_away: SlowLine) -> None:
    learner = over(far_away, visit, service)
    before = kernels(service)
    options = [option.id for option in module().tasks[CHOICE].options]  # type: ignore[attr-defined]
    for number in range(8):
        if number == 4:  # the page would wait longer and longer, unless the browser says that the network is back
            learner.page.evaluate("setInterval(() => window.dispatchEvent(new Event('online')), 500)")
        wanted = options[number % len(options)]
        learner.choose(CHOICE, [wanted])
        far_away.cut()
        learner.sees_saved(CHOICE)
        assert saved(service, "eksempel-eva", CHOICE) == [wanted]
    assert kernels(service) == before, "the same kernel all along"


def test_a_conversation_goes_on_where_it_was_when_its_kernel_dies(visit: Any, service: Service) -> None:
    learner = at_the_tasks(visit, service, page="3-led-samtalen")
    talk = learner.task("samtale-mikkel")
    talk.get_by_role("button", name=re.compile("Begynd samtalen|Begynd forfra|Prøv samtalen igen")).first.click()
    said = talk.locator(".kv-line-mine")
    for count in range(1, 5):
        expect(talk.locator(".kv-reply").first).to_be_visible(timeout=SOON)
        if count % 2 == 0:
            kill_kernels(service)
        talk.locator(".kv-reply").first.click()
        expect(said).to_have_count(count, timeout=SOON)


def test_a_page_that_became_another_persons_says_so_and_saves_nothing_there(visit: Any, service: Service) -> None:
    learner = at_the_tasks(visit, service)
    other = learner.page.context.new_page()
    other.goto(service.base)
    become(other, "eksempel-bo")
    kill_kernels(service)
    learner.choose(CHOICE, ["oev-foerst"])
    learner.sees("I et andet vindue ser du nu kurset som en anden.")
    assert saved(service, "eksempel-bo", CHOICE) != ["oev-foerst"]


def look(page: Page, state: str) -> None:
    """Put the window aside, or take it up again."""
    page.evaluate(
        "state => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        state,
    )


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that should come about in a moment."""
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def saved(service: Service, learner: str, task: str) -> Any:
    """A learner's answer as it stands in the store."""
    store = open_store(f"sqlite:///{service.home / 'course.db'}")
    found = store.answers.get(learner, MODULE, module().tasks[task])
    store.database.close()
    return found.value if found else None


def test_what_is_written_in_the_last_moment_is_handed_in_too(visit: Any, service: Service) -> None:
    learner = at_the_tasks(visit, service)
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


def test_a_page_closed_a_moment_after_the_last_key_or_click_loses_neither(service: Service) -> None:
    # a small sample of tests/benchmarks/closings.py
    found = closings(service, "chrome", ["eksempel-eva", "eksempel-bo"], 4) + closings(service, "firefox", ["eksempel-anna"], 2)
    assert len(found) == 6
    assert [one for one in found if one.lost] == []


def test_a_reader_who_closes_the_page_leaves_no_kernel_behind(visit: Any, service: Service) -> None:
    learner = at_the_tasks(visit, service)
    before = kernels(service)
    learner.page.close()
    wait_until(lambda: kernels(service) < before)


Story = Generator[None]
"""What a learner does until the service dies, what she does while it is away, and, when it is back, how it ends."""


def without_a_connection(visit: Any, service: Service) -> Story:
    """An answer given without a connection says so, and is saved when it is back."""
    learner = at_the_tasks(visit, service)
    learner.page.evaluate("window.stillHere = true")
    learner.answer(CHOICE, ["telefon"])
    yield
    learner.choose(CHOICE, ["video-med-hjaelp"])
    expect(learner.task(CHOICE).locator(".kv-status")).to_contain_text("Ikke gemt", timeout=SOON)
    learner.sees("Der er ingen forbindelse lige nu.")
    yield
    learner.sees_saved(CHOICE)
    expect(learner.page.locator("#status")).to_have_attribute("data-state", "ready", timeout=SOON)
    assert learner.page.evaluate("window.stillHere"), "without a reload"
    assert saved(service, "eksempel-eva", CHOICE) == ["video-med-hjaelp"]


def closed_without_a_connection(visit: Any, service: Service) -> Story:
    """What a closed page could bring by no way is offered to her alone at the next visit."""
    learner = at_the_tasks(visit, service, "eksempel-carla")
    learner.answer(TEXT, "Gemt, mens der var forbindelse")
    yield
    learner.write(TEXT, "Skrevet, da der ikke var")
    window = learner.page.context.new_page()
    learner.page.close()
    yield
    window.goto(service.address)  # on a machine of one's own a new start is a new login
    become(window, "eksempel-bo")
    other = Learner(window, service.base)
    other.open_page(GRADED)
    expect(other.task(TEXT).locator("textarea")).not_to_have_value("Skrevet, da der ikke var")
    become(window, "eksempel-carla")
    learner = Learner(window, service.base)
    learner.open_page(GRADED)
    expect(learner.task(TEXT).locator("textarea")).to_have_value("Skrevet, da der ikke var", timeout=SOON)
    learner.sees_saved(TEXT)
    assert saved(service, "eksempel-carla", TEXT) == "Skrevet, da der ikke var"
    assert window.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kompetencevej:'))") == []


def killed_while_she_writes(visit: Any, service: Service) -> Story:
    """A service that dies at any moment loses no answer that was shown as saved."""
    learner = at_the_tasks(visit, service, "eksempel-david")
    shown: list[str] = []
    area = learner.task(TEXT).locator("textarea")
    for number in range(30):
        area.fill(f"Svar nummer {number}")
        area.blur()
        if number == 12:
            yield
        try:
            expect(learner.task(TEXT).locator(".kv-status")).to_have_attribute("data-state", "saved", timeout=3000)
        except AssertionError:
            break
        shown.append(f"Svar nummer {number}")
    unsaved = area.input_value()
    assert len(shown) >= 12
    assert saved(service, "eksempel-david", TEXT) in (shown[-1], unsaved)
    yield
    learner.open_page(GRADED)
    # this window still had what was not shown as saved, and saves it now
    expect(learner.task(TEXT).locator("textarea")).to_have_value(unsaved, timeout=SOON)


def test_a_service_that_dies_and_comes_back_loses_nothing_of_anybodys(visit: Any, service: Service) -> None:
    stories = [tell(visit, service) for tell in (without_a_connection, closed_without_a_connection, killed_while_she_writes)]
    for story in stories:
        next(story)
    service.kill()
    for story in reversed(stories):  # first hers whose answer is under way
        next(story)
    service.environment[settings.IDLE_SECONDS] = "2"  # for the next test, which would need a start of its own
    service.start()
    for story in stories:
        assert next(story, "told") == "told"


@pytest.fixture
def soon_asleep(service: Service) -> Service:
    """The service, which ends a kernel that has rested for two seconds."""
    if settings.IDLE_SECONDS not in service.environment:
        service.environment[settings.IDLE_SECONDS] = "2"
        service.kill()
        service.start()
    return service


def test_a_page_left_over_lunch_sleeps_and_wakes_by_itself(visit: Any, soon_asleep: Service) -> None:
    service = soon_asleep
    learner = at_the_tasks(visit, service)
    learner.answer(CHOICE, ["telefon"])
    learner.task(TEXT).locator("textarea").fill("Skrevet lige før frokost")
    look(learner.page, "hidden")
    wait_until(lambda: kernels(service) == 0)
    look(learner.page, "visible")
    learner.answer(CHOICE, ["video-med-hjaelp"])
    assert saved(service, "eksempel-eva", TEXT) == "Skrevet lige før frokost"
    assert saved(service, "eksempel-eva", CHOICE) == ["video-med-hjaelp"]
    expect(learner.task(TEXT).locator("textarea")).to_have_value("Skrevet lige før frokost")


def kernels(service: Service) -> int:
    """How many kernels the service has."""
    return len(kernel_processes(service))


def kill_kernels(service: Service) -> None:
    """End the service's kernels as a machine that runs out of memory would."""
    found = kernel_processes(service)
    assert found
    for kernel in found:
        with contextlib.suppress(psutil.NoSuchProcess):
            kernel.kill()


def kernel_processes(service: Service) -> list[psutil.Process]:
    """The service's kernels; a process that ends while it is looked at is not one."""
    assert service.process is not None
    found = []
    for child in psutil.Process(service.process.pid).children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if " ".join(child.cmdline()).startswith(("kompetencevej view", "kompetencevej kernel")):
                found.append(child)
    return found
