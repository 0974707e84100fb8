"""The cells of an XLSX workbook as the spreadsheet shows them: what people see and check is what counts, not what the file stores."""

import io
import re
import warnings
import zipfile
import zlib
from datetime import date, datetime
from itertools import islice, repeat
from typing import Any

from course.roster.problems import shown
from course.roster.rows import MAX_ROWS, Rows, tidy
from course.text import Text

# What openpyxl lets through where a workbook is broken; an XML parser's errors are SyntaxErrors.
BROKEN = (zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, AttributeError, EOFError, OSError, RuntimeError, SyntaxError)
PLAIN = {"General", "0", "@"}
LONGEST = 11  # digits that a spreadsheet shows of a number whose format is General; a longer one is shown as 1.23E+11
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


class Uncertain(str):
    """A cell of which nobody can tell what it says: `reason` is what to do. A day is certain where a day belongs (`is_day`)."""

    reason: Text
    is_day: bool

    def __new__(cls, value: str, reason: Text, is_day: bool = False) -> "Uncertain":
        made = super().__new__(cls, value)
        made.reason, made.is_day = reason, is_day
        return made


def sheets(content: bytes) -> list[Rows]:
    """The rows of each sheet, empty ones too. Raises InvalidFileException of openpyxl or one of BROKEN for a broken workbook."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and pictures, which nobody asks for here
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(content), read_only=True) if _has_formulas(content) else None
        found = [_rows(sheet, formulas and formulas[sheet.title]) for sheet in values.worksheets]
        for book in filter(None, (values, formulas)):
            book.close()
    return found


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(FORMULA.search(packed.read(name)) for name in packed.namelist() if name.startswith("xl/worksheets/"))


def _rows(sheet: Any, formulas: Any) -> Rows:
    sheet.reset_dimensions()  # some exports claim to hold a single cell
    if formulas is not None:
        formulas.reset_dimensions()
    written = repeat(()) if formulas is None else formulas.iter_rows(values_only=True)
    return [
        [_shown(cell, behind[place] if place < len(behind) else None) for place, cell in enumerate(row)]
        for row, behind in zip(islice(sheet.iter_rows(), MAX_ROWS + 1), written, strict=False)
    ]


def _shown(cell: Any, written: object) -> str:
    """What a cell shows; `written` is its formula, where it has one. A formula that came to no text at all has the type of a text."""
    value = cell.value
    if value is None:
        formula = str(getattr(written, "text", None) or written or "")  # one for several cells is an object of openpyxl's
        return _never_calculated(formula) if formula.startswith("=") and cell.data_type != "str" else ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date | datetime):
        return _day(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "General")
    return tidy(str(value))


def _number(value: float, form: str) -> str:
    if isinstance(value, float) and not value.is_integer():
        return _other(str(value))
    number = str(int(value))
    if re.fullmatch("0+", form):
        return f"{int(value):0{len(form)}d}"
    return number if form in PLAIN and (form != "General" or len(number) <= LONGEST) else _other(number)


def _day(day: date) -> Uncertain:
    reason = Text(
        da="er en dato i regnearket. Gør kolonnen til tekst, og skriv cellen, som den skal læses.",
        en="is a date in the spreadsheet. Make the column text, and write the cell as it is to be read.",
    )
    return Uncertain(day.isoformat(), reason, is_day=True)


def _other(value: str) -> Uncertain:
    reason = Text(
        da=f"er tallet {shown(value)}, og regnearket viser det på en anden måde. Gør kolonnen til tekst, og skriv cellen, som den skal læses.",
        en=f"is the number {shown(value)}, which the spreadsheet shows in another way. Make the column text, and write the cell as it is to be read.",
    )
    return Uncertain(value, reason)


def _never_calculated(formula: str) -> Uncertain:
    reason = Text(
        da="er en formel, som aldrig er regnet ud. Åbn filen i et regneark, gem den, og prøv igen.",
        en="is a formula that was never calculated. Open the file in a spreadsheet, save it, and try again.",
    )
    return Uncertain(formula[:60], reason)
