"""Where a learner's hand-in stands in grading: what the store, the marking's note and the gradebook say, put together in one place.

The store keeps what was found last, so that lists are searched and counted there; `renew` tells it, and each list does for what it shows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from course.hand_in import Stage, stage
from course.modules import Module
from course.store import Store, Submission
from course.store.pile import HandIn
from course.store.standings import Noted
from course.tasks import BaseTask
from grading import folders, marker
from grading.errors import GradingError
from grading.gradebook import Grade
from grading.private import manual_grades
from grading.private.manual_grades import ToMark

AT_ONCE = 400  # learners whom one query asks about


@dataclass(frozen=True)
class HandInStanding:
    """A hand-in's stage; the tasks that wait for a person, what was wrong with it (Danish sentences), and the tasks whose answer could not be taken."""

    stage: Stage
    marked: bool = False
    waits: tuple[BaseTask, ...] = ()
    problems: tuple[str, ...] = ()
    invalid: frozenset[str] = frozenset()


def standing(module: Module, submission: Submission | HandIn, grades: Mapping[str, Grade | ToMark]) -> HandInStanding:
    """Where this hand-in stands; `grades` are the learner's, by task. What is noted of another hand-in says nothing of this one."""
    noted = _noted(submission)
    if noted is None:
        return HandInStanding(stage(submission.collected_at, submission.marked_at), problems=_failed(submission))
    waits = tuple(task for task in module.graded_tasks if task.id in grades and grades[task.id].waits)
    reached = stage(submission.collected_at, submission.marked_at, marked=True, waits=bool(waits))
    return HandInStanding(reached, True, waits, tuple(map(str, noted.get("problems", ()))), frozenset(noted.get("invalid", ())))


def renew(module: Module, store: Store, hand_ins: Iterable[Submission | HandIn]) -> dict[int, HandInStanding]:
    """Where these hand-ins of a module stand now, by id; the store is told. Raises StorageError."""
    found: dict[int, HandInStanding] = {}
    rest = list(hand_ins)
    while rest:
        found |= _renew(module, store, rest[:AT_ONCE])
        del rest[:AT_ONCE]
    return found


def _renew(module: Module, store: Store, hand_ins: Iterable[Submission | HandIn]) -> dict[int, HandInStanding]:
    by_person: defaultdict[str, dict[str, ToMark]] = defaultdict(dict)
    for one in manual_grades.to_mark(module.id, module.graded_page.stem, {one.learner for one in hand_ins}):
        by_person[one.learner][one.task] = one
    found, noted = {}, []
    texts = {task.id for task in module.graded_tasks if task.marked_by_person}
    for hand_in in hand_ins:
        mine = by_person[hand_in.learner]
        stands = found[hand_in.id] = standing(module, hand_in, mine)
        of_this = {id: one.waits for id, one in mine.items() if id in texts and one.handed_in_at == hand_in.handed_in_at}
        noted.append(Noted(hand_in.id, stands.stage, stands.problems, of_this))
    store.standings.note(noted)
    return found


def renew_all(module: Module, store: Store) -> dict[int, HandInStanding]:
    """Where everybody's last hand-in of a module stands now, by id; the store is told. Raises StorageError."""
    return renew(module, store, store.submissions.last_of_all(module.id))


def renew_one(module: Module, store: Store, learner: str) -> HandInStanding | None:
    """Where the learner's last hand-in of the module stands now, if there is one; the store is told. Raises StorageError."""
    latest = store.submissions.latest(learner, module.id)
    return renew(module, store, [latest])[latest.id] if latest else None


def _noted(submission: Submission | HandIn) -> dict[str, Any] | None:
    return _of(submission, marker.facts)


def _failed(submission: Submission | HandIn) -> tuple[str, ...]:
    """Why marking it failed, when it did and nothing has come of it since."""
    try:
        folders.folder_name(submission.learner)
    except GradingError as error:
        return (error.text.da,)
    noted = _of(submission, marker.failure)
    return (str(noted.get("problem", "")),) if noted else ()


def _of(submission: Submission | HandIn, notes: Callable[[str, str], dict[str, Any] | None]) -> dict[str, Any] | None:
    try:
        noted = notes(submission.module, submission.learner)
    except GradingError:  # such a name never became a folder
        return None
    return noted if noted is not None and noted.get("id") == submission.id else None
