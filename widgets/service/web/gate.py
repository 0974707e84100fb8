"""The door of every server: what no address takes is refused before it is read or parsed, whoever sends it.

It needs Tornado and nothing else, so that the Hub, which knows nothing of the course, has the same one (deploy/hub/jupyterhub_config.py).
Tornado lets a program choose what its servers are (`HTTPServer.configure`); `guard` chooses this.
"""

import json
import re
import sys
from collections.abc import Awaitable, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from tornado import httputil
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders, HTTPMessageDelegate, RequestStartLine, ResponseStartLine
from tornado.web import RequestHandler

SMALL = 16 * 1024  # bytes of a body, where an address has no limit of its own
LONGEST_ADDRESS = 8000  # characters; logging in leads over some of 3000
LONGEST_HEAD = 16 * 1024
HELD = 2 << 20  # bytes that a connection may have waiting to be read
LINGER = 8 << 20  # bytes that are thrown away unread, so that a browser that sends on sees the answer
BODY_SECONDS, IDLE_SECONDS = 15.0, 60.0
DEEPEST, LARGEST = 16, 2**53  # of JSON: lists and objects within each other, and numbers that a browser has exactly
NESTED = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{\]}]', re.DOTALL)  # a string, to its end or the body's; so it is read once
STEPS = {ord('"'): 0, ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
CONTROLS, NUL = re.compile(r"[\x00-\x1f\x7f]"), re.compile("\x00")
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Connection": "close",
}
# Tornado's name for the code, and what is said: a heading and a sentence, in Danish and in English
REASONS = {
    400: ("Bad Request", "Det kunne ikke læses", "It could not be read",
          "Adressen eller det, der blev sendt, rummer tegn eller tal, som kurset ikke bruger. Gå tilbage, og prøv igen.",
          "The address, or what was sent, holds characters or numbers that the course does not use. Go back and try again."),
    403: ("Forbidden", "Du har ikke adgang hertil", "You do not have access to this",
          "Gå til forsiden, og find siden igen derfra.", "Go to the front page and find the page again from there."),
    404: ("Not Found", "Her er ingen side", "There is no such page",
          "Gå til forsiden, og find siden igen derfra.", "Go to the front page and find the page again from there."),
    405: ("Method Not Allowed", "Det kan man ikke her", "That cannot be done here",
          "Gå til forsiden, og find siden igen derfra.", "Go to the front page and find the page again from there."),
    413: ("Content Too Large", "Det var for meget på én gang", "That was too much at once",
          "Der blev sendt mere, end denne side tager imod. Gør det kortere, og prøv igen.",
          "More was sent than this page takes. Make it shorter and try again."),
    414: ("URI Too Long", "Adressen er for lang", "The address is too long",
          "Gå til forsiden, og find siden igen derfra.", "Go to the front page and find the page again from there."),
    500: ("Internal Server Error", "Der skete en fejl hos os", "Something went wrong on our side",
          "Prøv igen om lidt. Alt, hvad der stod som gemt, er gemt.", "Try again shortly. Everything that was shown as saved is saved."),
}  # fmt: skip
# no template: the door stands before every server, formgrader too, and each word of its page is written here
PAGE = """<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{0} · Kompetencevej</title></head>
<body><main><h1>{0}</h1><p>{2}</p><p lang="en"><strong>{1}.</strong> {3}</p></main></body></html>
"""


def guard(longer: Mapping[str, int] | None = None, body_seconds: float = BODY_SECONDS, idle_seconds: float = IDLE_SECONDS) -> None:
    """Let all servers that this program makes from now on have this door.

    `longer` are addresses (regular expressions for the whole path) that take more than `SMALL` bytes, and how many. Where an address has no
    words of its own for an error, such as a file's, those of the door are said.
    """
    RequestHandler.write_error = say  # type: ignore[method-assign,assignment]
    httputil.set_parse_body_config(
        httputil.ParseBodyConfig(
            multipart=httputil.ParseMultipartConfig(max_parts=10, max_part_header_size=1024),
            urlencoded=httputil.ParseUrlEncodedConfig(max_arguments=100),
        )
    )
    HTTPServer.configure(Gate, longer=dict(longer or {}), body_seconds=body_seconds, idle_seconds=idle_seconds)


def say(handler: RequestHandler, status_code: int, **_: Any) -> None:
    """Answer with the page for an error."""
    handler.set_header("Content-Type", HEADERS["Content-Type"])
    handler.finish(page(status_code))


def page(code: int) -> bytes:
    """The page that says why something is refused."""
    _, *words = REASONS.get(code) or REASONS[500 if code >= 500 else 400]
    return PAGE.format(*words).encode()


class Gate(HTTPServer):
    """A server whose requests come in through a `Door`, with a time within which each must have come."""

    def initialize(self, request_callback: Any, longer: Mapping[str, int], body_seconds: float, idle_seconds: float, **more: Any) -> None:  # type: ignore[override]
        self._longer = [(re.compile(path), most) for path, most in longer.items()]
        bounds = {"max_header_size": LONGEST_HEAD, "max_buffer_size": HELD, "max_body_size": sys.maxsize}  # the door counts, and says so
        times = {"body_timeout": body_seconds, "idle_connection_timeout": idle_seconds}
        super().initialize(request_callback, **{**more, **bounds, **times})

    def start_request(self, server_conn: object, request_conn: httputil.HTTPConnection) -> HTTPMessageDelegate:
        return Door(super().start_request(server_conn, request_conn), request_conn, self._most)

    def _most(self, path: str) -> int:
        return next((most for pattern, most in self._longer if pattern.fullmatch(path)), SMALL)


class Door(HTTPMessageDelegate):
    """One request: looked at before it is passed on to `inner`."""

    def __init__(self, inner: HTTPMessageDelegate, connection: Any, most: Any) -> None:
        self._inner, self._connection, self._most_of = inner, connection, most
        self._body = bytearray()
        self._most = SMALL
        self._thrown: int | None = None  # bytes thrown away since the request was refused
        self._begun = False

    def headers_received(self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders) -> Awaitable[None] | None:
        assert isinstance(start_line, RequestStartLine)
        self._most = self._most_of(start_line.path.partition("?")[0])
        self._kind = headers.get("Content-Type", "").lower()
        self._waits = headers.get("Expect", "").lower() == "100-continue"
        if code := _unwanted(start_line.path) or (413 if _length(headers) > self._most else 0):
            self._refuse(code)
            return None
        self._begun = True
        return self._inner.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        if self._thrown is not None:
            self._thrown += len(chunk)
            if self._thrown > LINGER:
                self._answer_ended()
            return None
        self._body += chunk
        if len(self._body) > self._most:
            self._refuse(413)
            return None
        return self._inner.data_received(chunk)

    def finish(self) -> None:
        if self._thrown is not None:
            self._answer_ended()
        elif not _readable(bytes(self._body), self._kind):
            self._refuse(400)
            self._answer_ended()
        else:
            self._inner.finish()

    def on_connection_close(self) -> None:
        if self._begun:
            self._begun = False
            self._inner.on_connection_close()

    def _refuse(self, code: int) -> None:
        """Answer at once; the connection ends when what is still coming has come, or has come for too long."""
        self.on_connection_close()
        self._body.clear()
        self._thrown = 0
        told = page(code)
        headers = HTTPHeaders({**HEADERS, "Content-Length": str(len(told))})
        self._connection.write_headers(ResponseStartLine("", code, REASONS[code][0]), headers, told)
        if self._waits:  # nothing will come
            self._answer_ended()

    def _answer_ended(self) -> None:
        if not self._connection._write_finished:
            self._connection.finish()


def _unwanted(address: str) -> int:
    """The code with which an address is refused that no page has: too long, no UTF-8, or with characters that nobody types; else 0."""
    if len(address) > LONGEST_ADDRESS:
        return 414
    path, _, query = address.partition("?")
    plain = _text(unquote_to_bytes(path), CONTROLS) and _text(unquote_to_bytes(query), NUL)
    return 0 if plain else 400


def _text(said: bytes, but: re.Pattern[str]) -> bool:
    try:
        return not but.search(said.decode())
    except UnicodeDecodeError:
        return False


def _length(headers: HTTPHeaders) -> int:
    """What the headers say of the body's length; what is no number Tornado refuses itself."""
    told = headers.get("Content-Length", "").partition(",")[0].strip()
    return int(told) if re.fullmatch(r"[0-9]{1,18}", told) else (sys.maxsize if told.isdecimal() else 0)


def _readable(body: bytes, kind: str) -> bool:
    """Whether a body is a form or a JSON object that can be parsed and kept. No address takes anything else."""
    if kind.startswith("application/x-www-form-urlencoded"):
        return _text(unquote_to_bytes(body), NUL)
    if kind.startswith("multipart/form-data"):
        return _text(body, NUL)
    return not body.strip() or _plain(body)


def _plain(body: bytes) -> bool:
    """Whether it is an object in JSON, and neither deep nor rich in what cannot be kept."""
    depth = 0
    for found in NESTED.finditer(body):
        depth += STEPS[found[0][0]]
        if depth > DEEPEST:
            return False
    try:
        found = json.loads(body)
    except ValueError:  # no JSON, or a number of thousands of digits
        return False
    return isinstance(found, dict) and _storable(found)


def _storable(value: Any) -> bool:
    if isinstance(value, str):
        return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, int | float):
        return -LARGEST <= value <= LARGEST  # which what is no number is not
    if isinstance(value, dict):
        return all(_storable(part) for pair in value.items() for part in pair)
    return all(map(_storable, value)) if isinstance(value, list) else True
