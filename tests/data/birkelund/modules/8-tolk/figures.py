"""The figure of Birkelund's own module."""

from course.drawing import ACCENT, SOFT, Sheet
from course.text import Text


def hvem_ser_du_paa(sheet: Sheet) -> list[list[str]]:
    """Where one looks."""
    you, citizen, interpreter = Text(da="Dig", en="You"), Text(da="Borgeren", en="The citizen"), Text(da="Tolken", en="The interpreter")
    sheet.words((0, 30), sheet.say(you), 60, bold=True)
    sheet.line([(40, 38), (110, 12)], colour=ACCENT, thick=3)
    sheet.words((120, 2), sheet.say(citizen), 120)
    sheet.line([(40, 42), (110, 70)], colour=SOFT, dashed=True)
    sheet.words((120, 60), sheet.say(interpreter), 120)
    looked = Text(da="Du ser på", en="You look at")
    return [[sheet.say(looked)], [sheet.say(citizen)]]
