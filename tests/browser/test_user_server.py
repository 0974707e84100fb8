"""A colleague whose municipality has a JupyterHub with a server for each takes the course in hers, installed there or started in its terminal."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from course.work import hand_in_file
from course.work.hand_in_file import HandIn
from tests.browser.actors import GRADED, MODULE, SOON, Learner, reference_answers
from tests.browser.binder import START, marked_by_a_trainer
from tests.browser.conftest import DESK
from tests.browser.service import BIN, Service
from tests.browser.user_server import PASSWORD, UserServers
from tests.postgres import free_port

NAME = "Anna Lund"
KEPT = Path(".local/share/kompetencevej")
CHOICES = [(id, value) for id, value in reference_answers().items() if isinstance(value, list)]
(TASK, ANSWER), (OTHER, OTHERS) = CHOICES[:2]


@pytest.fixture(scope="module")
def service(shared_service: Service) -> Service:
    return shared_service


@pytest.fixture(scope="module")
def servers(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UserServers]:
    """Anna's home has the course's folder as `kompetencevej prepare --example` leaves it."""
    folder = tmp_path_factory.mktemp("servers")
    shutil.copytree(example_home, folder / "homes" / "anna" / KEPT)
    with UserServers(folder) as started:
        yield started


@pytest.fixture(scope="module")
def anna(servers: UserServers, browser: Browser) -> Iterator[Page]:
    """Anna in her own server, which the Hub has just started."""
    context = browser.new_context(**DESK)
    page = logged_in(context.new_page(), servers, "anna")
    page.goto(f"{servers.origin}/hub/spawn?next=/user/anna/kompetencevej/", timeout=START)
    page.wait_for_url(servers.base("anna"), timeout=START)
    yield page
    context.close()


def logged_in(page: Page, servers: UserServers, username: str) -> Page:
    page.goto(f"{servers.origin}/hub/login?next=/hub/home")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Logout")).to_be_visible(timeout=SOON)
    return page


def answers_and_comes_back(page: Page, base: str, task: str = TASK, answer: list[str] = ANSWER) -> None:
    learner = Learner(page, base)
    learner.open_page(GRADED)
    expect(page.get_by_text("En session, som ingen gemmer.")).to_have_count(0)
    learner.answer(task, answer)
    page.reload()
    expect(learner.task(task).locator("input:checked, .kv-step").first).to_be_visible(timeout=SOON)


def fetched(page: Page, press: str, role: Literal["link", "button"], to: Path) -> Path:
    """The file that a link or button of the page gives."""
    with page.expect_download() as download:
        page.get_by_role("main").get_by_role(role, name=press).click()
    download.value.save_as(to)
    return to


def brings_in_and_hands_in(page: Page, base: str, work: Path, to: Path) -> HandIn:
    """She brings her work in here, hands it in, and fetches what she sends to a trainer."""
    page.goto(f"{base}work")
    page.set_input_files("#work-file", work)
    page.get_by_role("button", name="Se, hvad der er i den").click()
    page.get_by_role("button", name="Hent ind").click()
    expect(page.get_by_text("1 svar er hentet ind.")).to_be_visible(timeout=SOON)
    page.goto(f"{base}module/{MODULE}/hand-in")
    expect(page.get_by_text("det er filen, du afleverer")).to_be_visible(timeout=SOON)
    page.get_by_role("button", name="Aflever").click()
    page.get_by_label("Dit navn").fill(NAME)
    return hand_in_file.read(fetched(page, "Hent afleveringsfilen", "button", to).read_text("utf-8"))


def test_the_course_in_her_server_keeps_what_she_answers_and_lets_nobody_else_in(
    servers: UserServers, anna: Page, browser: Browser
) -> None:
    answers_and_comes_back(anna, servers.base("anna"))
    assert (servers.homes / "anna" / KEPT / "course.db").exists()
    with browser.new_context(**DESK) as context:
        bo = logged_in(context.new_page(), servers, "bo")
        refused = bo.goto(servers.base("anna"))
        assert refused
        assert refused.status == 403


def test_make_course_in_a_terminal_of_her_server_says_where_it_is_and_her_work_goes_from_there_to_a_trainer_and_comes_back(
    servers: UserServers, anna: Page, example_home: Path, visit: Any, service: Service, tmp_path: Path
) -> None:
    home = shutil.copytree(example_home, tmp_path / "home")
    environment = servers.terminal("anna") | {"KOMPETENCEVEJ_HOME": str(home)}
    command = [BIN / "kompetencevej", "serve", "--local", "--port", str(free_port())]  # what `make course` runs
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as course:
        try:
            assert course.stdout
            address = course.stdout.readline().strip()
            assert address.startswith("/user/anna/proxy/absolute/"), address
            anna.goto(servers.origin + address)
            base = servers.origin + address.partition("?")[0]
            answers_and_comes_back(anna, base, OTHER, OTHERS)
            anna.goto(f"{base}work")
            work = fetched(anna, "Gem mit arbejde", "link", tmp_path / "arbejde.json")
        finally:
            course.send_signal(signal.SIGINT)
    file = tmp_path / "aflevering.json"
    handed_in = brings_in_and_hands_in(anna, servers.base("anna"), work, file)
    assert (handed_in.module, handed_in.answers[OTHER]) == (MODULE, OTHERS)

    feedback = marked_by_a_trainer(visit("eksempel-underviser"), service, [file, work], NAME, tmp_path / "tilbagemelding.html")
    anna.goto(feedback.as_uri())
    expect(anna.locator("h1")).to_contain_text(f"Tilbagemelding til {NAME}", use_inner_text=True)
    expect(anna.get_by_role("heading", name="Det viser afleveringen")).to_be_visible()
