"""The figures of module 0. Each function draws on a sheet and returns the figure as a table."""

from course.change.adkar import adkar
from course.change.bridges import bridges
from course.change.phases import phases
from course.drawing import (
    ACCENT,
    ACCENT_INK,
    EDGE,
    FOCUS,
    GOOD,
    GOOD_GROUND,
    INK,
    LINE,
    SOFT,
    SUNKEN,
    SURFACE,
    TINT,
    WARN,
    WARN_GROUND,
    Sheet,
)
from course.text import Text

Table = list[list[str]]
HOLDS_BACK = 3  # ADKAR: the first element at this score or below is the barrier


def fire_faser(sheet: Sheet) -> Table:
    """The four phases in their order, with what goes wrong without each."""
    without = sheet.say(Text(da="Uden den:", en="Without it:"))
    told = [(f"{one.number} {sheet.say(one.name)}", sheet.say(one.happens), sheet.say(one.without)) for one in phases().phases]
    gap, size = 10, 12 if sheet.wide else 13
    width = (sheet.width - 2) / 2 - gap / 2 if sheet.wide else sheet.width - 2
    inside = width - 24
    tall = [sheet.lines(happens, inside, size=size) for _, happens, _ in told]
    short = [sheet.lines(f"{without} {fails}", inside, size=size) for _, _, fails in told]
    y = 1.0
    for at, (name, happens, fails) in enumerate(told):
        row = [at // 2 * 2, at // 2 * 2 + 1] if sheet.wide else [at]
        upper, lower = max(tall[one] for one in row), max(short[one] for one in row)
        x = 1 + (at % 2) * (width + gap) if sheet.wide else 1.0
        height = 34 + upper + 12 + lower + 14
        sheet.box((x, y), width, height)
        sheet.box((x, y), width, 28, fill=ACCENT, edge=ACCENT)
        sheet.words((x + 12, y + 4), name, inside, size=14, bold=True, colour=ACCENT_INK)
        sheet.words((x + 12, y + 34), happens, inside, size=size)
        sheet.box((x + 5, y + 34 + upper + 6), width - 10, lower + 14, fill=WARN_GROUND, edge=WARN, round=4)
        sheet.words((x + 12, y + 34 + upper + 12), f"{without} {fails}", inside, size=size)
        if not sheet.wide or at % 2:
            y += height + (26 if at < len(told) - 1 else 0)
            if at < len(told) - 1:
                _on(sheet, y)
        else:
            sheet.arrow((x + width + 1, y + 14), (x + width + gap - 1, y + 14), head=5, thick=1.5)
    head = [Text(da="Fase", en="Phase"), Text(da="Hvad der sker", en="What happens"), Text(da="Uden den", en="Without it")]
    return [[sheet.say(one) for one in head], *([name, happens, fails] for name, happens, fails in told)]


def _on(sheet: Sheet, y: float) -> None:
    """An arrow from the row above to the one that begins at `y`."""
    if sheet.wide:
        sheet.line([(sheet.width * 0.75, y - 25), (sheet.width * 0.75, y - 13), (sheet.width * 0.25, y - 13)], colour=ACCENT, thick=1.5)
        sheet.arrow((sheet.width * 0.25, y - 13), (sheet.width * 0.25, y - 1), head=5, thick=1.5)
    else:
        sheet.arrow((sheet.width / 2, y - 24), (sheet.width / 2, y - 2), head=6, thick=2)


def adkar_trin(sheet: Sheet) -> Table:
    """ADKAR's five steps with Mette's scores; the first at 3 or below is the barrier."""
    scores = [4, 4, 4, 2, 1]
    names = [sheet.say(one.name) for one in adkar().elements]
    barrier = next(at for at, score in enumerate(scores) if score <= HOLDS_BACK)
    told = sheet.say(Text(da="Barrieren: her begynder hjælpen", en="The barrier: help begins here"))
    of = sheet.say(Text(da="af 5", en="of 5"))
    step, y = (56.0 if sheet.wide else 0.0), 6.0
    for at, (name, score) in enumerate(zip(names, scores, strict=True)):
        x, marked = 1 + at * step, at == barrier
        room = sheet.width - 2 - 4 * step
        titled = max(20, sheet.lines(f"{at + 1} {name}", room - 70, size=14, bold=True))
        height = titled + (58 if marked else 36)
        sheet.box((x, y), room, height, fill=TINT if marked else SURFACE, edge=FOCUS if marked else EDGE)
        sheet.words((x + 12, y + 6), f"{at + 1} {name}", room - 70, size=14, bold=True)
        sheet.words((x + room - 12, y + 7), f"{score} {of}", 60, size=13, colour=SOFT, side="right")
        for place in range(5):
            full = place < score
            look = (FOCUS if marked else ACCENT) if full else SUNKEN
            sheet.box((x + 12 + place * 44, y + titled + 11), 40, 14, fill=look, edge=EDGE, round=2)
        if marked:
            sheet.words((x + 12, y + titled + 32), told, room - 20, size=13, bold=True)
        y += height + 8
    head = [
        Text(da="Trin", en="Step"),
        Text(da="Mettes tal, 1 til 5", en="Mette's score, 1 to 5"),
        Text(da="Hvor hjælpen begynder", en="Where help begins"),
    ]
    rows = [[name, str(score), told if at == barrier else "–"] for at, (name, score) in enumerate(zip(names, scores, strict=True))]
    return [[sheet.say(one) for one in head], *rows]


FORCES = {
    "for": [
        (4, Text(da="Borgeren kan selv flytte en tid", en="Citizens can move an appointment")),
        (3, Text(da="Emil viser gerne, hvordan", en="Emil is glad to show how")),
        (2, Text(da="Ledelsen vil det", en="Management wants it")),
    ],
    "against": [
        (5, Text(da="Ingen tid til at prøve", en="No time to try it")),
        (3, Text(da="Bange for at blive overflødig", en="Afraid of not being needed")),
        (1, Text(da="Linket ligger tre klik nede", en="The link is three clicks down")),
    ],
}


def kraftfelt(sheet: Sheet) -> Table:
    """An example of Lewin's field: forces towards a line in the middle, the stronger the longer and thicker."""
    sides = {"for": Text(da="Driver frem", en="Driving"), "against": Text(da="Holder igen", en="Restraining")}
    now = sheet.say(Text(da="Lone i dag", en="Lone today"))
    strength = sheet.say(Text(da="styrke", en="strength"))
    if sheet.wide:
        middle = sheet.width / 2
        sheet.words((middle, 0), now, 120, size=13, bold=True, side="center")
        for side, way in (("for", -1), ("against", 1)):
            sheet.words(
                (middle + way * 300, 0),
                sheet.say(sides[side]),
                200,
                size=14,
                bold=True,
                colour=_tone(side),
                side="left" if way < 0 else "right",
            )
            _arrows(sheet, side, middle, 34)
        sheet.line([(middle, 22), (middle, sheet.height)], thick=3, colour=INK)
    else:
        y = 0.0
        for side, way in (("for", -1), ("against", 1)):
            middle = sheet.width - 14.0 if way < 0 else 14.0
            sheet.words(
                (0 if way < 0 else sheet.width, y),
                sheet.say(sides[side]),
                180,
                size=14,
                bold=True,
                colour=_tone(side),
                side="left" if way < 0 else "right",
            )
            sheet.words((sheet.width if way < 0 else 0, y), now, 120, size=13, bold=True, side="right" if way < 0 else "left")
            top = y + 22
            _arrows(sheet, side, middle, y + 30)
            y = sheet.height + 16
            sheet.line([(middle, top), (middle, y - 10)], thick=3, colour=INK)
    head = [Text(da="Side", en="Side"), Text(da="Kraft", en="Force"), Text(da="Styrke, 1 til 5", en="Strength, 1 to 5")]
    rows = [[sheet.say(sides[side]), sheet.say(text), str(force)] for side, forces in FORCES.items() for force, text in forces]
    return [[sheet.say(head[0]), sheet.say(head[1]), f"{strength[0].upper()}{strength[1:]}, 1–5"], *rows]


def _tone(side: str) -> str:
    return ACCENT if side == "for" else FOCUS


def _arrows(sheet: Sheet, side: str, middle: float, y: float) -> None:
    way, long = -1 if side == "for" else 1, 46.0 if sheet.wide else 42.0
    for force, text in FORCES[side]:
        near, far, head = middle + way * 5, middle + way * (5 + 24 + force * long), 4 + force
        told = f"{sheet.say(text)}\u00a0({force})"
        below = sheet.words((middle + way * 8, y), told, 276 if sheet.wide else 240, size=13, side="right" if way < 0 else "left")
        across = below + head * 1.7 + 2
        sheet.arrow((far, across), (near, across), colour=_tone(side), thick=1.5 + force * 1.3, head=head)
        y = across + head * 1.7 + 8


def overgang_zoner(sheet: Sheet) -> Table:
    """Bridges' three zones, which overlap in time."""
    zones = bridges().zones
    spans = [(0.0, 0.58), (0.22, 0.84), (0.5, 1.0)]
    grounds = [(WARN_GROUND, WARN), (TINT, ACCENT), (GOOD_GROUND, GOOD)]
    y, whole = 0.0, sheet.width - 2
    for zone, (start, end), (fill, edge) in zip(zones, spans, grounds, strict=True):
        left, right = 1 + start * whole, 1 + end * whole
        if sheet.wide:
            height = 40 + sheet.lines(sheet.say(zone.meaning), right - left - 24, size=12)
            sheet.box((left, y), right - left, height, fill=fill, edge=edge)
            sheet.words((left + 12, y + 6), sheet.say(zone.name), right - left - 24, size=14, bold=True)
            sheet.words((left + 12, y + 30), sheet.say(zone.meaning), right - left - 24, size=12)
            y += height + 6
        else:
            sheet.box((left, y), right - left, 16, fill=fill, edge=edge, round=4)
            y = sheet.words((1, y + 20), sheet.say(zone.name), whole, size=14, bold=True)
            y = sheet.words((1, y), sheet.say(zone.meaning), whole, size=13) + 12
    sheet.arrow((1, y + 12), (whole, y + 12), colour=SOFT, thick=2, head=7)
    low = sheet.words((1, y + 18), sheet.say(Text(da="det gamle slutter", en="the old way ends")), 140, size=13, colour=SOFT)
    sheet.words((whole, y + 18), sheet.say(Text(da="tid", en="time")), 140, size=13, colour=SOFT, side="right")
    sheet.reach(low)
    head = [Text(da="Zone", en="Zone"), Text(da="Hvad der sker", en="What happens"), Text(da="Ligger ind over", en="Overlaps")]
    names = [sheet.say(zone.name) for zone in zones]
    over = [names[1], f"{names[0]}, {names[2][0].lower()}{names[2][1:]}", names[1]]
    return [
        [sheet.say(one) for one in head],
        *([name, sheet.say(zone.meaning), o] for name, zone, o in zip(names, zones, over, strict=True)),
    ]


THEORIES = {
    "ADKAR": [
        Text(da="Forståelse: hvorfor?", en="Awareness: why?"),
        Text(da="Lyst: hvad får jeg ud af det?", en="Desire: what's in it for me?"),
        Text(da="Viden begynder, når man prøver", en="Knowledge begins when you try"),
        Text(da="Viden, evne og fastholdelse", en="Knowledge, ability, reinforcement"),
    ],
    "Lewin": [
        Text(da="Kræfterne bliver synlige", en="The forces become visible"),
        Text(da="Tø op: løsn det, der holder igen", en="Unfreeze: loosen what restrains"),
        Text(da="Tø op, mens der vælges", en="Unfreeze while choosing"),
        Text(da="Flyt, og frys fast", en="Move, and freeze"),
    ],
    "Bridges": [
        Text(da="Hvad slutter, og for hvem?", en="What ends, and for whom?"),
        Text(da="Afslutningen begynder", en="The ending begins"),
        Text(da="Afslutning og neutral zone", en="Ending and neutral zone"),
        Text(da="Neutral zone og ny begyndelse", en="Neutral zone and new beginning"),
    ],
}


def tre_teorier(sheet: Sheet) -> Table:
    """The three theories beside each other and beside the phases."""
    names = [f"{one.number} {sheet.say(one.name)}" for one in phases().phases]
    looks = {"ADKAR": (TINT, ACCENT), "Lewin": (WARN_GROUND, WARN), "Bridges": (GOOD_GROUND, GOOD)}
    _grid(sheet, names, looks) if sheet.wide else _list(sheet, names, looks)
    head = [sheet.say(Text(da="Fase", en="Phase")), *THEORIES]
    return [head, *([name, *(sheet.say(cells[at]) for cells in THEORIES.values())] for at, name in enumerate(names))]


def _grid(sheet: Sheet, names: list[str], looks: dict[str, tuple[str, str]]) -> None:
    side, gap = 70.0, 6.0
    width = (sheet.width - side - 2) / 4 - gap
    for at, name in enumerate(names):
        sheet.words((side + at * (width + gap), 0), name, width, size=13, bold=True)
    y = 26.0
    for theory, cells in THEORIES.items():
        height = max(sheet.lines(sheet.say(cell), width - 16, size=12.5) for cell in cells) + 16
        sheet.words((1, y + height / 2 - 9), theory, side, size=14, bold=True)
        for at, cell in enumerate(cells):
            x = side + at * (width + gap)
            sheet.box((x, y), width, height, fill=looks[theory][0], edge=looks[theory][1])
            sheet.words((x + 8, y + 8), sheet.say(cell), width - 16, size=12.5)
        y += height + gap


def _list(sheet: Sheet, names: list[str], looks: dict[str, tuple[str, str]]) -> None:
    y = 0.0
    for at, name in enumerate(names):
        y = sheet.words((1, y), name, sheet.width - 2, size=15, bold=True) + 2
        for theory, cells in THEORIES.items():
            told = sheet.say(cells[at])
            height = sheet.lines(told, sheet.width - 96, size=13) + 12
            sheet.box((1, y), sheet.width - 2, height, fill=looks[theory][0], edge=looks[theory][1])
            sheet.words((10, y + 6), theory, 70, size=13, bold=True)
            y = sheet.words((82, y + 6), told, sheet.width - 96, size=13) + 10
        sheet.line([(1, y + 2), (sheet.width - 1, y + 2)], colour=LINE, thick=1)
        y += 12
