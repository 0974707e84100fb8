"""Bringing a work file in: what would become of each thing in it, and doing so. What she has and the file has otherwise is hers to choose."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, get_args

from course import answers as schema
from course.conversation.play import Attempt
from course.errors import CourseError
from course.modules import Module
from course.store import SavedAttempt, Store
from course.store.attempts import advance
from course.store.work import own_id
from course.tasks import BaseTask
from course.text import Text
from course.work.file import Work, WorkAnswer, WorkAttempt, WorkTried

Choice = Literal["here", "newest", "file"]
CHOICES: tuple[Choice, ...] = get_args(Choice)


class Fate(StrEnum):
    """What bringing in would do to one thing in the file."""

    NEW = "new"  # she has nothing there yet
    SAME = "same"  # she has it already, or has come further with the same attempt
    DIFFERS = "differs"  # she has another answer
    LEFT_OUT = "left_out"  # the course here has no such task, or the answer does not fit it


@dataclass(frozen=True)
class Part:
    """One thing in the file, and its fate. `here` is when her own answer was saved (UTC) and `revision` which it is, where she has one."""

    fate: Fate
    module: str
    task: str
    name: Text
    saved_at: datetime
    here: datetime | None = None
    revision: int = 0
    written: WorkAnswer | WorkTried | None = None
    attempt: tuple[WorkAttempt, dict[str, object]] | None = None

    @property
    def newer(self) -> bool:
        """Whether the file's was saved after hers."""
        return self.here is not None and self.saved_at > self.here


def parts(store: Store, learner: str, catalogue: list[Module], work: Work) -> list[Part]:
    """What would become of everything in the file."""
    known = {module.id: module for module in catalogue}
    hers = store.work.of(learner)
    answers: dict[tuple[str, str], list[WorkAnswer]] = {}
    for one in sorted(hers.answers, key=lambda one: one.saved_at):
        answers.setdefault((one.module, one.task), []).append(one)
    attempts = {one.id: one for one in hers.attempts}
    tried = {(one.module, one.tomorrow): one for one in hers.tried}
    return [
        *(_answer(one, known.get(one.module), answers) for one in work.answers),
        *(_attempt(one, known.get(one.module), attempts, learner) for one in work.attempts),
        *(_tried(one, known.get(one.module), tried) for one in work.tried),
    ]


def merge(store: Store, learner: str, found: list[Part], choice: Choice) -> int:
    """Bring in what is new, and of what differs nothing, what was saved last, or everything; says how many parts came in.

    Raises Conflict when an answer has been changed since `found` was made, or StorageError; then nothing changed.
    """
    taken = [
        part
        for part in found
        if part.fate is Fate.NEW or (part.fate is Fate.DIFFERS and (choice == "file" or (part.newer and choice == "newest")))
    ]
    written = [(part.written, part.revision) for part in taken if part.written]
    store.work.put(learner, written, [part.attempt for part in taken if part.attempt])
    return len(taken)


def seen(found: list[Part]) -> str:
    """Eight hex digits that change when what differs is not what it was."""
    shown = [(part.module, part.task, part.revision) for part in differing(found)]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:8]


def _answer(one: WorkAnswer, module: Module | None, hers: dict[tuple[str, str], list[WorkAnswer]]) -> Part:
    task = module.tasks.get(one.task) if module else None
    if module is None or task is None:
        return _left_out(one, None)
    try:
        answer = one.model_copy(update={"value": schema.check(task, one.value)})
    except CourseError:
        return _left_out(one, task)
    own = _beside_it(one, task, hers.get((one.module, one.task), []))
    if own is None:
        return Part(Fate.NEW, one.module, one.task, task.title, one.saved_at, written=answer)
    if own.fingerprint == one.fingerprint:
        same, revision = (own.value, own.checked) == (answer.value, answer.checked), own.revision
    else:  # of another wording: what is chosen is her answer to the task as it reads now, which is what she is shown
        same, now = own.value == answer.value, task.fingerprint
        answer = answer.model_copy(update={"fingerprint": now, "checked": one.checked and one.fingerprint == now})
        revision = own.revision if own.fingerprint == now else 0
    return Part(Fate.SAME if same else Fate.DIFFERS, one.module, one.task, task.title, one.saved_at, own.saved_at, revision, answer)


def _beside_it(one: WorkAnswer, task: BaseTask, hers: list[WorkAnswer]) -> WorkAnswer | None:
    """Her own answer that one from a file stands beside: to the same wording of the task, else the one that she is shown (`hers` has the oldest first)."""
    same = [own for own in hers if own.fingerprint == one.fingerprint]
    shown = [own for own in hers if own.fingerprint == task.fingerprint] or [own for own in hers if schema.fits(task, own.value)]
    return next(reversed(same or shown), None)


def _attempt(one: WorkAttempt, module: Module | None, hers: dict[str, WorkAttempt], learner: str) -> Part:
    task = module.tasks.get(one.task) if module else None
    if module is None or task is None or not task.has_attempts:
        return _left_out(one, task)
    try:
        result = _outcome(one, module, task)
    except CourseError:
        return _left_out(one, task)
    own = hers.get(one.id) or hers.get(own_id(learner, one.id))
    fate, kept = _beside(one, own)
    fate = Fate.SAME if kept.id in hers and hers[kept.id].taken == one.taken else fate
    return Part(fate, one.module, one.task, task.title, one.saved_at, own.saved_at if own else None, attempt=(kept, result))


def _beside(one: WorkAttempt, own: WorkAttempt | None) -> tuple[Fate, WorkAttempt]:
    """An attempt that has gone another way from the same beginning is an attempt of its own."""
    if own is None:
        return Fate.NEW, one
    if own.task != one.task or own.module != one.module:
        return Fate.LEFT_OUT, one
    if own.taken[: len(one.taken)] == one.taken:
        return Fate.SAME, one
    if one.taken[: len(own.taken)] == own.taken:
        return Fate.NEW, one.model_copy(update={"id": own.id})
    return Fate.NEW, one.model_copy(update={"id": own_id("/".join(one.taken), one.id)})


def _outcome(one: WorkAttempt, module: Module, task: BaseTask) -> dict[str, object]:
    """What the attempt came to, played again here. Raises InvalidAnswer where it cannot be played."""
    attempt = Attempt(one.taken, one.hints, one.thoughts)
    task.check({"taken": one.taken, "hints": one.hints, "thoughts": one.thoughts, "chosen": False})
    came_to = advance(SavedAttempt(one.id, attempt, 0, one.started_at, one.saved_at), attempt, task.map(module.folder))  # type: ignore[attr-defined]  # a task with attempts has a map
    over = came_to.finished_at is not None
    return {"finished_at": one.saved_at if over else None, "score": came_to.score, "best": came_to.best, "outcome": came_to.outcome}


def _tried(one: WorkTried, module: Module | None, hers: dict[tuple[str, str], WorkTried]) -> Part:
    page = module.page(one.tomorrow) if module else None
    if page is None or page.tomorrow is None:
        return Part(Fate.LEFT_OUT, one.module, one.tomorrow, Text(da=one.tomorrow, en=one.tomorrow), one.saved_at)
    own = hers.get((one.module, one.tomorrow))
    if own is None:
        return Part(Fate.NEW, one.module, one.tomorrow, page.tomorrow.short, one.saved_at, written=one)
    fate = Fate.SAME if own.words == one.words else Fate.DIFFERS
    return Part(fate, one.module, one.tomorrow, page.tomorrow.short, one.saved_at, own.saved_at, own.revision, one)


def _left_out(one: WorkAnswer | WorkAttempt, task: BaseTask | None) -> Part:
    return Part(Fate.LEFT_OUT, one.module, one.task, task.title if task else Text(da=one.task, en=one.task), one.saved_at)


def differing(found: list[Part]) -> Iterator[Part]:
    """What she must choose between."""
    return (part for part in found if part.fate is Fate.DIFFERS)
