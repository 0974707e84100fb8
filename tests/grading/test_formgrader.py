"""nbgrader's formgrader on our gradebook: reachable by its link, working for a person, safe to have."""

import http.cookiejar
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect, sync_playwright

from grading import formgrader
from tests import prepare
from tests.house import House, at_home

PAGES = ("manage_assignments", "gradebook", "gradebook/9-proeve", "gradebook/9-proeve/2-vis", "manage_students", "manage_students/anna",
         "manage_submissions/9-proeve")  # fmt: skip


class Browser:
    """Keeps cookies, as a browser does."""

    def __init__(self, address: str) -> None:
        self.base = address.partition("/formgrader")[0]
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def ask(self, path: str, method: str = "GET", data: Any = None) -> tuple[int, str]:
        xsrf = next((cookie.value or "" for cookie in self.cookies if cookie.name == "_xsrf"), "")
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(
            f"{self.base}{path}", body, {"X-XSRFToken": xsrf, "Content-Type": "application/json"}, method=method
        )
        try:
            with self._opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, ""

    def page(self, path: str) -> tuple[str, str]:
        """A page and the policy it came with."""
        with self._opener.open(self.base + path, timeout=30) as answer:
            return answer.read().decode(), answer.headers["Content-Security-Policy"]


@pytest.fixture(scope="module")
def house(released_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all trainers, since formgrader takes seconds to start; Anna and Bo have handed in."""
    with pytest.MonkeyPatch.context() as patch:
        house = at_home(released_home, tmp_path_factory.mktemp("formgrader") / "home", patch)
        house.hand_in("anna")
        house.hand_in("bo")
        house.collect_and_mark()
        yield house
        house.store.database.close()


@pytest.fixture(scope="module")
def served(house: House) -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, "-m", "grading.formgrader"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ)
    ) as process:
        deadline = time.monotonic() + 60
        while not (address := formgrader.address()) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert address
        yield address
        assert process.stdin
        process.stdin.close()
        assert process.wait(20) == 0  # it ends with whoever started it
    assert formgrader.address() is None


def test_a_trainer_follows_the_link_reads_the_answer_and_gives_points(house: House, served: str) -> None:
    assert (house.home / "formgrader.json").stat().st_mode & 0o777 == 0o600
    assert formgrader.start() == served  # a second one is not started
    browser = Browser(served)
    assert browser.ask("/formgrader/api/assignments")[1].startswith("<!DOCTYPE") or browser.ask("/api/status")[0] == 403
    assert browser.ask(served.removeprefix(browser.base))[0] == 200
    status, found = browser.ask("/formgrader/api/submitted_notebooks/9-proeve/2-vis")
    assert status == 200
    id = next(one["id"] for one in json.loads(found) if one["student"] == "anna")
    status, page = browser.ask(f"/formgrader/submissions/{id}/")
    assert status == 200
    for words in ("Jeg ser, at du kigger væk.", "Sådan giver du point", "Eksempel på et svar til 4 point"):
        assert words in page
    assert re.findall(r"(?:src|href)=[\"'](https?:)?//", page) == []
    grade = next(one for one in json.loads(browser.ask(f"/formgrader/api/grades?submission_id={id}")[1]) if one["name"] == "tekst")
    assert browser.ask(f"/formgrader/api/grade/{grade['id']}", "PUT", {"manual_score": 3, "extra_credit": None})[0] == 200
    comment = json.loads(browser.ask(f"/formgrader/api/comments?submission_id={id}")[1])[0]
    assert browser.ask(f"/formgrader/api/comment/{comment['id']}", "PUT", {"manual_comment": "Flot."})[0] == 200
    assert house.feedback()["anna"].state == "published"
    assert (house.results("anna")["tekst"].points, house.results("anna")["tekst"].comment) == (3, "Flot.")
    assert "SQLite" not in browser.ask("/files/gradebook.db")[1]
    for path in ("/api/kernels", "/api/contents", "/api/sessions", "/api/terminals"):
        assert browser.ask(path)[0] in (403, 404), path
    assert browser.ask("/api/kernels", "POST", {})[0] in (403, 404)
    for action in ("submission/9-proeve/anna/autograde", "assignment/9-proeve/assign", "assignment/9-proeve/release"):
        assert json.loads(browser.ask(f"/formgrader/api/{action}", "POST", {})[1])["success"] is False


def test_a_name_or_an_address_runs_nothing_in_a_trainers_browser(house: House, served: str) -> None:
    house.learner("mallory", "<script>alert(1)</script> Hansen")
    house.hand_in("mallory", tekst="</blockquote><script>alert(1)</script> <img src=x onerror=alert(1)>")
    house.collect_and_mark()
    browser = Browser(served)
    assert browser.ask(served.removeprefix(browser.base))[0] == 200
    found = json.loads(browser.ask("/formgrader/api/submitted_notebooks/9-proeve/2-vis")[1])
    id = next(one["id"] for one in found if one["student"] == "mallory")
    for path in (
        f"submissions/{id}/",
        "gradebook/%3Cscript%3Ealert(1)",
        "manage_students/%22%3E%3Cscript%3Ealert(1)",
        "manage_submissions/%22;alert(1)",
    ):
        status, page = browser.ask(f"/formgrader/{path}")
        assert status == 200
        assert "alert(1)" in page
        assert re.findall(r"<(?:script|img)[^>]*>?alert|<img src=x|\";alert", page) == []
    _has_no_script_but_formgraders_own(browser, id)


def _has_no_script_but_formgraders_own(browser: Browser, id: str) -> None:
    """Each answer has a policy with a nonce of its own, which the templates' scripts and styles carry."""
    seen = set()
    for path in (f"submissions/{id}/", "gradebook", "manage_students", "manage_assignments", f"submissions/{id}/"):
        page, policy = browser.page(f"/formgrader/{path}")
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules["default-src"] == rules["base-uri"] == "'none'"
        assert not {"'unsafe-inline'", "'unsafe-eval'", "data:", "*"} & set(rules["script-src"].split())
        nonces = set(re.findall("'nonce-([^']+)'", policy))
        assert len(nonces) == 1
        inside = re.findall(r"<(?:script|style)(?![^>]* src=)([^>]*)>", page)
        assert inside
        assert {re.findall('nonce="([^"]+)"', attributes)[0] for attributes in inside} == nonces
        seen |= nonces
    assert len(seen) == 5, "each answer has its own"


def test_a_trainer_marks_in_a_browser_that_refuses_whatever_the_policy_does_not_allow(house: House, served: str) -> None:
    base, said = served.partition("/formgrader")[0] + "/formgrader/", []
    with sync_playwright() as player, player.chromium.launch(executable_path=prepare.browser(), args=["--no-sandbox"]) as browser:
        page = browser.new_page()
        page.on("console", lambda one: said.append(f"{page.url}: {one.text}") if _is_wrong(one) else None)
        page.on("pageerror", lambda one: said.append(f"{page.url}: {one}"))
        page.goto(served)
        for path in PAGES:
            page.goto(base + path)
            expect(page.locator("table tbody td").first).to_be_visible()
            expect(page.get_by_text("Loading, please wait")).to_have_count(0)
        page.goto(f"{base}gradebook/9-proeve/2-vis")
        expect(page.locator("td span.name-hidden").first).to_be_visible()
        page.locator("#toggle_names").click()
        expect(page.locator("#toggle_names")).to_have_text("Hide All Names")
        page.locator("table tbody td a", has_text="Bo").click()
        _marks(page)
        assert said == [], "the policy refuses nothing that formgrader needs"
        assert (
            page.evaluate("""() => { const made = document.createElement("script"); made.textContent = "window.ran = true";
            document.body.append(made); return window.ran }""")
            is None
        ), "what is not formgrader's own does not run"
    house.feedback()
    assert (house.results("bo")["tekst"].points, house.results("bo")["tekst"].comment) == (3, "Flot.")


def _is_wrong(one: ConsoleMessage) -> bool:
    return one.type == "error" and not one.location["url"].endswith("/favicon.ico")  # formgrader has none


def _marks(page: Page) -> None:
    """Look up whose answer it is, give points and a comment, once formgrader listens to both."""
    expect(page.locator("span.glyphicon.name-hidden")).to_be_visible()
    page.evaluate("""async () => {
        const there = () => window.formgrader?.grades?.loaded && window.formgrader.comments?.loaded;
        while (!there()) await new Promise((then) => setTimeout(then, 50));
    }""")
    name = page.locator(".live-notebook a.name-shown")
    page.locator("span.glyphicon.name-hidden").click()
    expect(name).to_be_visible()
    page.locator("span.glyphicon.name-shown").click()
    expect(name).to_be_hidden()
    for field, value, address in (("input.score[id='tekst']", "3", "/api/grade/"), ("textarea.comment", "Flot.", "/api/comment/")):
        with page.expect_response(lambda one, address=address: address in one.url and one.request.method == "PUT"):
            page.locator(field).first.fill(value)
            page.locator(field).first.blur()
