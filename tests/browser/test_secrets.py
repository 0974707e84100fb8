"""Nothing that belongs to the key, the rubric or another learner is in anything that is sent to a learner's browser."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Response, WebSocket, expect

from course.kinds.choice import ChoiceTask
from course.kinds.match import MatchTask
from course.kinds.order import OrderTask
from course.kinds.text import TextTask
from course.modules import Module
from course.store import Result, open_store
from grading.assessment import load_assessment
from tests.actors import Visitor
from tests.browser.actors import GRADED, MODULE, PAGES, SOON, Learner, module
from tests.browser.service import Service

PRIVATE = "Zebrafinken sover i brevsprækken"


@pytest.fixture(scope="module")
def visitor(service: Service) -> Visitor:
    """A learner who asks for addresses by hand."""
    return Visitor(service.base).come_in(service.address)


def key_and_rubric_texts(of: Module) -> Iterator[str]:
    """The sentences in `grading/keys/` and `grading/rubrics/`."""
    assessment = load_assessment(of)
    assert len(assessment.keys) > 8
    assert len(assessment.rubrics) >= 2
    yield from (text for text in assessment.texts() if len(text) > 20)


def explanations(of: Module) -> Iterator[str]:
    """What practice explains only after it has been tried."""
    for task in of.tasks.values():
        match task:
            case ChoiceTask():
                yield from (option.why.da for option in task.options if option.why)
            case OrderTask() if task.why:
                yield task.why.da
            case MatchTask() if task.why:
                yield from (why.da for why in task.why.values())
            case TextTask() if task.example:
                yield task.example.da


def flat(text: str) -> str:
    """Text as it is recognised whatever way it was wrapped or escaped."""
    if "\\u" in text:
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return re.sub(r"\s+", " ", text.replace("\\n", " ").replace('\\"', '"'))


class Listener:
    """Everything that a page was sent; `read` before each new address, since a browser forgets what the last one was sent."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[str] = []
        self.unread: list[Response] = []
        page.on("response", self._keep)
        page.on("websocket", self._websocket)

    def _keep(self, response: Response) -> None:
        self.unread.append(response)

    def read(self) -> None:
        for response in self.unread:
            vendor = any(part in response.url for part in ("/voila/static/", "/voila/labextensions/", "/voila/api/themes/"))
            ours = (
                response.url.startswith("http")
                and not vendor
                and not response.headers.get("content-type", "").startswith(("image/", "font/"))
            )
            if ours and response.status == 200:
                self.heard.append(self._text(response))
        self.unread.clear()

    def _text(self, response: Response) -> str:
        try:
            return response.text()
        except Error as error:
            # it came while the page was being left, and the browser has thrown it away: the same address says the same again
            if "navigated away" not in error.message or response.request.method != "GET":
                raise
            return self.page.request.get(response.url).text()

    def _websocket(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.heard.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace")))

    def everything(self) -> str:
        return flat("\n".join(self.heard))


@pytest.fixture
def secrets() -> list[str]:
    found = [*key_and_rubric_texts(module()), *explanations(module())]
    assert len(found) > 100
    return [flat(text) for text in found]


def test_a_learners_browser_is_sent_no_key_no_rubric_and_nothing_of_others(visit: Any, service: Service, secrets: list[str]) -> None:
    other = Learner(visit("eksempel-eva", address=None), service.base)
    other.open_page(GRADED)
    other.answer("relation-det-usagte-tekst", PRIVATE)
    other.page.close()

    page: Page = visit("mig", address=None)
    listener = Listener(page)
    learner = Learner(page, service.base)
    for stem in PAGES:
        learner.open_page(stem)
        expect(page.locator(".kv-task").last).to_be_visible(timeout=SOON)
        listener.read()
    learner.answer("kanal-foerste-samtale", ["telefon"])
    listener.read()
    for address in ("", f"module/{MODULE}", f"module/{MODULE}/hand-in", "levels", "about"):
        learner.open(address)
        listener.read()
    heard = listener.everything()
    assert module().tasks["kanal-foerste-samtale"].prompt.da[:40] in heard  # it does hear what is sent
    assert [secret for secret in secrets if secret in heard] == []
    assert PRIVATE not in heard


def test_feedback_names_no_key_of_a_task_that_may_be_taken_again(visit: Any, service: Service) -> None:
    page: Page = visit("eksempel-carla", address=None)
    listener = Listener(page)
    page.goto(f"{service.base}module/{MODULE}/feedback/1")
    listener.read()
    heard = listener.everything()
    wrong = "kanal-foerste-samtale"
    key = json.dumps(next(option.text.da for option in module().tasks[wrong].options if option.id == "ses-foerst"), ensure_ascii=False)  # type: ignore[attr-defined]
    assert module().tasks[wrong].title.da in heard
    assert "Carla" in heard
    assert flat(key).strip('"') not in heard


def test_feedback_holds_of_a_rubric_the_level_given_and_the_next_one_and_only_once_it_is_marked(visit: Any, service: Service) -> None:
    store = open_store(f"sqlite:///{service.home / 'course.db'}")
    (hand_in, *_) = store.submissions.of("eksempel-carla", MODULE)
    texts = [one for one in store.submissions.results(hand_in.id) if one.rubric_level is not None]
    store.database.close()
    rubrics = load_assessment(module()).rubrics
    told = {flat(one.da) for result in texts for one in (*result.why, result.ahead) if one}
    kept = {flat(text) for result in texts for text in rubrics[result.task].texts() if len(text) > 20} - told
    kept = {text for text in kept if not any(text in one for one in told)}
    assert told & {flat(one.text.da) for result in texts for one in rubrics[result.task].levels}
    page: Page = visit("eksempel-carla", address=None)
    listener = Listener(page)
    page.goto(f"{service.base}module/{MODULE}/feedback/1")
    listener.read()
    heard = html.unescape(listener.everything())
    assert {one for one in told if one not in heard} == set()
    assert {one for one in kept - _english(texts) if one in heard} == set()


def _english(results: list[Result]) -> set[str]:
    return {flat(one.en) for result in results for one in (*result.why, result.ahead) if one}


@pytest.mark.parametrize(
    "address",
    [
        f"module/{MODULE}/{file}"
        for file in (
            "tasks/4-vis-hvad-du-kan.yaml",
            "4-vis-hvad-du-kan.ipynb",
            "4-vis-hvad-du-kan.ipynb/",
            "module.yaml",
            "mikkel.twee",
            "..%2f..%2fkeys%2f1-virtuelle-samtaler.yaml",
            "keys/1-virtuelle-samtaler.yaml",
            "..%2f..%2fcourse.db",
        )
    ]
    + [
        "voila/files/course.db",
        "voila/render/1-virtuelle-samtaler/4-vis-hvad-du-kan.ipynb",
        "voila/tree",
        "api/contents",
        "theme/..%2ftemplates%2fbase.html",
        "course.db",
    ],
)
def test_no_file_behind_the_course_can_be_fetched(visitor: Visitor, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status in (403, 404)
    assert "Dorte på 57" not in answer.text
