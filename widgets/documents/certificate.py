"""The course certificate as a document."""

from collections.abc import Iterator

from course.certificate import AttainedCompetence, Certificate
from course.framework import MAX_LEVEL, framework
from course.progression import CERTAINTY, RULE
from course.text import Language, Text, decimal
from widgets.documents.printable import printable, said_day
from widgets.documents.sheet import Block, Heading, Paragraph, Sheet, Table

TITLE, FOR = Text(da="Kursusbevis", en="Course certificate"), Text(da="for", en="for")
NAMELESS = Text(
    da="Kurset er taget på egen maskine, så navnet er ikke kendt.",
    en="The course was taken on the holder's own machine, so the name is not known.",
)
UNNAMED = Text(
    da="Kommunen har ikke skrevet sit navn i kurset, så det står ikke her.",
    en="The municipality has not written its name in the course, so it is not given here.",
)
HANDED_IN = Text(da="Afleveret", en="Handed in")
SHOWN = Text(da="Vist i opgaverne", en="Shown in the tasks")
MODULE, DAYS = Text(da="Modul", en="Module"), Text(da="Afleveret den", en="Handed in on")
COLUMNS = Text(da="Kompetence", en="Competence"), Text(da="Niveau", en="Level"), Text(da="Hvor sikkert", en="How certain")
ABOUT = Text(da="Hvad beviset siger", en="What the certificate says")
MEANS = Text(
    da="Beviset fortæller, hvad der er vist i kursets opgaver indtil den dag, det er udstedt. Opgaverne er løst med eget login og uden opsyn.",
    en="The certificate says what had been shown in the course's tasks by the day of issue. The tasks were done under the holder's own login, "
    "without supervision.",
)
INFORMAL = Text(
    da="Det er ikke en formel uddannelse og giver ikke ret til en stilling, en titel eller merit.",
    en="It is not a formal qualification and gives no right to a post, a title or credit.",
)


def sheet(found: Certificate, language: Language) -> Sheet:
    """The certificate in one language."""
    issuer = printable(found.municipality.pick(language)) if found.municipality else None
    title = TITLE.pick(language)
    if found.name:
        title = f"{title} {FOR.pick(language)} {printable(found.name)}"
    return Sheet(title, _intro(found, language), issuer, found.issued, language, tuple(_blocks(found, language)), wide=False)


def _intro(found: Certificate, language: Language) -> str:
    day, by = said_day(found.issued, language), found.municipality
    said = {
        "da": f"{found.name or 'Deltageren'} har taget kurset {found.course.da}: Alle moduler er afleveret, og der er givet svar på dem. "
        f"Beviset er udstedt den {day}{f' af {by.da}' if by else ''}.",
        "en": f"{found.name or 'The participant'} has taken the course {found.course.en}: all modules have been handed in and marked. "
        f"The certificate was issued on {day}{f' by {by.en}' if by else ''}.",
    }
    return printable(said[language])


def _blocks(found: Certificate, language: Language) -> Iterator[Block]:
    for known, told in ((found.name, NAMELESS), (found.municipality, UNNAMED)):
        if not known:
            yield Paragraph(told.pick(language), empty=True)
    yield Heading(HANDED_IN.pick(language), 1)
    days = [(one.title.pick(language), ", ".join(said_day(day, language) for day in one.days)) for one in found.modules]
    yield Table((MODULE.pick(language), DAYS.pick(language)), tuple(days))
    yield Heading(SHOWN.pick(language), 1)
    yield Table(tuple(one.pick(language) for one in COLUMNS), tuple(_row(one, language) for one in found.shown))
    yield Heading(ABOUT.pick(language), 1)
    for said in (MEANS, found.counts_as or INFORMAL, RULE, CERTAINTY):
        yield Paragraph(printable(said.pick(language)))


def _row(one: AttainedCompetence, language: Language) -> tuple[str, str, str]:
    attained = one.attained
    of = {"da": "af", "en": "of"}[language]
    name = framework().level_name(attained.level).name.pick(language)
    level = f"{decimal(attained.level, language)} {of} {MAX_LEVEL}: {name}"
    return one.competence.name.pick(language), level, f"{attained.certainty.pick(language)} ({attained.behind.pick(language)})"
