"""`make hub`, as somebody meets it who tries a whole installation on her own machine."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, expect

from course.permissions import readable_by_others
from deploy.one_machine.installation import COURSE, free_port
from tests.browser.actors import SOON, Learner
from tests.hub.oidc.employee import a_browser
from tests.hub.oidc.looking import is_for_everybody

ROOT = Path(__file__).parent.parent.parent
PEOPLE = ("anna, bo", "clara", "lone", "jens", "trine")
START_SECONDS, STOP_SECONDS = 240, 90
PAGE, TASK = "1-vaelg-moedeform", "kanal-tallene"


class Hub:
    """`make hub` on a port, with its folder in `home`."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port, self.public = home, port, f"http://127.0.0.1:{port}"
        self.said = ""
        self.process: subprocess.Popen[str] | None = None

    def start(self, until: str, seconds: float = START_SECONDS) -> None:
        """Start it and read what it says until that is said."""
        environment = {**os.environ, "KOMPETENCEVEJ_HOME": str(self.home)}
        command = [sys.executable, "-m", "deploy.one_machine", "--port", str(self.port)]
        log = self.home.parent / "said.log"
        with log.open("w") as told:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=told, stderr=told, text=True)
        self.said, deadline = "", time.monotonic() + seconds
        while until not in self.said:
            assert time.monotonic() < deadline, self.said
            time.sleep(0.1)
            self.said = log.read_text("utf-8")
            assert self.process.poll() is None or until in self.said, self.said

    def end(self, how: signal.Signals) -> int:
        assert self.process
        self.process.send_signal(how)
        return self.process.wait(STOP_SECONDS)

    def left(self) -> list[str]:
        """The processes of this installation that run."""
        return [" ".join(one.info["cmdline"]) for one in psutil.process_iter(["cmdline", "environ"]) if self._is_ours(one)]

    def _is_ours(self, one: psutil.Process) -> bool:
        home = str(self.home)
        return home in " ".join(one.info["cmdline"] or []) or (one.info["environ"] or {}).get("KOMPETENCEVEJ_HOME", "").startswith(home)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with a_browser() as opened:
        yield opened


@pytest.fixture
def hub() -> Iterator[Hub]:
    folder = Path(tempfile.mkdtemp(prefix="kv-make-hub-"))
    folder.chmod(0o711)  # PostgreSQL's own user must get through
    made = Hub(folder / "home", free_port())
    yield made
    if made.process and made.process.poll() is None:
        made.end(signal.SIGINT)
    shutil.rmtree(folder, ignore_errors=True)


def test_an_installation_survives_being_killed_and_keeps_what_people_did(hub: Hub, chromium: Browser) -> None:
    for early in ("PostgreSQL ...", "JupyterHub ..."):
        hub.start(early)
        time.sleep(1)
        hub.end(signal.SIGKILL)
    assert hub.left() != []
    hub.start("Kodeordet")
    says_who_can_log_in(hub)
    assert "Kurset kører allerede" in ends_with(hub.home, free_port())
    page = chromium.new_page()
    learner = Learner(page, hub.public + COURSE)
    page.goto(hub.public)
    log_in(learner, "anna", "forkert")
    learner.sees("Navnet og kodeordet passer ikke sammen. Prøv igen.")
    is_for_everybody(page, "login")
    log_in(learner, "anna", password(hub))
    learner.sees("Anna (eksempel)")
    learner.open_page(PAGE)
    chosen = learner.task(TASK).locator("input").first
    chosen.check()
    learner.sees_saved(TASK)
    assert hub.end(signal.SIGINT) == 0
    assert hub.left() == []
    folder = hub.home / "hub"
    assert list(readable_by_others(folder)) == [folder], "which PostgreSQL's own user passes through"

    known = password(hub)
    hub.start("Kodeordet")
    assert password(hub) == known
    learner.open_page(PAGE)  # still logged in
    expect(learner.task(TASK).locator("input").first).to_be_checked(timeout=SOON)
    assert hub.end(signal.SIGTERM) == 0
    assert hub.left() == []


def says_who_can_log_in(hub: Hub) -> None:
    assert hub.public in hub.said
    for people in PEOPLE:
        assert re.search(rf"^  {people}  .+ / .+$", hub.said, re.MULTILINE), people


def password(hub: Hub) -> str:
    found = re.search(r"The password for all of them is: (\w+)", hub.said)
    assert found
    return found[1]


def log_in(learner: Learner, username: str, password: str) -> None:
    learner.page.get_by_label("Brugernavn").fill(username)
    learner.page.get_by_label("Kodeord").fill(password)
    learner.page.get_by_label("Kodeord").press("Enter")


def ends_with(home: Path, port: int) -> str:
    """What `make hub` says that cannot start."""
    command = [sys.executable, "-m", "deploy.one_machine", "--port", str(port)]
    environment = {**os.environ, "KOMPETENCEVEJ_HOME": str(home)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_port_that_is_taken_is_told_with_another_to_try(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = ends_with(tmp_path / "home", port)
    assert f"Port {port} er optaget. Prøv: make hub PORT={port + 1} / Port {port} is taken." in said


def test_a_folder_that_cannot_be_written_to_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = ends_with(tmp_path / "file", free_port())
    assert re.search(r"Der kan ikke skrives i .+ Vælg en anden mappe med KOMPETENCEVEJ_HOME\. / .+ cannot be written to\.", said)
