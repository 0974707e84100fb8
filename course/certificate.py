"""The course certificate: when somebody has earned it, and the facts it states. Nothing of it is stored; it is made anew from what the store holds."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from course.clock import day_of
from course.errors import NotFound
from course.framework import Competence, framework, organisation
from course.modules import Module
from course.progression import Attained, Evidence, standing
from course.store import Person, Submission
from course.text import Text
from course.usernames import MYSELF


@dataclass(frozen=True)
class HandedIn:
    """A module, and the days in Denmark on which what has come back of it was handed in, oldest first."""

    module: str
    title: Text
    days: tuple[date, ...]


@dataclass(frozen=True)
class AttainedCompetence:
    """A competence of which something has been shown: its level (0–4), and what stands behind it."""

    competence: Competence
    attained: Attained


@dataclass(frozen=True)
class Certificate:
    """What the certificate states. The same hand-ins give the same certificate, so it is `issued` on the day in Denmark when the last came back.

    `name` is None for whoever tries the course on her own machine, `municipality` where that has not written its name; `counts_as` is what the
    municipality itself says that the certificate counts as.
    """

    name: str | None
    course: Text
    municipality: Text | None
    counts_as: Text | None
    issued: date
    modules: tuple[HandedIn, ...]
    shown: tuple[AttainedCompetence, ...]


def missing(course: Sequence[Module], submissions: Collection[Submission]) -> Text | None:
    """What must happen before there is a certificate, in a line; None when all modules have been handed in and have come back."""
    handed_in, returned = {one.module for one in submissions}, {one.module for one in submissions if one.returned}
    to_hand_in = [one for one in course if one.id not in handed_in]
    to_mark = [one for one in course if one.id in handed_in - returned]
    if course and not to_hand_in and not to_mark:
        return None
    if not handed_in:
        return Text(
            da="Når du har afleveret alle moduler og fået svar på dem, kan du hente et kursusbevis.",
            en="Once you have handed in all modules and they have been marked, you can download a course certificate.",
        )
    steps = [*_step(to_mark, "rettet", "marked"), *_step(to_hand_in, "afleveret og rettet", "handed in and marked")]
    return Text(
        da=f"Du kan hente dit kursusbevis, når {', og '.join(one.da for one in steps)}.",
        en=f"You can download your course certificate once {', and '.join(one.en for one in steps)}.",
    )


def certificate(
    person: Person, course: Sequence[Module], submissions: Collection[Submission], evidence: Collection[Evidence]
) -> Certificate:
    """The certificate of whoever has made all of `submissions` and shown all of `evidence`. Raises NotFound with what is missing."""
    if lacks := missing(course, submissions):
        raise NotFound(lacks.da, lacks.en)
    came_back = [one for one in submissions if one.returned and one.module in {module.id for module in course}]
    known = organisation()
    return Certificate(
        name=None if person.username == MYSELF else person.name,
        course=known.course,
        municipality=known.name if known.named else None,
        counts_as=known.certificate,
        issued=max(day_of(one.marked_at) for one in came_back if one.marked_at),
        modules=tuple(HandedIn(module.id, module.about.title, _days(module, came_back)) for module in course),
        shown=tuple(_shown(evidence)),
    )


def _step(modules: Sequence[Module], da: str, en: str) -> Iterator[Text]:
    """That these modules are …, if there are any."""
    if modules:
        *first, last = [str(one.about.number) for one in modules]
        numbers_da, numbers_en = (f"{', '.join(first)} {word} {last}" if first else last for word in ("og", "and"))
        yield Text(da=f"modul {numbers_da} er {da}", en=f"{f'modules {numbers_en} are' if first else f'module {numbers_en} is'} {en}")


def _days(module: Module, came_back: Collection[Submission]) -> tuple[date, ...]:
    return tuple(sorted({day_of(one.handed_in_at) for one in came_back if one.module == module.id}))


def _shown(evidence: Collection[Evidence]) -> Iterator[AttainedCompetence]:
    for one in framework().competences:
        if attained := standing(one.id, evidence).attained:
            yield AttainedCompetence(one, attained)
