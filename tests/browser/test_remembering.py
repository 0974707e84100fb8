"""A colleague meets her questions again and writes what she tried: by keyboard, in two windows, in both languages, on a narrow screen and in the dark."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from course import settings
from course.modules import Module, catalogue, load_module
from course.store import Person, Store, open_store
from course.store.database import now
from course.store.tables import SubmissionRow
from tests.browser.actors import MODULE
from tests.browser.conftest import DESK
from tests.browser.service import Service
from tests.browser.test_accessibility import look_at

SHE = "eksempel-gitte"
TOMORROW = "tomorrow/1-virtuelle-samtaler/1-vaelg-moedeform"
STILL = {**DESK, "reduced_motion": "reduce"}
"""Colours change at once, so that they can be looked at."""
LAST = "module/4-opsamling/3-dit-naeste-skridt"


@pytest.fixture(scope="module")
def service(shared_service: Service) -> Service:
    return shared_service


@pytest.fixture(scope="module")
def module() -> Module:
    return load_module(settings.modules() / MODULE)


@pytest.fixture(scope="module", autouse=True)
def store(service: Service, module: Module) -> Iterator[Store]:
    """Two days ago she handed in the module; nobody else needs to know of her."""
    opened = open_store(f"sqlite:///{service.home / 'course.db'}")
    opened.people.put(Person(SHE, "Gitte Gensyn", "raadgiver", example=True))
    task = next(task for task in module.graded_tasks if task.kind_name == "choice")
    opened.answers.save(SHE, module, task.id, [task.options[0].id], 0)  # type: ignore[attr-defined]
    opened.submissions.hand_in(SHE, module)
    with opened.database.transaction() as session:
        session.execute(update(SubmissionRow).where(SubmissionRow.learner == SHE).values(handed_in_at=now() - timedelta(days=2)))
    yield opened
    opened.database.close()


def press(page: Page, target: Any, key: str = "Enter") -> None:
    """Come to it by the keyboard, and press."""
    for _ in range(80):
        if target.evaluate("one => one === document.activeElement"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {target}")


def test_she_answers_what_came_back_by_keyboard_and_finds_it_so_wherever_she_looks(visit: Any, service: Service, store: Store) -> None:
    page, other = visit(SHE, STILL), visit(SHE)
    expect(page.get_by_role("heading", name="Tre spørgsmål fra Virtuelle samtaler")).to_be_visible()
    look_at(page)
    press(page, page.get_by_role("link", name="Svar på dem"))
    page.wait_for_url("**/recall/**")
    address = page.url
    other.goto(address)
    for place in (1, 2, 3):
        expect(page.get_by_text(f"Spørgsmål {place} af 3")).to_be_visible()
        if place == 2:
            look_at(page)
        press(page, page.locator(".recall-options input").first, "Space")
        press(page, page.get_by_role("button", name="Svar", exact=True))
        page.wait_for_url(f"**#spoergsmaal-{place}")
    expect(page.get_by_role("heading", name="Det var det")).to_be_visible()
    answered = page.locator("section.card").all_inner_texts()
    other.locator(".recall-options input").last.check()
    other.get_by_role("button", name="Svar", exact=True).click()
    expect(other.get_by_role("alert")).to_contain_text("allerede besvaret i et andet vindue")
    other.goto(address)
    assert other.locator("section.card").all_inner_texts() == answered
    page.goto(service.base)
    expect(page.get_by_text("Næste gensyn: Virtuelle samtaler")).to_be_visible()
    expect(page.get_by_role("link", name="Svar på dem")).to_have_count(0)
    assert not [row for row in store.personal.copy(SHE)["evidence"] if row["module"] == MODULE]


def test_she_switches_it_off_and_on(visit: Any, service: Service) -> None:
    page = visit(SHE, STILL, "recall")
    look_at(page)
    page.locator('[data-set-language="en"]').click()
    press(page, page.get_by_role("button", name="Switch looking back off"))
    expect(page.get_by_text("Looking back is switched off.")).to_be_visible()
    page.goto(service.base)
    expect(page.get_by_text("Looking back is switched off.")).to_be_visible()
    page.get_by_role("link", name="About looking back").click()
    page.get_by_role("button", name="Switch looking back on").click()
    expect(page.get_by_role("button", name="Switch looking back off")).to_be_visible()


def test_she_writes_what_happened_on_the_front_page_and_finds_it_in_the_last_module(visit: Any, service: Service) -> None:
    page, other = visit(SHE, STILL), visit(SHE)
    line = page.locator("#tomorrow-1-virtuelle-samtaler-4-vis-hvad-du-kan")
    press(page, line.locator("summary"))
    page.keyboard.press("Tab")
    page.keyboard.insert_text("Borgeren talte først.")
    press(page, line.get_by_role("button"))
    page.wait_for_url("**#proev-i-morgen")
    page.get_by_text("Det har du prøvet (1)").click()
    expect(line).to_contain_text("Borgeren talte først.")
    look_at(page)
    other.goto(service.base + LAST)
    expect(other.locator("#proev-i-morgen")).to_contain_text("Borgeren talte først.")
    proposed = [page for one in catalogue(settings.modules()) for page in one.about.pages if page.tomorrow]
    expect(other.locator("#proev-i-morgen .row")).to_have_count(len(proposed))
    other.locator("#proev-i-morgen .row", has_text="Borgeren talte").get_by_role("link").click()
    other.get_by_label("Hvad skete der?").fill("Borgeren talte først. Og længe.")
    other.get_by_role("button", name="Gem").click()
    other.wait_for_url(f"**/{LAST}#proev-i-morgen")
    expect(other.locator("#proev-i-morgen")).to_contain_text("Og længe.")
    line.locator("summary").click()
    line.locator("textarea").fill("Fra det ældre vindue")
    line.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("alert")).to_contain_text("Og længe.")
    expect(page.locator("textarea")).to_have_value("Fra det ældre vindue")


def test_a_number_that_tells_who_somebody_is_is_refused_and_stays_in_her_field(visit: Any, service: Service) -> None:
    page = visit(SHE, STILL, TOMORROW)
    page.get_by_label("Hvad skete der?").fill("Borger 010190-1234 sagde ja")
    page.get_by_role("button", name="Jeg har prøvet det").click()
    expect(page.get_by_role("alert")).to_contain_text("CPR-nummer")
    expect(page.locator("textarea")).to_have_value("Borger 010190-1234 sagde ja")
    look_at(page)
