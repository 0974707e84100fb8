"""A real browser and a real service for the browser tests."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests import prepare
from tests.actors import MYSELF, Visitor
from tests.browser.service import Service

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--disable-smooth-scrolling",  # each jump of the focus would be drawn in twenty frames, which takes as long as to open a page
]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Gone after the browser tests: while it runs, no other test of the same process can run an event loop."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=prepare.browser(), args=FLAGS)
    yield started
    started.close()


@contextmanager
def course(example_home: Path, tmp_path_factory: pytest.TempPathFactory, **environment: str) -> Iterator[Service]:
    """A course with its example team, in a copy of `example_home`."""
    started = Service(shutil.copytree(example_home, tmp_path_factory.mktemp("course") / "home"), **environment).start()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def shared_service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A course for all files that end nothing, and in which nobody of the example hands anything in."""
    with course(example_home, tmp_path_factory) as started:
        yield started


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A course alone with the tests of one file."""
    with course(example_home, tmp_path_factory) as started:
        yield started


@pytest.fixture
def visit(browser: Browser, service: Service) -> Iterator[Any]:
    """Open a window of somebody's own: visit("mig", PHONE) → a page on the front page, or at another address, or (None) still empty."""
    with windows(browser, service) as opener:
        yield opener


@contextmanager
def windows(browser: Browser, service: Service) -> Iterator[Any]:
    """Opens windows on a service, and closes them at the end."""
    contexts: list[BrowserContext] = []

    def _visit(username: str = MYSELF, device: dict[str, Any] | None = None, address: str | None = "") -> Any:
        context = browser.new_context(**(device or DESK), accept_downloads=True)
        contexts.append(context)
        context.add_cookies(login(service.address, username))
        page = context.new_page()
        if address is not None:
            page.goto(service.base + address)
        return page

    yield _visit
    for context in contexts:
        context.close()


@cache
def login(address: str, username: str) -> list[Any]:
    """The cookies of somebody who has come in; a service that starts again has another address."""
    base = address.split("?", maxsplit=1)[0]
    somebody = Visitor(base).come_in(address)
    if username != MYSELF:
        somebody.become(username)
    return [{"name": one.name, "value": one.value or "", "url": base} for one in somebody.cookies]


def become(page: Any, username: str) -> None:
    """Use the local switch."""
    button = page.locator(f'.switch button[value="{username}"]')
    if not button.is_visible():
        page.locator(".switch summary").click()
    button.click()
    page.wait_for_load_state()
