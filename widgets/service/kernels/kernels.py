"""The kernels behind the pages: each belongs to one person, knows only what it needs, and ends when its page does.

This is the only file that touches what Voila and jupyter_server do not promise: `VoilaKernelWebsocketHandler`, `get_page_config`,
a kernel manager's `last_activity` and `execution_state`, and the shape of the page configuration that Voila's front end reads.
tests/service/test_upstream.py fails loudly when an upgrade changes one of them.
"""

import asyncio
import logging
import os
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

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
from widgets import contract
from widgets.service.kernels import forking
from widgets.service.kernels.page_pool import Views
from widgets.session import LEARNER

log = logging.getLogger("kompetencevej.kernels")
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
IDLE_SECONDS = 30 * 60
FAREWELL_SECONDS = 3
MOST_AT_ONCE = 8
SPARE_SECONDS = 0.2
# A kernel on loopback warns, on the terminal of whoever started the course, that its line is not encrypted; it takes only signed messages.
QUIET = ["--IPKernelApp.log_level=ERROR"]
MESSAGES = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]
IPYWIDGETS = {"layout", "tabbable", "tooltip"}  # traits that every widget has and ours do not use
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
    if forking.possible():
        config.KernelProvisionerFactory.default_provisioner_name = forking.PROVISIONER
        # a port that is free when it is chosen may be taken when the kernel gets to it, and others on the machine may knock at it
        config.KernelManager.transport = "ipc"
    return config


class OwnKernel(KernelSpecManager):
    """Knows the Python that runs the service, and nothing else: a kernel in the user's own folders must not stand in for it."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []


@dataclass
class Spare:
    """A view that is nobody's yet: forked from the page process `source`, and started with `environment`."""

    kernel: str
    source: forking.Source
    environment: dict[str, str]


class Kernels:
    """Starts and ends kernels, and remembers whose they are and which lines lead to them."""

    def __init__(self, manager: Any, folder: Path) -> None:
        self.manager = manager
        manager.allowed_message_types = MESSAGES
        self._folder = folder
        self._owners: dict[str, str] = {}
        self._lines: dict[str, set[Any]] = defaultdict(set)
        self._views = Views(self._environment()) if forking.possible() else None
        self._spares: dict[Path, Spare] = {}
        self._sparing: dict[Path, asyncio.Task[None]] = {}
        self._calm: dict[Path, asyncio.TimerHandle] = {}

    async def warm_up(self) -> None:
        """Get ready to fork, so that the first reader does not wait for it; where that cannot be, kernels are started one by one."""
        try:
            if self._views:
                await self._views.warm()
        except forking.ForkFailed as error:
            log.warning("Pages will open slowly: %s", error)
            self._views = None

    def owner(self, kernel: str) -> str | None:
        """Whose the kernel is; None when it does not run (any more)."""
        return self._owners.get(kernel) if kernel in self.manager else None

    async def view(self, owner: str, notebook: Path) -> tuple[str, dict[str, Any]]:
        """Start a kernel that has run `notebook` and loaded the answers of `owner`, a fork where that can be.

        Returns its id and what the page shows: {components: {cell: {model, module, state}}, failures: {cell: trace}}.
        """
        if self._views is None:
            return await self._view_by_itself(owner, notebook)
        await self._make_room(owner)
        environment = {**self._environment(), LEARNER: owner}
        try:
            source = await self._views.source(notebook)
            kernel = await self._claim(owner, notebook, source) or await self._fork(environment, notebook, source)
        except forking.ForkFailed:
            self._views.forget(notebook)  # its process may have died between two views
            kernel = await self._fork(environment, notebook, await self._views.warm())
        self._spare_soon(notebook)
        page = self.manager.get_kernel(kernel).provisioner.page
        return kernel, {"components": page["components"], "failures": page["failures"]}

    async def _fork(self, environment: dict[str, str], notebook: Path, source: forking.Source) -> str:
        """A view that is forked now; a spare where the environment names no learner."""
        wish = {"task": "view", "notebook": str(notebook)}
        kernel = await self._start(notebook.parent, environment, fork_from=source, wish=wish)
        self.manager.get_kernel(kernel).execution_state = "idle"  # it has run its notebook
        return kernel

    async def _claim(self, owner: str, notebook: Path, source: forking.Source) -> str | None:
        """The spare view, where there is one of this version of the page."""
        spare = self._spares.pop(notebook, None)
        if spare is None:
            return None
        try:
            if spare.source is source and spare.kernel in self.manager:
                manager = self.manager.get_kernel(spare.kernel)
                manager.last_activity = utcnow()  # its idle time begins now, or it could be culled before its page has a line to it
                await manager.provisioner.claim(owner)
                spare.environment[LEARNER] = owner  # should it be restarted
                self._owners[spare.kernel] = owner
                return spare.kernel
        except forking.ForkFailed as error:
            log.warning("A spare view was of no use: %s", error)
        await self.stop(spare.kernel)
        return None

    def _spare_soon(self, notebook: Path) -> None:
        """Have a spare view ready for the next reader, once those who come now are served."""
        if notebook in self._calm:
            self._calm[notebook].cancel()
        self._calm[notebook] = asyncio.get_running_loop().call_later(SPARE_SECONDS, self._make_spare, notebook)

    def _make_spare(self, notebook: Path) -> None:
        if notebook not in self._spares and notebook not in self._sparing:
            self._sparing[notebook] = asyncio.create_task(self._spare(notebook))
            self._sparing[notebook].add_done_callback(lambda _: self._sparing.pop(notebook))

    async def _spare(self, notebook: Path) -> None:
        environment = self._environment()
        try:
            source = await cast(Views, self._views).source(notebook)
            if isinstance(source, forking.PageProcess):
                self._spares[notebook] = Spare(await self._fork(environment, notebook, source), source, environment)
        except (forking.ForkFailed, OSError) as error:
            log.warning("There is no spare view of %s: %s", notebook.name, error)

    async def _view_by_itself(self, owner: str, notebook: Path) -> tuple[str, dict[str, Any]]:
        kernel = await self.start(owner, notebook.parent)
        shown: dict[str, Any] = {"components": {}, "failures": {}}
        try:
            client = self._client(kernel, contract.read(notebook))
            async for cell in self._executed(client):
                for output in cell.outputs:
                    if output.output_type == "error":
                        shown["failures"][cell.id] = "\n".join(output.traceback)
                    elif found := output.get("data", {}).get("application/vnd.jupyter.widget-view+json"):
                        state = client.widget_state[found["model_id"]]
                        stem = contract.stem(cell)
                        own = {name: value for name, value in state.items() if not name.startswith("_") and name not in IPYWIDGETS}
                        shown["components"][cell.id] = {"model": found["model_id"], "module": stem, "state": own}
        except BaseException:
            await self.stop(kernel)
            raise
        return kernel, shown

    async def start(self, owner: str, folder: Path) -> str:
        """Start an ordinary kernel for `owner` in the folder of a released module."""
        await self._make_room(owner)
        environment = {**self._environment(), LEARNER: owner}
        if self._views is None:
            return await self._start(folder, environment)
        return await self._start(folder, environment, fork_from=await self._views.warm(), wish={"task": "kernel"})

    async def _make_room(self, owner: str) -> None:
        """One person's forgotten tabs must not fill the machine; such a page wakes again when it is looked at."""
        self._owners = {kernel: name for kernel, name in self._owners.items() if kernel in self.manager}
        own = [kernel for kernel, name in self._owners.items() if name == owner]
        for oldest in own[: max(0, len(own) - MOST_AT_ONCE + 1)]:
            await self.stop(oldest)

    async def _start(self, folder: Path, environment: dict[str, str], **how: Any) -> str:
        kernel = str(uuid4())
        if how:
            how["ended"] = partial(self._ended, kernel)
        started = self.manager.start_kernel(
            kernel_name="python3", kernel_id=kernel, path=folder.name, env=environment, extra_arguments=QUIET, **how
        )
        await ensure_async(started)
        if not await ensure_async(self.manager.is_alive(kernel)):
            await self.stop(kernel)
            raise forking.ForkFailed("Opgaverne kunne ikke startes. Prøv igen om lidt.", "The process ended as soon as it had begun")
        if LEARNER in environment:
            self._owners[kernel] = environment[LEARNER]
        return kernel

    def _ended(self, kernel: str) -> None:
        """A kernel has ended: its page hears of it, and where nobody asked it to, it is forgotten at once."""
        if kernel in self.manager and not self.manager.get_kernel(kernel).shutting_down:
            IOLoop.current().add_callback(self.stop, kernel)
        else:  # culled
            IOLoop.current().add_callback(self._hang_up, kernel)

    async def run(self, kernel: str, notebook: NotebookNode) -> AsyncIterator[NotebookNode]:
        """Execute the notebook's code cells one by one; a failing cell does not keep the others from running."""
        async for cell in self._executed(self._client(kernel, notebook)):
            yield cell

    def _client(self, kernel: str, notebook: NotebookNode) -> NotebookClient:
        return NotebookClient(notebook, km=self.manager.get_kernel(kernel), allow_errors=True, timeout=60, startup_timeout=60)

    async def _executed(self, client: NotebookClient) -> AsyncIterator[NotebookNode]:
        client.kc = await client.async_start_new_kernel_client()
        try:
            for index, cell in enumerate(client.nb.cells):
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
        """End the kernel, if it runs, and the lines to it."""
        self._owners.pop(kernel, None)
        if kernel in self.manager:
            # a fork has nothing to tidy up: what it has saved is saved, and what it was about to save its page sends again
            await ensure_async(self.manager.shutdown_kernel(kernel, now=self._views is not None))
        self._hang_up(kernel)

    def _hang_up(self, kernel: str) -> None:
        for line in self._lines.pop(kernel, set()):
            line.hang_up()

    def lines(self) -> list[tuple[str, Any]]:
        """The lines that are open, each with the kernel it leads to."""
        return [(kernel, line) for kernel, lines in self._lines.items() for line in lines]

    def connected(self, kernel: str, line: Any) -> None:
        """A page has opened a line to its kernel."""
        self._lines[kernel].add(line)

    def disconnected(self, kernel: str, line: Any) -> None:
        """The line is closed."""
        self._lines.get(kernel, set()).discard(line)

    async def close(self) -> None:
        """End all kernels, and what they were forked from."""
        for timer in self._calm.values():
            timer.cancel()
        await asyncio.gather(*self._sparing.values(), return_exceptions=True)
        await asyncio.gather(*(self.stop(kernel) for kernel in list(self.manager.list_kernel_ids())))
        if self._views:
            self._views.close()

    def _environment(self) -> dict[str, str]:
        passed = {key: value for key, value in os.environ.items() if key in PASSED_ON or key.startswith("LC_")}
        own = {
            "KOMPETENCEVEJ_HOME": str(settings.home()),
            "KOMPETENCEVEJ_DATABASE": settings.pages_database(),
            "IPYTHONDIR": str(self._folder / "ipython"),
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
    return {**parts, "baseUrl": handler.base_url + service.entrance.here, "kernelId": kernel, "jupyterLabTheme": "light"}


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

    _opening: asyncio.Future[None] | None = None

    async def pre_get(self) -> None:
        """Wait until the kernel answers, which one that ends meanwhile never does."""
        self.require_owner(self.kernel_id)
        self.settings["course"].kernels.connected(self.kernel_id, self)
        self._opening = asyncio.ensure_future(super().pre_get())
        try:
            await self._opening
        except asyncio.CancelledError:
            raise HTTPError(404, "This page's kernel has ended") from None
        if self.connection is None:
            raise HTTPError(404, "The page was closed while its line was being opened")

    def hang_up(self) -> None:
        """Close the line, be it open or not yet, unless the other end has."""
        if self._opening:
            self._opening.cancel()
        with suppress(AttributeError):  # Tornado lets go of the stream before it says that the line is closed
            self.close()

    def write_error(self, status_code: int, **_: Any) -> None:
        """Refuse without a page: nobody reads it."""
        self.finish()

    def on_close(self) -> None:
        self.settings["course"].kernels.disconnected(self.kernel_id, self)
        super().on_close()


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
