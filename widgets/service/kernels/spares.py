"""Spare views: for each page that is being read, one that has run its notebook and waits, nobody's yet, for the next reader."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from widgets.service.kernels.forking import Forker, ForkFailed

log = logging.getLogger(__name__)
SPARE_SECONDS = 0.2


@dataclass
class Spare:
    """A view that is nobody's yet: forked from the page process `source`, and started with `environment`."""

    kernel: str
    source: Forker
    environment: dict[str, str]


class Spares:
    """`make` starts a spare view of a page, or returns None where there can be none."""

    def __init__(self, make: Callable[[Path], Awaitable[Spare | None]]) -> None:
        self._make = make
        self.ready: dict[Path, Spare] = {}
        self._making: dict[Path, asyncio.Task[None]] = {}
        self._calm: dict[Path, asyncio.TimerHandle] = {}

    def take(self, notebook: Path) -> Spare | None:
        """The spare view of this page, if there is one."""
        return self.ready.pop(notebook, None)

    def wanted_soon(self, notebook: Path) -> None:
        """Have a spare view ready for the next reader, once those who come now are served."""
        if notebook in self._calm:
            self._calm[notebook].cancel()
        self._calm[notebook] = asyncio.get_running_loop().call_later(SPARE_SECONDS, self._begin, notebook)

    def _begin(self, notebook: Path) -> None:
        if notebook not in self.ready and notebook not in self._making:
            self._making[notebook] = asyncio.create_task(self._get_ready(notebook))
            self._making[notebook].add_done_callback(lambda _: self._making.pop(notebook))

    async def _get_ready(self, notebook: Path) -> None:
        try:
            if made := await self._make(notebook):
                self.ready[notebook] = made
        except (ForkFailed, OSError) as error:
            log.warning("There is no spare view of %s: %s", notebook.name, error)

    async def close(self) -> None:
        """Begin no more, and wait for those that are begun."""
        for timer in self._calm.values():
            timer.cancel()
        await asyncio.gather(*self._making.values(), return_exceptions=True)
