"""A form in parts, of which some are closed for good."""

from typing import Any, ClassVar

from course.kinds.form import FormTask
from course.store.database import now
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.leaves import Leaves


class Form(Leaves):
    """A form task. The answer is {parts: {part id: {field id: value}}, locked: [part ids]}; what stands in a closed part the kernel keeps."""

    kind: ClassVar[type[BaseTask]] = FormTask
    stem = "form"
    _esm = script(stem)
    _css = style(stem)

    def _save(self, value: Any, checked: bool, reply: str) -> None:
        found = self._session.load(self._task)
        before, revision = (found.value, found.revision) if found else ({}, 0)
        if revision == self._base:  # else the store refuses it as a conflict
            value = self._task.saved_over(before, value, now().date())
        super()._save(value, checked, reply)
