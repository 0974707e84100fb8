"""What stands in the hidden tests of a graded notebook: `mark("task", key=..., right=..., why=...)`."""

from dataclasses import dataclass
from typing import Any

from course import marking
from course.marking import MIME, Key, Mark
from widgets import session


@dataclass(frozen=True)
class Marked:
    """A marked task. nbgrader reads the points from its plain text; the feedback page reads the rest."""

    task: str
    points: float
    mark: Mark

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        why = [text.model_dump() for text in self.mark.why]
        return {
            "text/plain": repr(self.points),
            MIME: {"task": self.task, "fraction": self.mark.fraction, "points": self.points, "why": why},
        }


def mark(task: str, **key: Any) -> Marked:
    """Mark the submission's answer to `task` by its key (fields as in `course.marking.Key`).

    Raises ValueError when the key does not fit the task, so that a mistake in a module shows when it is checked.
    """
    here = session.current()
    known = here.module.tasks.get(task)
    if known is None or known.points is None:
        raise ValueError(f"there is no graded task {task!r} in module {here.module.id}")
    whole = Key(**key)
    marking.check_key(known, whole)
    found = here.load(known)
    result = marking.mark(known, found.value if found else None, whole)
    return Marked(task, round(result.fraction * known.points, 2), result)
