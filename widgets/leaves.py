"""What every tool does: it remarks on what is saved, and leaves files, a document of it alone or together with other tools of the module."""

import logging
from typing import Any, ClassVar, cast, get_args

import traitlets

from course import answers, clock
from course.errors import CourseError, InvalidAnswer
from course.store import SavedAnswer
from course.text import Language
from course.tools import Leaf
from widgets.component import Component
from widgets.documents import files

log = logging.getLogger(__name__)


class Leaves(Component):
    """A tool, which leaves files.

    Trait `remarks`: what is remarked about the saved answer, [{da, en}] (`course/remarks.py`).
    One message more for each file that the task leaves: {type: document | pdf | calendar, id, value: {language: da | en, answer}} is answered with a custom message
    {type, reply, error: None or {da, en}} and the file as its buffer. It holds what the page shows, saved or not.
    """

    shown: ClassVar[tuple[str, ...]] = (*Component.shown, "remarks")
    remarks: Any = traitlets.List().tag(sync=True)

    def _show(self, found: SavedAnswer | None, reply: str | None = None) -> None:
        with self.hold_sync():
            super()._show(found, reply)
            self._remark()

    def _remark(self) -> None:
        told = self._task.remarked(self.answer, clock.today(), self._together()) if self.answer else []
        self.remarks = [one.model_dump() for one in told]

    def _together(self) -> list[Any]:
        """The answers of others that it is filled in together with."""
        return []

    def _act(self, type: str, value: Any, reply: str) -> None:
        if type in get_args(Leaf):
            self._leave(cast(Leaf, type), value, reply)
        else:
            super()._act(type, value, reply)

    def _leave(self, type: Leaf, value: Any, reply: str) -> None:
        try:
            filled, language = self._wished(value)
            made = files.make(self._session, self._module, self._task, type, filled=filled, language=language)
        except CourseError as error:
            self.send({"type": type, "reply": reply, "error": error.text.model_dump()})
        except Exception:
            log.exception("A file could not be made")
            self.send({"type": type, "reply": reply, "error": _failed().text.model_dump()})
        else:
            self.send({"type": type, "reply": reply, "error": None}, buffers=[made])

    def _wished(self, value: Any) -> tuple[Any, Language]:
        wish = value if isinstance(value, dict) else {}
        language = wish.get("language")
        if language not in get_args(Language):
            raise InvalidAnswer("Filen findes på dansk og engelsk.", "The file exists in Danish and English.")
        return answers.check(self._task, wish.get("answer") or {}), cast(Language, language)


def _failed() -> CourseError:
    return CourseError(
        "Filen kunne ikke laves på grund af en fejl hos os. Det, du har skrevet, er ikke gået tabt.",
        "The file could not be made because of an error on our side. What you have written is not lost.",
    )
