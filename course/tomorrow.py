"""What pages propose to try the next day ("Prøv i morgen"), and the sentence a learner writes about what happened."""

from dataclasses import dataclass
from datetime import datetime

from course import identifying
from course.errors import InvalidAnswer

LONGEST = 500
"""Characters of what happened."""


@dataclass(frozen=True)
class Tried:
    """What a learner wrote about something she tried: `tried_at` is when she first said so (UTC), `revision` how often it has been saved."""

    words: str
    tried_at: datetime
    revision: int


def check(words: str) -> str:
    """What happened, without space around it. Raises InvalidAnswer where nothing stands there, too much, or what tells who a citizen is."""
    written = words.replace("\r\n", "\n").strip()
    if not written:
        raise InvalidAnswer(
            "Skriv en sætning om, hvad der skete. Så er det noteret.", "Write a sentence about what happened. Then it is noted."
        )
    identifying.refuse(written, LONGEST)
    return written
