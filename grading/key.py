"""Keys of graded tasks: the right answer, its points, and what learners are told. They reach learners only as feedback."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, JsonValue

from course.datafile import Data
from course.key import Key
from course.keychecks import unknown, without_what_they_mean
from course.kinds.conversation import ConversationTask
from course.marking import check_key
from course.modules import Module
from course.problems import Mistake, Mistaken
from course.tasks import BaseTask
from course.text import Text
from grading.beside import Beside

Points = Annotated[float, Field(gt=0, le=100)]


class TaskKey(Data):
    """How one graded task is marked: fields as in `course.key.Key`; a conversation has points alone."""

    points: Points
    key: JsonValue = None
    right: Text | None = None
    why: dict[str, Text] = {}
    missing: Text | None = None

    def fields(self) -> dict[str, Any]:
        """What `course.key.Key` is made of."""
        return self.model_dump(mode="json", exclude={"points"}, exclude_defaults=True)

    def texts(self) -> set[str]:
        """Everything that learners are told only after marking."""
        told = [text for text in (self.right, self.missing, *self.why.values()) if text]
        return {words for text in told for words in (text.da, text.en)}


class KeysFile(Data):
    """The contents of a file in `grading/keys/`: task id → key."""

    keys: dict[str, TaskKey]


def _wants(module: Module) -> list[str]:
    return [task.id for task in module.graded_tasks if not task.marked_by_person]


def _mistakes(module: Module, keys: dict[str, TaskKey], unread: frozenset[str] | None) -> Iterator[Mistake]:
    """Mistakes in keys, or between them and the tasks; `unread` are tasks that could not be read (None: nobody knows which)."""
    wanted = _wants(module)
    for id in without_what_they_mean([id for id in wanted if id not in keys], keys.keys() - wanted):
        da, en = f"opgaven {id} tæller, men har intet facit her. Tilføj det.", f"the task {id} is graded but has no key here. Add it."
        yield Mistake(da, en, ("keys",))
    for id, key in keys.items():
        if id in wanted:
            yield from _mistakes_of_one(module.tasks[id], key)
        elif unread is not None and id not in unread:
            yield _no_such_task(module, id, [one for one in wanted if one not in keys] or wanted)


def _no_such_task(module: Module, id: str, wanted: list[str]) -> Mistake:
    if id in module.tasks and not module.tasks[id].graded:
        da, en = (
            "opgaven tæller ikke. Skriv use: graded i den, eller slet facit her.",
            "the task is not graded. Write use: graded in it, or delete the key here.",
        )
        return Mistake(da, en, ("keys", id))
    if id in module.tasks:
        da, en = (
            "en fri tekst har ingen facit men en rubrik. Flyt den til grading/rubrics/.",
            "a free text has no key but a rubric. Move it to grading/rubrics/.",
        )
        return Mistake(da, en, ("keys", id))
    return unknown(id, wanted, ("en opgave, der tæller", "a graded task"), ("keys", id))


def _mistakes_of_one(task: BaseTask, key: TaskKey) -> Iterator[Mistake]:
    place = ("keys", task.id)
    if isinstance(task, ConversationTask):
        if key.key is not None or key.right is not None:
            da, en = "en samtale har kun points. Slet resten.", "a conversation has points alone. Delete the rest."
            yield Mistake(da, en, place)
        return
    absent = [name for name in ("key", "right") if getattr(key, name) is None]
    if absent:
        listed = " og ".join(f"»{name}«" for name in absent), " and ".join(f"“{name}”" for name in absent)
        yield Mistake(f"{listed[0]} mangler. Tilføj.", f"{listed[1]} missing. Add.", place)
        return
    try:
        check_key(task, Key(**key.fields()))
    except Mistaken as error:
        yield from (one.under(place) for one in error.mistakes)


KEYS: Beside[TaskKey] = Beside("keys", KeysFile, _wants, _mistakes)
"""The keys of the graded tasks but the texts, which have rubrics."""
