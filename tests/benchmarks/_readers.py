"""Readers without a browser: each fetches the page, opens the line to its kernel, answers the first task and waits until that is saved."""

import asyncio
import re
import time
import uuid
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.benchmarks import _wire as wire
from tests.benchmarks._subjects import Subject, learner

KERNEL = re.compile(r'"kernel(?:Id)?": ?"([0-9a-f-]{36})"')
MODEL = re.compile(r'"model(?:_id)?": ?"([0-9a-f]{32})"')
ANSWER = ["fordoblet"]
WITHIN = 180  # seconds


class Reader:
    """Learner `number` with the page open from `open` until `close`."""

    def __init__(self, subject: Subject, number: int) -> None:
        self.subject, self.headers = subject, subject.headers(learner(number))
        self.client = AsyncHTTPClient(force_instance=True)
        self.kernel = ""
        self.line: WebSocketClientConnection | None = None

    async def open(self) -> None:
        """Until the first answer is saved; raises when it is not."""
        page = (await self._ask("GET", self.subject.path)).body.decode()
        (self.kernel, *_), (model, *_) = KERNEL.findall(page), MODEL.findall(page)
        address = f"{self.subject.base.replace('http', 'ws')}api/kernels/{self.kernel}/channels?session_id={uuid.uuid4().hex}"
        headers = {**self.headers, "Origin": self.subject.base.rstrip("/")}
        request = HTTPRequest(address, headers=headers, request_timeout=WITHIN)
        self.line = await websocket_connect(request, subprotocols=[wire.PROTOCOL], max_message_size=1 << 26)
        await asyncio.wait_for(self._answer(model), WITHIN)

    async def _answer(self, model: str) -> None:
        assert self.line is not None
        id = uuid.uuid4().hex
        await self.line.write_message(wire.comm_message(model, "bench", {"type": "save", "id": id, "value": ANSWER}), binary=True)
        while (heard := await self.line.read_message()) is not None:
            saved = wire.update(heard)[1].get("saved", {}) if isinstance(heard, bytes) else {}
            if saved.get("reply") == id:
                assert saved["state"] == "saved", saved
                return
        raise AssertionError("the line was closed")

    async def close(self) -> None:
        """End the kernel."""
        if self.line:
            self.line.close()
        if self.kernel:
            await self._ask("DELETE", f"api/kernels/{self.kernel}")
        self.client.close()

    async def _ask(self, method: str, path: str) -> Any:
        times = {"connect_timeout": WITHIN, "request_timeout": WITHIN}
        return await self.client.fetch(HTTPRequest(self.subject.base + path, method, self.headers, **times))  # type: ignore[arg-type]


async def at_once(subject: Subject, count: int) -> tuple[float, int, list[Reader]]:
    """`count` readers open the page at the same moment: seconds until all have saved, how many have not, and the readers."""
    readers = [Reader(subject, number) for number in range(1, count + 1)]
    begin = time.perf_counter()
    done = await asyncio.gather(*(reader.open() for reader in readers), return_exceptions=True)
    return time.perf_counter() - begin, sum(isinstance(one, BaseException) for one in done), readers


async def one_by_one(subject: Subject, count: int) -> list[Reader]:
    """The same, one after the other."""
    readers = [Reader(subject, number) for number in range(1, count + 1)]
    for reader in readers:
        await reader.open()
    return readers


async def close(readers: list[Reader]) -> None:
    await asyncio.gather(*(reader.close() for reader in readers), return_exceptions=True)
