"""How far two markers agree on levels: Cohen's weighted kappa with quadratic weights.

Cohen, "Weighted kappa: Nominal scale agreement with provision for scaled disagreement or partial credit", Psychological Bulletin 70, 1968,
213–220; its standard error: Fleiss, Cohen & Everitt, "Large sample standard errors of kappa and weighted kappa", Psychological Bulletin 72, 1969,
323–327. With quadratic weights a difference of two levels counts four times as much as one of one level.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

LEAST = 20  # texts marked by two, below which no kappa is told
NINETY_FIVE = 1.959964  # the normal distribution's two-sided 95 per cent
Pair = tuple[int, int]


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance: 1 is full, 0 is what chance would give. `low` and `high` bound it with 95 per cent confidence."""

    value: float
    low: float
    high: float


def squared(one: int, other: int) -> float:
    """How much a disagreement weighs: the square of its distance in levels."""
    return float((one - other) ** 2)


def weighted_kappa(pairs: Sequence[Pair], weigh: Callable[[int, int], float] = squared) -> Kappa | None:
    """The kappa of pairs of levels; None where it is not defined: there are none, or all levels of both markers are the same.

    `weigh` is 0 for agreement and grows with disagreement.
    """
    seen, rows, columns = Counter(pairs), Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    total = len(pairs)
    by_chance = sum(weigh(one, other) * rows[one] * columns[other] for one in rows for other in columns)
    if not by_chance:
        return None
    observed = sum(weigh(*pair) * count for pair, count in seen.items())
    ratio = observed * total / by_chance  # disagreement as a share of what chance would give
    expected = by_chance / total**2
    of_row = {one: sum(weigh(one, other) * columns[other] for other in columns) / total for one in rows}
    of_column = {other: sum(weigh(one, other) * rows[one] for one in rows) / total for other in columns}
    squares = sum(count * (weigh(one, other) - ratio * (of_row[one] + of_column[other])) ** 2 for (one, other), count in seen.items())
    spread = squares / total - (ratio * expected) ** 2
    error = sqrt(max(0.0, spread) / total) / expected
    value = 1 - ratio
    return Kappa(value, max(-1.0, value - NINETY_FIVE * error), min(1.0, value + NINETY_FIVE * error))
