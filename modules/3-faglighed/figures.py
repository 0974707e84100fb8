"""The figures of module 3. Each function draws on a sheet and returns the figure as a table."""

from course.drawing import ACCENT, EDGE, FOCUS, SOFT, SURFACE, TINT, Sheet
from course.text import Text

Table = list[list[str]]
NOTHING = Text(da="intet fra Dennis", en="nothing from Dennis")
NO_SHOW = Text(da="»udeblevet«", en="“no-show”")
EVENING = [
    (
        Text(da="Mandag kl. 22.00", en="Monday, 22:00"),
        Text(da="Listen henter de afbud, der er kommet.", en="The list fetches the cancellations that have come in."),
        NOTHING,
    ),
    (
        Text(da="Mandag kl. 22.48", en="Monday, 22:48"),
        Text(
            da="Dennis melder afbud i chatten. Den svarer: »Tak for din besked!«",
            en="Dennis cancels in the chat. It answers: “Thank you for your message!”",
        ),
        NOTHING,
    ),
    (
        Text(da="Tirsdag kl. 9.00", en="Tuesday, 9:00"),
        Text(da="Samtalen skulle begynde.", en="The conversation was due to begin."),
        NO_SHOW,
    ),
    (
        Text(da="Tirsdag kl. 9.10", en="Tuesday, 9:10"),
        Text(
            da="Dennis ringer. Beskeden ligger i chattens log, hvis nogen ser efter.",
            en="Dennis calls. The message is in the chat's log, if anyone looks.",
        ),
        NO_SHOW,
    ),
]
KNOWS = Text(da="Listen:", en="The list:")
FOUND = 15 + 40 / 60
WEEKEND = [  # the day, its hours of the 72, those of them in which somebody is at work, and what happens
    (
        Text(da="Fredag", en="Friday"),
        (FOUND, 24),
        (FOUND, 16),
        Text(da="Kl. 15.40: Mette opdager det.", en="15:40: Mette finds it."),
    ),
    (Text(da="Lørdag", en="Saturday"), (0, 24), (0, 0), None),
    (Text(da="Søndag", en="Sunday"), (0, 24), (0, 0), None),
    (
        Text(da="Mandag", en="Monday"),
        (0, FOUND),
        (8, FOUND),
        Text(da="Kl. 15.40: De 72 timer er gået.", en="15:40: the 72 hours have passed."),
    ),
]
RUNNING = Text(da="De 72 timer", en="The 72 hours")
AT_WORK = Text(da="Heraf arbejdstid", en="Of which working hours")


def listen_og_beskeden(sheet: Sheet) -> Table:
    """From the evening's fetching to the morning's call, one below the other; what is said on the dashed stretch does not reach the list."""
    side = 150.0 if sheet.wide else 0.0
    knows, y, dots, rows = sheet.say(KNOWS), 4.0, [], []
    for when, what, known in EVENING:
        time, told, state = sheet.say(when), sheet.say(what), sheet.say(known)
        dots.append(y + 3)
        below = sheet.words((30, y), time, sheet.width - 32, size=13, bold=True)
        y = sheet.words((30 + side, y if sheet.wide else below), told, sheet.width - 32 - side)
        y = sheet.words((30 + side, y + 2), f"{knows} {state}", sheet.width - 32 - side, size=12, colour=SOFT) + 14
        rows.append([time, told, state])
    sheet.line([(14, dots[0] + 6), (14, dots[2] + 6)], colour=FOCUS, thick=3, dashed=True)
    sheet.line([(14, dots[2] + 6), (14, dots[3] + 6)], colour=ACCENT, thick=3)
    sheet.squares([(8, top) for top in (dots[0], *dots[2:])], 12, fill=SURFACE, edge=ACCENT)
    sheet.squares([(8, dots[1])], 12, fill=FOCUS, edge=FOCUS)
    head = [
        Text(da="Hvornår", en="When"),
        Text(da="Hvad der skete", en="What happened"),
        Text(da="Hvad listen viser", en="What the list shows"),
    ]
    return [[sheet.say(one) for one in head], *rows]


def fredag_til_mandag(sheet: Sheet) -> Table:
    """The 72 hours after a breach is found on a Friday, one day below the other; those in which somebody is at work are filled."""
    left = 84.0 if sheet.wide else 8.0
    hour = (sheet.width - left - 10) / 24
    for clock in (0, 8, 16, 24):
        sheet.words((left + clock * hour, 0), str(clock), 30, size=12, colour=SOFT, side="center")
    y, rows = 20.0, []
    for name, (begins, ends), (opens, closes), what in WEEKEND:
        day, said = sheet.say(name), sheet.say(what) if what else ""
        beside = sheet.words((1 if sheet.wide else left, y + 2), day, 80, bold=True)
        y = y if sheet.wide else beside + 3
        sheet.box((left + begins * hour, y), (ends - begins) * hour, 22, fill=TINT, edge=EDGE, round=0)
        if closes > opens:
            sheet.box((left + opens * hour, y), (closes - opens) * hour, 22, fill=ACCENT, edge=ACCENT, round=0)
        y = sheet.words((left, y + 25), said, sheet.width - left - 10, size=12, colour=SOFT) + 8 if said else y + 32
        rows.append([day, spell(sheet, ends - begins), spell(sheet, closes - opens), said or "–"])
    for fill, name in ((TINT, RUNNING), (ACCENT, AT_WORK)):
        sheet.squares([(left, y + 2)], 12, fill=fill, edge=EDGE)
        y = sheet.words((left + 20, y), sheet.say(name), sheet.width - left - 30, size=12) + 4
    head = [Text(da="Dag", en="Day"), RUNNING, AT_WORK, Text(da="Hvad der sker", en="What happens")]
    whole = [
        sheet.say(Text(da="I alt", en="In all")),
        spell(sheet, 72),
        spell(sheet, sum(closes - opens for _, _, (opens, closes), _ in WEEKEND)),
        "–",
    ]
    return [[sheet.say(one) for one in head], *rows, whole]


def spell(sheet: Sheet, hours: float) -> str:
    """Hours (with a fraction) as hours and minutes, without what is 0."""
    whole, minutes = divmod(round(hours * 60), 60)
    units = (sheet.say(Text(da="t.", en="h")), sheet.say(Text(da="min.", en="min")))
    return " ".join(f"{count} {unit}" for count, unit in zip((whole, minutes), units, strict=True) if count) or "–"
