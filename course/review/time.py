"""How long a page takes, by the course's rule: reading, then doing (`times` in `course/data/review.yaml`)."""

from typing import Any

from course.conversation import paths
from course.kinds.conversation import ConversationTask
from course.modules import Module
from course.review.limits import Times
from course.review.playing import longest_words
from course.review.prose import PageText
from course.tasks import BaseTask

UNREAD = {"why", "example", "document", "key", "level", "id"}
"""Fields of a task that nobody reads before answering."""


def page_minutes(module: Module, page: PageText, times: Times) -> float:
    """Minutes that the page takes: its prose, each task's text, and what doing it takes."""
    tasks = [module.tasks[id] for id in page.shows if id in module.tasks]
    words = len(page.whole.split()) + sum(_words(task.model_dump(mode="json")) for task in tasks)
    return words / times.words_a_minute + sum(_seconds(module, task, times) for task in tasks) / 60


def _seconds(module: Module, task: BaseTask, times: Times) -> float:
    if isinstance(task, ConversationTask):
        words, turns = longest_words(paths.load(module.folder / task.dialogue))
        return 60 * words / times.words_a_minute + times.turn * turns
    return float(getattr(times, task.takes))


def _words(data: Any) -> int:
    if isinstance(data, dict):
        own = len(data["da"].split()) if isinstance(data.get("da"), str) else 0
        return own + sum(_words(value) for field, value in data.items() if field not in UNREAD)
    return sum(_words(value) for value in data) if isinstance(data, list) else 0
