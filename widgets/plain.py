"""A task and an answer to it without a browser, as HTML in a marking run."""

from pathlib import Path
from typing import Any

from jinja2 import Environment

from course import answers
from course.conversation.paths import Map
from course.conversation.play import Attempt, turns
from course.tasks import BaseTask

SHOWN = Environment(autoescape=True).from_string(
    "<section><h3>{{ task.title.da }}</h3><p><em>{{ task.prompt.da }}</em></p>"
    '<blockquote>{% for line in lines %}<p style="white-space: pre-wrap">{{ line }}</p>{% endfor %}</blockquote></section>'
)


def answer_html(task: BaseTask, value: Any, folder: Path) -> str:
    """The task's question and the answer as plain HTML in Danish, for the person who marks."""
    return SHOWN.render(task=task, lines=[line.da for line in answers.lines(task, value, folder)])


def attempt_html(task: BaseTask, map: Map, value: Any) -> str:
    """An attempt at a conversation as plain HTML in Danish, for the person who reads it: what was chosen, how it ended, and the help asked for."""
    if value is None or answers.is_blank(value):
        return SHOWN.render(task=task, lines=[answers.NOTHING.da])
    attempt = Attempt(value["taken"], value["hints"], value["thoughts"])
    walked = turns(map, attempt)
    lines = [turn.choice.text.da for turn in walked if turn.choice]
    ending = walked[-1].passage.ending
    lines += [f"Slutning: {ending.da}"] if ending else []
    lines.append(f"Spurgte coachen {_times(attempt.hints)} og så tankerne {_times(attempt.thoughts)}.")
    return SHOWN.render(task=task, lines=lines)


def _times(asked: list[str]) -> str:
    return "1 gang" if len(asked) == 1 else f"{len(asked)} gange"
