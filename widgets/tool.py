"""What the tools share: the learner's own change stands above those that are about it."""

from typing import Any

import traitlets

from course.kinds.owncase import OwncaseTask
from widgets.elsewhere import Elsewhere, look
from widgets.leaves import Leaves


class CaseComponent(Leaves):
    """A tool about the learner's own change.

    Trait `about`: None where the task names no change, else {text, address, changed}: the first field of the change as she has written
    it ("" where she has not), where that is written, and whether it was changed after this tool was last saved.
    """

    shown = (*Leaves.shown, "about")
    about = traitlets.Any(None, allow_none=True).tag(sync=True)

    def _load(self, reply: str | None = None) -> None:
        super()._load(reply)
        found = look(self._session, self._task.case) if self._task.case else None
        self.about = self._quoted(found) if found and isinstance(found.task, OwncaseTask) else None

    def _quoted(self, found: Elsewhere) -> dict[str, Any]:
        assert isinstance(found.task, OwncaseTask)
        text = found.task.quoted(found.answer.value) if found.answer else ""
        return {"text": text, "address": found.address, "changed": self._older_than(found)}

    def _older_than(self, found: Elsewhere) -> bool:
        mine, theirs = self.saved.get("at"), found.answer and found.answer.saved_at
        return bool(mine and theirs and mine < f"{theirs.isoformat()}Z")
