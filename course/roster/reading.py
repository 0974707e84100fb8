"""A staff list as rows of texts: CSV in the encodings and separators that spreadsheets write, or an XLSX workbook."""

import codecs
import csv
import io
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from course.roster import workbook
from course.roster.problems import unreadable
from course.roster.rows import MAX_ROWS, Rows, tidy
from course.roster.words import LOOKED_AT, Words

MAX_BYTES = 20_000_000
SEPARATORS = ";\t,"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also a workbook with a password


def read(path: Path, words: Words) -> Rows:
    """All rows, empty ones too, so that the first is row 1. Raises RosterError when the file cannot be read."""
    content = _content(path)
    if content.startswith(OLD_EXCEL):
        raise unreadable(
            path,
            "Filen er en gammel Excel-fil eller har adgangskode. Gem den som .xlsx uden adgangskode, eller som CSV.",
            "The file is an old Excel file or has a password. Save it as .xlsx without a password, or as CSV.",
        )
    rows = _workbook(path, content, words) if content.startswith(b"PK") else _csv(path, _text(path, content), words)
    if len(rows) > MAX_ROWS:
        raise unreadable(path, f"Filen har mere end {MAX_ROWS} rækker.", f"The file has more than {MAX_ROWS} rows.")
    return rows


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise unreadable(path, f"Filen er større end {MAX_BYTES} byte.", f"The file is larger than {MAX_BYTES} bytes.")
        return path.read_bytes()
    except OSError as error:
        raise unreadable(
            path,
            f"Filen kan ikke læses ({error.strerror}). Tjek navnet og rettighederne.",
            f"The file cannot be read ({error.strerror}). Check its name and its permissions.",
        ) from error


def _text(path: Path, content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-16-le"] if b"\0" in content[:100] else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(
        path,
        "Filens tegnsæt kendes ikke. Gem den igen som CSV UTF-8 eller som .xlsx.",
        "The file's encoding is not known. Save it again as CSV UTF-8 or as .xlsx.",
    )


def _csv(path: Path, text: str, words: Words) -> Rows:
    def rows(separator: str, strict: bool) -> Iterable[list[str]]:
        return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)

    try:
        separator = max(SEPARATORS, key=lambda one: words.known_in(list(islice(rows(one, strict=False), LOOKED_AT))))
        return [[tidy(value) for value in row] for row in islice(rows(separator, strict=True), MAX_ROWS + 1)]
    except csv.Error as error:
        raise unreadable(
            path,
            f"Filen kan ikke læses som CSV ({error}). Er der et anførselstegn for meget?",
            f"The file cannot be read as CSV ({error}). Is there a quotation mark too many?",
        ) from error


def _workbook(path: Path, content: bytes, words: Words) -> Rows:
    """The rows of the sheet that knows most columns, the first of several."""
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        found = workbook.sheets(content)
    except (InvalidFileException, *workbook.BROKEN) as error:
        raise unreadable(
            path,
            "Filen kan ikke læses som regneark. Gem den igen som .xlsx eller som CSV.",
            "The file cannot be read as a workbook. Save it again as .xlsx or as CSV.",
        ) from error
    return max(found, key=words.known_in, default=[])
