"""The door of every server: what no address takes is refused at once, and what does not come is not waited for."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import pytest
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from widgets.service.web.gate import HELD, LONGEST_ADDRESS, SMALL, Gate

JSON, FORM = "Content-Type: application/json\r\n", "Content-Type: application/x-www-form-urlencoded\r\n"
LONGER = 4 * SMALL


class Echo(RequestHandler):
    """Says how much came."""

    def get(self) -> None:
        self.finish("0")

    def post(self) -> None:
        self.finish(str(len(self.request.body)))


def at_the_door(story: Callable[[int], Coroutine[Any, Any, None]], seconds: float = 0.4) -> None:
    """Let a story happen at a server with a door that waits for a moment only, or for so long."""

    async def _run() -> None:
        server = Gate(Application([(r"/.*", Echo)]), longer={"/comment/[^/]+": LONGER}, body_seconds=seconds, idle_seconds=seconds)
        socket, port = bind_unused_port()
        server.add_socket(socket)
        try:
            await story(port)
        finally:
            server.stop()
            await server.close_all_connections()

    asyncio.run(_run())


async def said(port: int, sent: bytes) -> tuple[int, bytes]:
    """The status of what is answered, or 0 where nothing is, and all of it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()
    return (int(answer.split()[1]) if answer else 0), answer


def post(size: int, path: str = "/x", more: str = "") -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{more or FORM}Content-Length: {size}\r\n\r\n".encode() + b"x" * size


def post_json(body: str | bytes) -> bytes:
    sent = body if isinstance(body, bytes) else body.encode()
    return f"POST /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{JSON}Content-Length: {len(sent)}\r\n\r\n".encode() + sent


def chunked(*chunks: bytes) -> bytes:
    head = f"POST /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{FORM}Transfer-Encoding: chunked\r\n\r\n".encode()
    return head + b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def get(target: str) -> bytes:
    return f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()


@pytest.mark.parametrize(
    ("what", "sent", "status"),
    [
        ("all that an address takes", post(SMALL), 200),
        ("a byte more", post(SMALL + 1), 413),
        ("all that an address takes that takes more", post(LONGER, "/comment/1"), 200),
        ("a byte more than that", post(LONGER + 1, "/comment/1"), 413),
        ("an address below it", post(SMALL + 1, "/comment/1/2"), 413),
        ("its name in the query", post(SMALL + 1, "/x?/comment/1"), 413),
        ("megabytes", post(3 * HELD), 413),
        ("small pieces", chunked(*[b"x" * 100] * 100), 200),
        ("too many small pieces", chunked(*[b"x" * 100] * 200), 413),
        ("one piece", chunked(b"x" * 3 * HELD), 413),
        ("a length beyond all", post(0).replace(b"Content-Length: 0", b"Content-Length: " + b"9" * 300), 413),
        ("two lengths", post(2).replace(b"Content-Length: 2", b"Content-Length: 2\r\nContent-Length: 3"), 400),
        ("an address", get("/x?y=" + "x" * 1000), 200),
        ("a long address", get("/" + "x" * LONGEST_ADDRESS), 414),
        ("a NUL in the address", get("/a%00b"), 400),
        ("a line's end in the address", get("/a%0d%0ab"), 400),
        ("a NUL in the query", get("/?a=%00"), 400),
        ("half a character", get("/%ed%a0%80"), 400),
        ("Danish", get("/%C3%A6%C3%B8%C3%A5?q=%C3%A6"), 200),
        ("a NUL in a form", post(0).replace(b"Content-Length: 0\r\n\r\n", b"Content-Length: 5\r\n\r\na=%00"), 400),
        ("an object", post_json('{"comment": "Godt gået 🙂"}'), 200),
        ("nothing", post_json(""), 200),
        ("deep lists", post_json('{"a":' + "[" * 5000 + "]" * 5000 + "}"), 400),
        ("strings that never end", post_json('{"' + '\\"' * 7000), 400),
        ("half a character in JSON", post_json('{"a": "\\ud800"}'), 400),
        ("half a character in a name", post_json('{"\\udfff": 1}'), 400),
        ("a number without end", post_json('{"a": 1e999}'), 400),
        ("no number", post_json('{"a": [NaN]}'), 400),
        ("a list", post_json("[]"), 400),
        ("bytes", post_json(b'{"a": "\xff"}'), 400),
    ],
)
def test_what_is_let_in_and_what_is_refused(what: str, sent: bytes, status: int) -> None:
    async def story(port: int) -> None:
        found, answer = await said(port, sent)
        assert found == status, (what, answer[:200])
        if status == 413:
            assert "Det var for meget på én gang".encode() in answer
            assert b"too much at once" in answer
        if status != 200 and what != "two lengths":
            assert b"default-src 'none'" in answer
            assert b'lang="da"' in answer
            assert b'lang="en"' in answer

    at_the_door(story)


def test_who_asks_before_sending_is_refused_before_sending() -> None:
    async def story(port: int) -> None:
        head = f"POST /x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: {SMALL + 1}\r\n\r\n".encode()
        found, answer = await said(port, head)
        assert found == 413
        assert b"100" not in answer.split(b"\r\n")[0]

    at_the_door(story)


@pytest.mark.parametrize(
    "start",
    [
        b"GET / HTTP/1.1\r\nHo",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nx",
        b"",
    ],
)
def test_what_does_not_come_is_not_waited_for(start: bytes) -> None:
    async def story(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        begun = time.monotonic()
        writer.write(start)
        while not reader.at_eof():
            try:
                assert await asyncio.wait_for(reader.read(1), 0.1) == b""
            except TimeoutError:
                writer.write(b"x")  # a byte now and then is no request either
            except ConnectionError:
                break
        assert 0.3 < time.monotonic() - begun < 5
        writer.close()

    at_the_door(story)


def test_many_who_dawdle_keep_nobody_from_being_answered() -> None:
    async def story(port: int) -> None:
        slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(100)]
        for _, writer in slow:
            writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx")
        begun = time.monotonic()
        assert (await said(port, get("/")))[0] == 200
        assert time.monotonic() - begun < 1
        for _, writer in slow:
            writer.close()

    at_the_door(story, seconds=30)
