"""What somebody puts into an address who tries what breaks: every address that the services have, with each of these in each of its places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.hub import addresses
from tests.hub.table import rows

# Each is refused wherever it stands, since no address and no form of ours holds it.
NEVER = {
    "a NUL": "%00",
    "half a character": "%ed%a0%80",
    "an overlong character": "%c0%af",
    "a byte that is no character": "%ff",
    "ten thousand characters": "x" * 10_000,
}
# Numbers where there may be some.
NUMBERS = {"a negative number": "-1", "a huge number": "9" * 5000, "a number with a sign that is no ASCII": "%E2%88%921"}
NAMES = ("after", "next", "code", "state", "session_id", "submission_id", "index", "token", "v")
MODULE = "1-virtuelle-samtaler"


@dataclass(frozen=True)
class Try:
    """One request: what it tries, its method, and its address relative to the service's base."""

    what: str
    method: str
    path: str
    never: bool


def of(patterns: list[str], table: str) -> list[Try]:
    """All tries at the addresses of a service, each once: its patterns, as the running code has them, and the table that has an example of each."""
    return list(dict.fromkeys(_of(patterns, table)))


def _of(patterns: list[str], table: str) -> Iterator[Try]:
    for address, _ in rows(table):
        method, _, whole = address.rpartition(" ")
        path = whole.lstrip("/").partition("?")[0].replace("MODULE", MODULE).replace("KERNEL", addresses.MADE_UP).replace("ME", "anna")
        places = next((found for pattern in patterns if (found := list(_places(pattern, path)))), [(len(path), len(path))])
        for values, never in ((NEVER, True), (NUMBERS, False)):
            for what, value in values.items():
                for start, end in places:
                    yield Try(what, method or "GET", path[:start] + value + path[end:], never)
                yield Try(
                    what,
                    method or "GET",
                    f"{path}?{'&'.join(f'{name}={value}' for name in NAMES[: 1 if len(value) > 4000 else None])}",
                    never,
                )


def _places(pattern: str, path: str) -> Iterator[tuple[int, int]]:
    """Where an address may differ."""
    if found := re.fullmatch(pattern, path):
        yield from {found.span(group) for group in range(1, (found.re.groups or 0) + 1) if found.span(group) != (-1, -1)}
