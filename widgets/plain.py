"""A task and an answer to it without a browser: as HTML in a marking run, as lines on the feedback page and in documents."""

import html
from collections.abc import Sequence
from typing import Any

from course import answers
from course.tasks import BaseTask, ChoiceTask, Item, MatchTask, OrderTask, PlanTask
from course.text import Text

NOTHING = Text(da="(ikke besvaret)", en="(not answered)")


def answer_lines(task: BaseTask, value: Any) -> list[Text]:
    """The answer in words, a line for each thing chosen, placed, paired or written."""
    if value is None or answers.is_blank(value):
        return [NOTHING]
    match task:
        case ChoiceTask():
            return [option.text for option in task.options if option.id in value]
        case OrderTask():
            steps = _texts(task.steps)
            return [_join(f"{place}. ", steps[id]) for place, id in enumerate(value, 1)]
        case MatchTask():
            left, right = _texts(task.left), _texts(task.right)
            return [_pair(left[id], right[partner]) for id, partner in value.items()]
        case PlanTask():
            return [line for section in task.sections if (line := _section(section, value.get(section.id))) is not None]
    return [Text(da=value, en=value)]


def answer_html(task: BaseTask, value: Any) -> str:
    """The task's question and the answer as plain HTML in Danish, for the person who marks."""
    lines = "".join(f'<p style="white-space: pre-wrap">{html.escape(line.da)}</p>' for line in answer_lines(task, value))
    return f"<section><h3>{html.escape(task.title.da)}</h3><p><em>{html.escape(task.prompt.da)}</em></p><blockquote>{lines}</blockquote></section>"


def _texts(items: Sequence[Item]) -> dict[str, Text]:
    return {item.id: item.text for item in items}


def _join(prefix: str, text: Text) -> Text:
    return Text(da=prefix + text.da, en=prefix + text.en)


def _pair(left: Text, right: Text) -> Text:
    return Text(da=f"{left.da} → {right.da}", en=f"{left.en} → {right.en}")


def _section(section: Any, filled: Any) -> Text | None:
    if not filled:
        return None
    if isinstance(filled, str):
        return Text(da=f"{section.heading.da}: {filled}", en=f"{section.heading.en}: {filled}")
    ticked = [item.text for item in section.items if item.id in filled]
    da, en = ", ".join(text.da for text in ticked), ", ".join(text.en for text in ticked)
    return Text(da=f"{section.heading.da}: {da}", en=f"{section.heading.en}: {en}")
