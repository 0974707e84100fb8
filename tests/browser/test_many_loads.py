"""A page opened again and again while the machine has other things to do: every answer is confirmed, and none must be sent twice.

Four times in every run; by hand as often as one likes, with the distribution at the end:
KOMPETENCEVEJ_LOADS=500 .venv/bin/python -m pytest -s tests/browser/test_many_loads.py
"""

import json
import os
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, WebSocket

from tests.browser.actors import GRADED, MODULE, SOON
from tests.browser.service import Service
from tests.browser.test_nothing_is_lost import CHOICE, saved
from tests.busy import busy_machine

LOADS = int(os.environ.get("KOMPETENCEVEJ_LOADS") or 8)
OPTIONS = ["telefon", "oev-foerst", "video-med-hjaelp"]


@pytest.fixture(scope="module")
def service(shared_service: Service) -> Service:
    return shared_service


@pytest.fixture(name="busy_machine")
def _busy_machine() -> Iterator[None]:
    with busy_machine():
        yield


@pytest.mark.usefixtures("busy_machine")
def test_every_answer_given_at_once_is_confirmed_however_busy_the_machine_is(visit: Any, service: Service) -> None:
    context = visit("eksempel-eva", address=None).context
    loads = [load(context, service, OPTIONS[number % len(OPTIONS)]) for number in range(LOADS)]
    print()
    for name in ("works", "confirmed"):
        print(f"{name}: {distribution([one[name] for one in loads if name in one])}")
    assert [(number, one) for number, one in enumerate(loads) if "failed" in one] == []


def load(context: BrowserContext, service: Service, value: str) -> dict[str, Any]:
    """Open the page and answer as soon as the task is there.

    Tells in milliseconds when it `works` and how long the answer took to be `confirmed`; where it `failed`, what there is to see.
    """
    page = context.new_page()
    heard = Witness(page)
    told: dict[str, Any] = {}
    try:
        start = time.monotonic()
        page.goto(f"{service.base}module/{MODULE}/{GRADED}", wait_until="commit")
        option = page.locator(f'#task-{CHOICE} input[value="{value}"]')
        option.wait_for(timeout=SOON)
        told["works"] = since(start)
        start = time.monotonic()
        option.click(timeout=SOON)
        page.locator(f'#task-{CHOICE}:has(input[value="{value}"]:checked) .kv-status[data-state="saved"]').wait_for(timeout=SOON)
        told["confirmed"] = since(start)
        if heard.sent_twice():
            told["failed"] = "an answer had to be sent twice"
        elif heard.complaints:
            told["failed"] = "the browser complained"
        elif (found := saved(service, "eksempel-eva", CHOICE)) != [value]:
            told["failed"] = f"{found} is saved instead of {value}"
    except Error as error:
        told["failed"] = error.message.splitlines()[0]
    if "failed" in told:
        told |= {"status": shown(page), "complaints": heard.complaints, "line": heard.line}
    page.close()
    return told


def since(start: float) -> float:
    return round((time.monotonic() - start) * 1000)


def shown(page: Page) -> str:
    """What the page says of itself and of the answer."""
    try:
        return " | ".join(page.locator(f"#status, #task-{CHOICE} .kv-status").all_inner_texts())
    except Error as error:
        return error.message


class Witness:
    """Sees and hears what a reader does not."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.line: list[str] = []
        self.saves: list[str] = []
        self.opened = time.monotonic()
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("websocket", self.follow)

    def follow(self, socket: WebSocket) -> None:
        self.note("opened", socket.url)
        socket.on("framesent", self.sent)
        socket.on("framereceived", lambda frame: self.note("received", frame))
        socket.on("socketerror", lambda error: self.note("broken", error))
        socket.on("close", lambda _: self.note("closed", ""))

    def note(self, what: str, frame: str | bytes) -> None:
        text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
        self.line.append(f"{since(self.opened)} ms {what} {text[-600:]}")

    def sent(self, frame: str | bytes) -> None:
        self.note("sent", frame)
        if isinstance(frame, bytes):
            content = json.loads(frame[int.from_bytes(frame[40:48], "little") : int.from_bytes(frame[48:56], "little")])
            if content["data"]["content"]["type"] == "save":
                self.saves.append(content["data"]["content"]["id"])

    def sent_twice(self) -> bool:
        return any(count > 1 for count in Counter(self.saves).values())


def distribution(values: list[float]) -> str:
    """Median, 95th percentile and the slowest."""
    if len(values) < 2:
        return str(values)
    median, slow = statistics.median(values), statistics.quantiles(values, n=20)[-1]
    return f"median {median:.0f} ms, p95 {slow:.0f} ms, max {max(values):.0f} ms, of {len(values)}"
