"""Where one is in a transition, and what its new beginning lacks."""

from typing import ClassVar

from course.kinds.transition import TransitionTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.tool import CaseComponent


class Transition(CaseComponent):
    """A transition. The answer has texts (ends, for_whom, stays and the four P's), `me` [zones] and `team` {zone: colleagues}."""

    kind: ClassVar[type[BaseTask]] = TransitionTask
    stem = "transition"
    _esm = script(stem)
    _css = style(stem)
