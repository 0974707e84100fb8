"""The figures of module 3. Each function draws on a sheet and returns the figure as a table."""

from course.drawing import ACCENT, FOCUS, SOFT, SURFACE, Sheet
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
