"""Write freely."""

from typing import ClassVar

from course.kinds.text import TextTask
from course.tasks import BaseTask
from widgets.component import Component, script, style


class FreeText(Component):
    """A text task: saved while one writes, with what a good answer covers; in practice an example to compare with.

    The answer is a string.
    """

    kind: ClassVar[type[BaseTask]] = TextTask
    stem = "freetext"
    _esm = script(stem)
    _css = style(stem)
