"""Frames that nobody's front end sends: some named after what they try, and a strategy that makes more of their kind."""

import itertools
import json
import struct
from typing import Any

from hypothesis import strategies as st

from tests.benchmarks._wire import frame, message
from widgets.service.kernels.frames import MOST_BYTES

HALF = "\ud83d"
HEADER = b'{"msg_id": "1", "msg_type": "comm_msg", "session": "abc", "username": "", "version": "5.3", "date": ""}'
COMM = "0123456789abcdef0123456789abcdef"


def saying(content: bytes, header: bytes = HEADER) -> bytes:
    """A frame with this JSON as its content."""
    return frame([b"shell", header, b"{}", b"{}", content])


def said(value: Any) -> bytes:
    """A frame in which a component is told this."""
    return message("comm_msg", {"comm_id": COMM, "data": {"method": "custom", "content": value}})


def _offsets(*offsets: int, rest: bytes = b"shell{}{}{}{}") -> bytes:
    return struct.pack(f"<{len(offsets)}Q", *offsets) + rest


# Each ends the line it comes on.
UNREADABLE: dict[str, bytes] = {
    "two thousand million parts, as the older protocol says it": struct.pack("!I", 0x7FFFFFFF) + b"x" * 50,
    "a count below nought, as the older protocol says it": struct.pack("!i", -1) + b"x" * 50,
    "more parts than there is memory": _offsets(2**63, *range(10)),
    "all bits": b"\xff" * 56,
    "no parts": _offsets(0, 0, 0, 0, 0, 0, 0),
    "a part too many": frame([b"shell", HEADER, b"{}", b"{}", b"{}", b"buffer"]),
    "a part too few": frame([b"shell", HEADER, b"{}", b"{}"]),
    "offsets that go back": _offsets(6, 56, 66, 60, 62, 64, 69),
    "offsets beyond the end": _offsets(6, 56, 61, 63, 65, 67, 2**62),
    "offsets into the table": _offsets(6, 0, 61, 63, 65, 67, 69),
    "bytes behind the last part": saying(b"{}") + b"x",
    "nothing": b"",
    "half a table": saying(b"{}")[:30],
    "too long": saying(b'{"x": "' + b"x" * MOST_BYTES + b'"}'),
    "a channel of its own": frame([b"sh\xffll", HEADER, b"{}", b"{}", b"{}"]),
    "a header that is no JSON": saying(b"{}", b"{"),
    "a header of bytes": saying(b"{}", b"\x00\x80\xff"),
    "a header that is a list": saying(b"{}", b"[]"),
    "content a hundred thousand lists deep": saying(b'{"x":' * 1 + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "content that only begins": saying(b'{"x":' * 20_000),
    "twenty thousand lists beside each other": saying(b'{"x":[' + b"[]," * 20_000 + b"0]}"),
    "twenty thousand strings": saying(b'{"x":[' + b'"",' * 20_000 + b"0]}"),
    "strings that never end": saying(b'\\"' * 100_000),
    "a number of five thousand digits": saying(b'{"comm_id": "x", "data": ' + b"9" * 5000 + b"}"),
    "a number without end": said(1e400),
    "no number": said(float("nan")),
}
# Each is answered, and goes no further.
UNWANTED: dict[str, bytes] = {
    "an id that is half a character": message("comm_msg", {"comm_id": COMM, "data": {}}, msg_id=HALF),
    "an id with a NUL": message("kernel_info_request", {}, msg_id="\0"),
    "an id of ten thousand characters": message("kernel_info_request", {}, msg_id="x" * 10_000),
    "an id that is a list": message("kernel_info_request", {}, msg_id=[1]),
    "no id": saying(b"{}", b'{"msg_type": "kernel_info_request", "session": "abc"}'),
    "a type that is half a character": message(HALF, {}),
    "a type that is a number": message("x", {}, msg_type=-1),
    "code": message("execute_request", {"code": "1", "silent": False}),
    "the end of the kernel": message("shutdown_request", {"restart": False}, "control"),
    "an answer that nobody asked for": message("input_reply", {"value": "x"}, "stdin"),
    "a component of its own": message("comm_open", {"comm_id": COMM, "target_name": "jupyter.widget", "data": {"state": {}}}),
    "the end of a component": message("comm_close", {"comm_id": COMM, "data": {}}),
    "a message to no component": message("comm_msg", {"data": {"method": "custom", "content": {}}}),
    "a message to half a character": message("comm_msg", {"comm_id": HALF, "data": {"method": "custom", "content": {}}}),
    "a component's message without a method": message("comm_msg", {"comm_id": COMM, "data": {}}),
    "a component's message that is a list": message("comm_msg", {"comm_id": COMM, "data": [[]]}),
    "a method of its own": message("comm_msg", {"comm_id": COMM, "data": {"method": "__init__"}}),
    "all components' states": message("comm_msg", {"comm_id": COMM, "data": {"method": "request_states"}}),
}
# What a component is told by somebody who does not use the front end; the component itself says what it makes of it.
ODD_VALUES: tuple[Any, ...] = (
    None, True, -1, 10**300, -(10**4000), 1e308, "", "\0", HALF, "x" * 10_000, [], [[]] * 50, {}, {"": {}}, {"type": []}, {"type": "save"},
    {"type": "save", "id": {}, "value": {"a": HALF}, "base": -(10**400)}, {"type": "save", "id": HALF, "value": "\0", "base": 1e300},
    {"type": "check", "id": "x" * 10_000, "value": [HALF], "base": "0"}, {"type": "refresh", "id": -1, "value": {}, "base": None},
    {"type": "start", "id": "1", "value": {"attempts": -1}}, {"type": "choose", "id": "2", "value": {"choice": HALF, "step": 0}},
    {"type": "back", "id": "3", "value": {"step": 10**300}}, {"type": "document", "id": "4", "value": {"language": HALF, "answer": [1]}},
)  # fmt: skip

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=20,
)
_type = st.sampled_from(["comm_msg", "comm_open", "comm_close", "comm_info_request", "kernel_info_request", "execute_request"]) | st.text()
_method = st.sampled_from(["custom", "update", "request_state", "request_states"]) | _json
_content = _json | st.fixed_dictionaries(
    {},
    optional={
        "comm_id": st.just(COMM) | st.text(),
        "target_name": st.sampled_from(["jupyter.widget", "jupyter.widget.control"]) | st.text(),
        "data": _json | st.fixed_dictionaries({"method": _method}, optional={"content": _json, "state": _json, "buffer_paths": _json}),
    },
)
_message = st.builds(
    message, _type, _content, st.sampled_from(["shell", "control", "stdin", "iopub", "x"]), msg_id=st.just("1") | st.text()
)
_count = st.integers(0, 12) | st.integers(0, 2**64 - 1)
_table = st.lists(_count | st.integers(40, 120), min_size=1, max_size=9).map(lambda numbers: struct.pack(f"<{len(numbers)}Q", *numbers))


def _bent(whole: bytes, at: int, byte: int, cut: int) -> bytes:
    """The frame with one byte of another value, cut short."""
    at %= len(whole)
    return (whole[:at] + bytes([byte]) + whole[at + 1 :])[: max(0, len(whole) - cut)]


hostile = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=50),
    st.builds(lambda table, rest: table + rest, _table, st.binary(max_size=200)),
    st.builds(frame, st.lists(st.binary(max_size=60), max_size=8)),
    st.builds(saying, st.binary(max_size=80), st.binary(max_size=80) | st.just(HEADER)),
    st.builds(
        lambda depth, bracket: saying(b'{"x":' + bracket * depth), st.integers(1, 60_000), st.sampled_from([b"[", b'{"":', b'"\\', b'\\"'])
    ),
    st.builds(_bent, _message, st.integers(0, 10_000), st.integers(0, 255), st.sampled_from([0, 0, 1, 40])),
    _message,
)


def readable(said: bytes) -> bool:
    """Whether something is a message with five parts, each JSON."""
    count, *places = struct.unpack_from("<7Q", said)
    parts = [said[start:end] for start, end in itertools.pairwise(places)]
    return count == 6 and places[-1] == len(said) and all(isinstance(json.loads(part.decode()), dict) for part in parts[1:])
