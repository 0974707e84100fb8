"""Statements about one's own work, taken at the start and again at the end."""

from typing import ClassVar

import traitlets

from course.kinds.survey import SurveyTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.elsewhere import look
from widgets.leaves import Leaves


class Survey(Leaves):
    """A survey. The answer is {statement id: 1–5 or "ved-ikke"}; trait `first` is the answer to the first survey, at the second one."""

    kind: ClassVar[type[BaseTask]] = SurveyTask
    shown = (*Leaves.shown, "first")
    stem = "survey"
    _esm = script(stem)
    _css = style(stem)

    first = traitlets.Any(None, allow_none=True).tag(sync=True)

    def _load(self, reply: str | None = None) -> None:
        super()._load(reply)
        found = look(self._session, self._task.first) if self._task.first else None
        self.first = found.answer.value if found and found.answer else None
