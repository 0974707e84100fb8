"""A Dockerfile's steps, so far as ours and repo2docker's use them."""

import re
import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Template


@dataclass(frozen=True)
class Step:
    """One instruction: its word (RUN), its options (--from) and what follows them."""

    word: str
    options: Mapping[str, str]
    rest: str

    def __str__(self) -> str:
        return f"{self.word} {' '.join(self.rest.split())}"


def steps(text: str) -> Iterator[Step]:
    """The instructions in their order. Raises ValueError for what is none."""
    line = ""
    for part in text.splitlines():
        if not part.strip() or part.lstrip().startswith("#"):
            continue
        line += part.rstrip()
        if line.endswith("\\"):
            line = line[:-1]
            continue
        yield _step(line.strip())
        line = ""
    if line:
        raise ValueError(f"the last instruction has no end: {line}")


def _step(line: str) -> Step:
    found = re.fullmatch(r"([A-Z]+)\s+((?:--\S+\s+)*)(.+)", line)
    if not found:
        raise ValueError(f"this is no instruction: {line}")
    options = dict(one.removeprefix("--").split("=", maxsplit=1) for one in found[2].split())
    return Step(found[1], options, found[3].strip())


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """The text with the values of its variables; one that is not set is empty."""
    return Template(text).substitute(defaultdict(str, values))


def assigned(rest: str, values: Mapping[str, str]) -> dict[str, str]:
    """What ENV A=b C=$D sets."""
    return {name: filled_in(value, values) for name, _, value in (one.partition("=") for one in shlex.split(rest))}
