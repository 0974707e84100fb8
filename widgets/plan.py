"""A plan that becomes a document to take to work."""

from typing import Any, ClassVar, cast

from course.kinds.plan import PlanTask
from course.tasks import BaseTask
from course.text import Language
from widgets import document
from widgets.component import script, style
from widgets.leaves import Leaves


class Plan(Leaves):
    """A plan task: texts to write and things to tick. The answer is {section id: text or list of item ids}."""

    kind: ClassVar[type[BaseTask]] = PlanTask
    stem = "plan"
    _esm = script(stem)
    _css = style(stem)

    def _made(self, type: str, filled: Any, language: Language) -> bytes:
        return document.plan(self._task, cast(dict[str, str | list[str]], filled), language)
