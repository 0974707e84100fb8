"""What pages propose to try the next day ("Prøv i morgen"), and the sentence a learner writes about what happened."""

from dataclasses import dataclass
from datetime import datetime

from course import identifying
from course.errors import InvalidAnswer
from course.roster.problems import CPR

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
    if len(written) > LONGEST:
        raise InvalidAnswer(
            f"Teksten er længere end {LONGEST} tegn. Forkort den, og gem igen.",
            f"The text is longer than {LONGEST} characters. Shorten it, and save again.",
        )
    if any(0xD800 <= ord(one) <= 0xDFFF or one == "\0" for one in written):
        raise InvalidAnswer("Teksten rummer ugyldige tegn.", "The text holds invalid characters.")
    if CPR.search(written):
        raise InvalidAnswer(
            "Teksten rummer noget, der ligner et CPR-nummer. Slet nummeret; personer hører ikke hjemme her.",
            "The text holds something that looks like a civil registration (CPR) number. Delete the number; people's data do not belong here.",
        )
    if found := identifying.found_in(written):
        da, en = " og ".join(one.da for one in found), " and ".join(one.en for one in found)
        raise InvalidAnswer(
            f"Teksten rummer noget, der ligner {da}. Slet det; her skal ingen kunne kendes.",
            f"The text holds something that looks like {en}. Delete it; nobody must be recognisable here.",
        )
    return written
