"""`make hub`: an installation on this machine, from nothing, with the example roster."""

import argparse
import fcntl
import os
import signal
import socket
import sys
from pathlib import Path
from typing import IO

from platformdirs import user_data_path

from course import settings
from course.permissions import close, keep_others_out
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
    folder = _folder()
    for heard in (signal.SIGINT, signal.SIGTERM):  # a shell that starts us in the background would have Ctrl-C ignored
        signal.signal(heard, signal.default_int_handler)
    try:
        held = _hold(folder)
        keep_others_out()
        _close(folder)
        installation = Installation(folder, port, tell=lambda what: print(what, flush=True))
    except OSError as error:
        sys.exit(
            f"Der kan ikke skrives i {folder} ({error.strerror}). Vælg en anden mappe med KOMPETENCEVEJ_HOME. / "
            f"{folder} cannot be written to. Choose another folder with KOMPETENCEVEJ_HOME."
        )
    except KeyboardInterrupt:
        sys.exit(1)
    with held:
        installation.end_left_over()
        _require_free(port)
        _run(installation)


def _run(installation: Installation) -> None:
    try:
        installation.start()
        installation.command("roster", str(ROSTER), "--yes")
        told = {"public": installation.public, "password": installation.secrets["password"], "folder": installation.folder}
        print(DONE.format(**told), flush=True)
        signal.pause()
    except KeyboardInterrupt:
        pass
    except RuntimeError as error:
        sys.exit(f"Det lykkedes ikke at starte. / It could not be started.\n{error}")
    finally:
        for heard in (signal.SIGINT, signal.SIGTERM):  # once is enough
            signal.signal(heard, signal.SIG_IGN)
        print("Stopper ... / Stopping ...", flush=True)
        installation.stop()


def _hold(folder: Path) -> IO[str]:
    """The folder for us alone, until we end, however we end."""
    folder.mkdir(parents=True, exist_ok=True)
    held = (folder / "running").open("w")
    try:
        # not filelock, as in course.lock: the system itself lets go when we end, and no file that is left behind locks anybody out
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(f"Kurset kører allerede fra {folder}. Stop det først. / The course is already running from {folder}. Stop it first.")
    return held


def _close(folder: Path) -> None:
    """Close the files that an older version left open; the folder itself stays as it is, so that PostgreSQL's own user gets through to its own."""
    for path in folder.iterdir():
        if path.is_file():
            close(path)


def _folder() -> Path:
    if chosen := os.environ.get(settings.HOME):
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
