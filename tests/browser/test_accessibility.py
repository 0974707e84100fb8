"""Every page, in both languages, light and dark: axe-core finds nothing, nothing comes from another host, nothing is wider than a phone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from course.clock import today
from tests.browser.actors import MODULE, PAGES, SOON, Learner
from tests.browser.conftest import DESK, become, windows
from tests.browser.service import Service
from tests.pictures import picture

SOON_DAY = (today() + timedelta(days=30)).isoformat()
AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = [
    "color-contrast",
    "link-in-text-block",
]  # what dark can break: that nothing but colours changes, tests/service/test_theme.py sees to
SCHEMES = {"light": RULES, "dark": COLOURS}
# No colour depends on the language: tests/service/test_theme.py sees to that too.
LOOKS: dict[tuple[str, str], tuple[list[str], list[str]]] = {
    ("da", "light"): (RULES, []),
    ("da", "dark"): (COLOURS, []),
    ("en", "light"): (RULES, COLOURS),
}
"""What is looked at: by which rules, and by which of them not."""
FIGURES = "module/0-introduktion/3-tre-maader-at-se-det-paa"
EMPLOYEE = [
    "",
    f"module/{MODULE}",
    *(f"module/{MODULE}/{stem}" for stem in PAGES),
    f"module/{MODULE}/hand-in",
    FIGURES,
    "levels",
    "tools",
    "about",
    "privacy",
    "work",
    "statement",
    "findes-ikke",
    "trainer",
]
VISITS = [
    *(("mig", address) for address in EMPLOYEE),
    ("eksempel-anna", ""),
    ("eksempel-anna", "levels"),
    ("eksempel-anna", "privacy"),
    ("eksempel-anna", f"module/{MODULE}/feedback/1"),
    ("eksempel-anna", f"module/{MODULE}/receipt/1"),
    ("eksempel-underviser", "trainer"),
    ("eksempel-underviser", "desk/inquiries"),
    ("eksempel-underviser", "trainer?state=all"),
    ("eksempel-underviser", "trainer/send"),
    ("eksempel-underviser", "trainer/hand-in/1"),
    ("eksempel-leder", "team"),
    ("eksempel-leder", "team/eksempel-anna"),
    ("eksempel-leder", "teams"),
    ("eksempel-leder", "teams/Eksempelteam/over-time"),
    ("eksempel-leder", "team/eksempel-anna/talk"),
    ("eksempel-leder", "teams/Eksempelteam/meeting"),
    ("eksempel-leder", "teams/Eksempelteam/deadlines"),
    ("eksempel-anna", "next"),
]


@pytest.fixture(scope="module")
def service(shared_service: Service) -> Service:
    return shared_service


@pytest.fixture(scope="module")
def window(browser: Browser, service: Service) -> Iterator[Callable[[str], Page]]:
    """Somebody's one window, in which she goes from page to page."""
    with windows(browser, service) as visit:
        yield cache(visit)


@pytest.mark.parametrize(("who", "address"), VISITS, ids=[f"{who}:{address or 'start'}" for who, address in VISITS])
def test_a_page_is_for_everybody(window: Callable[[str], Page], service: Service, who: str, address: str) -> None:
    page = window(who)
    page.set_viewport_size(DESK["viewport"])
    with hosts_asked(page) as hosts:
        page.goto(service.base + address)
        if address == FIGURES:
            expect(page.locator(".figure > svg:visible")).to_have_count(4)
            page.locator(".figure summary:visible").first.click()
        if address.rsplit("/", 1)[-1] in PAGES or address == FIGURES:
            expect(page.locator("section.kv-task").first).to_be_visible(timeout=SOON)
        found = {}
        for (language, scheme), (rules, but) in LOOKS.items():
            page.locator(f'[data-set-language="{language}"]').click()
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            found[language, scheme] = violations(page, rules, but)
            picture(page, f"{who}-{address or 'start'}-{language}-{scheme}")
        assert {key: value for key, value in found.items() if value} == {}
        page.set_viewport_size({"width": 320, "height": 640})
        for language in ("da", "en"):
            page.locator(f'[data-set-language="{language}"]').click()
            picture(page, f"{who}-{address or 'start'}-{language}-320")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert hosts
    assert hosts <= {"localhost", "127.0.0.1", ""}


@contextmanager
def hosts_asked(page: Page) -> Iterator[set[str]]:
    """The hosts that a page asks for anything meanwhile."""
    hosts: set[str] = set()

    def hear(request: Request) -> None:
        hosts.add(urlsplit(request.url).hostname or "")

    page.on("request", hear)
    yield hosts
    page.remove_listener("request", hear)


def test_two_agree_on_something_with_keys_alone_and_what_they_read_is_for_everybody(visit: Any, service: Service) -> None:
    leads: Page = visit("eksempel-leder", address="team/eksempel-anna/targets")
    leads.emulate_media(reduced_motion="reduce")
    for field, value in (("competence", "samtale.kanal"), ("level", "4")):
        leads.locator(f'[name="{field}"][value="{value}"]').focus()
        leads.keyboard.press("Space")
    leads.locator('[name="reason"]').fill("Tager den nye vagt på skærm")
    leads.locator('[name="ends"]').fill(SOON_DAY)
    leads.keyboard.press("Enter")
    expect(leads.locator("td .as-written")).to_have_text("Tager den nye vagt på skærm")
    look_at(leads, "targets")
    leads.goto(service.base + "team/eksempel-anna/talk")
    leads.locator('[name="competence-1"][value="samtale.kanal"]').focus()
    leads.keyboard.press("Space")
    leads.locator('[name="step-1"]').fill("Tager to samtaler på skærm med en kollega ved siden af")
    leads.locator('[name="by-1"]').fill(SOON_DAY)
    leads.keyboard.press("Enter")
    expect(leads.get_by_text("Venter på et ja.").first).to_be_visible()
    look_at(leads, "team-talk")
    hers: Page = visit("eksempel-anna")
    hers.emulate_media(reduced_motion="reduce")
    hers.get_by_role("link", name="Se forslaget").click()
    look_at(hers, "talk")
    hers.locator('[name="comment"]').fill("Gerne efter uge 50")
    hers.get_by_role("button", name="Ja, det er vi enige om").press("Enter")
    expect(hers.get_by_text("Medarbejderen sagde ja").first).to_be_visible()
    look_at(hers, "talk-agreed")


def test_what_comes_when_one_answers_is_for_everybody_too(visit: Any, service: Service) -> None:
    page: Page = visit("mig", address=None)
    page.emulate_media(reduced_motion="reduce")
    learner = Learner(page, service.base)
    learner.open_page("3-led-samtalen")
    for button in page.get_by_role("button", name="Tjek svaret").all():
        task = button.locator("xpath=ancestor::section")
        for select in task.locator("select").all():
            select.select_option(index=1)
        if task.locator("input").count():
            task.locator("input").first.check()
        button.click()
        expect(task.locator(".kv-verdict")).to_be_visible(timeout=SOON)
    look_at(page)
    talk = learner.task("samtale-mikkel")
    begin = talk.get_by_role("button", name="Begynd samtalen")
    talk.locator("h3").evaluate("title => { title.tabIndex = -1; title.focus(); }")
    page.keyboard.press("Tab")
    expect(begin).to_be_focused()  # and not at the empty list of what has been said
    page.keyboard.press("Enter")
    line = talk.locator(".kv-line-say").first
    expect(line).to_be_visible(timeout=SOON)
    words = line.locator("[lang=da]").last.inner_text()
    assert talk.aria_snapshot().count(words) == 1
    talk.get_by_role("button", name="Spørg en coach").click()
    talk.get_by_role("button", name="Hvad tænker Mikkel?").click()
    expect(talk.locator(".kv-thought")).to_be_visible(timeout=SOON)
    look_at(page)
    for made in range(40):
        if talk.locator(".kv-outcome").count():
            break
        talk.locator(".kv-reply").last.click()
        expect(talk.locator(".kv-line-mine")).to_have_count(made + 1, timeout=SOON)
    expect(talk.locator(".kv-turning > li").first).to_be_visible()
    look_at(page)


def look_at(page: Page, name: str = "") -> None:
    """Neither in light nor dark nor on a narrow screen is anything wrong; with a `name` a picture is kept where pictures are wanted."""
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page, rules) == []
        if name:
            picture(page, f"{name}-{scheme}")
    page.set_viewport_size({"width": 320, "height": 640})
    if name:
        picture(page, f"{name}-320")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})


def violations(page: Page, rules: list[str] = RULES, but: list[str] | None = None) -> list[str]:
    """What axe-core finds by these rules, `but` not by those, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    how = {"runOnly": rules, "resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in but or ()}}
    found = page.evaluate("async how => (await axe.run(document, how)).violations", how)
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def test_the_login_page_is_for_everybody_too(browser: Any, service: Service) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(service.base)
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        assert violations(page, rules) == []
    context.close()


def test_switching_language_needs_no_reload_and_is_remembered(visit: Any, service: Service) -> None:
    page: Page = visit("mig")
    page.evaluate("window.stillHere = true")
    page.locator('[data-set-language="en"]').click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Modules")).to_be_visible()
    assert page.evaluate("window.stillHere")
    page.reload()
    expect(page.get_by_role("heading", name="Modules")).to_be_visible()


def test_a_colleague_who_switches_person_locally_meets_the_example_as_an_example(visit: Any) -> None:
    page: Page = visit("mig")
    become(page, "eksempel-leder")
    expect(page.locator(".switch")).to_contain_text("eksempel")
