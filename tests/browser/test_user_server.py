"""A colleague whose municipality has a JupyterHub with a server for each takes the course in hers."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.actors import GRADED, SOON, Learner, reference_answers
from tests.browser.conftest import DESK
from tests.browser.user_server import PASSWORD, UserServers

START = 150_000  # ms
KEPT = Path(".local/share/kompetencevej")


@pytest.fixture
def servers(example_home: Path, tmp_path: Path) -> Iterator[UserServers]:
    """Anna's home has the course's folder as `kompetencevej prepare --example` leaves it."""
    shutil.copytree(example_home, tmp_path / "homes" / "anna" / KEPT)
    with UserServers(tmp_path) as started:
        yield started


def test_the_course_in_a_server_of_ones_own_keeps_what_she_answers_and_lets_nobody_else_in(servers: UserServers, browser: Browser) -> None:
    anna, bo = (browser.new_context(**DESK).new_page() for _ in range(2))
    for page, username in ((anna, "anna"), (bo, "bo")):
        page.goto(f"{servers.origin}/hub/login?next=/hub/home")
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("button", name="Logout")).to_be_visible(timeout=SOON)

    anna.goto(f"{servers.origin}/hub/spawn?next=/user/anna/kompetencevej/", timeout=START)
    anna.wait_for_url(servers.base("anna"), timeout=START)
    learner = Learner(anna, servers.base("anna"))
    learner.open_page(GRADED)
    expect(anna.get_by_text("En session, som ingen gemmer.")).to_have_count(0)
    task, answer = next((id, value) for id, value in reference_answers().items() if isinstance(value, list))
    learner.answer(task, answer)
    anna.reload()
    expect(learner.task(task).locator("input:checked, .kv-step").first).to_be_visible(timeout=SOON)
    assert (servers.homes / "anna" / KEPT / "course.db").exists()

    refused = bo.goto(servers.base("anna"))
    assert refused
    assert refused.status == 403
