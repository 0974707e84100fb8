"""From marked tasks to evidence, and from evidence to a level. Both rules are published in docs/levels.md; nothing is learned from data.

Evidence: a hand-in gives at most one piece of evidence per competence. For each band 1–4, the share solved is the mean over the
tasks that speak about that band; the level is the sum of the shares. An automatically marked task at level L speaks about L, and
about every lower band that has no task of its own (who solves the harder task shows the easier); a free-text task marked with
rubric level r speaks about all four bands: solved up to r. Band 4 is shown only by work that a person has marked, so a task that a key marks
counts as level 3 at most.

Level: Canvas' "weighted average" of outcomes (Instructure, "Mastery calculation methods"): the latest result counts 65 %, the mean of
the earlier ones 35 %; a single result counts as itself. A level is provisional while fewer than three marked tasks, or one hand-in alone, stand
behind it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from course.text import Text

LATEST_WEIGHT = 0.65
BANDS = (1, 2, 3, 4)
HIGHEST_BY_KEY = 3
"""The highest level that a task shows which no person has marked."""
ENOUGH_RESULTS, ENOUGH_HAND_INS = 3, 2
"""With fewer of either behind it, a level is provisional."""


@dataclass(frozen=True)
class TaskResult:
    """One marked task: its `level` (1–4), the `fraction` (0–1) earned, or the `rubric_level` (0–4) a trainer gave."""

    task: str
    competence: str
    level: int
    fraction: float
    rubric_level: int | None = None


@dataclass(frozen=True)
class Evidence:
    """What one hand-in showed of one competence: `level` 0–4 with fraction, when the work was done (UTC), what it rests on.

    `came_back_at` (UTC) is when the learner, and whoever leads her team, could first read it.
    """

    learner: str
    competence: str
    level: float
    worked_at: datetime
    module: str
    submission: int
    basis: tuple[TaskResult, ...] = ()
    came_back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attained:
    """A level (0–4) with what stands behind it: how many marked tasks (`results`), from how many hand-ins."""

    level: float
    results: int
    hand_ins: int

    @property
    def provisional(self) -> bool:
        """Whether one task, or one day, could still move the level far."""
        return self.results < ENOUGH_RESULTS or self.hand_ins < ENOUGH_HAND_INS

    @property
    def certainty(self) -> Text:
        """How certain the level is, in a word."""
        return PROVISIONAL if self.provisional else SETTLED

    @property
    def behind(self) -> Text:
        """What stands behind the level, in words."""
        tasks, hand_ins = self.results, self.hand_ins
        return Text(
            da=f"{tasks} {'opgave' if tasks == 1 else 'opgaver'}, {hand_ins} {'aflevering' if hand_ins == 1 else 'afleveringer'}",
            en=f"{tasks} {'task' if tasks == 1 else 'tasks'}, {hand_ins} {'hand-in' if hand_ins == 1 else 'hand-ins'}",
        )

    @property
    def settled_by(self) -> Text | None:
        """What would make a provisional level a sure one; None when it is sure."""
        if not self.provisional:
            return None
        tasks, hand_ins = max(0, ENOUGH_RESULTS - self.results), max(0, ENOUGH_HAND_INS - self.hand_ins)
        if not hand_ins:
            return _tasks(tasks)
        if not tasks:
            return Text(da="én aflevering mere", en="one more hand-in")
        more = _tasks(tasks)
        return Text(da=f"{more.da} i en ny aflevering", en=f"{more.en} in a new hand-in")


def _tasks(count: int) -> Text:
    if count == 1:
        return Text(da="én rettet opgave mere", en="one more marked task")
    return Text(da=f"{count} rettede opgaver mere", en=f"{count} more marked tasks")


PROVISIONAL, SETTLED = Text(da="foreløbigt", en="provisional"), Text(da="sikkert", en="settled")
RULE = Text(
    da="Er der flere resultater, tæller det seneste 65 % og gennemsnittet af de tidligere 35 %. Et enkelt resultat tæller, som det er.",
    en="With several results, the latest counts 65 % and the mean of the earlier ones 35 %. A single result counts as it is.",
)
"""The rule of levels, as everybody reads it."""
CERTAINTY = Text(
    da="Et niveau er foreløbigt, så længe der står færre end tre rettede opgaver eller kun én aflevering bag det.",
    en="A level is provisional while fewer than three marked tasks, or only one hand-in, stand behind it.",
)
"""When a level is provisional, as everybody reads it."""


@dataclass(frozen=True)
class Standing:
    """A learner's level of a competence, or None without evidence; `evidence` is what it rests on, oldest first."""

    competence: str
    level: float | None
    evidence: tuple[Evidence, ...]

    @property
    def attained(self) -> Attained | None:
        """The level with what stands behind it, or None without evidence."""
        if self.level is None:
            return None
        return Attained(self.level, sum(len(one.basis) for one in self.evidence), len(self.evidence))

    @property
    def provisional(self) -> bool:
        """Whether there is a level, and it is provisional."""
        return self.attained is not None and self.attained.provisional

    @property
    def settled_by(self) -> Text | None:
        """What would make a provisional level a sure one, if there is one to settle."""
        return self.attained.settled_by if self.attained else None


def shown_level(results: Sequence[TaskResult]) -> float:
    """The level (0–4) that marked tasks of one competence show together."""
    own = {_by_key(result) for result in results if result.rubric_level is None}
    return round(sum(_share(band, results, own) for band in BANDS), 4)


def _by_key(result: TaskResult) -> int:
    return min(result.level, HIGHEST_BY_KEY)


def _share(band: int, results: Sequence[TaskResult], own: set[int]) -> float:
    parts = [float(result.rubric_level >= band) for result in results if result.rubric_level is not None]
    speaks = band if band in own else min((level for level in own if level > band), default=None)
    parts += [result.fraction for result in results if result.rubric_level is None and _by_key(result) == speaks]
    return sum(parts) / len(parts) if parts else 0.0


def level(levels_in_order: Sequence[float]) -> float | None:
    """The level after these results, oldest first; None when there are none."""
    if not levels_in_order:
        return None
    *earlier, latest = levels_in_order
    if not earlier:
        return latest
    return round(LATEST_WEIGHT * latest + (1 - LATEST_WEIGHT) * sum(earlier) / len(earlier), 4)


def standing(competence: str, evidence: Iterable[Evidence]) -> Standing:
    """The level of `competence` and the evidence it rests on."""
    relevant = sorted((one for one in evidence if one.competence == competence), key=lambda one: (one.worked_at, one.submission))
    return Standing(competence, level([one.level for one in relevant]), tuple(relevant))


def history(evidence: Sequence[Evidence]) -> list[tuple[datetime, float]]:
    """The level after each piece of evidence of one competence, oldest first."""
    found = []
    for count in range(1, len(evidence) + 1):
        after = level([one.level for one in evidence[:count]])
        if after is not None:
            found.append((evidence[count - 1].worked_at, after))
    return found
