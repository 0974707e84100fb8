"""How tasks work as items of a test: statistics of classical test theory.

Crocker & Algina, Introduction to Classical and Modern Test Theory, 1986, chapter 14.
"""

from collections.abc import Sequence
from math import sqrt

LEAST = 5  # hand-ins, below which nothing is told


def difficulty(scores: Sequence[float]) -> float:
    """The mean share (0–1) of an item's points: high where it is easy."""
    return sum(scores) / len(scores)


def item_rest(item: Sequence[float], others: Sequence[float]) -> float | None:
    """The corrected item–rest correlation (−1 to 1): Pearson's, between an item's scores and the sums of all the others'; None where either is the same for all."""
    mean, rest = difficulty(item), difficulty(others)
    spread = sqrt(sum((one - mean) ** 2 for one in item) * sum((one - rest) ** 2 for one in others))
    if spread < 1e-12:
        return None
    return sum((one - mean) * (other - rest) for one, other in zip(item, others, strict=True)) / spread


def thirds(scores: Sequence[float]) -> tuple[list[int], list[int]]:
    """The positions of the upper and of the lower third; whoever scores as its last one belongs to it. Both are empty where all score alike."""
    size = len(scores) // 3
    if not size:
        return [], []
    ranked = sorted(scores)
    low, high = ranked[size - 1], ranked[-size]
    if low >= high:
        return [], []
    return [place for place, one in enumerate(scores) if one >= high], [place for place, one in enumerate(scores) if one <= low]
