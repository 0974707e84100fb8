"""A page that asks for Voila's own front end: slower, and as safe."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from course import settings
from tests.browser.actors import GRADED, MODULE, SOON, Learner
from tests.browser.service import Service
from tests.browser.test_accessibility import violations
from tests.browser.test_nothing_is_lost import kernels, kill_kernels, saved, wait_until

CHOICE, TEXT = "kanal-foerste-samtale", "relation-det-usagte-tekst"


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A course whose graded page asks for Voila's front end."""
    folder = tmp_path_factory.mktemp("voila")
    shutil.copytree(settings.modules(), folder / "modules")
    about = folder / "modules" / MODULE / "module.yaml"
    about.write_text(about.read_text("utf-8").replace("    graded: true\n", "    graded: true\n    front_end: voila\n"), "utf-8")
    started = Service(shutil.copytree(example_home, folder / "home"), KOMPETENCEVEJ_MODULES=str(folder / "modules")).start()
    yield started
    started.stop()


def test_a_learner_answers_and_finds_it_after_a_reload(visit: Any, service: Service) -> None:
    learner = Learner(visit("eksempel-eva"), service.base)
    learner.open_page(GRADED)
    learner.answer(CHOICE, ["telefon"])
    learner.answer(TEXT, "Jeg lader stilheden være.")
    learner.task(TEXT).locator("textarea").press("End")
    for key in ("Enter", "d", "d", "m", "a", "b", "Shift+Enter", "x", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "y"):
        learner.page.keyboard.press(key)
    learner.sees_saved(TEXT)
    chosen = learner.task(CHOICE).locator('input[value="telefon"]')
    chosen.press("ArrowDown")
    expect(chosen).not_to_be_checked()
    learner.page.keyboard.press("ArrowUp")
    expect(chosen).to_be_checked()
    learner.sees_saved(CHOICE)
    learner.page.reload()
    expect(chosen).to_be_checked(timeout=SOON)
    expect(learner.task(TEXT).locator("textarea")).to_have_value("Jeg lader stilheden være.\nddmab\nyx")
    assert violations(learner.page) == []


def test_a_kernel_that_dies_is_told_and_a_reload_saves_what_was_written(visit: Any, service: Service) -> None:
    learner = Learner(visit("eksempel-eva"), service.base)
    learner.open_page(GRADED)
    learner.answer(CHOICE, ["telefon"])
    kill_kernels(service)
    learner.choose(CHOICE, ["video-med-hjaelp"])
    expect(learner.task(CHOICE).locator(".kv-status")).to_contain_text("Ikke gemt", timeout=SOON)
    learner.sees("Siden er gået i dvale.")
    learner.page.reload()
    expect(learner.task(CHOICE).locator('input[value="video-med-hjaelp"]')).to_be_checked(timeout=SOON)
    learner.sees_saved(CHOICE)
    assert saved(service, "eksempel-eva", CHOICE) == ["video-med-hjaelp"]


def test_closing_the_page_leaves_no_kernel_behind(visit: Any, service: Service) -> None:
    learner = Learner(visit("eksempel-eva"), service.base)
    learner.open_page(GRADED)
    before = kernels(service)
    learner.page.close()
    wait_until(lambda: kernels(service) < before)


def test_a_page_whose_tasks_do_not_come_opens_itself_anew(visit: Any, service: Service) -> None:
    page: Page = visit("eksempel-eva")
    lines: list[WebSocketRoute] = []

    def deaf_at_first(line: WebSocketRoute) -> None:
        lines.append(line)
        if len(lines) > 1:
            line.connect_to_server()

    page.route_web_socket(re.compile("/api/kernels/"), deaf_at_first)
    learner = Learner(page, service.base)
    learner.open(f"module/{MODULE}/{GRADED}")
    # it loads twice, and waits for ten quiet seconds in between
    expect(page.locator("section.kv-task").first).to_be_visible(timeout=3 * SOON)
    assert len(lines) == 2
    learner.answer(CHOICE, ["telefon"])
