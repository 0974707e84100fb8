"""People who visit the course without a browser: what they ask for, and what they get."""

import asyncio
import contextlib
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import Cookie, CookieJar
from typing import Any

import psutil

from tests.benchmarks import _wire as wire

MYSELF, LOCAL_ONLY = "mig", "switch"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    headers: Message

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    def in_danish(self) -> str:
        """The words a Danish reader sees."""
        shown = re.sub(r'<(\w+)[^>]*\slang="en"[^>]*>.*?</\1>', "", self.text, flags=re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


@dataclass(frozen=True)
class Bytes:
    """What came back, before anybody has read it."""

    content: bytes
    headers: Message


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Visitor:
    """Somebody with a browser's cookies. `come_in` needs the address with the token."""

    def __init__(self, base: str) -> None:
        self.base, self.cookies = base, CookieJar()
        handlers = urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.ProxyHandler({})
        self._follow = urllib.request.build_opener(*handlers)
        self._stay = urllib.request.build_opener(*handlers, _Stay())

    def come_in(self, address: str) -> "Visitor":
        assert self.get_url(address).status == 200
        return self

    def get(self, path: str = "", follow: bool = True, **headers: str) -> Answer:
        return self.get_url(self.base + path, follow, **headers)

    def get_url(self, url: str, follow: bool = True, method: str | None = None, data: bytes | None = None, **headers: str) -> Answer:
        request = urllib.request.Request(url, data, {name.replace("_", "-"): value for name, value in headers.items()}, method=method)
        try:
            with (self._follow if follow else self._stay).open(request, timeout=90) as response:
                return Answer(response.status, response.read().decode("utf-8", "replace"), response.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode("utf-8", "replace"), error.headers)

    def raw(self, path: str, **headers: str) -> "Bytes":
        """What came over the line, as it came."""
        request = urllib.request.Request(self.base + path, None, {name.replace("_", "-"): value for name, value in headers.items()})
        with self._follow.open(request, timeout=90) as response:
            return Bytes(response.read(), response.headers)

    def head(self, path: str) -> Answer:
        return self.get_url(self.base + path, method="HEAD")

    def post(self, path: str, follow: bool = True, xsrf: bool = True, **fields: str) -> Answer:
        if xsrf:
            fields["_xsrf"] = self.cookie("_xsrf").value or ""
        return self.get_url(self.base + path, follow, "POST", urllib.parse.urlencode(fields).encode())

    def send(self, path: str, **files: str) -> Answer:
        """A form with files, as a browser sends it."""
        mark, parts = "a-line-that-no-file-holds", []
        for name, text in {**files, "_xsrf": self.cookie("_xsrf").value or ""}.items():
            kind = f'; filename="{name}.json"\r\nContent-Type: application/json' if name in files else ""
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"{kind}\r\n\r\n{text}\r\n')
        body = "".join([*parts, f"--{mark}--\r\n"]).encode()
        return self.get_url(self.base + path, data=body, Content_Type=f"multipart/form-data; boundary={mark}")

    def become(self, username: str) -> "Visitor":
        """Use the switch that a course on one's own machine has."""
        self.get()
        assert self.post(LOCAL_ONLY, person=username).status == 200
        return self

    def cookie(self, name: str) -> Cookie:
        return next(cookie for cookie in self.cookies if cookie.name == name)

    def cookie_header(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)


def kernel_of(page: Answer) -> str:
    """The kernel that a module's page was given."""
    found = re.search(r'"kernel(?:Id)?": ?"([0-9a-f-]{36})"', page.text)
    assert found, page.text[-2000:]
    return found[1]


def shown_on(page: Answer) -> dict[str, Any]:
    """The components that stand in a module's page: cell → {model, module, state}."""
    found = re.search(r'<script type="application/json" id="page-state">(.*?)</script>', page.text, re.DOTALL)
    assert found, page.text[-2000:]
    shown: dict[str, Any] = json.loads(found[1])["components"]
    return shown


def kernel_processes(kernel: str) -> list[psutil.Process]:
    """The processes that run this kernel: one, or none."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if any(kernel in part for part in process.cmdline()):
                found.append(process)
    return found


async def talk(line: Any, messages: list[tuple[str, dict[str, Any], str]]) -> list[str]:
    """Send messages (type, content, channel) over an open line as a page's script could, until the last is answered; the types of what came back."""
    for number, (type, content, channel) in enumerate(messages):
        await line.write_message(wire.message(type, content, channel, msg_id=str(number)), binary=True)
    heard: list[str] = []
    async with asyncio.timeout(60):
        while heard[-1:] != [messages[-1][0].replace("request", "reply")]:
            said = await line.read_message()
            assert said is not None
            heard.append(wire.read(said)[0]["msg_type"])
    line.close()
    return heard


def days(**kept: int) -> dict[str, int]:
    """How long each kind of data is kept: ten days, where nothing else is said."""
    return {**dict.fromkeys(("answers", "conversations", "viewings", "guests", "agreements"), 10), **kept}
