"""One's own change, which later tools refer to."""

from typing import ClassVar

from course.kinds.owncase import OwncaseTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.leaves import Leaves


class OwnCase(Leaves):
    """An own case: texts about one change. The answer is {field id: text}."""

    kind: ClassVar[type[BaseTask]] = OwncaseTask
    stem = "owncase"
    _esm = script(stem)
    _css = style(stem)
