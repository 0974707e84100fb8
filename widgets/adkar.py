"""Five scores for one's own change, and where help begins."""

from typing import ClassVar

from course.kinds.adkar import AdkarTask
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.tool import CaseComponent


class Adkar(CaseComponent):
    """ADKAR. The answer has some of the fields change, scores {element: 1–5}, first_help, whom and date (YYYY-MM-DD)."""

    kind: ClassVar[type[BaseTask]] = AdkarTask
    stem = "adkar"
    _esm = script(stem)
    _css = style(stem)
