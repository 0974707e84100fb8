"""Four fields looked at together."""

from typing import ClassVar

from course.kinds.panes import PanesTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.teams import TeamComponent


class Panes(TeamComponent):
    """A panes task. The answer is {pane id: text, "pane-field": text or day}."""

    kind: ClassVar[type[BaseTask]] = PanesTask
    stem = "panes"
    _esm = script(stem)
    _css = style(stem)
