"""The targets of a person on a day: her role's, and in their place those that her manager has set for her alone, while they run.

Every page, file and report asks here, so that all agree.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from course import identifying, talks
from course.errors import InvalidAnswer
from course.framework import MAX_LEVEL, roles

REASON_CHARS = 500


@dataclass(frozen=True)
class OwnTarget:
    """A target level (0–4) for one person, with its reason, from the day `begins` to the day `ends` in Denmark, both counted.

    `manager_name` is the name of whoever set it, None where she is not among the people of the course.
    """

    competence: str
    level: int
    reason: str
    begins: date
    ends: date
    manager_name: str | None = None

    def runs(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.begins <= day <= self.ends


def running(own: Iterable[OwnTarget], day: date) -> dict[str, OwnTarget]:
    """Her own targets that hold on that day, by competence."""
    return {one.competence: one for one in own if one.runs(day)}


def targets(role: str, own: Iterable[OwnTarget], day: date) -> Mapping[str, int]:
    """The target level (0–4) of each competence on that day; a role that roles.yaml no longer has asks nothing."""
    return {**roles().targets(role), **{id: one.level for id, one in running(own, day).items()}}


def version(own: Iterable[OwnTarget]) -> str:
    """What tells one state of somebody's own targets from another, so that nobody changes what she has not seen."""
    return hashlib.sha256(repr([replace(one, manager_name=None) for one in own]).encode()).hexdigest()[:16]


def asked(form: Mapping[str, str], today: date) -> OwnTarget:
    """The target that a form sets from today on. Raises InvalidAnswer."""
    competence, level = form.get("competence", ""), form.get("level", "")
    talks.require_competence(competence)
    if level not in {str(one) for one in range(MAX_LEVEL + 1)}:
        raise InvalidAnswer(f"Vælg et mål fra 0 til {MAX_LEVEL}.", f"Choose a target from 0 to {MAX_LEVEL}.")
    reason = form.get("reason", "").replace("\r\n", "\n").strip()
    if not reason:
        raise InvalidAnswer(
            "Skriv, hvorfor målet er et andet end rollens. Din medarbejder kan læse det.",
            "Write why the target differs from the role's. Your employee can read it.",
        )
    identifying.refuse(reason, REASON_CHARS)
    return OwnTarget(competence, int(level), reason, today, talks.day(form.get("ends", ""), today))
