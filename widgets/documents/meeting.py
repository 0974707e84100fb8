"""A team's competences on one sheet, for a staff meeting. Nobody's level stands in it."""

from collections.abc import Iterator, Sequence
from datetime import date

from course.clock import day_of
from course.gaps import TeamGap
from course.talks import Meeting
from course.text import Language, Text
from widgets.documents.printable import printable, said_day
from widgets.documents.sheet import Block, Heading, Paragraph, Sheet, Table
from widgets.talk_basis import name_of

TITLE = Text(da="Teamets kompetencer", en="The team's competences")
INTRO = Text(
    da="Til at tale om på et personalemøde: hvor teamet mangler noget, og hvad I aftaler. Ingens niveau kan læses af det.",
    en="To talk about at a staff meeting: where the team has gaps, and what you agree. Nobody's level can be read from it.",
)
GAPS, AGREED, EARLIER = Text(da="Her mangler teamet noget", en="Where the team has gaps"), Text(da="Det har I aftalt", en="What you have agreed"), Text(da="Aftalt tidligere", en="Agreed earlier")  # fmt: skip
MOST, LETTERS = 4, 400
"""Gaps with their next steps, and letters of what two meetings agreed, so that all stands on one page; the team's page has the rest."""
REST = Text(da="Der mangler også noget her", en="There are gaps here too")
COLUMNS = Text(da="Kompetence", en="Competence"), Text(da="Et næste skridt", en="A next step")
NO_GAPS = Text(
    da="Ingen kompetence kan vises: Der skal være mindst fem med et mål, og mindst tre af dem skal mangle noget.",
    en="No competence can be shown: at least five must have a target, and at least three of them a gap.",
)
BY = Text(da="senest", en="by")
NOTHING = Text(da="I har ikke aftalt noget endnu.", en="You have not agreed on anything yet.")


def sheet(team: str, gaps: Sequence[TeamGap], meetings: Sequence[Meeting], day: date, language: Language) -> Sheet:
    """The sheet in one language, as things stand on `day`."""
    blocks = tuple(_blocks(gaps, meetings, language))
    return Sheet(f"{TITLE.pick(language)}: {printable(team)}", INTRO.pick(language), printable(team), day, language, blocks, wide=False)


def _blocks(gaps: Sequence[TeamGap], meetings: Sequence[Meeting], language: Language) -> Iterator[Block]:
    yield Heading(GAPS.pick(language), 1)
    told = gaps[:MOST]
    rows = tuple(
        (f"{one.competence.name.pick(language)}\n{one.words.pick(language)}", one.competence.next_step.pick(language)) for one in told
    )
    yield Table(tuple(one.pick(language) for one in COLUMNS), rows) if rows else Paragraph(NO_GAPS.pick(language), empty=True)
    if rest := gaps[MOST:]:
        yield Paragraph(f"{REST.pick(language)}: {', '.join(one.competence.name.pick(language) for one in rest)}.")
    yield Heading(AGREED.pick(language), 1)
    if not meetings:
        yield Paragraph(NOTHING.pick(language), empty=True)
    for place, one in enumerate(_with_room(meetings)):
        if place == 1:
            yield Heading(EARLIER.pick(language), 1)
        when = said_day(day_of(one.saved_at), language)
        yield Paragraph({"da": f"Skrevet den {when}.", "en": f"Written on {when}."}[language])
        for line in one.lines:  # in sentences, which need half the lines of a table
            name, by = name_of(line.competence).pick(language), said_day(line.by, language)
            yield Paragraph(f"{name}, {BY.pick(language)} {by}: {printable(line.step)}")


def _with_room(meetings: Sequence[Meeting]) -> Sequence[Meeting]:
    """The last meeting, and the one before where the page has room for it."""
    written = sum(len(line.step) for one in meetings[:2] for line in one.lines)
    return meetings[: 2 if written <= LETTERS else 1]
