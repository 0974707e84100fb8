"""A colleague has a certificate once all modules have come back, and not before."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from course import certificate, settings
from course.errors import NotFound
from course.framework import organisation
from course.modules import Module, load_module
from course.progression import Evidence, TaskResult
from course.store import Person, Submission
from course.text import Text

ANNA = Person("anna", "Anna Åberg", "raadgiver")
LATE = datetime(2026, 11, 3, 23, 30)  # 4 November in Denmark


@pytest.fixture(scope="module")
def course() -> list[Module]:
    return [load_module(folder) for folder in sorted(settings.modules().glob("[0-9]-*"))]


def handed_in(module: Module, number: int = 1, back: bool = True, at: datetime = LATE) -> Submission:
    marked = at + timedelta(days=7 + module.about.number) if back else None
    return Submission(10 * module.about.number + number, "anna", module.id, number, "", {"a": ["b"]}, at, marked, marked)


def evidence(competence: str, level: float, submission: int, tasks: int) -> Evidence:
    basis = tuple(TaskResult(f"{competence}-{number}", competence, 2, 1.0) for number in range(tasks))
    return Evidence("anna", competence, level, LATE, "1-virtuelle-samtaler", submission, basis)


def test_before_anything_is_handed_in_she_reads_that_there_is_a_certificate_to_be_had(course: list[Module]) -> None:
    told = certificate.missing(course, [])
    assert told
    assert told.da == "Når du har afleveret alle moduler og fået svar på dem, kan du hente et kursusbevis."


@pytest.mark.parametrize(
    ("back", "waiting", "da", "en"),
    [
        ((0, 1, 2, 3), (), "modul 4 er afleveret og rettet.", "module 4 is handed in and marked."),
        (
            (0, 1),
            (2,),
            "modul 2 er rettet, og modul 3 og 4 er afleveret og rettet.",
            "module 2 is marked, and modules 3 and 4 are handed in",
        ),
        ((), (0, 1, 2, 3, 4), "modul 0, 1, 2, 3 og 4 er rettet.", "modules 0, 1, 2, 3 and 4 are marked."),
    ],
)
def test_underway_she_reads_which_modules_are_missing(
    back: tuple[int, ...], waiting: tuple[int, ...], da: str, en: str, course: list[Module]
) -> None:
    made = [*(handed_in(course[place]) for place in back), *(handed_in(course[place], back=False) for place in waiting)]
    told = certificate.missing(course, made)
    assert told
    assert da in told.da
    assert en in told.en
    with pytest.raises(NotFound) as refused:
        certificate.certificate(ANNA, course, made, [])
    assert refused.value.text == told


def test_a_course_without_modules_has_no_certificate() -> None:
    assert certificate.missing([], []) is not None


def test_handing_in_again_takes_nothing_away(course: list[Module]) -> None:
    made = [*map(handed_in, course), handed_in(course[2], number=2, back=False, at=LATE + timedelta(days=30))]
    assert certificate.missing(course, made) is None
    assert certificate.certificate(ANNA, course, made, []).modules[2].days == (date(2026, 11, 4),)


def test_it_states_the_days_the_levels_and_how_certain_they_are(course: list[Module]) -> None:
    made = [*map(handed_in, course), handed_in(course[1], number=2, at=LATE + timedelta(days=40))]
    shown = [evidence("samtale.kanal", 2.0, 11, 2), evidence("samtale.kanal", 3.0, 12, 2), evidence("faglighed.data", 1.5, 31, 4)]
    found = certificate.certificate(ANNA, course, made, shown)
    assert [one.module for one in found.modules] == [module.id for module in course]
    assert found.modules[1].days == (date(2026, 11, 4), date(2026, 12, 14))
    assert [(one.competence.id, one.attained.level, one.attained.certainty.da) for one in found.shown] == [
        ("samtale.kanal", 2.65, "sikkert"),
        ("faglighed.data", 1.5, "foreløbigt"),
    ]
    assert [one.attained.behind.da for one in found.shown] == ["4 opgaver, 2 afleveringer", "4 opgaver, 1 aflevering"]


def test_it_is_dated_when_the_last_hand_in_came_back_and_stays_the_same(course: list[Module]) -> None:
    made = [handed_in(module) for module in course]
    found = certificate.certificate(ANNA, course, made, [])
    assert found.issued == date(2026, 11, 15)
    assert certificate.certificate(ANNA, course, list(reversed(made)), []) == found


def test_a_municipality_that_has_not_written_its_name_is_not_made_up(course: list[Module], monkeypatch: pytest.MonkeyPatch) -> None:
    made = [handed_in(module) for module in course]
    assert certificate.certificate(ANNA, course, made, []).municipality is None
    named, counts = Text(da="Birkelund Kommune", en="The Municipality of Birkelund"), Text(da="Fem kursusdage.", en="Five days of courses.")
    own = organisation().model_copy(update={"name": named, "certificate": counts})
    monkeypatch.setattr(certificate, "organisation", lambda: own)
    found = certificate.certificate(ANNA, course, made, [])
    assert (found.municipality, found.counts_as) == (named, counts)


def test_whoever_tries_the_course_by_herself_has_no_name_in_it(course: list[Module]) -> None:
    made = [handed_in(module) for module in course]
    assert certificate.certificate(replace(ANNA, username="mig", name="Dig selv"), course, made, []).name is None
