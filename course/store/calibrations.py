"""The levels that trainers give calibration texts, each her own and nobody else's to see."""

from sqlalchemy import select

from course.errors import Conflict
from course.store.database import Database, now
from course.store.fairness_tables import CalibrationRow
from course.store.judgements import LEVELS

Place = tuple[str, str, str]
"""A module, a task of it, and the fingerprint of the task's set of texts."""


class Calibrations:
    """Trainers' tries, in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, trainer: str, place: Place) -> list[int]:
        """The levels she has given so far, in the order of the texts; empty where she has not begun on this set."""
        module, task, fingerprint = place
        with self._database.transaction() as session:
            row = session.get(CalibrationRow, (trainer, module, task))
            return list(row.levels) if row and row.fingerprint == fingerprint else []

    def tried(self, trainer: str) -> dict[Place, list[int]]:
        """All that she has tried: the levels she gave, by place."""
        with self._database.transaction() as session:
            rows = session.scalars(select(CalibrationRow).where(CalibrationRow.trainer == trainer))
            return {(row.module, row.task, row.fingerprint): list(row.levels) for row in rows}

    def give(self, trainer: str, place: Place, number: int, level: int) -> None:
        """Keep her level for the text `number` (from 1). Raises Conflict where it is not the one that comes next; the same level again is no matter."""
        if level not in LEVELS:
            raise ValueError(f"no level: {level}")
        module, task, fingerprint = place
        with self._database.transaction() as session:
            row = session.get(CalibrationRow, (trainer, module, task), with_for_update=True)
            levels = list(row.levels) if row and row.fingerprint == fingerprint else []
            if levels[number - 1 : number] == [level]:
                return
            if number != len(levels) + 1:
                raise Conflict(
                    "Den tekst har du givet et niveau. Gå tilbage, og tag den næste.",
                    "You have given that text a level. Go back and take the next one.",
                )
            values = {"fingerprint": fingerprint, "levels": [*levels, level], "saved_at": now()}
            if row is None:
                session.add(CalibrationRow(trainer=trainer, module=module, task=task, **values))
                return
            for name, value in values.items():
                setattr(row, name, value)
