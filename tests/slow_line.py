"""A line between a browser and a service as slow as one wants, and that can be cut: it also slows websockets, which a browser's own throttle does not.

What is sent waits its turn at the line's rate, which all connections share, and then arrives half a round trip later; a new connection waits
one round trip more, as for a handshake. Slow start and lost packets are not imitated.
"""

import asyncio
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

PART_BYTES = 8_192


class _Direction:
    """One way along the line: what it has carried, and when it is free again."""

    def __init__(self, bytes_a_second: float) -> None:
        self.rate, self.free, self.bytes = bytes_a_second, 0.0, 0

    def take(self, size: int, now: float) -> float:
        """The moment at which the last of `size` bytes has left."""
        self.free = max(self.free, now) + size / self.rate
        self.bytes += size
        return self.free


class SlowLine:
    """Listens on `port` and passes on to `target`, both on loopback, from a thread of its own until `close`."""

    def __init__(self, target: int, megabits: float = 10, round_trip_ms: float = 40) -> None:
        self.target, self.round_trip = target, round_trip_ms / 1000
        self._up, self._down = _Direction(megabits * 125_000), _Direction(megabits * 125_000)
        self._open: set[StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server: asyncio.Server = self._wait(lambda: asyncio.start_server(self._connected, "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]

    @property
    def carried(self) -> int:
        """Bytes so far, both ways."""
        return self._up.bytes + self._down.bytes

    def cut(self) -> None:
        """Cut all connections; new ones can be made."""

        async def abort() -> None:
            for writer in list(self._open):
                writer.transport.abort()

        self._wait(abort)

    def close(self) -> None:
        """Cut all connections and listen no more."""

        async def end() -> None:
            self._server.close()
            at_work = asyncio.all_tasks() - {asyncio.current_task()}
            for task in at_work:
                task.cancel()
            await asyncio.gather(*at_work, return_exceptions=True)
            for writer in list(self._open):
                writer.transport.abort()
            await asyncio.sleep(0.1)  # in the loop's next turns they close

        self._wait(end)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait(self, act: Callable[[], Awaitable[Any]]) -> Any:
        async def acted() -> Any:
            return await act()

        return asyncio.run_coroutine_threadsafe(acted(), self._loop).result(10)

    async def _connected(self, near: StreamReader, back: StreamWriter) -> None:
        self._open.add(back)
        try:
            far, on = await asyncio.open_connection("127.0.0.1", self.target)
        except (OSError, asyncio.CancelledError):
            back.transport.abort()
            self._open.discard(back)
            return
        self._open.add(on)
        half = self.round_trip / 2
        with suppress(asyncio.CancelledError):  # the line is at its end, and `close` sees to what is open
            await asyncio.gather(self._pass_on(near, on, self._up, half + self.round_trip), self._pass_on(far, back, self._down, half))
            self._open -= {back, on}

    async def _pass_on(self, source: StreamReader, sink: StreamWriter, way: _Direction, first_delay: float) -> None:
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(self._arrive(under_way, sink))
        earliest = self._loop.time() + first_delay
        data = b"more"
        while data:
            try:
                data = await source.read(PART_BYTES)
            except OSError:
                data = b""
            left = way.take(len(data), self._loop.time())
            under_way.put_nowait((max(earliest, left + self.round_trip / 2), data))
            await asyncio.sleep(left - self._loop.time())
        await arriving

    async def _arrive(self, under_way: "asyncio.Queue[tuple[float, bytes]]", sink: StreamWriter) -> None:
        data = b"more"
        while data:
            at, data = await under_way.get()
            await asyncio.sleep(max(0.0, at - self._loop.time()))
            sink.write(data)
        sink.close()
