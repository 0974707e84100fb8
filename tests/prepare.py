"""Sees to it that the machine has what the tests start for real: two browsers, PostgreSQL, LibreOffice, mmdebstrap and the packages of tests/package.json."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.one_machine import needs

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
FETCHED = Path(sys.prefix) / "browsers"
SHELL = "chromium-headless-shell"  # Chromium without the windows that nobody sees, and with them half of the work
BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOXES = ("firefox", "firefox-esr")


def run(*command: str | Path) -> None:
    """Run one of Node's commands on the packages of the tests, quietly."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(command, cwd=HERE, check=True, env=environment, stdout=subprocess.DEVNULL)


def browser() -> str | None:
    """The path of an installed Chromium, if there is one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def firefox() -> str | None:
    """The path of an installed Firefox, else of one fetched for the tests, if there is one."""
    fetched = (str(path) for path in FETCHED.glob("firefox/**/firefox") if path.is_file())
    return next((path for name in FIREFOXES if (path := shutil.which(name))), next(fetched, None))


def office() -> str:
    """The path of LibreOffice. Raises FileNotFoundError where it is not installed."""
    found = shutil.which("soffice")
    if found is None:
        raise FileNotFoundError("The tests of documents open them in LibreOffice. Install it (its command is soffice).")
    return found


def machine() -> None:
    """The programs that Debian has, in one go. Needs nothing but the machine's own Python, so that `make test` does it beside the environment."""
    found = {
        SHELL: browser(),
        "firefox-esr": firefox(),
        "libreoffice-writer": shutil.which("soffice"),
        "mmdebstrap": shutil.which("mmdebstrap"),
        "postgresql": needs.system_postgresql(),
    }
    missing = [package for package, path in found.items() if path is None]
    if missing and needs.can_apt():
        needs.apt(*missing)


def packages() -> None:
    """What comes from npm, and the browsers where Debian's cannot be installed."""
    if browser() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    with ThreadPoolExecutor() as at_once:
        list(at_once.map(needs.npm_packages, (needs.HUB, HERE)))
    if firefox() is None:
        run(BIN / "npx", "--no-install", "browsers", "install", "firefox@stable", "--path", FETCHED)


if __name__ == "__main__":
    machine()
    if sys.argv[1:] != ["machine"]:
        packages()
