"""What an answer to each kind of task may look like. Nothing from a browser or a submission is stored before it passes here."""

from typing import Any, cast

from course.errors import InvalidAnswer
from course.tasks import BaseTask, ChoiceTask, ConversationTask, MatchTask, OrderTask, PlanTask, TextTask

Value = list[str] | dict[str, str] | dict[str, str | list[str]] | dict[str, Any] | str
MAX_TAKEN, MAX_NAME = 500, 400
"""The most choices in an attempt at a conversation, and the most characters of a choice's id."""


def check(task: BaseTask, value: Any) -> Value:
    """Return `value` in its canonical form.

    choice: list of option ids in the order shown · order: list of all step ids · match: {left id: right id}, may be
    partial · text: a string · plan: {section id: string or list of item ids} · conversation: {taken: choice ids, hints and thoughts: passages where help
    was asked for, chosen: whether she picked this attempt herself}; whether its path exists, only the dialogue tells. Raises InvalidAnswer.
    """
    match task:
        case ChoiceTask():
            return _choice(task, value)
        case OrderTask():
            return _order(task, value)
        case MatchTask():
            return _match(task, value)
        case TextTask():
            return _text(task.id, value, task.max_chars)
        case PlanTask():
            return _plan(task, value)
        case ConversationTask():
            return _attempt(task, value)
    raise _invalid(task.id, "opgaven har ikke et svar, der kan gemmes", "the task has no answer to save")


def is_blank(value: Any) -> bool:
    """Whether nothing has been answered yet."""
    parts = [part for part in value.values() if not isinstance(part, bool)] if isinstance(value, dict) else [value]
    return not any(part.strip() if isinstance(part, str) else part for part in parts)


def is_complete(task: BaseTask, value: Any) -> bool:
    """Whether the answer can be handed in without something missing (every pair made, something chosen or written)."""
    if isinstance(task, MatchTask):
        return isinstance(value, dict) and set(value) == {item.id for item in task.left}
    return not is_blank(value)


def _choice(task: ChoiceTask, value: Any) -> list[str]:
    chosen = _ids(task.id, value, [option.id for option in task.options])
    if not task.multiple and len(chosen) > 1:
        raise _invalid(task.id, "der kan kun vælges én", "only one can be chosen")
    return [option.id for option in task.options if option.id in chosen]


def _order(task: OrderTask, value: Any) -> list[str]:
    steps = [step.id for step in task.steps]
    placed = _ids(task.id, value, steps)
    if sorted(placed) != sorted(steps):
        raise _invalid(task.id, "hvert trin skal være med én gang", "each step must be there once")
    return placed


def _match(task: MatchTask, value: Any) -> dict[str, str]:
    left, right = {item.id for item in task.left}, {item.id for item in task.right}
    if not isinstance(value, dict) or any(not isinstance(part, str) for pair in value.items() for part in pair):
        raise _invalid(task.id, "svaret skal være par", "the answer must be pairs")
    if not set(value) <= left or not set(value.values()) <= right:
        raise _invalid(task.id, "et par findes ikke i opgaven", "a pair does not exist in the task")
    return {item.id: value[item.id] for item in task.left if item.id in value}


def _text(name: str, value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise _invalid(name, "svaret skal være tekst", "the answer must be text")
    if len(value) > longest:
        raise _invalid(
            name, f"teksten er længere end {longest} tegn; forkort den", f"the text is longer than {longest} characters; shorten it"
        )
    if any(0xD800 <= ord(character) <= 0xDFFF or character == "\0" for character in value):
        raise _invalid(name, "teksten rummer ugyldige tegn", "the text holds invalid characters")
    return value


def _plan(task: PlanTask, value: Any) -> dict[str, str | list[str]]:
    sections = {section.id: section for section in task.sections}
    if not isinstance(value, dict) or not set(value) <= set(sections):
        raise _invalid(task.id, "et afsnit findes ikke i planen", "a section does not exist in the plan")
    filled: dict[str, str | list[str]] = {}
    for id, section in sections.items():
        if id not in value:
            continue
        if section.kind == "text":
            filled[id] = _text(task.id, value[id], 3000)
        else:
            ticked = _ids(task.id, value[id], [item.id for item in section.items])
            filled[id] = [item.id for item in section.items if item.id in ticked]
    return filled


def _attempt(task: ConversationTask, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != {"taken", "hints", "thoughts", "chosen"} or not isinstance(value["chosen"], bool):
        raise _invalid(task.id, "svaret skal være et forsøg", "the answer must be an attempt")
    for name in ("taken", "hints", "thoughts"):
        parts = value[name]
        if not isinstance(parts, list) or len(parts) > MAX_TAKEN or any(not isinstance(one, str) or len(one) > MAX_NAME for one in parts):
            raise _invalid(task.id, "forsøget kan ikke læses", "the attempt cannot be read")
    return {name: value[name] for name in ("taken", "hints", "thoughts", "chosen")}


def _ids(name: str, value: Any, known: list[str]) -> list[str]:
    if not isinstance(value, list) or any(not isinstance(part, str) for part in value):
        raise _invalid(name, "svaret skal være en liste", "the answer must be a list")
    if len(set(value)) != len(value) or not set(value) <= set(known):
        raise _invalid(name, "svaret rummer noget, der ikke findes i opgaven", "the answer holds something the task does not have")
    return cast(list[str], value)


def _invalid(name: str, da: str, en: str) -> InvalidAnswer:
    return InvalidAnswer(f"Svaret på {name} blev ikke gemt: {da}.", f"The answer to {name} was not saved: {en}.")
