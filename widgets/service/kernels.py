"""The kernels behind the pages: each belongs to one person, knows only what it needs, and ends when its page does.

This is the only file that touches what Voila and jupyter_server do not promise: `VoilaKernelWebsocketHandler`, `get_page_config`,
a kernel manager's `last_activity`, and the shape of the page configuration that Voila's front end reads. tests/service/test_upstream.py
fails loudly when an upgrade changes one of them.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_core.utils import ensure_async
from jupyter_server._tz import utcnow
from jupyter_server.base.handlers import APIHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from nbclient.client import NotebookClient
from nbformat import NotebookNode
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, authenticated
from traitlets import default
from traitlets.config import Config
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.utils import get_page_config

from course import settings
from widgets.session import LEARNER

KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
IDLE_SECONDS = 30 * 60
FAREWELL_SECONDS = 3
MOST_AT_ONCE = 8
# A kernel on loopback warns, on the terminal of whoever started the course, that its line is not encrypted; it takes only signed messages.
QUIET = ["--IPKernelApp.log_level=ERROR"]
MESSAGES = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]

# A list of what may pass rather than of what may not: a token or password that somebody adds to the service's environment stays there.
PASSED_ON = {
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONWARNINGS",
    "LD_LIBRARY_PATH", "XDG_DATA_HOME", "XDG_CACHE_HOME", "SYSTEMROOT", "APPDATA", "LOCALAPPDATA", "USERPROFILE", "KOMPETENCEVEJ_DATA",
}  # fmt: skip


def configuration() -> Config:
    """What the kernels' managers are told.

    An idle kernel is culled although its page is open: answers are saved as they change, a visible page keeps its kernel awake (`Pulse`),
    and a page forgotten in a tab would otherwise hold its memory for days. A kernel that dies is not restarted behind the reader's back,
    since the new one would know nothing of the page; the page says what happened instead.
    """
    config = Config()
    config.MappingKernelManager.cull_idle_timeout = int(os.environ.get("KOMPETENCEVEJ_IDLE_SECONDS") or IDLE_SECONDS)
    config.MappingKernelManager.cull_interval = max(1, min(60, config.MappingKernelManager.cull_idle_timeout // 4))
    config.MappingKernelManager.cull_connected = True
    config.KernelManager.autorestart = False
    config.VoilaConfiguration.kernel_spec_manager_class = OwnKernel
    return config


class OwnKernel(KernelSpecManager):
    """Knows the Python that runs the service, and nothing else: a kernel in the user's own folders must not stand in for it."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []


class Kernels:
    """Starts and ends kernels, and remembers whose they are."""

    def __init__(self, manager: Any, folder: Path) -> None:
        self.manager = manager
        manager.allowed_message_types = MESSAGES
        self._folder = folder
        self._owners: dict[str, str] = {}

    def owner(self, kernel: str) -> str | None:
        """Whose the kernel is; None when it does not run (any more)."""
        return self._owners.get(kernel) if kernel in self.manager else None

    async def start(self, owner: str, module: str) -> str:
        """Start a kernel for `owner` in the folder of a released module."""
        self._owners = {kernel: name for kernel, name in self._owners.items() if kernel in self.manager}
        own = [kernel for kernel, name in self._owners.items() if name == owner]
        for oldest in own[: max(0, len(own) - MOST_AT_ONCE + 1)]:
            await self.stop(oldest)  # one person's forgotten tabs must not fill the machine; such a page offers to reload
        kernel = await ensure_async(
            self.manager.start_kernel(kernel_name="python3", path=module, env=self._environment(owner), extra_arguments=QUIET)
        )
        self._owners[kernel] = owner
        return cast(str, kernel)

    async def run(self, kernel: str, notebook: NotebookNode) -> AsyncIterator[NotebookNode]:
        """Execute the notebook's code cells one by one; a failing cell does not keep the others from running."""
        client = NotebookClient(
            notebook, km=self.manager.get_kernel(kernel), allow_errors=True, timeout=60, startup_timeout=60, store_widget_state=False
        )
        client.kc = await client.async_start_new_kernel_client()
        try:
            for index, cell in enumerate(notebook.cells):
                if cell.cell_type == "code":
                    yield await client.async_execute_cell(cell, index, store_history=False)
        finally:
            client.kc.stop_channels()

    async def alive(self, kernel: str) -> bool:
        """Whether the kernel still runs; a visible page asking counts as use."""
        manager = self.manager.get_kernel(kernel)
        if not await ensure_async(manager.is_alive()):
            await self.stop(kernel)
            return False
        manager.last_activity = utcnow()
        return True

    async def stop(self, kernel: str) -> None:
        """End the kernel, if it runs."""
        self._owners.pop(kernel, None)
        if kernel in self.manager:
            await ensure_async(self.manager.shutdown_kernel(kernel))

    def _environment(self, owner: str) -> dict[str, str]:
        passed = {key: value for key, value in os.environ.items() if key in PASSED_ON or key.startswith("LC_")}
        own = {
            "KOMPETENCEVEJ_HOME": str(settings.home()),
            "KOMPETENCEVEJ_DATABASE": settings.database(),
            "IPYTHONDIR": str(self._folder / "ipython"),
            LEARNER: owner,
        }
        return {**passed, **own}


def page_configuration(handler: Any, kernel: str) -> dict[str, Any]:
    """What Voila's front end reads from the page: where things are, and which kernel is the page's."""
    service = handler.settings["course"]
    parts: dict[str, Any] = get_page_config(
        base_url=handler.base_url, settings=handler.settings, log=service.log, voila_configuration=service.voila_configuration
    )
    parts["fullMathjaxUrl"] = handler.base_url + "theme/no-formulas.js"
    parts["mathjaxConfig"] = "none"
    return {**parts, "baseUrl": handler.base_url, "kernelId": kernel, "jupyterLabTheme": "light"}


class _Owned:
    """Lets nobody but its owner near a kernel."""

    settings: Any
    current_user: Any

    def require_owner(self, kernel: str) -> None:
        """Raise 404 when there is no such kernel and 403 when it is another person's."""
        owner = self.settings["course"].kernels.owner(kernel)
        if owner is None:
            raise HTTPError(404, "This page's kernel has ended")
        if owner != self.current_user.username:
            raise HTTPError(403, "This is another person's kernel")


class Pulse(_Owned, KernelHandler):
    """Tells a page whether its kernel lives, and keeps it awake. Voila's front end asks here too."""

    @authenticated
    async def get(self, kernel_id: str) -> None:
        self.require_owner(kernel_id)
        if not await self.settings["course"].kernels.alive(kernel_id):
            raise HTTPError(404, "This page's kernel has died")
        await super().get(kernel_id)  # type: ignore[misc]  # it is a coroutine, whatever the decorator says

    @authenticated
    async def delete(self, kernel_id: str) -> None:
        self.require_owner(kernel_id)
        await self.settings["course"].kernels.stop(kernel_id)
        self.set_status(204)
        self.finish()


class Channels(_Owned, VoilaKernelWebsocketHandler):  # type: ignore[misc]  # Voila has no types
    """A page's line to its kernel."""

    async def pre_get(self) -> None:
        self.require_owner(self.kernel_id)
        await super().pre_get()


class Shutdown(_Owned, APIHandler):
    """A page says goodbye: its kernel ends. A page may say so twice, so a kernel that is gone is no error."""

    @authenticated
    async def post(self, kernel_id: str) -> None:
        kernels = self.settings["course"].kernels
        if kernels.owner(kernel_id) is not None:
            self.require_owner(kernel_id)
            # what was written last may still be on its way, and a shutdown would overtake it
            IOLoop.current().call_later(FAREWELL_SECONDS, lambda: kernels.stop(kernel_id))
        self.set_status(204)
        self.finish()
