"""The order in which a reader meets options, steps and partners: drawn from who she is and which task it is.

It is the same at every visit, on every machine and in both languages, since nothing but a digest decides it; adding or removing an option leaves the
others in their order. Marking, feedback and export keep the author's order.
"""

import hashlib
from collections.abc import Sequence

from course.tasks import BaseTask, Placed


def order(items: Sequence[Placed], reader: str, place: str) -> list[str]:
    """The ids of `items` in the reader's order; those that `stays` keep their place. `place` tells one list of items from another."""
    moving = sorted((item.id for item in items if not item.stays), key=lambda one: digest(reader, place, one))
    return [item.id if item.stays else moving.pop(0) for item in items]


def orders(task: BaseTask, reader: str, module: str) -> dict[str, list[str]]:
    """The reader's order of each list that the task shuffles, by the list's field. A practice order is never shown in its right order."""
    found = {field: order(getattr(task, field), reader, f"{module}/{task.id}/{field}") for field in task.shuffled}
    return {field: [*ids[1:], ids[0]] if task.gives_away(field, ids) else ids for field, ids in found.items()}


def digest(*parts: str) -> bytes:
    """What decides a lot: the same for the same parts, and nothing that anybody could guess."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).digest()
