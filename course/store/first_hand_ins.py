"""How hand-ins turned out, task by task and without names: what statistics of tasks are made of."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from course.store.database import Database
from course.store.tables import ResultRow, SubmissionRow


@dataclass(frozen=True)
class FirstHandIn:
    """One learner's first marked hand-in of a version of a module: its answers, and each task's share of its points (0–1)."""

    version: str
    answers: Mapping[str, Any]
    fractions: Mapping[str, float]
    levels: Mapping[str, int]
    """The rubric level (0–4) of each text."""


class FirstHandIns:
    """The first hand-ins in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, module: str) -> list[FirstHandIn]:
        """Everybody's, in the order in which they were handed in; of each learner and version the first, so that nobody counts twice."""
        hand_in, one = SubmissionRow, ResultRow
        there = (hand_in.module == module, hand_in.marked_at.is_not(None))
        about = select(hand_in.id, hand_in.learner, hand_in.module_version, hand_in.answers).where(*there).order_by(hand_in.id)
        results = select(one.submission_id, one.task, one.points, one.max_points, one.rubric_level).join(hand_in).where(*there)
        with self._database.transaction() as session:
            first: dict[tuple[str, str], Any] = {}
            for row in session.execute(about):
                first.setdefault((row.learner, row.module_version), row)
            found: dict[int, list[Any]] = defaultdict(list)
            for row in session.execute(results):
                found[row.submission_id].append(row)
        return [_first(row, found[row.id]) for row in first.values() if found[row.id]]

    def sent(self, module: str, version: str) -> dict[str, dict[str, tuple[float, str]]]:
        """What stands in the feedback of learners' newest hand-ins in this version of a module: learner → task → share of the points (0–1), comment."""
        hand_in, one = SubmissionRow, ResultRow
        query = select(hand_in.learner, one.task, one.points, one.max_points, one.comment).join(one, one.submission_id == hand_in.id)
        query = query.where(hand_in.module == module, hand_in.module_version == version, hand_in.newest.is_(True))
        found: dict[str, dict[str, tuple[float, str]]] = defaultdict(dict)
        with self._database.transaction() as session:
            for learner, task, points, most, comment in session.execute(query):
                found[learner][task] = (points / most, comment)
        return found


def _first(hand_in: Any, results: list[Any]) -> FirstHandIn:
    fractions = {row.task: min(1.0, max(0.0, row.points / row.max_points)) for row in results}
    levels = {row.task: row.rubric_level for row in results if row.rubric_level is not None}
    return FirstHandIn(hand_in.module_version, hand_in.answers, fractions, levels)
