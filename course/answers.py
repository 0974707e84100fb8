"""What an answer to a task may look like. Nothing from a browser or a submission is stored before it passes here."""

from pathlib import Path
from typing import Any

from course.errors import InvalidAnswer
from course.tasks import BaseTask
from course.text import Text

NOTHING = Text(da="(ikke besvaret)", en="(not answered)")


def check(task: BaseTask, value: Any) -> Any:
    """Return `value` in its canonical form, which each kind of task says for itself (`course/kinds/`). Raises InvalidAnswer."""
    return task.check(value)


def fits(task: BaseTask, value: Any) -> bool:
    """Whether the value would pass as an answer to the task today."""
    try:
        check(task, value)
    except InvalidAnswer:
        return False
    return True


def is_blank(value: Any) -> bool:
    """Whether nothing has been answered yet."""
    parts = [part for part in value.values() if not isinstance(part, bool)] if isinstance(value, dict) else [value]
    return not any(part.strip() if isinstance(part, str) else part for part in parts)


def is_complete(task: BaseTask, value: Any) -> bool:
    """Whether the answer can be handed in without something missing (every pair made, something chosen or written)."""
    return not is_blank(value) and task.is_whole(value)


def lines(task: BaseTask, value: Any, folder: Path) -> list[Text]:
    """The answer in words, a line for each thing chosen, placed, paired or written; `folder` is the module's."""
    if value is None or is_blank(value):
        return [NOTHING]
    shown = task.plain(value, folder)
    if shown.form == "steps":
        return [_line(line, f"{place}. ") for place, line in enumerate(shown.lines, 1)]
    return [_line(line) for line in shown.lines]


def _line(line: Text | tuple[Text, Text] | str, before: str = "") -> Text:
    match line:
        case str():
            return Text(da=before + line, en=before + line)
        case (left, right):
            return Text(da=f"{before}{left.da} → {right.da}", en=f"{before}{left.en} → {right.en}")
    return Text(da=before + line.da, en=before + line.en)
