"""nbgrader's formgrader on loopback, on our gradebook, with our settings: where a person gives points and comments to free text."""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tornado.web import ErrorHandler
from traitlets.config import Config

from course import files, loading, permissions, settings
from grading import policy
from grading.errors import GradingError

TEMPLATES = Path(__file__).parent / "templates" / "formgrader"
FIRST_PAGE = "formgrader/gradebook"
START_SECONDS = 60
COMMENT_BYTES = 64 * 1024  # what a trainer may write to a task, as JSON
HEADERS = {
    "Content-Security-Policy": policy.NO_PAGE,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
NOT_HERE = "Brug siden »Ret opgaver« eller kommandoerne kompetencevej release, collect, mark og feedback. / Use the page “Marking” or the commands."
_child: list[subprocess.Popen[bytes]] = []


def address() -> str | None:
    """The address of the formgrader that runs, with its token; None when none runs."""
    try:
        known = json.loads(_state().read_text("utf-8"))
        os.kill(int(known["pid"]), 0)
        with socket.create_connection(("127.0.0.1", int(known["port"])), timeout=1):
            return f"http://127.0.0.1:{int(known['port'])}/{FIRST_PAGE}?token={known['token']}"
    except (OSError, ValueError, KeyError):
        return None


def start() -> str:
    """Start formgrader as a child that ends with this process, unless it runs; returns its address."""
    running = address()
    if running:
        return running
    _child[:] = [child for child in _child if child.poll() is None]
    if not _child:
        _child.append(subprocess.Popen([sys.executable, "-m", "grading.formgrader"], stdin=subprocess.PIPE))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and _child[0].poll() is None:
        if found := address():
            return found
        time.sleep(0.2)
    raise GradingError(
        "nbgraders rettevindue kom ikke i gang. Prøv igen, eller start det selv: kompetencevej formgrader",
        "nbgrader's formgrader did not start. Try again, or start it yourself: kompetencevej formgrader",
    )


def serve_hub(ready: Callable[[str], None]) -> None:
    """Run formgrader as a service of a JupyterHub, which says who asks; only trainers of the course get in."""
    from grading.private.book import open_gradebook

    told = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    base = os.environ["JUPYTERHUB_SERVICE_PREFIX"]
    [identity] = entry_points(group="kompetencevej.identities", name="hub")
    changes = Config()
    changes.ServerApp.update({"ip": told.hostname, "base_url": base, "allow_remote_access": True, "trust_xheaders": True})
    changes.ServerApp.identity_provider_class = identity.load()
    changes.HubIdentity.access = "trainer"
    with open_gradebook():
        app = _server(told.port or 80, changes)
        loading.ends()
        ready(f"{base}{FIRST_PAGE}")
        app.start()


def serve(port: int, ready: Callable[[str], None]) -> None:
    """Run formgrader until it is interrupted; when one runs already, only its address is told."""
    running = address()
    if running:
        ready(running)
        return
    from grading.private.book import open_gradebook

    token, chosen = secrets.token_urlsafe(32), port or _free_port()
    changes = Config()
    changes.IdentityProvider.token = token
    with open_gradebook():
        app = _server(chosen, changes)
        loading.ends()
        files.write_whole(_state(), json.dumps({"pid": os.getpid(), "port": chosen, "token": token}))
        try:
            ready(f"http://127.0.0.1:{chosen}/{FIRST_PAGE}?token={token}")
            app.start()
        finally:
            _state().unlink(missing_ok=True)


def _server(port: int, changes: Config) -> Any:
    """A Jupyter server with formgrader and nothing else: no settings from files, no kernels, no files to open."""
    os.environ["JUPYTER_NO_CONFIG"] = "1"
    from jupyter_server.serverapp import ServerApp

    found = _settings(port, changes)
    _guard(changes.ServerApp.get("base_url", "/"))
    app = ServerApp(config=found)
    app.initialize([])
    _look_after(app)
    return app


def _settings(port: int, changes: Config) -> Config:
    """The settings of nbgrader as we run it, with those of the server, and `changes` over both."""
    from grading.config import config
    from grading.private.formgrader import only_formgrader

    found = config()
    found.ServerApp.update(
        {"ip": "127.0.0.1", "port": port, "port_retries": 0, "open_browser": False, "root_dir": str(settings.home()), "log_level": "ERROR"}
    )
    found.ServerApp.update(
        {"default_url": f"/{FIRST_PAGE}", "jpserver_extensions": {"nbgrader.server_extensions.formgrader": True}, "allow_root": True}
    )
    cookies = {"samesite": "Lax", "path": changes.ServerApp.get("base_url", "/")}
    found.ServerApp.update({"authorizer_class": only_formgrader(), "tornado_settings": {"headers": HEADERS, "xsrf_cookie_kwargs": cookies}})
    found.ServerApp.extra_template_paths = [str(TEMPLATES / "errors")]
    found.FormgradeExtension.debug = False
    found.merge(changes)
    return found


def _guard(base: str) -> None:
    """Let the server that is made next have the course's door, and formgrader serve no more than its own pages."""
    from grading.private import formgrader

    [gate] = entry_points(group="kompetencevej.servers", name="gate")
    gate.load()({base + r"formgrader/api/comment/[^/]+": COMMENT_BYTES})
    formgrader.use_in_formgrader(formgrader.formgrader_api(NOT_HERE))
    formgrader.let_go_after_each_request()
    formgrader.keep_to_its_site()
    formgrader.tell_errors_in_our_words()


def _look_after(app: Any) -> None:
    """Give a server that is ready our templates, our policy and our headers."""
    from grading.private import formgrader

    formgrader.templates_first(app, TEMPLATES)
    formgrader.escape_in_pages(app)
    formgrader.keep_to_the_policy(app)
    # Jupyter's own: the first two break off below a base of one's own, and the third tells how the machine is used
    app.web_app.add_handlers(".*$", [(app.base_url + r"(?:robots\.txt|favicon\.ico|metrics)", ErrorHandler, {"status_code": 404})])
    [every_answer] = entry_points(group="kompetencevej.servers", name="answers")
    app.web_app.add_transform(every_answer.load()(HEADERS))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _state() -> Path:
    return settings.home() / "formgrader.json"


def _end_with_parent() -> None:
    """The pipe to the parent ends when the parent does, however it ends."""
    with contextlib.suppress(OSError):
        while os.read(sys.stdin.fileno(), 1):  # not sys.stdin.read(): its lock would be held when the interpreter ends
            pass
    _state().unlink(missing_ok=True)
    os._exit(0)


if __name__ == "__main__":
    permissions.keep_others_out()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    serve(0, lambda _address: None)
