"""How much of a task an answer solves (a fraction 0–1), and what the learner is told about it.

What is told never names the key: it speaks of what the learner chose, so that a task can be taken again.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from pydantic import BaseModel, ConfigDict

from course import answers
from course.errors import InvalidAnswer
from course.tasks import BaseTask, ChoiceTask, MatchTask, OrderTask, TextTask
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


class Key(BaseModel):
    """The key of a graded task, as it stands in `grading/keys/`.

    `key`: right option ids (choice), right order (order) or right pairs (match). `right` is told at full marks, `why` by what
    was answered wrongly (an option id, `"first>later"` for two steps the wrong way round, or the left side of a pair),
    `missing` when a right option was not chosen.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: list[str] | dict[str, str]
    right: Text
    why: dict[str, Text] = {}
    missing: Text | None = None


def mark(task: BaseTask, value: Any, key: Key) -> Mark:
    """Mark `value` as an answer to `task`; a blank or malformed answer solves nothing and says so."""
    if value is None or answers.is_blank(value):
        return Mark(fraction=0, why=[BLANK])
    try:
        answer = answers.check(task, value)
    except InvalidAnswer:
        return Mark(fraction=0, why=[INVALID])
    fraction, why = _solved(task, answer, key)
    return Mark(fraction=fraction, why=[key.right] if fraction == 1 else why or [AGAIN])


def check_key(task: BaseTask, key: Key) -> None:
    """Raise ValueError when `key` cannot be the key of `task`."""
    try:
        answer = answers.check(task, key.key)
    except InvalidAnswer as error:
        raise ValueError(f"task {task.id}: the key is not an answer to the task: {error}") from error
    if isinstance(task, OrderTask) and answer == [step.id for step in task.steps]:
        raise ValueError(f"task {task.id}: the steps are shown in their right order; muddle them")
    known = _why_places(task, key)
    for place in key.why:
        if place not in known:
            raise ValueError(f"task {task.id}: why names {place!r}, which an answer cannot get wrong; known: {', '.join(sorted(known))}")
    if not answers.is_complete(task, answer) or _solved(task, answer, key)[0] != 1:
        raise ValueError(f"task {task.id}: the key itself does not earn full marks")


def _why_places(task: BaseTask, key: Key) -> set[str]:
    """What an answer can get wrong: a wrong option, two steps in their right order, the left side of a pair."""
    match task:
        case ChoiceTask():
            return {option.id for option in task.options} - set(key.key)
        case OrderTask():
            return {f"{first}>{later}" for first, later in combinations(key.key, 2)}
        case MatchTask():
            return {item.id for item in task.left}
    return set()


def _solved(task: BaseTask, answer: Any, key: Key) -> tuple[float, list[Text]]:
    match task:
        case ChoiceTask():
            return _choice(task, answer, key)
        case OrderTask():
            return kendall(answer, list(key.key)), _order_why(answer, key)
        case MatchTask():
            assert isinstance(key.key, dict)
            pairs = key.key
            wrong = [left for left in pairs if answer.get(left) != pairs[left]]
            return 1 - len(wrong) / len(pairs), [key.why[left] for left in wrong if left in key.why]
    raise ValueError(f"task {task.id} is not marked by a key")


def _choice(task: ChoiceTask, chosen: Sequence[str], key: Key) -> tuple[float, list[Text]]:
    right = set(key.key)
    hits, misses = len(right & set(chosen)), len(set(chosen) - right)
    why = [key.why[id] for id in chosen if id not in right and id in key.why]
    if hits < len(right) and task.multiple and key.missing:
        why.append(key.missing)
    if not task.multiple:
        return float(hits == 1), why
    return max(0.0, (hits - misses) / len(right)), why


def kendall(placed: Sequence[str], right: Sequence[str]) -> float:
    """Agreement of two orders, 0–1: Kendall's tau (Kendall 1938, Biometrika 30), with no credit below chance."""
    position = {step: index for index, step in enumerate(placed)}
    pairs = list(combinations(right, 2))
    agreeing = sum(position[first] < position[later] for first, later in pairs)
    return max(0.0, 2 * agreeing / len(pairs) - 1)


def _order_why(placed: Sequence[str], key: Key) -> list[Text]:
    position = {step: index for index, step in enumerate(placed)}
    wrong = [pair for pair in key.why if position[pair.split(">")[0]] > position[pair.split(">")[1]]]
    return [key.why[pair] for pair in wrong]


def practice_feedback(task: BaseTask, value: Any) -> dict[str, Any]:
    """What a practice task explains at once: `fraction`, and `items` (id → {right, why}) or a common `why`."""
    answer = answers.check(task, value)
    match task:
        case ChoiceTask():
            key = Key(key=[option.id for option in task.options if option.right], right=task.prompt)
            fraction, _ = _choice(task, list(answer), key)
            shown = [option for option in task.options if option.id in answer]
            items: Mapping[str, Any] = {option.id: _item(bool(option.right), option.why) for option in shown}
            return {"fraction": fraction, "items": items, "why": None}
        case OrderTask():
            assert task.key is not None
            placed = list(answer)
            items = {step: _item(step == task.key[index], None) for index, step in enumerate(placed)}
            return {"fraction": kendall(placed, task.key), "items": items, "why": task.why and task.why.model_dump()}
        case MatchTask():
            assert task.key is not None
            assert task.why is not None
            assert isinstance(answer, dict)
            items = {left: _item(right == task.key[left], task.why[left]) for left, right in answer.items()}
            solved = sum(item["right"] for item in items.values())
            return {"fraction": solved / len(task.left), "items": items, "why": None}
        case TextTask():
            return {"fraction": None, "items": {}, "why": task.example and task.example.model_dump()}
    return {"fraction": None, "items": {}, "why": None}


def _item(right: bool, why: Text | None) -> dict[str, Any]:
    return {"right": right, "why": why and why.model_dump()}
