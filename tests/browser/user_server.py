"""A JupyterHub that gives each of its people a Jupyter server of her own, as it is when nobody has set up the course for it but installed it there."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.browser.binder import PROXY
from tests.postgres import free_port

PASSWORD = "sammen-i-kantinen"
READY_WITHIN = 120
CONFIGURATION = """
c.JupyterHub.bind_url = "http://127.0.0.1:{public}"
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = {proxy!r}
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "{password}"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{homes}/{{username}}"
c.Spawner.cmd = [{singleuser!r}, "--allow-root"]
c.Spawner.start_timeout = c.Spawner.http_timeout = {within}
"""


class UserServers:
    """The Hub in a folder of its own, with a home for each of its people below `homes`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.homes = folder, folder / "homes"
        self.public, hub, api = (free_port() for _ in range(3))
        singleuser = str(Path(sys.executable).with_name("jupyterhub-singleuser"))
        (folder / "jupyterhub_config.py").write_text(
            CONFIGURATION.format(
                public=self.public,
                hub=hub,
                api=api,
                proxy=PROXY,
                homes=self.homes,
                singleuser=singleuser,
                password=PASSWORD,
                within=READY_WITHIN,
            ),
            "utf-8",
        )

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.public}"

    def base(self, username: str) -> str:
        """Where her course is."""
        return f"{self.origin}/user/{username}/kompetencevej/"

    def terminal(self, username: str) -> dict[str, str]:
        """The environment in a terminal of her server, as far as programs look at it."""
        return {**os.environ, "HOME": str(self.homes / username), "JUPYTERHUB_SERVICE_PREFIX": f"/user/{username}/"}

    def __enter__(self) -> "UserServers":
        command = [sys.executable, "-m", "jupyterhub", "--config", "jupyterhub_config.py"]
        with (self.folder / "hub.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT, start_new_session=True, env=os.environ
            )
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.origin}/hub/health", timeout=10):
                    return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError(self.said())

    def said(self) -> str:
        """The end of what the Hub and its servers have said."""
        return (self.folder / "hub.log").read_text("utf-8", "replace")[-4000:]

    def __exit__(self, *_: object) -> None:
        self.process.terminate()  # it ends its people's servers and its proxy itself
        self.process.wait(60)
