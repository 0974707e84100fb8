"""What a browser says to its kernel: checked before any of it is parsed, and passed on in words of our own.

A frame is a message as Jupyter's `v1.kernel.websocket.jupyter.org` has it
(https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html): eight bytes that say how many offsets follow, the
offsets, eight bytes each, and what lies between them: channel, header, parent header, metadata and content. Kernels are spoken to with the
few messages that pages send; nothing else of a frame gets past here.
"""

import itertools
import json
import re
import struct
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from course.text import Text

PROTOCOL = "v1.kernel.websocket.jupyter.org"
MOST_BYTES = 256 * 1024  # of a frame; the longest answer is a plan of some texts of 3000 characters
DEEPEST = 16  # lists and objects within each other; an answer has four
MOST_PIECES = 5000  # strings, and beginnings and ends of lists and objects; an answer has a hundred
PARTS = 5
OFFSETS = PARTS + 1
TABLE = struct.Struct(f"<{OFFSETS + 1}Q")
CHANNELS = {"shell", "control", "stdin", "iopub"}
CONTROL = "jupyter.widget.control"  # where Voila's own front end asks for the state of all components
WORD = re.compile(r"[\w.:@-]{1,128}", re.ASCII)
NESTED = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{\]}]', re.DOTALL)  # a string, to its end or the part's; so it is read once
STEPS = {ord('"'): 0, ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
VERSION = "5.3"
A_SECOND, AT_ONCE = 50.0, 200.0  # messages; a long one counts as several, and so does opening a line
LONG_BYTES, OPENING = 8192, 10.0
LONGEST_WAIT = 30.0  # seconds
NOT_READ = 4400  # why a line was closed, of the numbers that are free: 400 in HTTP
NOT_READ_REASON = "Kunne ikke læses / Could not be read"
NOT_UNDERSTOOD = Text(
    da="Det, siden sendte, kunne ikke bruges. Genindlæs siden, og prøv igen.",
    en="What the page sent could not be used. Reload the page and try again.",
)


class Unreadable(Exception):
    """What came is no frame; the line it came on ends."""


class Unwanted(Exception):
    """A message that pages do not send; it goes no further."""


class Reader:
    """Reads the frames of one line."""

    def __init__(self) -> None:
        self._control: str | None = None
        self._ways = {"comm_open": self._open, "comm_close": self._close, "comm_msg": self._message, "comm_info_request": self._info}

    def read(self, frame: Any) -> bytes:
        """The message as a frame that holds nothing but what a kernel may be told. Raises Unreadable and Unwanted."""
        channel, header, _, _, content = split(frame)
        said, about = _object(header), _object(content)
        type = said.get("msg_type")
        if channel != "shell" or not isinstance(type, str):
            raise Unwanted(f"a message on {channel}")
        if type == "kernel_info_request":
            told: dict[str, Any] = {}
        elif type in self._ways:
            told = self._ways[type](about)
        else:
            raise Unwanted("a message of another kind")
        named = {"msg_id": _word(said, "msg_id"), "session": _word(said, "session"), "msg_type": type}
        metadata = {"version": "1.0.0"} if type == "comm_open" else {}
        return pack("shell", named, told, metadata)

    def last_words(self, said: str) -> dict[str, Any]:
        """The content of a message to a component that came without a line. Raises Unreadable and Unwanted."""
        whole = said.encode("utf-8", "replace")
        if len(whole) > MOST_BYTES:
            raise Unreadable("too long")
        return self._message(_object(whole))

    def _open(self, content: dict[str, Any]) -> dict[str, Any]:
        if content.get("target_name") != CONTROL:
            raise Unwanted("a component of the browser's")
        self._control = _word(content, "comm_id")
        return {"comm_id": self._control, "target_name": CONTROL, "data": {}}

    def _close(self, content: dict[str, Any]) -> dict[str, Any]:
        if self._control is None or content.get("comm_id") != self._control:
            raise Unwanted("the end of a component")
        closed, self._control = self._control, None
        return {"comm_id": closed, "data": {}}

    def _message(self, content: dict[str, Any]) -> dict[str, Any]:
        comm, data = _word(content, "comm_id"), content.get("data")
        if not isinstance(data, dict):
            raise Unwanted("a message that says nothing")
        ways = {"request_states": {"method": "request_states"}} if comm == self._control else _to_component(data)
        method = data.get("method")
        if not isinstance(method, str) or method not in ways:
            raise Unwanted("a message that components do not know")
        return {"comm_id": comm, "data": ways[method]}

    def _info(self, content: dict[str, Any]) -> dict[str, Any]:
        return {"target_name": _word(content, "target_name")} if "target_name" in content else {}


def _to_component(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What a component may be told, by its method. A browser sets no trait, but its front end waits for an answer."""
    return {
        "custom": {"method": "custom", "content": data.get("content")},
        "update": {"method": "update", "state": {}},
        "request_state": {"method": "request_state"},
    }


def split(frame: Any) -> tuple[str, bytes, bytes, bytes, bytes]:
    """The channel and the four other parts, all of them within the frame. Raises Unreadable."""
    if not isinstance(frame, bytes) or not TABLE.size <= len(frame) <= MOST_BYTES:
        raise Unreadable("not a frame of this protocol, or too long")
    count, *offsets = TABLE.unpack_from(frame)
    if count != OFFSETS or offsets[0] != TABLE.size or offsets[-1] != len(frame) or offsets != sorted(offsets):
        raise Unreadable("the offsets do not fit the frame")
    channel, *parts = (frame[start:end] for start, end in itertools.pairwise(offsets))
    name = channel.decode("latin-1")
    if name not in CHANNELS:
        raise Unreadable("no such channel")
    return name, parts[0], parts[1], parts[2], parts[3]


def pack(channel: str, header: dict[str, Any], content: dict[str, Any], metadata: dict[str, Any] | None = None) -> bytes:
    """A message as a frame. A half of a character, which JSON can name and UTF-8 cannot, becomes a question mark."""
    whole = {"username": "", "version": VERSION, "date": datetime.now(UTC).isoformat(), **header}  # a kernel takes no message twice
    parts = [channel.encode(), *(_json(part) for part in (whole, {}, metadata or {}, content))]
    offsets = [TABLE.size]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return TABLE.pack(OFFSETS, *offsets) + b"".join(parts)


def told(words: Text) -> bytes:
    """A frame that says something to whoever reads the other end of the line."""
    content = {"name": "stderr", "text": f"{words.da}\n{words.en}\n"}
    return pack("iopub", {"msg_id": "told", "session": "course", "msg_type": "stream"}, content)


def _json(part: dict[str, Any]) -> bytes:
    try:
        return json.dumps(part, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    except ValueError as error:  # a number without end
        raise Unreadable("no JSON") from error


def _object(part: bytes) -> dict[str, Any]:
    """The object that a part is, once it is known that it is not too deep to be parsed."""
    _require_plain(part)
    try:
        found = json.loads(part)
    except ValueError as error:  # no JSON, no UTF-8, or a number of thousands of digits
        raise Unreadable("no JSON") from error
    if not isinstance(found, dict):
        raise Unreadable("no object")
    return found


def _require_plain(part: bytes) -> None:
    """Raise Unreadable where parsing would take long, or more of the stack than there is."""
    depth = 0
    for number, found in enumerate(NESTED.finditer(part)):
        depth += STEPS[found[0][0]]
        if depth > DEEPEST or number > MOST_PIECES:
            raise Unreadable("too deep, or too many pieces")


def _word(about: dict[str, Any], name: str) -> str:
    """An id as front ends make them."""
    value = about.get(name)
    if not isinstance(value, str) or not WORD.fullmatch(value):
        raise Unwanted(f"{name} is no id")
    return value


class Pace:
    """How fast one person may send messages, over all her lines: `AT_ONCE`, and then `A_SECOND`. Who sends faster is read more slowly."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._left, self._at = clock, AT_ONCE, clock()

    def wait(self, messages: float) -> float:
        """How many seconds so many messages must wait that have come now."""
        now = self._clock()
        left = min(AT_ONCE, self._left + (now - self._at) * A_SECOND) - messages
        self._left, self._at = max(left, -LONGEST_WAIT * A_SECOND), now
        return max(0.0, -self._left / A_SECOND)


def weight(frame: bytes | str) -> float:
    """As how many messages a frame counts."""
    return 1 + len(frame) / LONG_BYTES
