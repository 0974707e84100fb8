"""A filled-in plan, or other tools, as a Word document."""

import io
import unicodedata
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from course.kinds.plan import PlanTask, Section
from course.store.database import now
from course.text import Language, Text
from course.tools import Document, Grid, Line, ToolTask

WIDE = 4  # columns from which a page lies on its side
EMPTY = Text(da="(ikke udfyldt)", en="(not filled in)")
CODES: dict[Language, str] = {"da": "da-DK", "en": "en-GB"}


def plan(task: PlanTask, filled: dict[str, str | list[str]], language: Language) -> bytes:
    """Return the plan with the learner's answers as the bytes of a DOCX file in `language`."""
    made = docx.Document()
    _describe(made, task.document, language)
    _lay_out(made, language)
    made.add_heading(task.document.title.pick(language), level=0)
    made.add_paragraph(task.document.intro.pick(language))
    for section in task.sections:
        made.add_heading(section.heading.pick(language), level=1)
        _fill(made, section, filled.get(section.id), language)
    return _bytes(made)


def tools(about: Document, filled: list[tuple[ToolTask, Any]], name: str | None, language: Language) -> bytes:
    """Return the document of one tool, or of several one after the other under their titles, as the bytes of a DOCX file in `language`.

    `name` is whose it is, where that is known. A tool that is a table becomes a table, and a wide one lays the pages on their side.
    """
    grids = [task.grid(value) for task, value in filled]
    made = docx.Document()
    _describe(made, about, language)
    _lay_out(made, language)
    if any(grid and len(grid.headings) >= WIDE for grid in grids):
        page = made.sections[0]
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    made.add_heading(about.title.pick(language), level=0)
    today = now().strftime("%d.%m.%Y" if language == "da" else "%d %B %Y")
    made.add_paragraph(", ".join([*([_printable(name)] if name else []), today]))
    made.add_paragraph(about.intro.pick(language))
    for (task, value), grid in zip(filled, grids, strict=True):
        several = len(filled) > 1
        if several:
            made.add_heading(task.title.pick(language), level=1)
        if grid is not None:
            _tabulate(made, grid, language)
        else:
            _tell(made, task.parts(value), 2 if several else 1, language)
    return _bytes(made)


def _tell(made: Any, parts: list[tuple[Text, list[Line]]], level: int, language: Language) -> None:
    for heading, lines in parts:
        made.add_heading(heading.pick(language), level=level)
        for line in lines or [EMPTY]:
            made.add_paragraph(_said(line, language))


def _tabulate(made: Any, grid: Grid, language: Language) -> None:
    if not grid.rows:
        made.add_paragraph(EMPTY.pick(language))
        return
    table = made.add_table(rows=1, cols=len(grid.headings), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, grid.headings, strict=True):
        cell.paragraphs[0].add_run(heading.pick(language)).bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in grid.rows:
        for cell, line in zip(table.add_row().cells, row, strict=True):
            cell.text = _said(line, language)


def _said(line: Line, language: Language) -> str:
    return _printable(line if isinstance(line, str) else line.pick(language))


def _bytes(made: Any) -> bytes:
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


def _describe(made: Any, document: Document, language: Language) -> None:
    about = made.core_properties
    about.title = document.title.pick(language)
    about.subject = document.intro.pick(language)
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
