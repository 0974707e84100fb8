"""A session as BinderHub gives it: Binder's image, a Jupyter server in it at a path nobody could guess, and a proxy of the Hub's in front."""

import json
import secrets
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from deploy.one_machine import needs
from tests.images.container import Container, Image
from tests.postgres import free_port

PROXY = [str(needs.node()), str(needs.HUB / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy")]
READY_WITHIN = 240


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
