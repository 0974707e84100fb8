"""What drives and what restrains one's own change."""

from typing import ClassVar

from course.kinds.forcefield import ForcefieldTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.tool import CaseComponent


class ForceField(CaseComponent):
    """A force field. The answer is {driving, restraining: [{text, strength 1–5, chosen: true on one restraint}], how, whom}."""

    kind: ClassVar[type[BaseTask]] = ForcefieldTask
    stem = "forcefield"
    _esm = script(stem)
    _css = style(stem)
