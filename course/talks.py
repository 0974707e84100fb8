"""The talk about competences (MUS), and a team's (GRUS): what is agreed, and what a form may say of it.

A manager proposes; what she proposes is agreed once the employee has said yes to it as it stands. After that it is history, and the next talk is
another. docs/levels.md says who sees it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from course import identifying
from course.errors import InvalidAnswer
from course.framework import framework

MOST = 2
"""Competences that one talk agrees on."""
STEP_CHARS, COMMENT_CHARS = 500, 1000
LATEST = timedelta(days=730)
"""How far away the day may be."""


@dataclass(frozen=True)
class AgreedStep:
    """One thing agreed: the competence (its id), the step, and the day in Denmark by which it is taken."""

    competence: str
    step: str
    by: date


@dataclass(frozen=True)
class Talk:
    """A learner's talk number `place`. `manager_name` is the name of whoever proposed it, None where she is not among the people of the course.

    `revision` says how often it has been saved, by either; `agreed_at` (UTC) is when the learner said yes, None as long as it is a proposal.
    """

    learner: str
    place: int
    manager: str
    manager_name: str | None
    lines: tuple[AgreedStep, ...]
    comment: str
    revision: int
    saved_at: datetime
    agreed_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether it is a proposal."""
        return self.agreed_at is None


@dataclass(frozen=True)
class Meeting:
    """What a team agreed on at its meeting number `place`."""

    place: int
    lines: tuple[AgreedStep, ...]
    revision: int
    saved_at: datetime


def lines(form: Mapping[str, str], today: date) -> tuple[AgreedStep, ...]:
    """What a form's fields `competence-1`, `step-1`, `by-1` … say; empty places are passed over. Raises InvalidAnswer."""
    found = tuple(_lines(form, today))
    if not found:
        raise InvalidAnswer("Vælg mindst én kompetence, og skriv et skridt.", "Choose at least one competence, and write a step.")
    if len({one.competence for one in found}) < len(found):
        raise InvalidAnswer("Vælg to forskellige kompetencer, eller kun én.", "Choose two different competences, or only one.")
    return found


def comment(form: Mapping[str, str]) -> str:
    """What the learner says to a proposal, which may be nothing. Raises InvalidAnswer."""
    written = _plain(form.get("comment", ""))
    identifying.refuse(written, COMMENT_CHARS)
    return written


def first_open(talks: Sequence[Talk]) -> Talk | None:
    """The proposal that waits for the learner, if there is one."""
    return next((one for one in talks if one.open), None)


def _lines(form: Mapping[str, str], today: date) -> Iterator[AgreedStep]:
    for number in range(1, MOST + 1):
        competence, step, by = (_plain(form.get(f"{name}-{number}", "")) for name in ("competence", "step", "by"))
        if not (competence or step or by):
            continue
        require_competence(competence)
        if not step:
            raise InvalidAnswer(
                "Skriv et skridt: hvad hun eller han gør, så I begge kan se, om det er sket.",
                "Write a step: what is to be done, so that both of you can see whether it was.",
            )
        identifying.refuse(step, STEP_CHARS)
        yield AgreedStep(competence, step, day(by, today))


def require_competence(id: str) -> None:
    """Raise InvalidAnswer where a form names no competence."""
    if id not in {one.id for one in framework().competences}:
        raise InvalidAnswer("Vælg en kompetence på listen.", "Choose a competence from the list.")


def day(written: str, today: date) -> date:
    """A day in a form, from today to two years from now. Raises InvalidAnswer."""
    try:
        found = date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        found = None
    if found is None or not today <= found <= today + LATEST:
        raise InvalidAnswer("Vælg en dag fra i dag og højst to år frem.", "Choose a day from today on, at most two years away.")
    return found


def _plain(written: str) -> str:
    return written.replace("\r\n", "\n").strip()
