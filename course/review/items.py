"""How a task did with those who handed it in: difficulty, discrimination, and how often each option was chosen.

Classical item analysis: difficulty is the mean share solved; discrimination the corrected item–rest correlation, Pearson's r between a
task and the sum of the other tasks (Henrysson 1963, Psychometrika 28); upper and lower third by total score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, mean
from typing import Any

HIDDEN_UNDER = 5
"""Groups smaller than this are not shown: single people could be recognised."""


@dataclass(frozen=True)
class Attempted:
    """One hand-in: the share (0–1) solved of each task, and the answers, both by task id."""

    shares: Mapping[str, float]
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class ItemStatistics:
    """How one task did with `count` hand-ins. `upper` and `lower`: option id → share (0–1) of each third that chose it."""

    task: str
    count: int
    difficulty: float
    discrimination: float | None
    upper: dict[str, float]
    lower: dict[str, float]


def statistics(task: str, hand_ins: Sequence[Attempted]) -> ItemStatistics | None:
    """The task's statistics, or None with fewer than five hand-ins. Discrimination is None where all solved it, or all others, alike."""
    relevant = [one for one in hand_ins if task in one.shares]
    if len(relevant) < HIDDEN_UNDER:
        return None
    own = [one.shares[task] for one in relevant]
    rest = [sum(share for id, share in one.shares.items() if id != task) for one in relevant]
    ranked = sorted(relevant, key=lambda one: sum(one.shares.values()))
    third = len(ranked) // 3
    lower, upper = (ranked[:third], ranked[-third:]) if third >= HIDDEN_UNDER else ([], [])
    return ItemStatistics(task, len(relevant), mean(own), _correlation(own, rest), _chosen(task, upper), _chosen(task, lower))


def _correlation(own: Sequence[float], rest: Sequence[float]) -> float | None:
    try:
        return correlation(own, rest)
    except StatisticsError:
        return None


def _chosen(task: str, hand_ins: Sequence[Attempted]) -> dict[str, float]:
    chosen: dict[str, int] = {}
    for one in hand_ins:
        for option in _options(one.answers.get(task)):
            chosen[option] = chosen.get(option, 0) + 1
    return {option: count / len(hand_ins) for option, count in sorted(chosen.items())}


def _options(answer: Any) -> list[str]:
    if isinstance(answer, list):
        return [str(one) for one in answer]
    if isinstance(answer, dict):
        return [f"{left} > {right}" for left, right in answer.items()]
    return []
