"""What the service uses of Voila and jupyter_server although they do not promise it.

That is: a kernel manager's `context`, `last_activity`, `execution_state`, `shutting_down` and `allowed_message_types`, `get_page_config`, and the shape of
the page configuration that Voila's front end reads. The websocket to a kernel stands in `handlers.py`, what ipykernel does not promise in `page_kernel.py`, how jupyter_client starts a process
in `forking.py`, how Voila starts in `widgets/service/app.py`, what sends the files of its front end in `widgets/service/web/files.py`, and what a component does otherwise than
ipywidgets and anywidget in `widgets/component.py`. tests/service/test_upstream.py fails loudly when an upgrade changes any of it.
"""

from queue import Empty
from typing import Any

import zmq
from jupyter_server._tz import utcnow
from voila.utils import get_page_config

MESSAGES = ["comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"]
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
IPYWIDGETS = {"layout", "tabbable", "tooltip"}  # traits that every widget has and ours do not use


def hears_only_comms(managers: Any) -> None:
    """No browser's message but those to components reaches a kernel."""
    managers.allowed_message_types = MESSAGES


def has_room_for_many(managers: Any) -> None:
    """Each page takes some of ZeroMQ's sockets, of which 1023 would soon be taken."""
    managers.context.set(zmq.MAX_SOCKETS, managers.context.get(zmq.SOCKET_LIMIT))


def in_use(manager: Any) -> None:
    """The kernel's idle time begins now."""
    manager.last_activity = utcnow()


def unused(manager: Any) -> float:
    """The kernel's idle time so far, in seconds."""
    return float((utcnow() - manager.last_activity).total_seconds())


def has_started(manager: Any) -> None:
    """The kernel has run its notebook, so that a line to it need not wait."""
    manager.execution_state = "idle"


def is_being_ended(manager: Any) -> bool:
    """Whether somebody has asked the kernel to end."""
    return bool(manager.shutting_down)


async def heard(manager: Any, content: dict[str, Any], within: float) -> bool:
    """Tell a component something on a line of its own; whether the kernel has acted on it within so many seconds."""
    client = manager.client()
    client.start_channels(iopub=False, stdin=False, hb=False, control=False)
    try:
        client.shell_channel.send(client.session.msg("comm_msg", content))
        client.kernel_info()  # a kernel takes one message after the other, so it answers this when it has acted on the first
        await client.get_shell_msg(timeout=within)
    except Empty:
        return False
    finally:
        client.stop_channels()
    return True


def page_configuration(handler: Any, kernel: str) -> dict[str, Any]:
    """What Voila's front end reads from the page: where things are, and which kernel is the page's."""
    service = handler.settings["course"]
    parts: dict[str, Any] = get_page_config(
        base_url=handler.base_url, settings=handler.settings, log=service.log, voila_configuration=service.voila_configuration
    )
    parts["fullMathjaxUrl"] = handler.base_url + "theme/no-formulas.js"
    parts["mathjaxConfig"] = "none"
    return {**parts, "baseUrl": handler.base_url + service.entrance.here, "kernelId": kernel, "jupyterLabTheme": "light"}
