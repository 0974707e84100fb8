"""The texts of one task: everybody's last hand-in that is marked by the machine, what the gradebook says of each, and who has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import isfinite

from course import modules
from course.errors import NotFound
from course.framework import MAX_LEVEL
from course.modules import Module
from course.store import Store, Submission
from course.store.claims import Claim
from course.store.heads import Head
from course.store.judgements import Judgement
from course.tasks import BaseTask
from grading.desk import second
from grading.desk.second import Blind
from grading.private import manual_grades
from grading.private.manual_grades import ManualGrade


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


def pile(store: Store, where: Place, trainer: str, start: int = 0, most: int | None = None) -> list[TextAnswer]:
    """The texts of a task, who handed in first coming first: `most` of them from `start` (0 is the first), or all. Raises StorageError."""
    return _read(store, where, trainer, store.texts.of_task(where.module.id, where.task.id, start, most))


def one(store: Store, where: Place, trainer: str, submission: Submission) -> TextAnswer | None:
    """One text; None where the gradebook does not speak of this hand-in. Raises StorageError."""
    head = Head(submission.id, submission.learner, submission.number, submission.handed_in_at, submission.marked_at)
    return next(iter(_read(store, where, trainer, [head])), None)


def _read(store: Store, where: Place, trainer: str, heads: list[Head]) -> list[TextAnswer]:
    """What the gradebook says of these hand-ins' texts; the store is told where it knew otherwise."""
    grades = manual_grades.of_task(where.module.id, where.module.graded_page.stem, where.task.id, {one.learner for one in heads})
    task, ids = where.task.id, [one.id for one in heads]
    store.texts.tell(task, {head.id: grade.waits for head in heads if (grade := _grade(grades, head))})
    blind, own = Blind(store, where.module.id, trainer, ids), store.judgements.on(trainer, task, ids)
    claims = blind.claims({(id, task): claim for id, claim in store.claims.on(task, ids).items()})
    return [
        TextAnswer(
            head,
            blind.grade((head.id, task), grade),
            claims.get((head.id, task)),
            own.get(head.id) or Judgement(head.id, task, trainer),
        )
        for head in heads
        if (grade := _grade(grades, head))
    ]


def counts(store: Store, where: Place, trainer: str) -> tuple[int, int]:
    """How many texts of a task wait for her, and how many do not; what she wrote herself waits for another."""
    waiting, done = store.texts.counts(where.module.id).get(where.task.id, (0, 0))
    again = len(second.waiting(store, where.module.id, trainer, where.task.id))
    own = len(own_waiting(store, where.module, trainer, [where.task]))
    return waiting + again - own, done - again + own


def own_waiting(store: Store, module: Module, trainer: str, tasks: Iterable[BaseTask]) -> set[tuple[int, str]]:
    """The texts of these tasks that the trainer wrote herself, as a learner, and that wait."""
    mine = store.submissions.latest(trainer, module.id)
    return store.texts.waiting(module.id, {(mine.id, task.id) for task in tasks}) if mine else set()


def _grade(grades: dict[str, ManualGrade], head: Head) -> ManualGrade | None:
    """The grade of this hand-in's text, where there is one."""
    grade = grades.get(head.learner)
    return grade if grade and grade.is_text and is_of(grade, head.handed_in_at) else None


def is_of(grade: ManualGrade, handed_in_at: datetime) -> bool:
    """Whether the gradebook speaks of this hand-in, and not of an earlier one."""
    return grade.handed_in_at == handed_in_at
