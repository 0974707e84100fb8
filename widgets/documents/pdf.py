"""A document as a PDF that everybody can read: tagged, with its title, its language and its drawings in words (PDF/UA-1)."""

import json
from pathlib import Path
from typing import Any

from course.text import Language
from widgets.documents.drawings import draw
from widgets.documents.sheet import Block, Heading, Paragraph, Picture, Sheet, Table
from widgets.documents.word import BOXES, LOW, PAGE, shares

TEMPLATE = Path(__file__).parent / "sheet.typ"
REGIONS: dict[Language, str] = {"da": "DK", "en": "GB"}


def write(sheet: Sheet) -> bytes:
    """The document as the bytes of a PDF file."""
    import matplotlib
    import typst

    about = {
        "title": sheet.title, "author": sheet.name or (), "intro": sheet.intro, "byline": sheet.byline, "wide": sheet.wide, "close": sheet.close,
        "day": {"year": sheet.day.year, "month": sheet.day.month, "day": sheet.day.day},
        "language": sheet.language, "region": REGIONS[sheet.language], "page": PAGE[sheet.language].strip(),
        "blocks": [_told(block, sheet) for block in sheet.blocks],
    }  # fmt: skip
    fonts = [Path(matplotlib.get_data_path()) / "fonts" / "ttf"]  # the same letters on every machine
    made: bytes = typst.compile(
        TEMPLATE, sys_inputs={"sheet": json.dumps(about)}, font_paths=fonts, ignore_system_fonts=True, pdf_standards="ua-1"
    )
    return made


def _told(block: Block, sheet: Sheet) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(text, empty, lead):
            return {"kind": "paragraph", "text": text, "empty": empty, "lead": lead, "ticked": text.startswith(BOXES)}
        case Table(headings, rows):
            return {"kind": "table", "headings": headings, "rows": rows, "shares": shares(block)}
        case Picture(chart, told):
            return {"kind": "picture", "svg": draw(chart, sheet.language, "svg", LOW if sheet.close else 1).decode(), "told": told}
