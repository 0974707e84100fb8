"""Keys of graded tasks: the right answer, its points, and what learners are told. They reach learners only as feedback."""

from typing import Annotated, Any

from pydantic import Field

from course import settings
from course.datafile import Data, DataError, line_of, load
from course.marking import Key, check_key
from course.modules import Module
from course.tasks import BaseTask, ConversationTask, Id, TextTask
from course.text import Text

Points = Annotated[float, Field(gt=0, le=100)]


class TaskKey(Data):
    """How one graded task is marked: fields as in `course.marking.Key`; a conversation has points alone."""

    points: Points
    key: list[Id] | dict[Id, Id] | None = None
    right: Text | None = None
    why: dict[str, Text] = {}
    missing: Text | None = None

    def fields(self) -> dict[str, Any]:
        """What `course.marking.Key` is made of."""
        return self.model_dump(mode="json", exclude={"points"}, exclude_defaults=True)

    def texts(self) -> set[str]:
        """Everything that learners are told only after marking."""
        told = [text for text in (self.right, self.missing, *self.why.values()) if text]
        return {words for text in told for words in (text.da, text.en)}


class KeysFile(Data):
    """The contents of a file in `grading/keys/`: task id → key."""

    keys: dict[str, TaskKey]


def load_keys(module: Module) -> dict[str, TaskKey]:
    """The keys of the module's graded tasks but the texts, which have rubrics; raises DataError naming file, line and remedy."""
    path = settings.grading() / "keys" / f"{module.id}.yaml"
    wanted = {task.id: task for task in module.graded_tasks if not isinstance(task, TextTask)}
    if not wanted and not path.exists():
        return {}
    found = load(path, KeysFile).keys
    problems = [f"{path}:1: keys: task {id} has no key. Add one." for id in wanted if id not in found]
    for id, key in found.items():
        at = f"{path}:{line_of(path, 'keys', id)}: keys.{id}"
        if id not in wanted:
            problems.append(f"{at}: {module.id} has no graded task of this name that has a key. Correct its spelling, or remove it.")
        elif problem := _problem(wanted[id], key):
            problems.append(f"{at}: {problem}")
    if problems:
        raise DataError(path, problems)
    return found


def _problem(task: BaseTask, key: TaskKey) -> str:
    if isinstance(task, ConversationTask):
        return "a graded conversation cannot be marked yet. Write use: practice in its task."
    if key.key is None or key.right is None:
        return "needs its key and right. Add them."
    try:
        check_key(task, Key(**key.fields()))
    except ValueError as error:
        return f"the key cannot be used ({error}). Correct it."
    return ""
