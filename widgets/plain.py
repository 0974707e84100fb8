"""A task and an answer to it without a browser: as HTML in a marking run, as lines in documents."""

from pathlib import Path
from typing import Any

from jinja2 import Environment

from course import answers
from course.conversation.paths import Map
from course.conversation.play import Attempt, turns
from course.tasks import BaseTask
from course.text import Text

NOTHING = Text(da="(ikke besvaret)", en="(not answered)")
SHOWN = Environment(autoescape=True).from_string(
    "<section><h3>{{ task.title.da }}</h3><p><em>{{ task.prompt.da }}</em></p>"
    '<blockquote>{% for line in lines %}<p style="white-space: pre-wrap">{{ line }}</p>{% endfor %}</blockquote></section>'
)


def answer_lines(task: BaseTask, value: Any, folder: Path) -> list[Text]:
    """The answer in words, a line for each thing chosen, placed, paired or written; `folder` is the module's."""
    if value is None or answers.is_blank(value):
        return [NOTHING]
    shown = task.plain(value, folder)
    if shown.form == "steps":
        return [_line(line, f"{place}. ") for place, line in enumerate(shown.lines, 1)]
    return [_line(line) for line in shown.lines]


def answer_html(task: BaseTask, value: Any, folder: Path) -> str:
    """The task's question and the answer as plain HTML in Danish, for the person who marks."""
    return SHOWN.render(task=task, lines=[line.da for line in answer_lines(task, value, folder)])


def attempt_html(task: BaseTask, map: Map, value: Any) -> str:
    """An attempt at a conversation as plain HTML in Danish, for the person who reads it: what was chosen, how it ended, and the help asked for."""
    if value is None or answers.is_blank(value):
        return SHOWN.render(task=task, lines=[NOTHING.da])
    attempt = Attempt(value["taken"], value["hints"], value["thoughts"])
    walked = turns(map, attempt)
    lines = [turn.choice.text.da for turn in walked if turn.choice]
    ending = walked[-1].passage.ending
    lines += [f"Slutning: {ending.da}"] if ending else []
    lines.append(f"Spurgte coachen {len(attempt.hints)} gange og så tankerne {len(attempt.thoughts)} gange.")
    return SHOWN.render(task=task, lines=lines)


def _line(line: Text | tuple[Text, Text] | str, before: str = "") -> Text:
    match line:
        case str():
            return Text(da=before + line, en=before + line)
        case (left, right):
            return Text(da=f"{before}{left.da} → {right.da}", en=f"{before}{left.en} → {right.en}")
    return Text(da=before + line.da, en=before + line.en)
