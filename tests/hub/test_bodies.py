"""A body that no address takes is refused before it is held, and whoever dawdles keeps nobody from working."""

import asyncio
import contextlib
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from email.parser import BytesParser

import psutil
import pytest

from deploy.one_machine.installation import COURSE, Installation
from tests.hub.actors import FORMGRADER
from tests.hub.attacks import dawdle, meanwhile
from tests.hub.conftest import Who
from tests.hub.logs import nothing_wrong_in
from tests.hub.test_frames import saves

SMALL, COMMENT = 16 * 1024, 64 * 1024
HAND_IN = COURSE + "module/1-virtuelle-samtaler/hand-in"
ADDRESSES = {
    "the course": ("1", HAND_IN, SMALL),
    "a page of the course": ("1", COURSE + "levels", SMALL),
    "no address of the course": ("1", COURSE + "nothing-here", SMALL),
    "formgrader": ("formgrader", FORMGRADER + "formgrader/gradebook", SMALL),
    "formgrader's points": ("formgrader", FORMGRADER + "formgrader/api/grade/x", SMALL),
    "formgrader's comments": ("formgrader", FORMGRADER + "formgrader/api/comment/x", COMMENT),
    "the Hub's login": ("hub", "/hub/login", SMALL),
    "the Hub's API": ("hub", "/hub/api/users", SMALL),
    "the proxy's API": ("proxy", "/api/routes/x", SMALL),
}
where = pytest.mark.parametrize("name", ADDRESSES)
how = pytest.mark.parametrize("chunked", [False, True], ids=["whose length is told", "in chunks"])


def _ports(installation: Installation, name: str) -> dict[str, int]:
    """The proxy and the server behind it that answer at this address."""
    own = ADDRESSES[name][0]
    return {own: installation.ports[own]} | ({} if own == "proxy" else {"through the proxy": installation.port})


@where
@how
def test_a_body_that_is_too_long_is_refused_with_a_sentence(installation: Installation, name: str, chunked: bool) -> None:
    _, path, most = ADDRESSES[name]
    with nothing_wrong_in(installation):
        for by, port in _ports(installation, name).items():
            status, headers, page = send(port, path, most + 1, chunked)
            assert status == 413, by
            assert "Det var for meget på én gang" in page
            assert "too much at once" in page
            assert "default-src 'none'" in headers["Content-Security-Policy"]


@where
@how
def test_a_body_that_fits_is_read_and_judged_by_who_sends_it(installation: Installation, name: str, chunked: bool) -> None:
    _, path, most = ADDRESSES[name]
    for by, port in _ports(installation, name).items():
        assert send(port, path, most, chunked)[0] not in (413, 408, 500, 502, 503), by


def test_a_service_may_ask_after_thousands_of_logins_and_a_browser_may_not(installation: Installation) -> None:
    assert send(installation.ports["hub"], "/hub/api/logins", 200_000, chunked=False)[0] == 400, "that is no JSON"
    assert send(installation.ports["hub"], "/hub/api/logins", 300_000, chunked=False)[0] == 413
    assert send(installation.port, "/hub/api/logins", 200_000, chunked=False)[0] == 413


def test_hundreds_of_megabytes_that_nobody_asked_for_are_never_held(installation: Installation) -> None:
    parts = {name: psutil.Process(part.process.pid) for name, part in installation.parts.items() if part.process}
    before = {name: _megabytes(process) for name, process in parts.items()}
    wanted = [(port, path) for name, (_, path, _) in ADDRESSES.items() for port in _ports(installation, name).values()]
    peak = dict(before)
    with ThreadPoolExecutor(len(wanted)) as pool:
        sent = [pool.submit(send, port, path, 300_000_000, number % 2 == 0) for number, (port, path) in enumerate(wanted)]
        while not all(one.done() for one in sent):
            peak = {name: max(peak[name], _megabytes(process)) for name, process in parts.items()}
            time.sleep(0.05)
    assert {name: peak[name] - before[name] for name in parts if peak[name] - before[name] > 60} == {}
    assert {status for status, *_ in (one.result() for one in sent)} <= {413, 0}, "whoever sends on and on may not see the answer"


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 1e6


def test_a_request_that_does_not_come_in_time_is_no_longer_waited_for(installation: Installation, known: Who) -> None:
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx"
    slow = {
        f"{name}: {kind}": (port, start)
        for name, path in (
            ("1", HAND_IN),
            ("formgrader", FORMGRADER),
            ("hub", "/hub/login"),
            ("proxy", "/api/routes"),
            ("public", "/hub/login"),
        )
        for kind, start in (("body", head % path.encode()), ("head", b"GET / HTTP/1.1\r\nHost:"))
        for port in [installation.port if name == "public" else installation.ports[name]]
        if kind == "body" or name in ("public", "proxy")  # the others wait longer for the next request on a connection that is kept
    }
    with ThreadPoolExecutor(len(slow)) as pool, nothing_wrong_in(installation):
        took = dict(zip(slow, pool.map(lambda one: _until_closed(*one), slow.values()), strict=True))
    assert {what: seconds for what, seconds in took.items() if not 5 < seconds < 30} == {}


def _until_closed(port: int, start: bytes) -> float:
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line, contextlib.suppress(ConnectionError):
        line.sendall(start)
        while line.recv(65536):
            pass
    return time.monotonic() - begun


def test_beside_a_hundred_who_dawdle_a_learner_works_as_ever(installation: Installation) -> None:
    ports = [installation.port, installation.ports["1"], installation.ports["2"], installation.ports["hub"]]
    starts = [
        b"GET %s HTTP/1.1\r\nHost: x\r\nX-Slow: " % COURSE.encode(),
        b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 16000\r\n\r\n" % HAND_IN.encode(),
        b"POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e80\r\n" % HAND_IN.encode(),
        b"GET ",
    ]
    with meanwhile(dawdle, ports, starts, 100):
        took = asyncio.run(saves(installation, seconds=6))
    assert len(took) > 10
    assert max(took) < 0.5, took


def send(port: int, path: str, size: int, chunked: bool) -> tuple[int, Message, str]:
    """Post so many bytes: the status, headers and body of the answer, which may come before all is sent; 0 where none could be read."""
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}"
    said = b""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line, contextlib.suppress(ConnectionError):
        with contextlib.suppress(ConnectionError):
            line.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{length}\r\n\r\n".encode())
            for part in _parts(size, chunked):
                line.sendall(part)
        while part := line.recv(65536):
            said += part
    head, _, body = said.partition(b"\r\n\r\n")
    status, _, headers = head.partition(b"\r\n")
    return int(status.split()[1]) if status else 0, BytesParser().parsebytes(headers), body.decode("utf-8", "replace")


def _parts(size: int, chunked: bool) -> Iterator[bytes]:
    for start in range(0, size, 65536):
        part = b"x" * min(65536, size - start)
        yield b"%x\r\n%s\r\n" % (len(part), part) if chunked else part
    if chunked:
        yield b"0\r\n\r\n"
