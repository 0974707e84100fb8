"""Texts that people have chosen, in files that spreadsheets open (CSV and XLSX alike)."""

import unicodedata

STARTS = "=+-@\u2212"
UNSEEN = "\ufeff\u200b\u200c\u200d\u2060"


def plain(value: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe in front.

    What stands before the first sign that is seen is skipped, as spreadsheets may, and full-width and other forms of a sign count as the
    sign itself, as they do in Excel (OWASP, "CSV Injection").
    """
    seen = next((sign for sign in value if not sign.isspace() and sign not in UNSEEN), "")
    begins_a_cell = value[:1] in ("\t", "\r", "\n")
    return f"'{value}" if begins_a_cell or (seen and unicodedata.normalize("NFKC", seen)[:1] in STARTS) else value
