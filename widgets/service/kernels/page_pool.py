"""Where views are forked from: the warm process, and for each page that is being read, a process that has run its notebook.

A page process serves one version of its page: when a file of the module changes, the next view starts another, and views that are open go on.
A page that cannot be shared (its notebook does what a page may not) is run anew for each view, and the log says why.
"""

import asyncio
import logging
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from widgets.service.kernels.forking import Forker, ForkFailed, PageProcess, WarmProcess

log = logging.getLogger("kompetencevej.pages")
UNREAD_SECONDS = 30 * 60
Stamp = tuple[tuple[str, int], ...]


@dataclass
class _Shared:
    """A page process, the version it serves, and when it was last wanted (monotonic seconds)."""

    process: PageProcess | None
    stamp: Stamp
    wanted: float


class PagePool:
    """The processes that views are forked from. `environment` is what they may know."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._warm: WarmProcess | None = None
        self._warming = asyncio.Lock()
        self._pages: dict[Path, _Shared] = {}
        self._running: dict[Path, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def warm(self) -> Forker:
        """The warm process, started (again) where there is none. Raises ForkFailed."""
        async with self._warming:
            if self._warm is None or self._warm.line.ended():
                if self._warm:
                    log.error("The warm process has ended; another is started")
                    self._warm.close()
                self._warm = await WarmProcess.start(self._environment)
            return self._warm

    async def source(self, notebook: Path) -> Forker:
        """The process to fork a view of `notebook` from. Raises ForkFailed."""
        self._let_go_of_unread()
        stamp = _stamp(notebook.parent)
        async with self._running[notebook]:
            shared = self._pages.get(notebook)
            if shared is None or shared.stamp != stamp or (shared.process and shared.process.line.ended()):
                self.forget(notebook)
                shared = self._pages[notebook] = _Shared(await self._run(notebook), stamp, 0)
            shared.wanted = time.monotonic()
        return shared.process or await self.warm()

    def forget(self, notebook: Path) -> None:
        """End the page's process, if there is one; the next view starts another."""
        shared = self._pages.pop(notebook, None)
        if shared and shared.process:
            shared.process.close()

    def close(self) -> None:
        """End all processes that views are forked from."""
        for notebook in list(self._pages):
            self.forget(notebook)
        if self._warm:
            self._warm.close()

    async def _run(self, notebook: Path) -> PageProcess | None:
        try:
            process = await PageProcess.start(await self.warm(), notebook, self._environment)
        except ForkFailed as error:
            log.warning("%s is run anew for each view: %s", notebook.name, error)
            return None
        if not process.problem:
            return process
        log.warning("%s is run anew for each view: %s", notebook.name, process.problem)
        process.close()
        return None

    def _let_go_of_unread(self) -> None:
        latest = time.monotonic() - UNREAD_SECONDS
        for notebook in [path for path, shared in self._pages.items() if shared.wanted < latest and not self._running[path].locked()]:
            self.forget(notebook)


def _stamp(folder: Path) -> Stamp:
    """Changes whenever a file of the module does."""
    return tuple((str(path.relative_to(folder)), path.stat().st_mtime_ns) for path in sorted(folder.rglob("*")) if path.is_file())
