"""Choose one option, or several."""

from typing import ClassVar

from course.kinds.choice import ChoiceTask
from course.tasks import BaseTask
from widgets.component import Component, script, style


class Choice(Component):
    """A choice task: radio buttons for one, check boxes for several. The answer is the list of option ids."""

    kind: ClassVar[type[BaseTask]] = ChoiceTask
    stem = "choice"
    _esm = script(stem)
    _css = style(stem)
