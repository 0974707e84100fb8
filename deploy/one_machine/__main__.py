"""`make hub`: an installation on this machine, from nothing, with the example roster."""

import argparse
import os
import signal
import socket
import sys
import threading
from pathlib import Path

from platformdirs import user_data_path

from deploy.one_machine.installation import ROSTER, Installation

DONE = """
Kurset kører: {public}   (stop med Ctrl+C) / The course is running (stop with Ctrl+C).

Log ind som / Log in as:
  anna, bo      medarbejdere i Ungeteamet / employees of Ungeteamet
  clara         medarbejder i Jobteamet / employee of Jobteamet
  lone          leder af Ungeteamet / manager of Ungeteamet
  jens          leder af Jobteamet / manager of Jobteamet
  trine         underviser / trainer
Kodeordet for dem alle er / The password for all of them is: {password}

Alt ligger i / Everything is in: {folder}
"""


def main() -> None:
    """Start it, say who can log in, and run until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="make hub")
    parser.add_argument("--port", type=int, default=8899)
    port = parser.parse_args().port
    _require_free(port)
    folder = _folder()
    over = threading.Event()
    for heard in (signal.SIGINT, signal.SIGTERM):
        signal.signal(heard, lambda *_: over.set())
    try:
        installation = Installation(folder, port, tell=lambda what: print(what, flush=True))
    except PermissionError as error:
        sys.exit(
            f"Der må ikke skrives i {error.filename}. Vælg en anden mappe med KOMPETENCEVEJ_HOME. / {error.filename} may not be written to. Choose another folder."
        )
    try:
        installation.start()
        installation.command("roster", str(ROSTER), "--yes")
        print(DONE.format(public=installation.public, password=installation.secrets["password"], folder=folder), flush=True)
        over.wait()
    except RuntimeError as error:
        sys.exit(f"Det lykkedes ikke at starte. / It could not be started.\n{error}")
    finally:
        print("Stopper ... / Stopping ...", flush=True)
        installation.stop()


def _folder() -> Path:
    if chosen := os.environ.get("KOMPETENCEVEJ_HOME"):
        return Path(chosen).absolute() / "hub"
    # PostgreSQL does not run as root, and root's own folders are closed to others
    return Path("/var/lib/kompetencevej/hub") if os.geteuid() == 0 else user_data_path("kompetencevej", appauthor=False) / "hub"


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} er optaget. Prøv: make hub PORT={port + 1} / Port {port} is taken. Try: make hub PORT={port + 1}")


if __name__ == "__main__":
    main()
