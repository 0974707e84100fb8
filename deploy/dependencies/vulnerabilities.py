"""Tells the known vulnerabilities of all that is locked, by pip-audit and npm audit. It stops nothing: what is found, a person weighs."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from deploy.dependencies import BIN, PROXY, ROOT, run

EVERYTHING = (ROOT / "requirements-test.lock", ROOT / "requirements-build.lock")  # they have what the other locks have
SECONDS = 120.0
AUDIT = ("--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "10")
NPM_AUDIT = ("audit", "--json", "--package-lock-only", "--fetch-retries=0", "--fetch-timeout=10000")


class NoDatabase(Exception):
    """The database could not be asked."""


def of_pip_audit(said: str) -> Iterator[str]:
    """A line for each vulnerability in what pip-audit said, and one if it could not ask about all packages. Raises NoDatabase."""
    packages = _read(said).get("dependencies", [])
    asked = [package for package in packages if "vulns" in package]
    if not asked:
        raise NoDatabase
    for package in asked:
        for one in package["vulns"]:
            remedy = f"mended in {', '.join(one['fix_versions'])}" if one.get("fix_versions") else "not mended yet"
            yield f"{package['name']} {package['version']}: {one['id']}, {remedy}"
    if len(asked) < len(packages):
        yield f"{len(packages) - len(asked)} packages are not in the database"


def of_npm_audit(said: str) -> Iterator[str]:
    """A line for each vulnerable package in what npm audit said. Raises NoDatabase."""
    read = _read(said)
    if "vulnerabilities" not in read:
        raise NoDatabase
    for name, one in sorted(read["vulnerabilities"].items()):
        about = [via["url"] for via in one["via"] if isinstance(via, dict)] or [f"by way of {', '.join(map(str, one['via']))}"]
        yield f"{name} {one['range']}: {one['severity']}, {', '.join(about)}"


def _read(said: str) -> dict[str, Any]:
    try:
        read = json.loads(said)
    except ValueError as error:
        raise NoDatabase from error
    return read if isinstance(read, dict) else {}


def told(name: str, ask: Callable[[], str], understand: Callable[[str], Iterator[str]]) -> str:
    """What is said about one lock file."""
    try:
        lines = list(understand(ask()))
    except (NoDatabase, subprocess.TimeoutExpired, OSError):
        return f"{name}: the database of known vulnerabilities could not be reached"
    return f"{name}: no known vulnerability" if not lines else "\n    ".join([f"{name}:", *lines])


def main(*locks: Path) -> None:
    """Say it, on standard output, of these lock files and the two of npm."""
    write = sys.stdout.write
    for lock in locks or EVERYTHING:
        write(told(lock.name, lambda of=lock: run(BIN / "pip-audit", "-r", of, *AUDIT, seconds=SECONDS).stdout, of_pip_audit) + "\n")  # type: ignore[misc]
    for folder in (PROXY, ROOT / "tests"):
        name = str((folder / "package-lock.json").relative_to(ROOT))
        write(told(name, lambda at=folder: run(BIN / "npm", *NPM_AUDIT, at=at, seconds=SECONDS).stdout, of_npm_audit) + "\n")  # type: ignore[misc]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
