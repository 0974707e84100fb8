"""The kernels behind the pages: each belongs to one person, knows only what it needs, and ends when its page does."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import nbformat
from jupyter_core.utils import ensure_async
from nbformat import NotebookNode
from tornado.ioloop import IOLoop

from widgets.service.kernels import configuration, forking, running, upstream
from widgets.service.kernels.frames import Pace
from widgets.service.kernels.page_pool import PagePool
from widgets.service.kernels.places import Chosen, Place, Places
from widgets.service.kernels.spares import Spare, Spares
from widgets.session import LEARNER

log = logging.getLogger("kompetencevej.kernels")
MOST_LINES = 4  # a page has one, and another while it mends that
# A kernel on loopback warns, on the terminal of whoever started the course, that its line is not encrypted; it takes only signed messages.
HEARD_SECONDS = 20  # a kernel takes milliseconds to save an answer, and seconds on a machine that has much to do
QUIET = ["--IPKernelApp.log_level=ERROR"]


class Kernels:
    """Starts and ends kernels, and remembers whose they are and which lines lead to them."""

    def __init__(self, manager: Any, folder: Path) -> None:
        self.manager = manager
        upstream.hears_only_comms(manager)
        upstream.has_room_for_many(manager)
        self._folder = folder
        self._owners: dict[str, str] = {}
        self._lines: dict[str, list[Any]] = defaultdict(list)
        self._pool = PagePool(self._environment()) if forking.possible() else None
        self.spares = Spares(self._spare)
        self.places = Places(self, Chosen())
        self.pace: dict[str, Pace] = defaultdict(Pace)
        self._telling: dict[str, set[asyncio.Task[bool]]] = defaultdict(set)

    async def warm_up(self) -> None:
        """Get ready to fork, so that the first reader does not wait for it; where that cannot be, kernels are started one by one."""
        try:
            if self._pool:
                from widgets.service.kernels import bounds  # machines that fork alone have what it needs

                bounds.open_many_files()
                await self._pool.warm()
        except forking.ForkFailed as error:
            log.warning("Pages will open slowly: %s", error)
            self._pool = None

    def owner(self, kernel: str) -> str | None:
        """Whose the kernel is; None when it does not run (any more)."""
        return self._owners.get(kernel) if kernel in self.manager else None

    async def view(self, owner: str, notebook: Path, place: Place | None = None) -> tuple[str, dict[str, Any]]:
        """Start a kernel that has run `notebook` and loaded the answers of `owner`, a fork where that can be.

        `place` is what was promised for it. Returns its id and what the page shows: {components: {cell: {model, module, state}},
        failures: {cell: trace}}. Raises Crowded.
        """
        if self._pool is None:
            return await self._view_by_itself(owner, notebook, place)
        async with place or self.places.take(owner):
            return await self._view(self._pool, owner, notebook)

    async def _view(self, pool: PagePool, owner: str, notebook: Path) -> tuple[str, dict[str, Any]]:
        environment = {**self._environment(), LEARNER: owner}
        try:
            source = await pool.source(notebook)
            kernel = await self._claim(owner, notebook, source) or await self._fork(environment, notebook, source)
        except forking.ForkFailed:
            pool.forget(notebook)  # its process may have died between two views
            kernel = await self._fork(environment, notebook, await pool.warm())
        self.spares.wanted_soon(notebook)
        page = self.manager.get_kernel(kernel).provisioner.page
        return kernel, {"components": page["components"], "failures": page["failures"]}

    async def _fork(self, environment: dict[str, str], notebook: Path, source: forking.Forker) -> str:
        """A view that is forked now; a spare where the environment names no learner."""
        wish = {"task": "view", "notebook": str(notebook)}
        kernel = await self._start(notebook.parent, environment, fork_from=source, wish=wish)
        upstream.has_started(self.manager.get_kernel(kernel))
        return kernel

    async def _claim(self, owner: str, notebook: Path, source: forking.Forker) -> str | None:
        """The spare view, where there is one of this version of the page."""
        spare = self.spares.take(notebook)
        if spare is None:
            return None
        try:
            if spare.source is source and spare.kernel in self.manager:
                manager = self.manager.get_kernel(spare.kernel)
                upstream.in_use(manager)  # or it could be culled before its page has a line to it
                await manager.provisioner.claim(owner)
                spare.environment[LEARNER] = owner  # should it be restarted
                self._owners[spare.kernel] = owner
                return spare.kernel
        except forking.ForkFailed as error:
            log.warning("A spare view was of no use: %s", error)
        await self.stop(spare.kernel)
        return None

    async def _spare(self, notebook: Path) -> Spare | None:
        """A new spare view; None where the page is run anew for each, or there is no room for what nobody has asked for."""
        if self.places.full():
            return None
        environment = self._environment()
        source = await cast(PagePool, self._pool).source(notebook)
        if not isinstance(source, forking.PageProcess):
            return None
        return Spare(await self._fork(environment, notebook, source), source, environment)

    async def _view_by_itself(self, owner: str, notebook: Path, place: Place | None) -> tuple[str, dict[str, Any]]:
        kernel = await self.start(owner, notebook.parent, place)
        try:
            whole = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
            return kernel, await running.shown(self.manager.get_kernel(kernel), whole)
        except BaseException:
            await self.stop(kernel)
            raise

    async def start(self, owner: str, folder: Path, place: Place | None = None) -> str:
        """Start an ordinary kernel for `owner` in the folder of a released module. Raises Crowded."""
        async with place or self.places.take(owner):
            environment = {**self._environment(), LEARNER: owner}
            if self._pool is None:
                return await self._start(folder, environment)
            return await self._start(folder, environment, fork_from=await self._pool.warm(), wish={"task": "kernel"})

    def owned(self) -> dict[str, str]:
        """Whose each kernel is that runs, the oldest first."""
        self._owners = {kernel: name for kernel, name in self._owners.items() if kernel in self.manager}
        return self._owners

    def unseen(self, kernel: str) -> float:
        """For how many seconds nobody has looked at a kernel's page."""
        return upstream.unused(self.manager.get_kernel(kernel))

    def give_up(self, kernel: str) -> Awaitable[None]:
        """End a kernel, which is nobody's from now on; its page wakes when it is looked at."""
        self._owners.pop(kernel, None)
        return asyncio.ensure_future(self.stop(kernel))

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
        if kernel in self.manager and not upstream.is_being_ended(self.manager.get_kernel(kernel)):
            IOLoop.current().add_callback(self.stop, kernel)
        else:  # culled
            IOLoop.current().add_callback(self._hang_up, kernel)

    def run(self, kernel: str, notebook: NotebookNode) -> AsyncIterator[NotebookNode]:
        """Execute the notebook's code cells one by one; a failing cell does not keep the others from running."""
        return running.cells(self.manager.get_kernel(kernel), notebook)

    async def alive(self, kernel: str) -> bool:
        """Whether the kernel still runs; a visible page asking counts as use."""
        manager = self.manager.get_kernel(kernel)
        if not await ensure_async(manager.is_alive()):
            await self.stop(kernel)
            return False
        upstream.in_use(manager)
        return True

    async def tell(self, kernel: str, content: dict[str, Any]) -> bool:
        """Tell a component what its page could not wait to see confirmed; whether the kernel has acted on it."""
        telling = asyncio.create_task(upstream.heard(self.manager.get_kernel(kernel), content, HEARD_SECONDS))
        self._telling[kernel].add(telling)
        try:
            return await telling
        finally:
            self._telling[kernel].discard(telling)
            if not self._telling[kernel]:
                del self._telling[kernel]

    async def leave(self, kernel: str) -> None:
        """End the kernel of a page that is gone, once it has acted on what it was told last."""
        while telling := self._telling.get(kernel):
            await asyncio.wait(telling)
        await self.stop(kernel)

    async def stop(self, kernel: str) -> None:
        """End the kernel, if it runs, and the lines to it."""
        self._owners.pop(kernel, None)
        if kernel in self.manager:
            # a fork has nothing to tidy up: what it has saved is saved, and what it was about to save its page sends again
            await ensure_async(self.manager.shutdown_kernel(kernel, now=self._pool is not None))
        self._hang_up(kernel)

    def _hang_up(self, kernel: str) -> None:
        for line in self._lines.pop(kernel, []):
            line.hang_up()

    def lines(self) -> list[tuple[str, Any]]:
        """The lines that are open, each with the kernel it leads to."""
        return [(kernel, line) for kernel, lines in self._lines.items() for line in lines]

    def connected(self, kernel: str, line: Any) -> None:
        """A page has opened a line to its kernel; where it has too many, the oldest ends."""
        lines = self._lines[kernel]
        lines.append(line)
        for oldest in lines[:-MOST_LINES]:
            lines.remove(oldest)
            oldest.hang_up()

    def disconnected(self, kernel: str, line: Any) -> None:
        """The line is closed."""
        with suppress(ValueError):
            self._lines.get(kernel, []).remove(line)

    async def close(self) -> None:
        """End all kernels, and what they were forked from."""
        await self.spares.close()
        await asyncio.gather(*(self.stop(kernel) for kernel in list(self.manager.list_kernel_ids())))
        if self._pool:
            self._pool.close()

    def _environment(self) -> dict[str, str]:
        return configuration.environment(self._folder)
