"""A learner's one question about what a trainer wrote to a text of hers, and the answer."""

from dataclasses import dataclass
from datetime import datetime

from course import identifying
from course.errors import InvalidAnswer

LONGEST = 500
"""Characters of a question."""
LONGEST_REPLY = 2000
"""Characters of an answer."""


@dataclass(frozen=True)
class Inquiry:
    """What was `asked` about the text of a `task` in a hand-in, when its `comment` read so; `reply` is empty until there is one. Times are UTC."""

    submission: int
    task: str
    asked: str
    comment: str
    asked_at: datetime
    reply: str = ""
    answered_at: datetime | None = None


def check(words: str, longest: int = LONGEST) -> str:
    """A question or an answer, without space around it. Raises InvalidAnswer where nothing stands there, too much, or what tells who somebody is."""
    written = words.replace("\r\n", "\n").strip()
    if not written:
        raise InvalidAnswer("Der står ikke noget endnu. Skriv det, og send det så.", "Nothing is written yet. Write it, and then send it.")
    identifying.refuse(written, longest)
    return written
