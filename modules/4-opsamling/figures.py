"""The figures of module 4. Each function draws on a sheet and returns the figure as a table."""

from course.drawing import ACCENT, EDGE, FOCUS, SOFT, SURFACE, TINT, Sheet
from course.text import Text

Table = list[list[str]]
STEPS = [
    (
        Text(da="1 Planlæg", en="1 Plan"),
        Text(da="Hvad prøver vi, i hvilke sager, og hvad gætter vi på?", en="What do we try, in which cases, and what do we guess?"),
    ),
    (
        Text(da="2 Gør", en="2 Do"),
        Text(da="Hold jer til aftalen, og skriv ned, hvad der sker.", en="Keep to what you agreed, and write down what happens."),
    ),
    (
        Text(da="3 Undersøg", en="3 Study"),
        Text(da="Gjorde vi det, vi ville? Holdt gættet?", en="Did we do what we meant to? Did the guess hold?"),
    ),
    (Text(da="4 Justér", en="4 Adjust"), Text(da="Hvad laver vi om, og hvorfor? Én ting.", en="What do we change, and why? One thing.")),
]
AGAIN = Text(da="En ny runde begynder med én ting ændret.", en="A new round begins with one thing changed.")
DATES = [
    (Text(da="1 uge", en="1 week"), Text(da="mandag 9. februar 2026", en="Monday 9 February 2026"), None),
    (Text(da="2 uger", en="2 weeks"), Text(da="mandag 16. februar 2026", en="Monday 16 February 2026"), None),
    (Text(da="4 uger", en="4 weeks"), Text(da="mandag 2. marts 2026", en="Monday 2 March 2026"), None),
    (Text(da="8 uger", en="8 weeks"), Text(da="mandag 30. marts 2026", en="Monday 30 March 2026"), None),
    (
        Text(da="3 måneder", en="3 months"),
        Text(da="mandag 4. maj 2026", en="Monday 4 May 2026"),
        Text(da="lørdag 2. maj", en="Saturday 2 May"),
    ),
    (
        Text(da="6 måneder", en="6 months"),
        Text(da="mandag 10. august 2026", en="Monday 10 August 2026"),
        Text(da="søndag 2. august, uge 31", en="Sunday 2 August, week 31"),
    ),
    (Text(da="9 måneder", en="9 months"), Text(da="mandag 2. november 2026", en="Monday 2 November 2026"), None),
    (Text(da="12 måneder", en="12 months"), Text(da="tirsdag 2. februar 2027", en="Tuesday 2 February 2027"), None),
    (
        Text(da="18 måneder", en="18 months"),
        Text(da="mandag 16. august 2027", en="Monday 16 August 2027"),
        Text(da="mandag 2. august, uge 31", en="Monday 2 August, week 31"),
    ),
    (Text(da="24 måneder", en="24 months"), Text(da="onsdag 2. februar 2028", en="Wednesday 2 February 2028"), None),
]


def proevehandling_cirklen(sheet: Sheet) -> Table:
    """Plan, do, study and adjust in a circle, each with its question."""
    told = [(sheet.say(name), sheet.say(asks)) for name, asks in STEPS]
    gap = 34.0
    width = (sheet.width - 2 - gap) / 2 if sheet.wide else sheet.width - 2.0
    height = 38 + max(sheet.lines(asks, width - 24) for _, asks in told) + 10
    right, below = 1 + width + gap, 1 + height + gap
    corners = (
        [(1.0, 1.0), (right, 1.0), (right, below), (1.0, below)] if sheet.wide else [(1.0, 1 + at * (height + gap)) for at in range(4)]
    )
    for (x, y), (name, asks) in zip(corners, told, strict=True):
        sheet.box((x, y), width, height, fill=TINT, edge=ACCENT)
        sheet.words((x + 12, y + 8), name, width - 24, size=15, bold=True)
        sheet.words((x + 12, y + 34), asks, width - 24)
    if sheet.wide:
        half = 1 + height / 2
        sheet.arrow((1 + width + 4, half), (right - 4, half))
        sheet.arrow((right + width / 2, 1 + height + 4), (right + width / 2, below - 4))
        sheet.arrow((right - 4, below + height / 2), (1 + width + 4, below + height / 2))
        sheet.arrow((1 + width / 2, below - 4), (1 + width / 2, 1 + height + 4))
    else:
        for x, y in corners[:-1]:
            sheet.arrow((x + width / 2, y + height + 4), (x + width / 2, y + height + gap - 4))
    sheet.words((1, corners[-1][1] + height + 10), sheet.say(AGAIN), sheet.width - 2, colour=SOFT)
    return [[sheet.say(Text(da="Trin", en="Step")), sheet.say(Text(da="Spørgsmål", en="Question"))], *([name, asks] for name, asks in told)]


def momentum_datoer(sheet: Sheet) -> Table:
    """Birkelund's dates for follow-up one below the other; those that the rule has moved are marked."""
    moved = sheet.say(Text(da="flyttet fra", en="moved from"))
    side = 100.0 if sheet.wide else 92.0
    y, dots = 4.0, []
    rows = []
    for after, day, was in DATES:
        dots.append((14.0, y + 3, was is not None))
        sheet.words((30, y), sheet.say(after), side, size=13, bold=True)
        under = sheet.words((30 + side, y), sheet.say(day), sheet.width - 32 - side)
        if was:
            under = sheet.words((30 + side, under), f"{moved} {sheet.say(was)}", sheet.width - 32 - side, size=12, colour=SOFT)
        rows.append([sheet.say(after), sheet.say(day), f"{moved} {sheet.say(was)}" if was else "–"])
        y = under + 9
    sheet.line([(14, dots[0][1]), (14, dots[-1][1] + 12)], colour=EDGE, thick=2)
    sheet.squares([(8, top) for _, top, late in dots if not late], 12, fill=SURFACE, edge=ACCENT)
    sheet.squares([(8, top) for _, top, late in dots if late], 12, fill=FOCUS, edge=FOCUS)
    head = [Text(da="Efter", en="After"), Text(da="Dag", en="Day"), Text(da="Flyttet", en="Moved")]
    return [[sheet.say(one) for one in head], *rows]
