"""Somebody of the municipality in a real browser, who logs in with her work account."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response, expect, sync_playwright

from deploy.one_machine.installation import COURSE
from tests import prepare
from tests.browser.conftest import DESK, FLAGS

SOON = 30_000
OURS = ("127.0.0.1", "localhost")


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A Chromium that lives as long as the block."""
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=prepare.browser(), args=FLAGS)
        yield opened
        opened.close()


class Employee:
    """Has a browser of her own, in which no page comes from another host than the Hub's and the provider's."""

    def __init__(self, browser: Browser, public: str, username: str = "") -> None:
        self.public, self.username = public, username
        self.context = browser.new_context(**DESK)
        self.context.route(lambda url: urlsplit(url).hostname not in OURS, lambda route: route.abort())
        self.page: Page = self.context.new_page()

    def opens(self, address: str = "/") -> Response | None:
        return self.page.goto(self.public + address)

    def logs_in(self) -> None:
        """Fill in the provider's form, which she has been led to."""
        self.is_asked_to_log_in()
        self.page.locator("[name=login]").fill(self.username.lower())
        self.page.locator("[name=password]").fill("hemmeligt")
        self.page.get_by_role("button", name="Sign-in").click()

    def is_let_go_by_the_provider(self) -> str:
        """Log in, and stop where the provider sends her back to the Hub: the address she is sent to."""
        self.opens()
        self.is_asked_to_log_in()
        form = {"prompt": "login", "login": self.username.lower(), "password": "hemmeligt"}
        answer = self.context.request.post(self.page.url, form=form, max_redirects=0)
        return self.context.request.get(answer.headers["location"], max_redirects=0).headers["location"]

    def comes_in(self, address: str = "/") -> None:
        """Open an address and log in on the way."""
        self.opens(address)
        self.logs_in()
        self.is_at(address if address != "/" else COURSE)

    def is_at(self, address: str) -> None:
        expect(self.page).to_have_url(self.public + address, timeout=SOON)

    def is_asked_to_log_in(self) -> None:
        expect(self.page).to_have_url(re.compile(r"^http://localhost:\d+/interaction/"), timeout=SOON)

    def is_asked_whether_to_log_out(self) -> None:
        expect(self.page).to_have_url(re.compile(r"^http://localhost:\d+/session/end"), timeout=SOON)

    def sees(self, *words: str) -> None:
        for text in words:
            expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible(timeout=SOON)

    def sees_no(self, text: str) -> None:
        expect(self.page.get_by_text(text).locator("visible=true")).to_have_count(0)

    def menu(self) -> list[str]:
        """What the course's menu offers."""
        return [text.strip() for text in self.page.locator("nav.menu a [lang=da], nav.menu a[lang=da]").all_inner_texts()]

    def logs_out(self) -> None:
        self.page.wait_for_load_state()  # before its style is there, the link for narrow screens is seen too
        self.page.get_by_role("link", name="Log ud").first.click()
