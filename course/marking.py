"""How much of a task an answer solves (a fraction 0–1), and what the learner is told about it; each kind of task says it in `course/kinds/`.

What is told never names the key: it speaks of what the learner chose, so that a task can be taken again.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict

from course import answers, keychecks
from course.conversation import results
from course.conversation.paths import Map
from course.conversation.play import Attempt
from course.conversation.results import Shown
from course.errors import InvalidAnswer
from course.framework import framework
from course.key import Key
from course.problems import Mistaken
from course.tasks import BaseTask, Explained
from course.text import Text

MIME = "application/vnd.kompetencevej.mark+json"
"""Under this type a marked notebook holds each mark as {task, fraction, points, why: [{da, en}]}."""

BLANK = Text(da="Du har ikke svaret på opgaven.", en="You have not answered the task.")
INVALID = Text(da="Svaret kunne ikke læses og er derfor ikke rettet.", en="The answer could not be read and was therefore not marked.")
AGAIN = Text(da="Noget er ikke på plads endnu. Se på opgaven igen.", en="Something is not in place yet. Look at the task again.")


class Mark(BaseModel):
    """The outcome of one task: `fraction` of its points, what the learner is told (`why`), and what a conversation has `shown`, by level."""

    model_config = ConfigDict(frozen=True)

    fraction: float
    why: list[Text]
    shown: list[Shown] = []


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


def mark_attempt(map: Map, value: Any) -> Mark:
    """Mark an attempt at a graded conversation by replaying its choices; a path that the dialogue does not have solves nothing and says so."""
    if value is None or answers.is_blank(value):
        return Mark(fraction=0, why=[BLANK], shown=results.nothing(map))
    attempt = Attempt(value["taken"], value["hints"], value["thoughts"])
    try:
        shown = results.shown(map, attempt)
    except InvalidAnswer:
        return Mark(fraction=0, why=[INVALID], shown=results.nothing(map))
    return Mark(fraction=results.fraction(map, attempt), why=[_told(one) for one in shown], shown=shown)


def _told(one: Shown) -> Text:
    name = framework().competence(one.competence).name
    return Text(
        da=f"{name.da}, niveau {one.level}: vist {min(one.taken, one.most)} af {one.most} {'gang' if one.most == 1 else 'gange'}.",
        en=f"{name.en}, level {one.level}: shown {min(one.taken, one.most)} of {one.most} {'time' if one.most == 1 else 'times'}.",
    )


def check_key(task: BaseTask, key: Key) -> None:
    """Raise Mistaken when `key` cannot be the key of `task`."""
    mistakes = list(task.key_mistakes(key.key))
    if not mistakes:
        mistakes = list(keychecks.explained(key.why, task.can_be_wrong(key)))
    Mistaken.unless_empty(mistakes)


def practice_feedback(task: BaseTask, value: Any) -> Explained:
    """What a practice task explains at once: `fraction`, and `items` (id → {right, why}) or a common `why`."""
    return task.explain(answers.check(task, value))
