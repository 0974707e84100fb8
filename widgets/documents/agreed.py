"""What papers about competences share: the table of what is agreed."""

from collections.abc import Iterable

from course.talks import AgreedStep
from course.text import Language, Text
from widgets.documents.printable import printable, said_day
from widgets.documents.sheet import Table
from widgets.talk_basis import name_of

COLUMNS = Text(da="Kompetence", en="Competence"), Text(da="Skridt", en="Step"), Text(da="Senest", en="By")


def agreed(lines: Iterable[AgreedStep], language: Language) -> Table:
    """What is agreed, a row for each thing."""
    rows = tuple((name_of(one.competence).pick(language), printable(one.step), said_day(one.by, language)) for one in lines)
    return Table(tuple(one.pick(language) for one in COLUMNS), rows)
