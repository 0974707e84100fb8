"""What an answer to a task may look like. Nothing from a browser or a submission is stored before it passes here."""

from typing import Any

from course.tasks import BaseTask


def check(task: BaseTask, value: Any) -> Any:
    """Return `value` in its canonical form, which each kind of task says for itself (`course/kinds/`). Raises InvalidAnswer."""
    return task.check(value)


def is_blank(value: Any) -> bool:
    """Whether nothing has been answered yet."""
    parts = [part for part in value.values() if not isinstance(part, bool)] if isinstance(value, dict) else [value]
    return not any(part.strip() if isinstance(part, str) else part for part in parts)


def is_complete(task: BaseTask, value: Any) -> bool:
    """Whether the answer can be handed in without something missing (every pair made, something chosen or written)."""
    return not is_blank(value) and task.is_whole(value)
