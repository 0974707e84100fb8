"""The fictitious Birkelund Kommune takes the course as its own: its name, its look, its module and its role's targets."""

import shutil
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from course.store import Person, open_store
from tests.browser.actors import SOON
from tests.browser.service import Service

BIRKELUND = Path(__file__).parent.parent / "data" / "birkelund"
ACCENT = "rgb(122, 46, 14)"


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Birkelund's course, with a made-up host at the citizens' house and a real colleague."""
    home = Path(shutil.copytree(example_home, tmp_path_factory.mktemp("birkelund") / "home"))
    store = open_store(f"sqlite:///{home / 'course.db'}", migrate=True)
    store.people.put(Person("eksempel-bodil", "Bodil Birk", "modtager", example=True))
    store.people.put(Person("asger", "Asger Ask", "raadgiver"))
    store.database.close()
    started = Service(home, KOMPETENCEVEJ_OWN=str(BIRKELUND)).start()
    yield started
    started.stop()


def test_birkelund_meets_the_course_as_its_own(visit: Any, service: Service) -> None:
    page = visit("mig")

    # name, logo and colour on the start page
    assert page.title().endswith(" · Birkestien")
    expect(page.locator(".brand-words b")).to_have_text("Birkestien", use_inner_text=True)
    expect(page.locator(".brand-words small")).to_have_text("Birkelund Kommune", use_inner_text=True)
    assert page.locator("img.brand-mark").evaluate("image => image.complete && image.naturalWidth") == 40
    assert page.locator("main .btn-main, main a.btn").first.evaluate("button => getComputedStyle(button).backgroundColor") == ACCENT
    expect(page.locator("footer")).to_contain_text("lokal 4321")
    page.locator('[data-set-language="en"]').click()
    expect(page.locator(".brand-words b")).to_have_text("The Birch Trail", use_inner_text=True)
    page.locator('[data-set-language="da"]').click()

    # its own module stands beside the course's and can be taken
    page.get_by_role("link", name="Tolk på skærm i Birkelund").first.click()
    page.goto(f"{service.base}module/8-tolk/1-oev")
    task = page.locator("#task-blik")
    task.locator('input[value="borger"]').check(timeout=SOON)
    task.get_by_role("button", name="Tjek svaret").click()
    expect(task.locator(".kv-why")).to_contain_text("Så mærker borgeren", timeout=SOON)


def test_whoever_finds_a_hole_reads_whom_to_tell(service: Service) -> None:
    with urllib.request.urlopen(urljoin(service.base, "/.well-known/security.txt")) as answer:
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        told = dict(line.split(": ", 1) for line in answer.read().decode().splitlines())
    assert told["Contact"] == "mailto:sikkerhed@birkelund.example"
    assert timedelta(days=60) < datetime.fromisoformat(told["Expires"]) - datetime.now(UTC) < timedelta(days=365)


def test_birkelunds_own_role_has_its_own_targets(visit: Any, service: Service) -> None:
    page = visit("eksempel-bodil")
    page.goto(f"{service.base}levels")
    expect(page.locator("main")).to_contain_text("Modtager i Borgerhuset")
    row = page.locator("tr", has_text="Tale gennem tolk på skærm").first
    expect(row.locator("td b").first).to_have_text("3")


def test_nobody_becomes_a_real_colleague_on_ones_own_machine(visit: Any, service: Service) -> None:
    page = visit("mig")
    expect(page.locator(".switch")).to_contain_text("Bodil Birk")
    expect(page.locator(".switch")).not_to_contain_text("Asger Ask")
    button = page.locator('.switch button[value="eksempel-bodil"]')
    if not button.is_visible():
        page.locator(".switch summary").click()
    button.evaluate("button => { button.value = 'asger' }")
    page.locator('.switch button[value="asger"]').click()
    expect(page.locator("main")).to_contain_text("Den person findes ikke i kurset.")
    assert "Medarbejderlisten rummer 1 virkelige person" in service.log.read_text("utf-8")
