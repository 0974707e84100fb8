"""What tells who somebody is: numbers and addresses in a text that is to name nobody. What is found is named, never repeated.

A CPR number is refused in every tool (`course.tools`). Names are beyond a pattern, and are left to whoever writes.
"""

import re

from course.errors import InvalidAnswer
from course.roster.problems import CPR
from course.text import Text

_STREET = "vej|vejen|gade|gaden|stræde|strædet|vænge|vænget|allé|alléen|boulevard|boulevarden"
_PLACE = (
    f"{_STREET}|alle|alleen|plads|pladsen|torv|torvet|park|parken|have|haven|bakke|bakken|kaj|kajen|toft|toften|lund|lunden|strand|brygge"
)
_NUMBER = r"[ ,]{1,2}\d{1,3}(?:[ ]?[A-Za-z]\b|\b)(?![.,:]\d)"
PATTERNS = {
    "telephone": re.compile(
        # eight digits in pairs or fours, all parted alike, so that neither a day, two years nor a time from–to is one
        r"(?<![\d.,+-])(?!(?:19|20)\d\d[ ](?:19|20)\d\d(?!\d))(?:\d{2}([ .-]?)\d{2}\1\d{2}\1\d{2}|\d{4}[ ]\d{4})(?![\d]|[.,-]\d)"
        r"|(?<!\d)(?:\+|00)[1-9]\d{0,2}(?:[ .-]?\d){6,12}(?!\d)"
    ),
    "mail": re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\W\d]{2,}"),
    "street": re.compile(
        rf"\b\w{{2,}}(?i:{_STREET}){_NUMBER}"
        rf"|\b[A-ZÆØÅ]\w+(?:{_PLACE}){_NUMBER}"
        rf"|\b[A-ZÆØÅ][\w.]*[ ](?i:{_PLACE}){_NUMBER}"
        r"|\b\d{1,4}[A-Za-z]?[ ](?:[A-Z]\w+[ ]){1,3}(?:Street|Road|Avenue|Lane|Drive)\b"
    ),
}
NAMES = {
    "telephone": Text(da="et telefonnummer", en="a telephone number"),
    "mail": Text(da="en mailadresse", en="an e-mail address"),
    "street": Text(da="en gadeadresse", en="a street address"),
}


def found_in(text: str) -> list[Text]:
    """What of this stands in the text, each once."""
    return [NAMES[what] for what, pattern in PATTERNS.items() if pattern.search(text)]


def refuse(written: str, longest: int) -> None:
    """Raise InvalidAnswer where a text is longer than so many characters, holds what no text holds, or tells who somebody is."""
    if len(written) > longest:
        raise InvalidAnswer(
            f"Teksten er længere end {longest} tegn. Forkort den, og prøv igen.",
            f"The text is longer than {longest} characters. Shorten it, and try again.",
        )
    if any(0xD800 <= ord(one) <= 0xDFFF or one == "\0" for one in written):
        raise InvalidAnswer("Teksten rummer ugyldige tegn.", "The text holds invalid characters.")
    require_nobody(written)


def require_nobody(text: str) -> None:
    """Raise InvalidAnswer where something in the text tells who somebody is."""
    if CPR.search(text):
        raise InvalidAnswer(
            "Teksten rummer noget, der ligner et CPR-nummer. Slet nummeret; personer hører ikke hjemme her.",
            "The text holds something that looks like a civil registration (CPR) number. Delete the number; people's data do not belong here.",
        )
    if found := found_in(text):
        da, en = " og ".join(one.da for one in found), " and ".join(one.en for one in found)
        raise InvalidAnswer(
            f"Teksten rummer noget, der ligner {da}. Slet det; her skal ingen kunne kendes.",
            f"The text holds something that looks like {en}. Delete it; nobody must be recognisable here.",
        )
