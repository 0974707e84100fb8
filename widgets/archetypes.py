"""Which mixture of four ways one is in a change."""

from typing import ClassVar

from course.kinds.archetypes import ArchetypesTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.leaves import Leaves


class Archetypes(Leaves):
    """Situations and a mixture in percent. The answer is {answers: {situation id: answer id}, mixture: percent, where corrected by hand}."""

    kind: ClassVar[type[BaseTask]] = ArchetypesTask
    stem = "archetypes"
    _esm = script(stem)
    _css = style(stem)
