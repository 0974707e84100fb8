"""Somebody who means no good, in a process of her own, so that what she costs is the installation's time and not the tests'."""

import asyncio
import multiprocessing
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import aiohttp
from tornado.httpclient import HTTPError, HTTPRequest
from tornado.websocket import WebSocketClosedError, WebSocketError, websocket_connect

from tests.benchmarks import _wire as wire


@contextmanager
def meanwhile(act: Callable[..., Any], *arguments: Any) -> Iterator[None]:
    """Let `act` go on in another process for as long as the block; it must have begun, and not have ended, of itself."""
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    process = context.Process(target=act, args=(begun, *arguments), daemon=True)
    process.start()
    try:
        assert begun.wait(30), "the attack did not begin"
        yield
        assert process.is_alive(), "the attack ended by itself"
    finally:
        process.kill()
        process.join()


def flood(begun: Any, lines: list[tuple[str, str]], bad: list[bytes | str], fair: list[bytes]) -> None:
    """Send frames over many lines (address, cookie) at once, opening each again when it ends: first many `fair` ones, then a bad one."""

    async def send(url: str, cookie: str, number: int) -> None:
        place = number
        while True:
            with suppress(WebSocketError, HTTPError, OSError, TimeoutError):
                line = await websocket_connect(
                    HTTPRequest(url, headers={"Cookie": cookie}), subprotocols=[wire.PROTOCOL], max_message_size=1 << 26
                )
                begun.set()
                for frame in fair:
                    with suppress(WebSocketClosedError):
                        await line.write_message(frame, binary=True)
                await line.write_message(bad[place % len(bad)], binary=isinstance(bad[place % len(bad)], bytes))
                place += 1
                until = time.monotonic() + 2
                while time.monotonic() < until and await asyncio.wait_for(line.read_message(), 2) is not None:
                    pass
                line.close()

    async def send_all() -> None:
        await asyncio.gather(*(send(url, cookie, number) for number, (url, cookie) in enumerate(lines)))

    asyncio.run(send_all())


def ask_at_once(begun: Any, url: str, cookie: str, count: int) -> None:
    """Ask for a page so many times at once, and again when all are answered."""

    async def ask() -> None:
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        async with aiohttp.ClientSession(connector=connector, headers={"Cookie": cookie}) as session:

            async def one() -> None:
                with suppress(aiohttp.ClientError, TimeoutError):
                    async with session.get(url) as answer:
                        await answer.read()

            while True:
                asking = [asyncio.create_task(one()) for _ in range(count)]
                await asyncio.sleep(0)
                begun.set()
                await asyncio.gather(*asking)

    asyncio.run(ask())


def dawdle(begun: Any, ports: list[int], starts: list[bytes], count: int) -> None:
    """Open `count` connections to each port, send the beginning of a request on each, then a byte a second, and open again what is closed."""

    def opened(port: int, number: int) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", port), timeout=5)
        line.sendall(starts[number % len(starts)])
        return line

    lines = {(port, number): opened(port, number) for port in ports for number in range(count)}
    begun.set()
    while True:
        time.sleep(1)
        for (port, number), line in list(lines.items()):
            try:
                line.sendall(b"x")
            except OSError:
                line.close()
                lines[port, number] = opened(port, number)
