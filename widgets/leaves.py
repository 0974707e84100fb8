"""Tools that leave a file: a Word document of what one has written, alone or together with other tools of the module."""

import logging
from typing import Any, ClassVar, cast, get_args

from course import answers
from course.errors import CourseError, InvalidAnswer
from course.text import Language
from course.tools import ToolTask
from widgets import document
from widgets.component import Component

log = logging.getLogger(__name__)


class Leaves(Component):
    """A component that leaves files.

    One message more for each of `files`: {type: document, id, value: {language: da | en, answer}} is answered with a custom message
    {type: document, reply, error: None or {da, en}} and the file as its buffer. It holds what the page shows, saved or not.
    """

    files: ClassVar[tuple[str, ...]] = ("document",)

    def _act(self, type: str, value: Any, reply: str) -> None:
        if type in self.files:
            self._leave(type, value, reply)
        else:
            super()._act(type, value, reply)

    def _leave(self, type: str, value: Any, reply: str) -> None:
        try:
            made = self._made(type, *self._wished(value))
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

    def _made(self, type: str, filled: Any, language: Language) -> bytes:
        about = self._task.document
        if about is None:
            raise InvalidAnswer("Værktøjet har ikke et dokument for sig selv.", "The tool has no document of its own.")
        tools = [self._included(id, filled) for id in about.includes or [self._task.id]]
        return document.tools(about, tools, self._session.name, language)

    def _included(self, id: str, filled: Any) -> tuple[ToolTask, Any]:
        if id == self._task.id:
            return self._task, filled
        found = self._module.tasks[id]
        saved = self._session.load_from(self._module, found)
        return cast(ToolTask, found), saved.value if saved else {}


def _failed() -> CourseError:
    return CourseError(
        "Filen kunne ikke laves på grund af en fejl hos os. Det, du har skrevet, er ikke gået tabt.",
        "The file could not be made because of an error on our side. What you have written is not lost.",
    )
