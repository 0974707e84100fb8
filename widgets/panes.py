"""Four fields looked at together."""

from typing import ClassVar

from course.kinds.panes import PanesTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.leaves import Leaves


class Panes(Leaves):
    """A panes task. The answer is {pane id: text}."""

    kind: ClassVar[type[BaseTask]] = PanesTask
    stem = "panes"
    _esm = script(stem)
    _css = style(stem)
