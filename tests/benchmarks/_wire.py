"""Jupyter's messages as they travel over a websocket, packed as the front end does it (widgets/front/wire.js)."""

import json
import struct
import uuid
from typing import Any

PROTOCOL = "v1.kernel.websocket.jupyter.org"


def comm_message(model: str, session: str, content: dict[str, Any]) -> bytes:
    """What a component says to its kernel."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "comm_msg", "session": session, "username": "", "version": "5.3"}
    header["date"] = "2026-01-01T00:00:00Z"
    inside = {"comm_id": model, "data": {"method": "custom", "content": content}}
    parts = [b"shell", *(json.dumps(part).encode() for part in (header, {}, {}, inside))]
    places = [8 * (len(parts) + 2)]
    for part in parts:
        places.append(places[-1] + len(part))
    return struct.pack(f"<{len(places) + 1}Q", len(places), *places) + b"".join(parts)


def update(message: bytes) -> tuple[str, dict[str, Any]]:
    """The component that a message is about, and what has changed in its state; ("", {}) where it says no such thing."""
    (count,) = struct.unpack_from("<Q", message)
    places = struct.unpack_from(f"<{count}Q", message, 8)
    header, content = (json.loads(message[places[part] : places[part + 1]]) for part in (1, 4))
    if header["msg_type"] != "comm_msg" or content["data"].get("method") not in ("update", "echo_update"):
        return "", {}
    return content["comm_id"], content["data"]["state"]
