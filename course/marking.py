"""How much of a task an answer solves (a fraction 0–1), and what the learner is told about it; each kind of task says it in `course/kinds/`.

What is told never names the key: it speaks of what the learner chose, so that a task can be taken again.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict

from course import answers
from course.errors import InvalidAnswer
from course.key import Key
from course.tasks import BaseTask, Explained
from course.text import Text

MIME = "application/vnd.kompetencevej.mark+json"
"""Under this type a marked notebook holds each mark as {task, fraction, points, why: [{da, en}]}."""

BLANK = Text(da="Du har ikke svaret på opgaven.", en="You have not answered the task.")
INVALID = Text(da="Svaret kunne ikke læses og er derfor ikke rettet.", en="The answer could not be read and was therefore not marked.")
AGAIN = Text(da="Noget er ikke på plads endnu. Se på opgaven igen.", en="Something is not in place yet. Look at the task again.")


class Mark(BaseModel):
    """The outcome of one task: `fraction` of its points, and what the learner is told (`why`)."""

    model_config = ConfigDict(frozen=True)

    fraction: float
    why: list[Text]


def mark(task: BaseTask, value: Any, key: Key) -> Mark:
    """Mark `value` as an answer to `task`; a blank or malformed answer solves nothing and says so."""
    if value is None or answers.is_blank(value):
        return Mark(fraction=0, why=[BLANK])
    try:
        answer = answers.check(task, value)
    except InvalidAnswer:
        return Mark(fraction=0, why=[INVALID])
    fraction, why = task.solved(answer, key)
    return Mark(fraction=fraction, why=[key.right] if fraction == 1 else why or [AGAIN])


def check_key(task: BaseTask, key: Key) -> None:
    """Raise ValueError when `key` cannot be the key of `task`."""
    try:
        answer = answers.check(task, key.key)
    except InvalidAnswer as error:
        raise ValueError(f"task {task.id}: the key is not an answer to the task: {error}") from error
    task.check_key(key)
    known = task.can_be_wrong(key)
    for place in key.why:
        if place not in known:
            raise ValueError(f"task {task.id}: why names {place!r}, which an answer cannot get wrong; known: {', '.join(sorted(known))}")
    if not answers.is_complete(task, answer) or task.solved(answer, key)[0] != 1:
        raise ValueError(f"task {task.id}: the key itself does not earn full marks")


def practice_feedback(task: BaseTask, value: Any) -> Explained:
    """What a practice task explains at once: `fraction`, and `items` (id → {right, why}) or a common `why`."""
    return task.explain(answers.check(task, value))
