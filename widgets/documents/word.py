"""A document as a Word file (DOCX)."""

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from course.store.database import now
from course.text import Language
from widgets.documents.drawings import draw
from widgets.documents.sheet import Heading, Paragraph, Picture, Sheet, Table

CODES: dict[Language, str] = {"da": "da-DK", "en": "en-GB"}
PAGE: dict[Language, str] = {"da": "Side ", "en": "Page "}
ACCENT, SOFT, GROUND = RGBColor(0x0B, 0x60, 0x69), RGBColor(0x47, 0x60, 0x6A), "E0EFEE"
FONT = "Calibri"
LONG, SHORT, MARGIN = 29.7, 21.0, 2.5  # centimetres
NARROWEST, WIDEST = 13, 45  # characters that count when a table's width is shared
BOXES = ("☑ ", "☐ ")
CLOSE_MARGIN, CLOSE_PICTURE = 1.8, 14.0  # centimetres
LOW = 0.55  # of a drawing's usual height, where a document is set close


def write(sheet: Sheet) -> bytes:
    """The document as the bytes of a DOCX file."""
    made = docx.Document()
    _describe(made, sheet)
    _lay_out(made, sheet)
    made.add_heading(sheet.title, level=0)
    made.add_paragraph(sheet.byline, style="Subtitle")
    made.add_paragraph(sheet.intro)
    for block in sheet.blocks:
        match block:
            case Heading(text, level):
                made.add_heading(text, level=level)
            case Paragraph():
                _write(made, block)
            case Table():
                _tabulate(made, block, (LONG if sheet.wide else SHORT) - 2 * MARGIN)
            case Picture():
                _draw(made, block, sheet)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _write(made: Any, block: Paragraph) -> None:
    line = made.add_paragraph()
    if block.lead:
        line.add_run(f"{block.lead}: ").bold = True
    said = line.add_run(block.text)
    if block.empty:
        said.font.color.rgb = SOFT
    if block.text.startswith(BOXES):
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.7), Cm(-0.7)
        line.paragraph_format.space_after = Pt(3)


def _tabulate(made: Any, block: Table, width: float) -> None:
    table = made.add_table(rows=1, cols=len(block.headings), style="Table Grid")
    table.autofit = False
    header = table.rows[0]
    for cell, heading in zip(header.cells, block.headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
        cell._tc.get_or_add_tcPr().append(_element("w:shd", {"val": "clear", "fill": GROUND}))
    header._tr.get_or_add_trPr().append(_element("w:tblHeader", {"val": "true"}))
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text  # with a line break where the learner has one
    for column, share in zip(table.columns, shares(block), strict=True):
        for cell in (column, *column.cells):
            cell.width = Cm(width * share)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit", {"val": "true"}))
        for line in (line for cell in row.cells for line in cell.paragraphs):
            line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(3)


def shares(block: Table) -> list[float]:
    """How much of a table's width each column needs, by its longest text; together 1."""
    longest = [
        max(len(line) for text in texts for line in [*text.splitlines(), ""]) for texts in zip(block.headings, *block.rows, strict=True)
    ]
    counted = [min(max(length, NARROWEST), WIDEST) for length in longest]
    return [one / sum(counted) for one in counted]


def _draw(made: Any, block: Picture, sheet: Sheet) -> None:
    width = CLOSE_PICTURE if sheet.close else SHORT - 2 * MARGIN
    shown = made.add_picture(io.BytesIO(draw(block.chart, sheet.language, "png", LOW if sheet.close else 1)), width=Cm(width))
    about = shown._inline.docPr
    about.set("descr", block.told)
    about.set("name", block.chart.title.pick(sheet.language))


def _describe(made: Any, sheet: Sheet) -> None:
    about = made.core_properties
    about.title, about.subject, about.language, about.author = sheet.title, sheet.intro, CODES[sheet.language], sheet.name or ""
    about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = now()


def _lay_out(made: Any, sheet: Sheet) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Cm(SHORT), Cm(LONG)
    if sheet.wide:
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(LONG), Cm(SHORT)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(CLOSE_MARGIN if sheet.close else MARGIN)
    made.styles["Normal"].font.size = Pt(10 if sheet.close else 11)
    if sheet.close:
        _set_close(made)
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2"):
        style = made.styles[name]
        _set_in(style, FONT)
        if name == "Normal":
            continue
        style.font.color.rgb = SOFT if name == "Subtitle" else ACCENT
        style.font.italic, style.paragraph_format.keep_with_next = False, True
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), CODES[sheet.language])
    _number(page.footer.paragraphs[0], sheet)


def _set_close(made: Any) -> None:
    for name, before, after in (("Normal", 0, 2), ("Subtitle", 0, 2), ("Title", 0, 2), ("Heading 1", 6, 2)):
        spacing = made.styles[name].paragraph_format
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1


def _set_in(style: Any, font: str) -> None:
    """Let the style be set in `font`, and not in the one that the template's theme names."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for place in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{place}"), font)


def _number(line: Any, sheet: Sheet) -> None:
    """The document's title and the number of the page, at the foot of each."""
    line.style.font.size, line.style.font.color.rgb = Pt(9), SOFT
    line.add_run(f"{sheet.title} · {PAGE[sheet.language]}")
    line._p.append(_element("w:fldSimple", {"instr": "PAGE"}))


def _element(name: str, values: dict[str, str]) -> Any:
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made
