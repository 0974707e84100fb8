"""Days to follow up after going live, as a document and for one's calendar."""

from typing import Any, ClassVar

import traitlets

from course import followup
from course.kinds.dates import DatesTask, noted, told_day
from course.store import SavedAnswer
from course.tasks import BaseTask
from course.text import Language
from widgets.component import script, style
from widgets.leaves import Leaves


class Dates(Leaves):
    """A dates task. The answer is {live: day, pattern: [interval ids, where they were changed]}.

    Trait `days`: what the saved answer leads to, [{after, day, note: {da, en} or None}]. The file `calendar` is an ICS file.
    """

    kind: ClassVar[type[BaseTask]] = DatesTask
    stem = "dates"
    shown = (*Leaves.shown, "days")
    files = ("document", "calendar")
    _esm = script(stem)
    _css = style(stem)

    days: Any = traitlets.List().tag(sync=True)

    def _show(self, found: SavedAnswer | None, reply: str | None = None) -> None:
        with self.hold_sync():
            self.days = [_told(one) for one in self._task.days(found.value)] if found else []
            super()._show(found, reply)

    def _made(self, type: str, filled: Any, language: Language) -> bytes:
        if type != "calendar":
            return super()._made(type, filled, language)
        owner = f"{self._session.owner} {self._module.id} {self._task.id}"
        return followup.ics(self._task.days(filled), self._task.event.pick(language), self._task.title.pick(language), owner, language)


def _told(one: followup.FollowUp) -> dict[str, Any]:
    note = noted(one)
    return {"after": one.interval.text.model_dump(), "day": told_day(one.day).model_dump(), "note": note and note.model_dump()}
