"""Put steps in order."""

from typing import ClassVar

from course.kinds.order import OrderTask
from course.tasks import BaseTask
from widgets.component import Component, script, style


class Order(Component):
    """An order task: steps moved with buttons, the keyboard or by dragging.

    The answer is the list of all step ids; untouched steps are no answer.
    """

    kind: ClassVar[type[BaseTask]] = OrderTask
    stem = "order"
    _esm = script(stem)
    _css = style(stem)
