"""What a learner has written, and days, as a document can hold them."""

import unicodedata
from datetime import date

from course.text import Language
from course.tools import shown_day


def printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(one for one in text if one in "\n\t" or (unicodedata.category(one) not in ("Cc", "Cs") and one not in "\ufffe\uffff"))


def said_day(day: date, language: Language) -> str:
    """A day as the language writes it."""
    return shown_day(day.isoformat()).pick(language)
