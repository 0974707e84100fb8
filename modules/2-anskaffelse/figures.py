"""The figures of module 2. Each function draws on a sheet and returns the figure as a table."""

import math

from course.drawing import ACCENT, EDGE, FOCUS, SOFT, TINT, Sheet
from course.text import Text

Table = list[list[str]]
UNITS, DAYS_EACH, WEEKS, ROOMS, PEOPLE = 30, 4, 4, 6, 3


def silkeborg_kalender(sheet: Sheet) -> Table:
    """120 course days in a month of 20 working days: six rooms, and each unit's four days, one of which is marked in each week."""
    side, top, gap = (70.0, 42.0, 8.0) if sheet.wide else (14.0, 42.0, 6.0)
    cell = (sheet.width - 2 - side - (WEEKS - 1) * gap) / (WEEKS * 5)
    week, room = sheet.say(Text(da="Uge", en="Week")), sheet.say(Text(da="Rum", en="Room")) + " " if sheet.wide else ""
    days = ("m", "t", "o", "t", "f") if sheet.language == "da" else ("M", "T", "W", "T", "F")
    for at in range(WEEKS * 5):
        x = side + at * cell + at // 5 * gap
        if at % 5 == 0:
            sheet.words((x, 0), f"{week} {at // 5 + 1}", 5 * cell, size=13, bold=True)
        sheet.words((x + cell / 2, 20), days[at % 5], cell + 4, size=12, colour=SOFT, side="center")
    corners = [(side + at * cell + at // 5 * gap + 1, top + row * (cell + 2)) for at in range(WEEKS * 5) for row in range(ROOMS)]
    mine = corners[:: 5 * ROOMS]
    sheet.squares([one for one in corners if one not in mine], cell - 2, fill=TINT, edge=ACCENT)
    sheet.squares(mine, cell - 2, fill=FOCUS, edge=FOCUS)
    for row in range(ROOMS):
        sheet.words((1, top + row * (cell + 2) + cell / 2 - 10), f"{room}{row + 1}", side, size=12, colour=SOFT)
    y = top + ROOMS * (cell + 2) + 10
    marks = [
        (FOCUS, Text(da="Ét tilbuds fire kursusdage", en="One service's four course days")),
        (TINT, Text(da="De andre 29 tilbuds kursusdage", en="The other 29 services' course days")),
    ]
    for fill, text in marks:
        sheet.squares([(1, y + 2)], 13, fill=fill, edge=FOCUS if fill == FOCUS else ACCENT)
        y = sheet.words((22, y), sheet.say(text), sheet.width - 24, size=13) + 3
    sums = _sums(sheet)
    y += 6
    for text, result in sums:
        y = sheet.words((1, y), f"{text} = {result}", sheet.width - 2, size=13, bold=True) + 2
    head = [Text(da="Regnestykke", en="Sum"), Text(da="Resultat", en="Result")]
    return [[sheet.say(one) for one in head], *([text, result] for text, result in sums)]


def _sums(sheet: Sheet) -> list[tuple[str, str]]:
    course_days = UNITS * DAYS_EACH
    told = [
        (
            Text(da=f"{UNITS} tilbud × {DAYS_EACH} kursusdage", en=f"{UNITS} services × {DAYS_EACH} course days"),
            Text(da=f"{course_days} kursusdage", en=f"{course_days} course days"),
        ),
        (
            Text(da=f"{ROOMS} rum × {WEEKS * 5} arbejdsdage", en=f"{ROOMS} rooms × {WEEKS * 5} working days"),
            Text(da=f"plads til {ROOMS * WEEKS * 5} kursusdage", en=f"room for {ROOMS * WEEKS * 5} course days"),
        ),
        (
            Text(da=f"{course_days} kursusdage × {PEOPLE} mennesker", en=f"{course_days} course days × {PEOPLE} people"),
            Text(da=f"{course_days * PEOPLE} medarbejderdage", en=f"{course_days * PEOPLE} staff days"),
        ),
    ]
    return [(sheet.say(text), sheet.say(result)) for text, result in told]


def produktionsfald(sheet: Sheet) -> Table:
    """Two lines without figures: what is done falls after the start, less and for a shorter time where the change is led."""
    left, right, top, low = 26.0, sheet.width - 6.0, 24.0, 240.0
    start, level = left + (right - left) * 0.22, top + 40
    with_led = sheet.say(Text(da="med ledelse", en="with leadership"))
    without = sheet.say(Text(da="uden ledelse", en="without leadership"))
    sheet.line([(left, top), (left, low), (right, low)], colour=SOFT, thick=1.5)
    sheet.words((left - 2, 0), sheet.say(Text(da="Det, vi når", en="What we get done")), 200, size=13, colour=SOFT)
    sheet.words((right, low + 4), sheet.say(Text(da="Tid", en="Time")), 80, size=13, colour=SOFT, side="right")
    sheet.line([(start, top + 6), (start, low)], colour=EDGE, thick=1, dashed=True)
    sheet.words((start, low + 4), sheet.say(Text(da="Start", en="Start")), 80, size=13, colour=SOFT, side="center")
    for deep, long, colour, dashed in ((130.0, 0.62, FOCUS, True), (62.0, 0.36, ACCENT, False)):
        sheet.line(_dip((left, right), start, level, deep, long), colour=colour, thick=3, dashed=dashed)
    sheet.words((start + 8, level - 36), with_led, 200, size=13, bold=True, colour=ACCENT)
    sheet.words((start + (right - left) * 0.1, level + 134), without, 200, size=13, bold=True, colour=FOCUS)
    head = [Text(da="Linje", en="Line"), Text(da="Efter starten", en="After the start"), Text(da="Tal", en="Figures")]
    none = sheet.say(Text(da="ingen; linjen er en idé", en="none; the line is an idea"))
    rows = [
        [with_led, sheet.say(Text(da="falder mindre og kommer før op igen", en="drops less and recovers sooner")), none],
        [without, sheet.say(Text(da="falder dybere og er længere om at komme op", en="drops further and takes longer to recover")), none],
    ]
    return [[sheet.say(one) for one in head], *rows]


def _dip(span: tuple[float, float], start: float, level: float, deep: float, long: float) -> list[tuple[float, float]]:
    """A line that falls after `start` by `deep` and is back, a little above where it was, after the share `long` of the width."""
    left, right = span
    points = [(left, level)]
    for step in range(81):
        x = start + (right - start) * step / 80
        along = min(1.0, (x - start) / ((right - left) * long))
        points.append((x, level + deep * math.sin(math.pi * along**0.7) ** 2 - 16 * along**2))
    return points
