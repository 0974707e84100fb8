"""The files that a tool leaves, of each sort."""

from typing import Any

from course.errors import InvalidAnswer
from course.modules import Module
from course.text import Language
from course.tools import Leaf, ToolTask
from widgets.documents import pdf, word
from widgets.documents.sheet import sheet
from widgets.session import Session

ENDINGS: dict[Leaf, str] = {"document": "docx", "pdf": "pdf", "calendar": "ics"}
TYPES: dict[Leaf, str] = {
    "document": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "calendar": "text/calendar; charset=utf-8",
}


def make(viewer: Session, module: Module, task: ToolTask, leaf: Leaf, *, filled: Any, language: Language) -> bytes:
    """The file with what the viewer has `filled` in, in `language`. Raises InvalidAnswer where the tool leaves no such file."""
    if leaf not in task.leaves:
        raise InvalidAnswer("Værktøjet har ikke et dokument for sig selv.", "The tool has no document of its own.")
    if leaf == "calendar":
        return task.calendar(filled, f"{viewer.owner} {module.id} {task.id}", language)
    made = sheet(viewer, module, task, filled, language)
    return pdf.write(made) if leaf == "pdf" else word.write(made)
