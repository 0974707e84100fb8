"""What somebody sends over a line of her own ends that line at most; everybody else works on."""

import asyncio
import random
import time
from statistics import median
from typing import Any

import psutil
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.ioloop import IOLoop
from tornado.websocket import WebSocketClientConnection, websocket_connect

from course.modules import Module, load_module
from deploy.one_machine.installation import COURSE, Installation
from tests.benchmarks import _wire as wire
from tests.benchmarks._colleagues import Colleague as Reader
from tests.benchmarks._colleagues import Window, some_answer
from tests.benchmarks._ledger import Ledger
from tests.frames import ODD_VALUES, UNREADABLE, UNWANTED, said
from tests.hub.actors import Colleague
from tests.hub.attacks import flood, meanwhile
from tests.hub.conftest import Who
from tests.hub.lines import Kernel, connect, joins, open_page, say
from tests.hub.logs import nothing_wrong_in

SAVED_WITHIN, SLOWEST = 0.5, 2.0  # seconds; a single answer may meet whatever else this machine does
MODULE, PAGE, TASK = "1-virtuelle-samtaler", "1-vaelg-moedeform", "kanal-frit-valg"
HELLO = [("kernel_info_request", {}, "shell")]
SOON = 60  # seconds, on a busy machine


@pytest.fixture(scope="module")
def annas(known: Who) -> Kernel:
    return open_page(known("anna"))


@pytest.mark.parametrize("offered", [[], ["v2.kernel.websocket.jupyter.org"], [""], ["graphql-ws", "soap"]], ids=str)
def test_a_line_is_spoken_in_jupyters_first_protocol_or_not_at_all(
    known: Who, installation: Installation, annas: Kernel, offered: list[str]
) -> None:
    async def _try() -> int:
        url, cookie = _address(installation, known("anna"), annas)
        try:
            (await websocket_connect(HTTPRequest(url, headers={"Cookie": cookie}), subprotocols=offered or None)).close()
        except HTTPClientError as error:
            return error.code
        return 101

    assert IOLoop().run_sync(_try) == 400
    assert joins(known("anna"), installation.port, annas) == 101


@pytest.mark.parametrize("session", ["", "%00", "%ff", "%ed%a0%80", "x" * 300, "a%20b"])
def test_a_line_names_its_session_in_one_word(known: Who, installation: Installation, annas: Kernel, session: str) -> None:
    with nothing_wrong_in(installation):
        assert joins(known("anna"), installation.port, annas, session=session) == 400


def test_what_is_no_frame_ends_the_line_it_came_on_and_nothing_else(known: Who, installation: Installation, annas: Kernel) -> None:
    bo, bos = known("bo"), _page_on(known("bo"), annas.replica)
    ends = {}

    async def _send() -> None:
        beside = [await connect(known("anna"), installation.port, annas), await connect(bo, installation.port, bos)]
        for name, frame in {**UNREADABLE, "text": "{}"}.items():
            line = await connect(known("anna"), installation.port, annas, session="hostile")
            await line.write_message(frame, binary=isinstance(frame, bytes))
            ends[name] = await _end(line)
            line.close()
        for line in beside:
            assert await _answers(line)
            line.close()

    with nothing_wrong_in(installation):
        IOLoop().run_sync(_send)
        assert {name: code for name, code in ends.items() if code != 4400} == {}
        assert say(known("anna"), installation.port, annas, HELLO)[-1] == "kernel_info_reply"


def test_a_message_that_pages_do_not_send_is_answered_and_the_line_stays(known: Who, installation: Installation, annas: Kernel) -> None:
    async def _send() -> dict[str, Any]:
        line = await connect(known("anna"), installation.port, annas)
        heard = {}
        for name, frame in UNWANTED.items():
            await line.write_message(frame, binary=True)
            heard[name] = await _told(line)
        assert await _answers(line)
        line.close()
        return heard

    with nothing_wrong_in(installation):
        heard = IOLoop().run_sync(_send)
    assert all("Genindlæs siden" in words and "Reload the page" in words for words in heard.values()), heard


def test_a_component_makes_of_odd_values_what_it_can_and_saves_on(known: Who, installation: Installation) -> None:
    module = load_module(installation.home / "release" / MODULE)
    with nothing_wrong_in(installation):
        asyncio.run(_odd_values(installation, module))


async def _odd_values(installation: Installation, module: Module) -> None:
    """Every kind of component is told every odd value; then a task of its page is answered."""
    known = set()
    async with Reader(installation.public, "clara", installation.secrets["password"], Ledger()) as clara:
        await clara.log_in()
        for page in module.about.pages:
            async with Window(clara, module, page.stem) as window:
                assert window.socket
                for task, part in window.parts.items():
                    if (kind := type(module.tasks[task])) not in known:
                        known.add(kind)
                        for value in ODD_VALUES:
                            await window.socket.send_bytes(wire.comm_message(part["model"], window.session, value))
                answers = {task: some_answer(module.tasks[task], random.Random(1)) for task in window.parts}
                await window.answer(*next(answer for answer in answers.items() if answer[1] is not None))
    assert len(known) == len({type(task) for task in module.tasks.values()})


def test_while_hostile_frames_come_another_learners_answers_are_saved_as_ever(known: Who, installation: Installation) -> None:
    anna = known("anna")
    kernels = _pages_on_both(anna)
    lines = [
        (f"{_address(installation, anna, kernel)[0]}{number}", _address(installation, anna, kernel)[1])
        for kernel in kernels
        for number in range(4)
    ]
    bad: list[bytes | str] = list(UNREADABLE.values())
    fair = [wire.message("kernel_info_request", {})] * 100 + list(UNWANTED.values()) + [said("x" * 100_000)] * 10
    before = {name: _memory(installation, name) for name in ("course-1", "course-2")}
    with meanwhile(flood, lines, bad, fair):
        took = asyncio.run(saves(installation, seconds=8))
        grown = {name: _memory(installation, name) - size for name, size in before.items()}
    assert median(took) < SAVED_WITHIN, took
    assert max(took) < SLOWEST, took
    assert len(took) > 10, took
    assert max(grown.values()) < 100, "MB"
    assert say(anna, installation.port, kernels[0], HELLO)[-1] == "kernel_info_reply"


async def saves(installation: Installation, seconds: float) -> list[float]:
    """How long Bo's answers took, one after the other."""
    module = load_module(installation.home / "release" / MODULE)
    ledger = Ledger()
    async with Reader(installation.public, "bo", installation.secrets["password"], ledger) as bo:
        await bo.log_in()
        async with Window(bo, module, PAGE) as window:
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                await window.answer(TASK, ["de-fleste"])
                await asyncio.sleep(0.2)
    return [took for _, took in ledger.took["save an answer"]]


def _memory(installation: Installation, name: str) -> float:
    """What a part itself takes, in MB."""
    process = installation.parts[name].process
    assert process
    return float(psutil.Process(process.pid).memory_info().rss) / 1e6


def _page_on(somebody: Colleague, replica: str) -> Kernel:
    """Open a page until its kernel lives in this replica: which of them answers is up to the machine."""
    for _ in range(40):
        if (kernel := open_page(somebody)).replica == replica:
            return kernel
    raise AssertionError(f"no page is served by {replica}")


def _pages_on_both(somebody: Colleague) -> list[Kernel]:
    """A page in each replica."""
    found: dict[str, Kernel] = {}
    for _ in range(40):
        kernel = open_page(somebody)
        found[kernel.replica] = kernel  # the newest: her oldest end
        if len(found) == 2:
            return list(found.values())
    raise AssertionError("all pages are served by one replica")


def _address(installation: Installation, somebody: Colleague, kernel: Kernel) -> tuple[str, str]:
    path = COURSE + kernel.address
    return f"ws://127.0.0.1:{installation.port}{path}/channels?session_id=abc", somebody.cookies_for(path)


async def _end(line: WebSocketClientConnection) -> int | None:
    async with asyncio.timeout(SOON):
        while await line.read_message() is not None:
            pass
    return line.close_code


async def _told(line: WebSocketClientConnection) -> str:
    """What the course says about the message that was sent last."""
    async with asyncio.timeout(SOON):
        while True:
            heard = await line.read_message()
            assert isinstance(heard, bytes)
            header, content = wire.read(heard)
            if header["msg_type"] == "stream":
                return str(content["text"])


async def _answers(line: WebSocketClientConnection) -> bool:
    """Whether the kernel at the other end answers."""
    await line.write_message(wire.message("kernel_info_request", {}), binary=True)
    async with asyncio.timeout(SOON):
        while (heard := await line.read_message()) is not None:
            if wire.read(heard)[0]["msg_type"] == "kernel_info_reply":  # type: ignore[arg-type]  # nobody sends text
                return True
    return False
