"""A session as BinderHub gives it: Binder's image, a Jupyter server in it at a path nobody could guess, and a proxy of the Hub's in front."""

import json
import secrets
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect

from deploy.one_machine import needs
from tests.benchmarks._processes import memory
from tests.browser.actors import SOON, Learner
from tests.browser.service import Service
from tests.images.container import Container, Image
from tests.pictures import picture
from tests.postgres import free_port

PROXY = [str(needs.node()), str(needs.HUB / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy")]
READY_WITHIN = 240
START = 150_000  # ms
FIRST_PAGE_SECONDS = 10.0  # from a session's start, on two idle cores and once the image is there
MOST_MEGABYTES = 1024  # with four pages open


class Session:
    """One session; `address` is what the link of a badge leads to. `kill` ends it as Binder does, with all that was in it."""

    def __init__(self, image: Image, own: Path, ports: list[int] | None = None) -> None:
        self.image, self.own = image, own
        self.container = Container(image, own / "container")
        self.token, self.path = secrets.token_hex(16), f"/user/kompetencevej-{secrets.token_hex(4)}/"
        self.ports = ports or [free_port() for _ in range(3)]
        self.processes: list[subprocess.Popen[bytes]] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    @property
    def base(self) -> str:
        """Where the course is."""
        return f"{self.origin}{self.path}kompetencevej/"

    @property
    def address(self) -> str:
        return f"{self.base}?token={self.token}"

    def start(self) -> "Session":
        outside, api, server = self.ports
        self.container.start()
        jupyter = self.container.command(
            *self.image.start, "jupyter", "lab", "--no-browser", f"--port={server}", "--ServerApp.port_retries=0",
            f"--ServerApp.base_url={self.path}", f"--IdentityProvider.token={self.token}", "--ServerApp.allow_remote_access=True",
        )  # fmt: skip
        proxy = [*PROXY, f"--port={outside}", f"--api-port={api}", "--ip=127.0.0.1"]
        with (self.own / "session.log").open("ab") as log:
            self.processes = [subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT) for command in (jupyter, proxy)]
        # a proxy leads to a session what is below its path, and nothing that was meant for an earlier one
        route = json.dumps({"target": f"http://127.0.0.1:{server}"}).encode()
        self._wait_for(urllib.request.Request(f"http://127.0.0.1:{api}/api/routes{self.path}", data=route, method="POST"))
        self._wait_for(urllib.request.Request(f"{self.origin}{self.path}api/status?token={self.token}"))
        return self

    def _wait_for(self, asked: urllib.request.Request) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(asked, timeout=10):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError((self.own / "session.log").read_text("utf-8", "replace")[-4000:])

    def listed(self, folder: str) -> set[str]:
        """What JupyterLab, which is at the same address, shows in a folder."""
        asked = f"{self.origin}{self.path}api/contents/{folder}?token={self.token}"
        with urllib.request.urlopen(asked, timeout=10) as found:
            return {one["name"] for one in json.load(found)["content"]}

    def run(self, *arguments: str) -> str:
        """Run a `kompetencevej` command in the session."""
        return self.container.must("kompetencevej", *arguments)

    def pid(self) -> int:
        """The Jupyter server's, whose children the course and its kernels are."""
        return self.processes[0].pid

    def kill(self) -> None:
        self.container.stop()
        for process in self.processes:
            process.terminate()
            process.wait(20)
        self.processes = []


def memory_with(stems: tuple[str, ...], window: Page, session: Session) -> float:
    """Megabytes of all that the session runs while these pages are open."""
    opened = [window.context.new_page() for _ in stems]
    for page, stem in zip(opened, stems, strict=True):
        Learner(page, session.base).open_page(stem)
    used = memory(session.pid())
    for page in opened:
        page.close()
    return used


def marked_by_a_trainer(window: Page, service: Service, files: list[Path], name: str, to: Path) -> Path:
    """A trainer takes two files in her own course, a hand-in with this name in it and a work file; it is marked there, and she fetches the feedback."""
    window.goto(f"{service.base}desk/files")
    window.set_input_files("#one-file", files)
    window.get_by_role("button", name="Tag imod").click()
    lines = window.locator("[data-outcomes] li")
    expect(lines).to_have_count(len(files), timeout=SOON)
    expect(lines.nth(0)).to_contain_text(f"{files[0].name} Taget imod fra {name}")
    expect(lines.nth(1)).to_contain_text("en fil med arbejde, ikke en aflevering")
    picture(window, "desk-files-outcomes")
    window.get_by_role("link", name="Sig, hvis de er").click()
    window.get_by_label("En gæst, som ikke er på personlisten").check()
    window.get_by_role("button", name="Hent ind, som jeg har valgt").click()
    expect(window.get_by_role("status").filter(has_text="Hentet ind")).to_be_visible(timeout=SOON)
    for step in (("mark", "--collect"), ("feedback",)):
        service.run(*step)
    window.goto(f"{service.base}desk/files")
    picture(window, "desk-files-brought")
    with window.expect_download() as download:
        window.get_by_role("link", name="Hent filen").click()
    download.value.save_as(to)
    return to
