"""A plan that becomes a document to take to work."""

import logging
from typing import Any, ClassVar, cast, get_args

from course import answers
from course.errors import CourseError, InvalidAnswer
from course.kinds.plan import PlanTask
from course.tasks import BaseTask
from course.text import Language
from widgets import document
from widgets.component import Component, script, style

log = logging.getLogger(__name__)


class Plan(Component):
    """A plan task: texts to write and things to tick. The answer is {section id: text or list of item ids}.

    One message more: {type: document, id, value: {language: da | en, answer}} is answered with a custom message {type: document, reply,
    error: None or {da, en}} and the Word document as its buffer. The document holds what the page shows, saved or not.
    """

    kind: ClassVar[type[BaseTask]] = PlanTask
    stem = "plan"
    _esm = script(stem)
    _css = style(stem)

    def _act(self, type: str, value: Any, reply: str) -> None:
        if type == "document":
            self._document(value, reply)
        else:
            super()._act(type, value, reply)

    def _document(self, value: Any, reply: str) -> None:
        try:
            made = self._made(value)
        except CourseError as error:
            self.send({"type": "document", "reply": reply, "error": error.text.model_dump()})
        except Exception:
            log.exception("The document could not be made")
            self.send({"type": "document", "reply": reply, "error": _failed().text.model_dump()})
        else:
            self.send({"type": "document", "reply": reply, "error": None}, buffers=[made])

    def _made(self, value: Any) -> bytes:
        wish = value if isinstance(value, dict) else {}
        language = wish.get("language")
        if language not in get_args(Language):
            raise InvalidAnswer("Dokumentet findes på dansk og engelsk.", "The document exists in Danish and English.")
        filled = answers.check(self._task, wish.get("answer") or {})
        return document.plan(self._task, cast(dict[str, str | list[str]], filled), cast(Language, language))


def _failed() -> CourseError:
    return CourseError(
        "Dokumentet kunne ikke laves på grund af en fejl hos os. Det, du har skrevet, er ikke gået tabt.",
        "The document could not be made because of an error on our side. What you have written is not lost.",
    )
