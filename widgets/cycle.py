"""A trial action gone through in rounds of plan, do, study and adjust."""

from typing import ClassVar

from course.kinds.cycle import CycleTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.leaves import Leaves


class Cycle(Leaves):
    """A cycle task. The answer is {rounds: [{"step-field": value}]}; the last round is the one being worked on."""

    kind: ClassVar[type[BaseTask]] = CycleTask
    stem = "cycle"
    _esm = script(stem)
    _css = style(stem)
