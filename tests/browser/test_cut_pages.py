"""A replica that dies while it sends a page leaves half of it: the page says so, with a button."""

import http.client
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.actors import MODULE, PAGES, SOON
from tests.browser.conftest import DESK
from tests.browser.service import Service

PAGE = f"module/{MODULE}/{PAGES[0]}"
OF_THE_CONNECTION = ("transfer-encoding", "content-length", "connection", "content-encoding")
SENT_OF_IT = 2 / 3  # the head, the bar above and most of the prose


@pytest.fixture(scope="module")
def service(shared_service: Service) -> Service:
    return shared_service


@contextmanager
def in_parts(service: Service, pause: float | None) -> Iterator[str]:
    """The address of a course in front of this one, where the page breaks off the first time: for so many seconds, or for good (None)."""
    at, broken = urlsplit(service.base).netloc, []

    class Front(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with closing(http.client.HTTPConnection(at)) as behind:
                behind.request("GET", self.path, headers={**dict(self.headers), "Accept-Encoding": "identity", "Host": at})
                answer = behind.getresponse()
                body = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in OF_THE_CONNECTION:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            place = int(len(body) * SENT_OF_IT)
            self.wfile.write(body[:place])
            if PAGE in self.path and not broken:
                broken.append(self.path)
                if pause is None:
                    return
                time.sleep(pause)
            self.wfile.write(body[place:])

        def log_message(self, *_arguments: Any) -> None:
            """Nobody reads it."""

    front = ThreadingHTTPServer(("127.0.0.1", 0), Front)
    Thread(target=front.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{front.server_port}/"
    front.shutdown()
    front.server_close()


@contextmanager
def reader(browser: Browser, service: Service, front: str) -> Iterator[Page]:
    """Somebody who has come in through the front."""
    context = browser.new_context(**DESK)
    page = context.new_page()
    page.goto(service.address.replace(service.base, front))
    yield page
    context.close()


def test_a_page_that_is_cut_half_way_says_so_within_five_seconds_with_a_button(browser: Browser, service: Service) -> None:
    with in_parts(service, None) as front, reader(browser, service, front) as page:
        page.goto(front + PAGE, wait_until="commit")
        expect(page.locator("#cut")).to_be_visible(timeout=5000)
        expect(page.locator("#cut")).to_contain_text("Hele siden er ikke kommet endnu.")
        page.locator("#cut").get_by_role("button", name="Genindlæs siden").click()
        expect(page.locator("section.kv-task").first).to_be_visible(timeout=SOON)
        expect(page.locator("#cut")).to_be_hidden()


def test_what_is_only_slow_comes_and_the_words_go(browser: Browser, service: Service) -> None:
    with in_parts(service, 6) as front, reader(browser, service, front) as page:
        page.goto(front + PAGE, wait_until="commit")
        expect(page.locator("#cut")).to_be_visible(timeout=SOON)
        expect(page.locator("section.kv-task").first).to_be_visible(timeout=SOON)
        expect(page.locator("#cut")).to_be_hidden()
