"""Lines (websockets) to kernels, as a page opens them, or somebody else."""

import re
from dataclasses import dataclass
from typing import Any

from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.ioloop import IOLoop
from tornado.websocket import WebSocketClientConnection, websocket_connect

from deploy.one_machine.installation import COURSE
from tests.actors import kernel_of, talk
from tests.benchmarks import _wire as wire
from tests.hub.actors import Colleague

PAGE = "module/1-virtuelle-samtaler/1-vaelg-moedeform"


@dataclass(frozen=True)
class Kernel:
    """Somebody's kernel: its id, and the replica it lives in."""

    id: str
    replica: str

    @property
    def address(self) -> str:
        """Its address, relative to the course's base."""
        return f"replica/{self.replica}/api/kernels/{self.id}"


def open_page(somebody: Colleague) -> Kernel:
    """Let somebody open a page; gives the kernel that it was given."""
    page = somebody.get(PAGE)
    replica = re.search(r"replica/(\d)/", page.text)
    assert replica, page.text[-1000:]
    return Kernel(kernel_of(page), replica[1])


def joins(somebody: Colleague, port: int, kernel: Kernel, session: str = "abc", **headers: str) -> int:
    """What the server at `port` answers to somebody who wants a line to the kernel: 101 when she gets it."""

    async def _try() -> int:
        try:
            line = await connect(somebody, port, kernel, session, **headers)
        except HTTPClientError as error:
            return error.code
        line.close()
        return 101

    return IOLoop().run_sync(_try)


def say(somebody: Colleague, port: int, kernel: Kernel, messages: list[tuple[str, dict[str, Any], str]]) -> list[str]:
    """Send messages (type, content, channel) as a page's script could, until the last is answered; the types of what came back."""

    async def _talk() -> list[str]:
        line = await connect(somebody, port, kernel)
        return await talk(line, messages)

    return IOLoop().run_sync(_talk)


async def connect(somebody: Colleague, port: int, kernel: Kernel, session: str = "abc", **headers: str) -> WebSocketClientConnection:
    """A line as our front end opens it."""
    path = COURSE + kernel.address
    url = f"ws://127.0.0.1:{port}{path}/channels?session_id={session}"
    request = HTTPRequest(url, headers={"Cookie": somebody.cookies_for(path), **headers}, request_timeout=20)
    return await websocket_connect(request, subprotocols=[wire.PROTOCOL])
