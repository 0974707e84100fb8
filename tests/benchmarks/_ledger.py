"""What a crowd saw: how long each thing took, what went wrong and when, and what was confirmed as saved."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Mishap:
    """Something that a person saw go wrong: a page that did not come, a save that was refused or late."""

    kind: str
    since: float
    at: float
    detail: str


@dataclass
class Ledger:
    """Times are monotonic seconds. `confirmed` is the last answer that a page was told is saved: (learner, task) → (value, revision)."""

    mishaps: list[Mishap] = field(default_factory=list)
    took: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    confirmed: dict[tuple[str, str], tuple[Any, int]] = field(default_factory=dict)
    given: dict[tuple[str, str], int] = field(default_factory=Counter)
    hand_ins: Counter[str] = field(default_factory=Counter)
    points: dict[tuple[str, str], float] = field(default_factory=dict)
    troubled: list[tuple[str, float, float]] = field(default_factory=list)

    def note(self, kind: str, detail: object = "", since: float | None = None) -> None:
        """Something went wrong just now; what it was about began at `since`."""
        now = time.monotonic()
        self.mishaps.append(Mishap(kind, since or now, now, str(detail)[:300]))

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Note how long it took, unless it failed."""
        begun = time.monotonic()
        yield
        self.took.setdefault(what, []).append((begun, time.monotonic() - begun))

    def seconds(self, what: str, calm: bool = False) -> list[float]:
        """How long each took; `calm`: only those that no fault came near."""
        return [took for begun, took in self.took.get(what, []) if not (calm and self.in_trouble(begun, begun + took))]

    def in_trouble(self, since: float, until: float) -> bool:
        """Whether a fault was under way at some moment between the two."""
        return any(begun <= until and since <= over for _, begun, over in self.troubled)

    def outside(self) -> list[Mishap]:
        """What went wrong although nothing was broken."""
        return [one for one in self.mishaps if not self.in_trouble(one.since, one.at)]

    def inside(self) -> list[Mishap]:
        """What went wrong while something was broken."""
        return [one for one in self.mishaps if self.in_trouble(one.since, one.at)]
