"""A filled-in plan as a Word document."""

import io
import unicodedata
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from course.kinds.plan import PlanTask, Section
from course.store.database import now
from course.text import Language, Text

EMPTY = Text(da="(ikke udfyldt)", en="(not filled in)")
CODES: dict[Language, str] = {"da": "da-DK", "en": "en-GB"}


def plan(task: PlanTask, filled: dict[str, str | list[str]], language: Language) -> bytes:
    """Return the plan with the learner's answers as the bytes of a DOCX file in `language`."""
    made = docx.Document()
    _describe(made, task, language)
    _lay_out(made, language)
    made.add_heading(task.document.title.pick(language), level=0)
    made.add_paragraph(task.document.intro.pick(language))
    for section in task.sections:
        made.add_heading(section.heading.pick(language), level=1)
        _fill(made, section, filled.get(section.id), language)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _fill(made: Any, section: Section, filled: str | list[str] | None, language: Language) -> None:
    if section.kind == "checklist":
        for item in section.items:
            line = made.add_paragraph(f"{'☑' if item.id in (filled or []) else '☐'} {item.text.pick(language)}")
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.7), Cm(-0.7)
            line.paragraph_format.space_after = Pt(3)
        return
    written = _printable(filled) if isinstance(filled, str) else ""
    for part in written.strip().splitlines() or [EMPTY.pick(language)]:
        made.add_paragraph(part)


def _printable(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return "".join(one for one in text if one in "\n\t" or (unicodedata.category(one) != "Cc" and one not in "\ufffe\uffff"))


def _describe(made: Any, task: PlanTask, language: Language) -> None:
    about = made.core_properties
    about.title = task.document.title.pick(language)
    about.subject = task.document.intro.pick(language)
    about.language = CODES[language]
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = now()


def _lay_out(made: Any, language: Language) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    made.styles["Normal"].font.size = Pt(11)
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), CODES[language])
