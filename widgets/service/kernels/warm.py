"""The warm process: it has imported everything that a page's kernel needs, and each kernel is a fork of it.

It is started by `forking.py` with two sockets: `requests`, from which each message asks for one fork, and a line on which it says that it
is ready. A request is {task, argv, env, cwd, notebook} and brings the line of the process to be: a socket on which that process says what it is
ready for (a JSON object), and whose end tells either side that the other is gone. Tasks:

kernel  an ordinary IPython kernel, for pages that Voila's own front end shows
page    run the notebook once, for everybody, and then fork views of it (brings a second socket, for requests of its own)
view    become a page that somebody looks at: run the notebook, unless this process has, load her answers, say what the page shows, and
        be its kernel. Where the request does not say who she is, it is a spare: it gets ready, says so, and waits to be told on its line

Nothing here is anybody's until a view loads it, and no connection, thread or lock that matters exists when a process forks.
"""

import contextlib
import importlib
import json
import os
import random
import signal
import socket
import sys
import threading
import traceback
from pathlib import Path
from typing import Any, NoReturn

from setproctitle import setproctitle

import widgets
from course import loading, settings
from widgets import session
from widgets.service.kernels import bounds, page_kernel

MESSAGE_BYTES = 65_536
AT_ONCE = [
    # imported by what a kernel does first, each of them slowly
    "course.framework", "course.store", "encodings.idna", "matplotlib.backends.backend_agg", "psycopg", "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite", "sqlite3", "tornado.platform.asyncio", "zmq.eventloop.zmqstream",
]  # fmt: skip


def main() -> None:
    """Get warm, say so, and fork until the service is gone. Arguments: the numbers of the two sockets."""
    requests, line = (socket.socket(fileno=int(number)) for number in sys.argv[1:3])
    for name in AT_ONCE:
        importlib.import_module(name)
    for name in widgets.__all__:
        getattr(widgets, name)
    page_kernel.preload()
    setproctitle(f"kompetencevej warm {settings.home()}")
    tell(line, {"ready": True})
    serve(requests, [line], None)
    os._exit(0)  # the service waits, and to take apart all that was imported takes a while


def serve(requests: socket.socket, kept: list[socket.socket], page: page_kernel.RunPage | None) -> None:
    """Fork for each request. The service's end is told by the end of `requests`; children are reaped by the system."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the service's to hear
    loading.ends()  # what is here already is left alone from now on, and so stays shared
    while True:
        message, lines, _, _ = socket.recv_fds(requests, MESSAGE_BYTES, 2)
        if not message:
            return
        if os.fork() == 0:
            for one in (requests, *kept):
                one.close()
            become(json.loads(message), [socket.socket(fileno=number) for number in lines], page)
        for number in lines:
            os.close(number)


def become(wish: dict[str, Any], lines: list[socket.socket], page: page_kernel.RunPage | None) -> NoReturn:
    """In the fork: be what was asked for, and never return to the loop that forked it."""
    code = 1
    try:
        settle(wish)
        {"kernel": be_kernel, "page": be_page, "view": be_view}[wish["task"]](wish, lines, page)
        code = 0
    except BaseException as error:  # whatever it is, the service must hear of it and this process must end
        traceback.print_exc(file=sys.__stderr__)
        tell(lines[0], {"failed": f"{type(error).__name__}: {error}"})
    finally:
        os._exit(code)


def settle(wish: dict[str, Any]) -> None:
    """Shed what belongs to the process this one was forked from."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(wish["env"])
    bounds.keep()
    call_itself("spare" if wish["task"] == "view" and session.LEARNER not in os.environ else wish["task"], wish)
    os.chdir(wish["cwd"])
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def be_kernel(wish: dict[str, Any], lines: list[socket.socket], _page: object) -> None:
    end_with(lines[0])
    tell(lines[0], {"pid": os.getpid()})
    page_kernel.ordinary(wish["argv"])


def be_page(wish: dict[str, Any], lines: list[socket.socket], _page: object) -> None:
    os.environ[settings.SHARED] = "1"
    line, requests = lines
    page, problem = page_kernel.run_for_all(Path(wish["notebook"]))
    tell(line, {"pid": os.getpid(), "problem": problem})
    if not problem:
        serve(requests, [line], page)


def be_view(wish: dict[str, Any], lines: list[socket.socket], page: page_kernel.RunPage | None) -> None:
    line = lines[0]
    page = page or page_kernel.run(Path(wish["notebook"]))
    if session.LEARNER in os.environ:  # somebody is waiting
        tell(line, {"pid": os.getpid(), **page.view()})
        app = page_kernel.ready(wish["argv"])
    else:
        app = page_kernel.ready(wish["argv"])
        tell(line, {"pid": os.getpid()})
        os.environ[session.LEARNER] = hear(line)["learner"]
        call_itself("view", wish)
        tell(line, page.view())
    end_with(line)
    page_kernel.serve(app)


def call_itself(task: str, wish: dict[str, Any]) -> None:
    """Say to whoever looks at the machine's processes what this one is."""
    setproctitle(f"kompetencevej {task} {wish.get('notebook', '')} {' '.join(wish['argv'][:2])}")


def hear(line: socket.socket) -> dict[str, Any]:
    """Wait for what the service says on a line; ends this process when the service lets go of it."""
    heard = b""
    while not heard.endswith(b"\n"):
        part = line.recv(MESSAGE_BYTES)
        if not part:
            os._exit(0)
        heard += part
    found: dict[str, Any] = json.loads(heard)
    return found


def tell(line: socket.socket, what: dict[str, Any]) -> None:
    """Say what is awaited on a line. A service that is gone hears nothing."""
    with contextlib.suppress(OSError):
        line.sendall(json.dumps(what).encode() + b"\n")


def end_with(line: socket.socket) -> None:
    """End this process as soon as the service is gone, or lets go of the line."""

    def wait() -> None:
        with contextlib.suppress(OSError):
            line.recv(1)
        os._exit(0)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
