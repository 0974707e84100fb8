"""How ids, dates and colours are written in data files, and how an author is told."""

import re
import unicodedata

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
REFERENCE = r"^[0-9]-[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
PATTERNS = {
    REFERENCE: (
        "er ikke en opgave i et modul. Skriv modulets id, en skråstreg og opgavens id, fx 0-introduktion/min-forandring",
        "is no task of a module. Write the module's id, a slash and the task's id, e.g. 0-introduktion/min-forandring",
    ),
    ID: ("kan ikke være et id. Brug små bogstaver a–z, tal og bindestreger", "cannot be an id. Use small letters a–z, digits and hyphens"),
    r"^[a-z]+\.[a-z]+$": ("er ikke en kompetences id, fx samtale.kanal", "is no competence's id, e.g. samtale.kanal"),
    r"^[0-9]-[a-z0-9]+(-[a-z0-9]+)*$": (
        "kan ikke være et moduls id. Skriv modulets nummer og et navn, fx 2-digital-strategi",
        "cannot be a module's id. Write the module's number and a name, e.g. 2-digital-strategi",
    ),
    r"^[0-9]-[a-z0-9-]+\.ipynb$": (
        "kan ikke være en sides fil. Skriv et nummer, et navn og .ipynb, fx 1-begynd.ipynb",
        "cannot be a page's file. Write a number, a name and .ipynb, e.g. 1-begynd.ipynb",
    ),
    r"^[a-z0-9-]+\.twee$": ("kan ikke være en samtales fil, fx roza.twee", "cannot be a conversation's file, e.g. roza.twee"),
    r"^#[0-9a-fA-F]{6}$": (
        'er ikke en farve. Skriv # og seks tegn i anførselstegn, fx "#c08060"',
        'is no colour. Write # and six signs in quotes, e.g. "#c08060"',
    ),
    r"^\d{4}-\d{2}-\d{2}$": ("er ikke en dato. Skriv år-måned-dag, fx 2026-11-22", "is no date. Write year-month-day, e.g. 2026-11-22"),
}


def slug(text: str) -> str:
    """The text as an id: small letters, digits and hyphens."""
    for letter, plain in {"æ": "ae", "ø": "oe", "å": "aa"}.items():
        text = text.lower().replace(letter, plain)
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60].strip("-")
