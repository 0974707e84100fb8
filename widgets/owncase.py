"""One's own change, which later tools refer to."""

from typing import ClassVar

from course.kinds.owncase import OwncaseTask
from course.tasks import BaseTask
from widgets.component import Component, script, style


class OwnCase(Component):
    """An own case: texts about one change. The answer is {field id: text}."""

    kind: ClassVar[type[BaseTask]] = OwncaseTask
    stem = "owncase"
    _esm = script(stem)
    _css = style(stem)
