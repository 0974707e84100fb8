"""Colleagues without a browser, who do what one does with the front end: log in at the Hub, read pages, answer, hand in, and carry on when cut off.

What a window does when its line is cut or an answer is not confirmed is written down in widgets/front/line.js and widgets/shared/saving.js; here it
is done by the same rules, so that a fault costs these colleagues what it costs people.
"""

import asyncio
import json
import random
import re
import time
import uuid
from contextlib import suppress
from typing import Any, Self

import aiohttp
from yarl import URL

from course.kinds.choice import ChoiceTask
from course.kinds.match import MatchTask
from course.kinds.order import OrderTask
from course.kinds.text import TextTask
from course.modules import Module
from course.tasks import BaseTask
from tests.benchmarks import _wire as wire
from tests.benchmarks._ledger import Ledger

COURSE = "/services/course/"
WAITS = (0.1, 0.3, 1, 2, 4, 8)
STEADY, ANSWERED_WITHIN, BEAT, OPEN_WITHIN = 5, 8, 15, 15
CONFIRM_WITHIN, TRY_EVERY = 8, 10
GONE = {404, 502, 503, 504}
RELOAD_AFTER = 3
GIVES_UP_AFTER = 300
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
STATE = re.compile(r'<script type="application/json" id="page-state">(.*?)</script>', re.DOTALL)
CUT_OFF = (aiohttp.ClientError, TimeoutError, OSError)


class Refused(Exception):
    """Something else came back than what was asked for."""


class Colleague:
    """Somebody with a browser's cookies. What goes wrong is noted, and she tries again, as people do."""

    def __init__(self, public: str, name: str, password: str, ledger: Ledger) -> None:
        self.public, self.name, self.password, self.ledger = public, name, password, ledger
        self.base = public + COURSE

    async def __aenter__(self) -> Self:
        jar = aiohttp.CookieJar(unsafe=True, quote_cookie=False)
        self.session = aiohttp.ClientSession(cookie_jar=jar, timeout=aiohttp.ClientTimeout(total=60))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()

    async def log_in(self) -> None:
        """Open the course, and log in where it leads: afterwards the start page is there."""
        await self._until_done("log in", self._log_in)

    async def _log_in(self) -> str:
        async with self.session.get(self.base) as form:
            text = await form.text()
        if str(form.url) == self.base:
            return text  # an earlier try went through after all
        fields = {**hidden(text), "username": self.name, "password": self.password}
        async with self.session.post(form.url, data=fields) as page:
            return await self._right(page, self.base)

    async def read(self, path: str) -> str:
        """A page, as often as it takes."""
        return await self._until_done("open a page", lambda: self._read(path))

    async def _read(self, path: str) -> str:
        async with self.session.get(self.base + path) as page:
            return await self._right(page, self.base + path)

    async def hand_in(self, module: str) -> None:
        """Hand in, and press again where no receipt came."""
        address = f"module/{module}/hand-in"
        form = hidden(await self.read(address))

        async def press() -> str:
            async with self.session.post(self.base + address, data=form) as page:
                return await self._right(page, f"{self.base}module/{module}/receipt/")

        await self._until_done("hand in", press)
        self.ledger.hand_ins[self.name] += 1

    async def _until_done(self, what: str, act: Any) -> str:
        """What `act` brings, as often as it takes. Raises its error where it takes longer than anybody would wait."""
        first = time.monotonic()
        while True:
            begun = time.monotonic()
            try:
                with self.ledger.timed(what):
                    done: str = await act()
            except (*CUT_OFF, Refused) as error:
                self.ledger.note(what, f"{type(error).__name__} {error}", begun)
                if begun - first > GIVES_UP_AFTER:
                    raise
                await asyncio.sleep(RELOAD_AFTER)
            else:
                return done

    async def _right(self, page: aiohttp.ClientResponse, address: str) -> str:
        text = await page.text()
        if page.status != 200 or not str(page.url).startswith(address):
            raise Refused(f"{page.status} at {page.url.path}")
        return text

    def xsrf(self, path: str = COURSE) -> str:
        """The word that shows that a request comes from a page."""
        return self.session.cookie_jar.filter_cookies(URL(self.public + path))["_xsrf"].value


class Window:
    """A module's page that is open: its components as they were last told, and the line to its kernel."""

    def __init__(self, reader: Colleague, module: Module, stem: str) -> None:
        self.reader, self.module, self.ledger = reader, module, reader.ledger
        self.path = f"module/{module.id}/{stem}"
        self.parts: dict[str, dict[str, Any]] = {}
        self.pending: dict[str, Any] = {}
        self.sent: list[Any] = []
        self.heard = asyncio.Event()
        self.opened = asyncio.Event()
        self.asked = 0.0
        self.socket: aiohttp.ClientWebSocketResponse | None = None

    async def __aenter__(self) -> Self:
        begun = time.monotonic()
        view = await self.reader._until_done("open a module's page", self._fetch)
        self._renew(json.loads(view))
        self.tasks = [asyncio.create_task(self._keep_line()), asyncio.create_task(self._beat())]
        await self.opened.wait()
        self.ledger.took.setdefault("until its line is open", []).append((begun, time.monotonic() - begun))
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        if self.socket:
            await self.socket.close()
        with suppress(CUT_OFF):  # as navigator.sendBeacon: whether it arrives, nobody learns
            where = f"{self.reader.base}{self.at}voila/api/shutdown/{self.kernel}"
            await self.reader.session.post(where, data={"_xsrf": self.reader.xsrf()})

    async def _fetch(self) -> str:
        found = STATE.search(await self.reader._read(self.path))
        if not found:
            raise Refused("the page has no tasks")
        return found[1]

    def _renew(self, view: dict[str, Any]) -> None:
        self.kernel, self.at, self.owner = view["kernel"], view["at"], view["owner"]
        self.session = uuid.uuid4().hex
        self.models = {part["model"]: part["state"]["task"]["id"] for part in view["components"].values()}
        self.parts = {part["state"]["task"]["id"]: {"model": part["model"], **part["state"]} for part in view["components"].values()}

    @property
    def _address(self) -> str:
        return f"{self.reader.base}{self.at}api/kernels/{self.kernel}"

    async def _keep_line(self) -> None:
        tries, fresh = 0, False
        while True:
            since = time.monotonic()
            with suppress(CUT_OFF):
                await self._listen(fresh)
            self.socket = None
            tries = 0 if time.monotonic() - since > STEADY else tries
            fresh, tries = await self._mend(tries)

    async def _listen(self, fresh: bool) -> None:
        """Until the line is cut."""
        address = f"{self._address.replace('http', 'ws', 1)}/channels?session_id={self.session}"
        connecting = self.reader.session.ws_connect(address, protocols=[wire.PROTOCOL], origin=self.reader.public, max_msg_size=0)
        self.socket = await asyncio.wait_for(connecting, OPEN_WITHIN)
        self.opened.set()
        await self._reconnect(fresh)
        async for message in self.socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                self._hear(message.data)

    async def _mend(self, tries: int) -> tuple[bool, int]:
        """Wait until there is a kernel to open a line to; says whether it is a new one."""
        while True:
            await asyncio.sleep(WAITS[min(tries, len(WAITS) - 1)])
            tries += 1
            try:
                return await self._reach(), tries
            except (*CUT_OFF, Refused):
                continue

    async def _reach(self) -> bool:
        async with self.reader.session.get(self._address, allow_redirects=False) as answer:
            if answer.status == 200:
                return False
        if answer.status not in GONE:
            raise Refused(answer.status)
        form = {"_xsrf": self.reader.xsrf(), "owner": self.owner}
        async with self.reader.session.post(f"{self.reader.base}{self.path}/kernel", data=form, allow_redirects=False) as woken:
            if woken.status != 200:
                raise Refused(woken.status)
            self._renew(await woken.json())
        return True

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            if self.socket and self.asked and time.monotonic() - self.asked > ANSWERED_WITHIN:
                self.asked = 0
                await self.socket.close()

    def _hear(self, message: bytes) -> None:
        self.asked = 0
        model, state = wire.update(message)
        if model in self.models:
            part = self.parts[self.models[model]]
            part |= state
            if self.pending and part["saved"].get("reply") == self.pending["id"]:
                self.heard.set()

    async def answer(self, task: str, value: Any) -> None:
        """Answer a task, and stay until the page says that it is saved."""
        self.sent = []
        self.ledger.given[self.reader.name, task] += 1
        with self.ledger.timed("save an answer"):
            saved = await self._saved(task, value)
        self.ledger.confirmed[self.reader.name, task] = (value, saved["revision"])
        self.pending = {}

    async def _saved(self, task: str, value: Any) -> dict[str, Any]:
        await self._transmit(task, value, self.parts[task]["saved"].get("revision", 0))
        while True:
            await self._confirmation()
            saved: dict[str, Any] = self.parts[task]["saved"]
            if saved["state"] == "saved":
                return saved
            self.ledger.note(f"answer: {saved['state']}", saved["message"])
            await asyncio.sleep(TRY_EVERY if saved.get("again") else 0)
            await self._transmit(task, value, saved["revision"])  # in a conflict: keep what is here

    async def _confirmation(self) -> None:
        within = CONFIRM_WITHIN
        while True:
            try:
                return await asyncio.wait_for(self.heard.wait(), within)
            except TimeoutError:
                if within == CONFIRM_WITHIN:
                    self.ledger.note("answer: not confirmed in time")
                within = TRY_EVERY
                await self._send()

    async def _transmit(self, task: str, value: Any, base: int) -> None:
        self.pending = {"id": str(uuid.uuid4()), "task": task, "value": value, "base": base}
        self.sent.append(value)
        self.heard.clear()
        await self._send()

    async def _send(self) -> None:
        if self.socket is None or self.socket.closed:
            return
        self.asked = self.asked or time.monotonic()
        content = {"type": "save", "id": self.pending["id"], "value": self.pending["value"], "base": self.pending["base"]}
        try:
            await self.socket.send_bytes(wire.comm_message(self.parts[self.pending["task"]]["model"], self.session, content))
        except CUT_OFF:
            return

    async def _reconnect(self, fresh: bool) -> None:
        if not self.pending or self.heard.is_set():
            return
        part = self.parts[self.pending["task"]]
        if fresh and any(one == part["answer"] for one in self.sent):
            await self._transmit(self.pending["task"], self.pending["value"], part["saved"]["revision"])
        else:
            await self._send()


def some_answer(task: BaseTask, chance: random.Random) -> Any:
    """An answer that the task can have, right or wrong, rarely the same twice."""
    match task:
        case ChoiceTask():
            return [chance.choice(task.options).id]
        case MatchTask():
            return {left.id: chance.choice(task.right).id for left in task.left}
        case OrderTask():
            return chance.sample([step.id for step in task.steps], len(task.steps))
        case TextTask():
            return f"Jeg ville tie stille og vente. {chance.getrandbits(64):x}"
    return None


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the page's form."""
    return dict(FIELD.findall(page))
