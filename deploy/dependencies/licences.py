"""The licences of what the course runs on, from what the installed packages and the proxy's lock file say of themselves."""

import json
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

UNKNOWN = "not said"
HEAD = "# Licences\n\nWhat the course runs on, and under which licence each package says that it is.\n"
PINNED = re.compile(r"^([A-Za-z0-9][^\s\\]*==[^\\\n]+)", re.MULTILINE)


@dataclass(frozen=True)
class Licensed:
    """A package at the version that is locked, and its licence as it says it."""

    name: str
    version: str
    licence: str


def of_python(lock: Path) -> list[Licensed]:
    """All packages of a lock file. One that other machines alone have is told with the machines it is for: its licence is read there."""
    found = []
    for line in PINNED.findall(lock.read_text("utf-8")):
        wanted = Requirement(line)
        version = str(wanted.specifier).removeprefix("==")
        here = wanted.marker is None or wanted.marker.evaluate()
        found.append(Licensed(wanted.name, version, _said_by(wanted.name) if here else f"not installed here; only where {wanted.marker}"))
    return found


def _said_by(name: str) -> str:
    """In the order in which the standards have replaced each other: an SPDX expression (PEP 639), classifiers, words of its own."""
    try:
        said: Any = metadata(name)  # a mapping of header fields, which its type does not say
    except PackageNotFoundError:
        return UNKNOWN
    if expression := said.get("License-Expression"):
        return str(expression)
    classified = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or () if one.startswith("License :: ")]
    own = (said.get("License") or "").strip().splitlines()
    return " and ".join(one for one in classified if one != "OSI Approved") or (own[0] if own else UNKNOWN)


def of_npm(folder: Path) -> list[Licensed]:
    """All packages that the folder's lock file installs, but those for developing alone."""
    packages = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    return [
        Licensed(path.rpartition("node_modules/")[2], one["version"], one.get("license", UNKNOWN))
        for path, one in packages.items()
        if path and not one.get("dev")
    ]


def page(parts: dict[str, list[Licensed]]) -> str:
    """A page in Markdown, with a table for each part."""
    lines = [HEAD]
    for title, packages in parts.items():
        rows = [f"| {one.name} | {one.version} | {one.licence.replace('|', '/')} |" for one in packages]
        lines += [f"## {title}\n", "| package | version | licence |\n| --- | --- | --- |", *rows, ""]
    return "\n".join(lines)
