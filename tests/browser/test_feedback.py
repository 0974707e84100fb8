"""A learner reads her feedback, asks about a comment, and gets an answer: with the keyboard, in light and dark, on a small screen."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actors import MODULE
from tests.browser.service import Service
from tests.browser.test_accessibility import look_at
from tests.pictures import picture

ASKED, ANSWERED = "Hvad kunne jeg ellers have sagt til Camilla?", "Prøv at vente lidt længere, før du spørger."
FEEDBACK = f"module/{MODULE}/feedback/1"


@pytest.fixture(scope="module")
def service(shared_service: Service) -> Service:
    return shared_service


def is_for_everybody(page: Page, language: str, name: str) -> None:
    """Nothing is wrong in light, in dark or on a small screen."""
    page.locator(f'[data-set-language="{language}"]').click()
    page.emulate_media(reduced_motion="reduce")
    picture(page, name)
    look_at(page)
    page.locator('[data-set-language="da"]').click()


def test_she_asks_about_a_comment_with_the_keyboard_and_reads_the_answer(visit: Any, service: Service) -> None:
    anna: Page = visit("eksempel-anna", address=FEEDBACK)
    asking = anna.locator("details.ask").first
    asking.locator("summary").focus()
    anna.keyboard.press("Enter")
    anna.keyboard.press("Tab")
    anna.keyboard.type(ASKED)
    is_for_everybody(anna, "da", "feedback-asking")
    asking.locator("textarea").focus()
    anna.keyboard.press("Tab")
    anna.keyboard.press("Enter")
    expect(anna.get_by_text(ASKED)).to_be_visible()
    expect(anna.get_by_role("button", name="Tag spørgsmålet tilbage")).to_be_visible()

    trainer: Page = visit("eksempel-underviser", address="desk")
    trainer.get_by_role("link", name=re.compile("venter på svar")).click()
    trainer.get_by_text("Teksten og kommentaren").first.click()
    expect(trainer.locator("main").get_by_text("Anna")).to_have_count(0)
    is_for_everybody(trainer, "en", "desk-inquiries")
    trainer.get_by_label("Svar til deltageren").first.fill(ANSWERED)
    trainer.keyboard.press("Tab")
    trainer.keyboard.press("Enter")
    expect(trainer.get_by_text("Ingen spørgsmål venter")).to_be_visible()

    anna.goto(service.base)
    anna.get_by_role("link", name=re.compile("Svar på dit spørgsmål")).click()
    expect(anna.get_by_text(ANSWERED)).to_be_visible()
    is_for_everybody(anna, "en", "feedback-answered")
    anna.get_by_role("button", name="Jeg har læst det").click()
    expect(anna.get_by_text("Du har læst det.")).to_be_visible()
    picture(anna, "feedback-read")
    anna.goto(service.base)
    expect(anna.get_by_role("link", name=re.compile("Svar på dit spørgsmål"))).to_have_count(0)
