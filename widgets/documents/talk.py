"""The talk about competences as a document: the same for both who hold it."""

from collections.abc import Iterator
from datetime import date

from course.clock import day_of
from course.framework import framework
from course.progression import CERTAINTY, RULE, Evidence
from course.talks import Talk
from course.team import Cell
from course.text import Language, Text, decimal
from widgets.documents.agreed import agreed
from widgets.documents.printable import printable, said_day
from widgets.documents.sheet import Block, Heading, Paragraph, Sheet, Table
from widgets.talk_basis import Basis, proposed_by

TITLE = Text(da="Samtale om kompetencer", en="Talk about competences")
INTRO = Text(
    da="Hvad I har aftalt, og hvad samtalen bygger på. Den, samtalen handler om, og den, der leder teamet, kan hente det samme papir.",
    en="What you have agreed, and what the talk rests on. The person it is about and whoever leads the team can download the same paper.",
)
PROPOSED, AGREED = Text(da="Foreslået", en="Proposed"), Text(da="Aftalt", en="Agreed")
NOTHING = Text(da="Der er ikke aftalt noget endnu.", en="Nothing has been agreed yet.")
LEVELS, EARLIER = Text(da="Niveauer og mål i dag", en="Levels and targets today"), Text(da="Aftalt tidligere", en="Agreed earlier")
COLUMNS = (
    Text(da="Kompetence", en="Competence"), Text(da="Mål", en="Target"), Text(da="Niveau", en="Level"),
    Text(da="Hvor sikkert", en="How certain"), Text(da="Bygger på", en="Rests on"),
)  # fmt: skip
OWN, NO_LEVELS = (
    Text(da="Mål sat for én person", en="Targets set for one person"),
    Text(da="Der er intet at vise endnu.", en="There is nothing to show yet."),
)
RULES = Text(da="Sådan læses niveauerne", en="How to read the levels")


def sheet(basis: Basis, day: date, language: Language) -> Sheet:
    """The paper in one language, as things stand on `day`."""
    name = printable(basis.person.name)
    return Sheet(f"{TITLE.pick(language)}: {name}", INTRO.pick(language), name, day, language, tuple(_blocks(basis, language)), wide=True)


def _blocks(basis: Basis, language: Language) -> Iterator[Block]:
    newest = basis.talks[0] if basis.talks else None
    yield Heading((PROPOSED if newest and newest.open else AGREED).pick(language), 1)
    yield from _talk(newest, language) if newest else [Paragraph(NOTHING.pick(language), empty=True)]
    yield Heading(LEVELS.pick(language), 1)
    rows = tuple(_row(cell, basis, language) for cell in basis.cells)
    yield Table(tuple(one.pick(language) for one in COLUMNS), rows) if rows else Paragraph(NO_LEVELS.pick(language), empty=True)
    yield from _own_targets(basis, language)
    if basis.plan and (told := basis.told_plan):
        yield Heading(basis.plan.task.title.pick(language), 1)
        for heading, lines in told:
            yield Heading(heading.pick(language), 2)
            yield from (Paragraph(printable(line if isinstance(line, str) else line.pick(language))) for line in lines)
    for place, one in enumerate(basis.talks[1:]):
        if place == 0:
            yield Heading(EARLIER.pick(language), 1)
        yield from _talk(one, language)
    yield Heading(RULES.pick(language), 1)
    yield from (Paragraph(one.pick(language)) for one in (RULE, CERTAINTY))


def _talk(one: Talk, language: Language) -> Iterator[Block]:
    yield Paragraph(_when(one, language))
    yield agreed(one.lines, language)
    if one.comment:
        said = {"da": "Medarbejderens kommentar", "en": "The employee's comment"}[language]
        yield Paragraph(f"{said}: {printable(one.comment)}")


def _when(one: Talk, language: Language) -> str:
    name, proposed = printable(proposed_by(one).pick(language)), said_day(day_of(one.saved_at), language)
    if one.agreed_at is None:
        return {
            "da": f"Foreslået af {name} den {proposed}. Det er en aftale, når medarbejderen har sagt ja.",
            "en": f"Proposed by {name} on {proposed}. It is an agreement once the employee has said yes.",
        }[language]
    agreed_on = said_day(day_of(one.agreed_at), language)
    return {
        "da": f"Foreslået af {name} den {proposed}. Medarbejderen sagde ja den {agreed_on}.",
        "en": f"Proposed by {name} on {proposed}. The employee said yes on {agreed_on}.",
    }[language]


def _row(cell: Cell, basis: Basis, language: Language) -> tuple[str, ...]:
    told, attained = cell.distance, cell.standing.attained
    target = f"{told.target} {framework().level_name(told.target).name.pick(language)}" if told.target else told_none(language)
    name = cell.competence.name.pick(language)
    if attained is None or told.level is None:
        return name, target, Text(da="Ikke vist endnu", en="Not shown yet").pick(language), "–", "–"
    rests = "\n".join(_evidence(one, basis, language) for one in reversed(cell.standing.evidence))
    return name, target, decimal(told.level, language), attained.certainty.pick(language), rests


def told_none(language: Language) -> str:
    """That there is no target."""
    return Text(da="Intet mål", en="No target").pick(language)


def _evidence(one: Evidence, basis: Basis, language: Language) -> str:
    tasks = len(one.basis)
    counted = {"da": f"{tasks} {'opgave' if tasks == 1 else 'opgaver'}", "en": f"{tasks} {'task' if tasks == 1 else 'tasks'}"}[language]
    level = {"da": "niveau", "en": "level"}[language]
    when = said_day(day_of(one.worked_at), language)
    return f"{basis.title(one.module).pick(language)}, {when}: {counted}, {level} {decimal(one.level, language)}"


def _own_targets(basis: Basis, language: Language) -> Iterator[Block]:
    own = [(cell.competence, cell.own) for cell in basis.cells if cell.own]
    if own:
        yield Heading(OWN.pick(language), 1)
    for competence, target in own:
        until = said_day(target.ends, language)
        told = {"da": f"mål {target.level} til og med {until}", "en": f"target {target.level} until and including {until}"}[language]
        yield Paragraph(f"{competence.name.pick(language)}: {told}. {printable(target.reason)}")
