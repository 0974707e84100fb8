"""A plan that becomes a document to take to work."""

from typing import ClassVar

from course.kinds.plan import PlanTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.teams import TeamComponent


class Plan(TeamComponent):
    """A plan task: texts to write and things to tick. The answer is {section id: text or list of item ids}."""

    kind: ClassVar[type[BaseTask]] = PlanTask
    stem = "plan"
    _esm = script(stem)
    _css = style(stem)
