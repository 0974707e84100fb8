"""The texts of one task: everybody's last hand-in that is marked by the machine, what the gradebook says of each, and who has it."""

from dataclasses import dataclass
from datetime import datetime
from math import isfinite

from course import modules
from course.errors import NotFound
from course.modules import Module
from course.store import Store
from course.store.claims import Claim
from course.store.heads import Head
from course.store.judgements import Judgement
from course.tasks import BaseTask
from grading.desk.second import Blind
from grading.private import manual_grades
from grading.private.manual_grades import ManualGrade
from grading.rubric import MAX_LEVEL


@dataclass(frozen=True)
class Place:
    """A free-text task of a released module."""

    module: Module
    task: BaseTask

    @property
    def address(self) -> str:
        """Where its texts are on the desk."""
        return f"desk/texts/{self.module.id}/{self.task.id}"


@dataclass(frozen=True)
class TextAnswer:
    """One learner's text. `claim` is who has it before her, `own` what the trainer who looks has written of it."""

    head: Head
    grade: ManualGrade
    claim: Claim | None
    own: Judgement

    @property
    def id(self) -> int:
        """The hand-in's number in the store: it names nobody."""
        return self.head.id

    @property
    def level(self) -> int | None:
        """The level that the gradebook's points are; None where there are none, or none of a level's."""
        return level_of(self.grade)

    def free_for(self, trainer: str) -> bool:
        """Whether she may mark it."""
        return self.claim is None or self.claim.trainer == trainer

    @property
    def begun(self) -> bool:
        """Whether she has written something that is not given."""
        return bool(self.own.revision) and self.own.unfinished


def level_of(grade: ManualGrade) -> int | None:
    """The level (0–4) of a person's points; extra credit, or a fraction between two levels, is none."""
    if grade.points is None:
        return None
    level = MAX_LEVEL * (grade.points + grade.extra) / grade.most
    return round(level) if isfinite(level) and abs(level - round(level)) < 1e-9 and 0 <= round(level) <= MAX_LEVEL else None


def points_of(level: int, grade: ManualGrade) -> float:
    """What a level earns of the points there are."""
    return grade.most * level / MAX_LEVEL


def place(module: str, task: str) -> Place:
    """The task with this id. Raises NotFound."""
    found = modules.released(module)
    known = found.tasks.get(task) if found else None
    if found is None or known is None or not (known.graded and known.marked_by_person):
        raise NotFound(
            "Den tekstopgave findes ikke, eller modulet er ikke udgivet.", "There is no such text, or the module is not released."
        )
    return Place(found, known)


def pile(store: Store, where: Place, trainer: str) -> list[TextAnswer]:
    """The texts of a task, who handed in first coming first. Raises StorageError."""
    grades = manual_grades.of_task(where.module.id, where.module.graded_page.stem, where.task.id)
    blind = Blind(store, where.module.id, trainer)
    claims = blind.claims(store.claims.in_module(where.module.id))
    own = {one.submission: one for one in store.judgements.by(trainer, where.module.id) if one.task == where.task.id}
    return [
        TextAnswer(
            head,
            blind.grade((head.id, where.task.id), grades[head.learner]),
            claims.get((head.id, where.task.id)),
            own.get(head.id) or Judgement(head.id, where.task.id, trainer),
        )
        for head in store.heads.last_of_all(where.module.id)
        if head.learner in grades and grades[head.learner].is_text and is_of(grades[head.learner], head.handed_in_at)
    ]


def is_of(grade: ManualGrade, handed_in_at: datetime) -> bool:
    """Whether the gradebook speaks of this hand-in, and not of an earlier one."""
    return grade.handed_in_at == handed_in_at


def go_on(texts: list[TextAnswer], trainer: str, after: int | None = None) -> TextAnswer | None:
    """The text to mark next: what she has before her, else what she has begun, else the next one after `after` that waits and is free."""
    free = [one for one in texts if one.grade.waits and one.free_for(trainer) and one.id != after]
    if after is None and (begun := [one for one in free if one.claim] or [one for one in free if one.begun]):
        return begun[0]
    later = [one for one in free if after is not None and _place_of(texts, one.id) > _place_of(texts, after)]
    return next(iter(later or free), None)


def _place_of(texts: list[TextAnswer], id: int) -> int:
    return next((place for place, one in enumerate(texts) if one.id == id), -1)
