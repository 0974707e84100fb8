"""Jupyter's messages as they travel over a websocket, packed as the front end does it (widgets/front/wire.js)."""

import json
import struct
import uuid
from typing import Any

PROTOCOL = "v1.kernel.websocket.jupyter.org"


def comm_message(model: str, session: str, content: dict[str, Any]) -> bytes:
    """What a component says to its kernel."""
    return message("comm_msg", {"comm_id": model, "data": {"method": "custom", "content": content}}, session=session)


def message(type: str, content: Any, channel: str = "shell", session: str = "abc", **header: Any) -> bytes:
    """A message of any type; `header` are further fields, or others, of its header."""
    whole = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": type,
        "session": session,
        "username": "",
        "version": "5.3",
        "date": "2026-01-01T00:00:00Z",
    }
    return frame([channel.encode(), *(json.dumps(part).encode() for part in (whole | header, {}, {}, content))])


def frame(parts: list[bytes]) -> bytes:
    """The parts behind a table of where each begins and the last ends."""
    places = [8 * (len(parts) + 2)]
    for part in parts:
        places.append(places[-1] + len(part))
    return struct.pack(f"<{len(places) + 1}Q", len(places), *places) + b"".join(parts)


def read(message: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """A message's header and content."""
    (count,) = struct.unpack_from("<Q", message)
    places = struct.unpack_from(f"<{count}Q", message, 8)
    header, content = (json.loads(message[places[part] : places[part + 1]]) for part in (1, 4))
    return header, content


def update(message: bytes) -> tuple[str, dict[str, Any]]:
    """The component that a message is about, and what has changed in its state; ("", {}) where it says no such thing."""
    header, content = read(message)
    if header["msg_type"] != "comm_msg" or content["data"].get("method") not in ("update", "echo_update"):
        return "", {}
    return content["comm_id"], content["data"]["state"]
