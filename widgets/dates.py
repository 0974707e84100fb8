"""Days to follow up after going live, as a document and for one's calendar."""

from typing import Any, ClassVar

import traitlets

from course import followup
from course.kinds.dates import DatesTask, noted, told_day
from course.store import SavedAnswer
from course.tasks import BaseTask
from widgets.component import script, style
from widgets.leaves import Leaves


class Dates(Leaves):
    """A dates task. The answer is {live: day, pattern: [interval ids, where they were changed], keeper: who keeps the calendar alive}.

    Trait `days`: what the saved answer leads to, [{after, day, note: {da, en} or None}].
    """

    kind: ClassVar[type[BaseTask]] = DatesTask
    stem = "dates"
    shown = (*Leaves.shown, "days")
    _esm = script(stem)
    _css = style(stem)

    days: Any = traitlets.List().tag(sync=True)

    def _show(self, found: SavedAnswer | None, reply: str | None = None) -> None:
        with self.hold_sync():
            self.days = [_told(one) for one in self._task.days(found.value)] if found else []
            super()._show(found, reply)


def _told(one: followup.FollowUp) -> dict[str, Any]:
    note = noted(one)
    return {"after": one.interval.text.model_dump(), "day": told_day(one.day).model_dump(), "note": note and note.model_dump()}
