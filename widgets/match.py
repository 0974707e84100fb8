"""Find the partner of each thing."""

from typing import ClassVar

from course.kinds.match import MatchTask
from course.tasks import BaseTask
from widgets.component import Component, script, style


class Match(Component):
    """A match task: a drop-down list for each thing on the left. The answer is {left id: right id} and may be partial."""

    kind: ClassVar[type[BaseTask]] = MatchTask
    stem = "match"
    _esm = script(stem)
    _css = style(stem)
