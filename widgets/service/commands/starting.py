"""What every command that serves the course does before, and what it says when it is ready."""

import logging
import os
import sys
import webbrowser
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from course import loading, log, settings
from course.errors import CourseError

if TYPE_CHECKING:  # what answers for a database takes a second to load, and what an author asks needs none
    from course.store import Store

DEFAULT_PORT = 8866
console = Console(stderr=True, highlight=False, soft_wrap=True)


def run(store: "Store", entrance: Any, ready: Callable[[str], None], more: Mapping[str, Any] | None = None) -> None:
    """Serve the installed rooms, and `more` of them, until told to stop; `ready` is called with the address."""
    from widgets.service.app import CourseService

    service = CourseService(store, {**page_sets(), **(more or {})}, entrance, ready)
    service.initialize([])
    for page_set in page_sets().values():
        if page_set.begin:
            page_set.begin()
    loading.ends()
    try:
        service.start()
    except OSError as error:
        raise _port_taken(entrance.port) from error
    console.print("Kurset er stoppet. / The course has stopped.")


def page_sets() -> dict[str, Any]:
    """The rooms that are installed; one that is missing something is left out, and told."""
    found = {}
    for entry in entry_points(group="kompetencevej.pages"):
        try:
            found[entry.name] = entry.load()
        except ImportError as error:
            console.print(f"[yellow]Rummet {entry.name} mangler ({error}). / The room {entry.name} is missing.[/]")
    return found


def base(port: int) -> str:
    """What the addresses of a course on `port` begin with: where it is started in a user's server at a JupyterHub, the path by which jupyter-server-proxy leads to it."""
    server = os.environ.get("JUPYTERHUB_SERVICE_PREFIX")
    return f"{server.rstrip('/')}/proxy/absolute/{port}/" if server else "/"


def ready(address: str, open_it: bool | None) -> None:
    """Say where the course is, and open it where there is a desktop (or always, or never, as `open_it` says)."""
    console.print("\nKurset kører. Åbn det her: / The course is running. Open it here:")
    if address.startswith("/"):
        console.print("(efter adressen på jeres JupyterHub / after the address of your JupyterHub)")
    print(f"  {address}", flush=True)  # noqa: T201  standard output holds the address alone, for other programs to read
    console.print("Stop med Ctrl+C. / Stop with Ctrl+C.")
    if open_it or (open_it is None and _on_a_desktop()):
        webbrowser.open(address)


def _on_a_desktop() -> bool:
    if not sys.stdout.isatty() or os.environ.get("SSH_CONNECTION"):
        return False
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def require_free(port: int) -> None:
    """Raise CourseError, naming another, when the port is taken."""
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise _port_taken(port) from error


def _port_taken(port: int) -> CourseError:
    other = port + 1 if port < 65535 else DEFAULT_PORT
    return CourseError(
        f"Port {port} er optaget, måske af et kursus, der allerede kører. Prøv: make course PORT={other} (eller kompetencevej serve --port {other})",
        f"Port {port} is taken, perhaps by a course that is already running. Try: make course PORT={other} (or kompetencevej serve --port {other})",
    )


def require_writable(home: Path) -> None:
    """Raise CourseError when the course cannot keep anything in its home."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        trial = home / ".skrivbar"
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise CourseError(
            f"Kurset kan ikke skrive i mappen {home} ({error.strerror}). "
            f"Ret rettighederne, eller vælg en anden mappe med KOMPETENCEVEJ_HOME.",
            f"The course cannot write to the folder {home} ({error.strerror}). "
            f"Change its permissions, or choose another folder with KOMPETENCEVEJ_HOME.",
        ) from error


def log_to_file() -> None:
    """Traces go to a file in the home; whoever typed the command reads a sentence."""
    try:
        logging.basicConfig(filename=settings.home() / "course.log", level=logging.WARNING, format=log.LINE)
    except OSError:  # there is no home, or it cannot be written to; the doctor says so
        logging.getLogger().addHandler(logging.NullHandler())
