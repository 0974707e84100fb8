"""What to do next about a gap, worked out by hand; and what a team may read of its gaps."""

from datetime import datetime

from course import settings, steps
from course.framework import framework
from course.gaps import A_FEW, MORE_THAN_HALF, team_gaps
from course.modules import catalogue
from course.progression import Evidence, TaskResult
from course.steps import Done, Effect
from course.store import Person
from course.team import Member, member
from tests.trial_tools import trial

KANAL = "samtale.kanal"


def shown(level: float, competence: str = KANAL, who: str = "anna") -> Member:
    """A caseworker with one result."""
    basis = (TaskResult("t", competence, 1, 1.0),)
    return member(Person(who, who, "raadgiver", "Nord"), [Evidence(who, competence, level, datetime(2026, 1, 5), "m", 1, basis)])


def step_of(one: Member, done: Done | None = None, competence: str = KANAL) -> steps.Proposal:
    found = steps.proposals(one, [trial()], done or Done(), {KANAL: ["Bo"]})
    return next(step for step in found if step.competence.id == competence)


def test_a_step_says_how_far_it_would_bring_her_at_best_as_the_published_example_does() -> None:
    step = step_of(shown(1.0))
    assert (step.now.gap, step.module and step.module.id) == (2.0, "9-proeve")
    assert step.after is not None
    assert (step.after.level, step.after.gap) == (2.3, 0.7)  # 0.65 × 3 + 0.35 × 1
    assert step.helpers == ("Bo",)


def test_the_largest_gap_comes_first_and_a_reached_target_needs_no_step() -> None:
    found = steps.proposals(shown(3.0), [trial()], Done(), {})
    assert KANAL not in [one.competence.id for one in found]
    gaps = [one.now.gap for one in found]
    assert gaps == sorted(gaps, reverse=True)


def test_a_module_that_brings_nobody_closer_is_not_proposed() -> None:
    step = step_of(shown(1.0), competence="strategi.plan")
    assert (step.module, step.after, step.page, step.tool, step.tomorrow) == (None, None, None, None, None)


def test_what_she_has_made_and_tried_is_not_proposed_again() -> None:
    def step(done: Done) -> steps.Proposal:
        return next(
            one for one in steps.proposals(shown(1.0), catalogue(settings.modules()), done, {}) if one.competence.id == "samtale.rammer"
        )

    first = step(Done())
    assert first.module
    assert first.tool
    assert first.tomorrow
    id = first.module.id
    again = step(Done(tools={(id, first.tool.id)}, tried={(id, first.tomorrow.stem)}))
    assert again.tool != first.tool
    assert again.tomorrow != first.tomorrow


def test_a_team_is_told_how_many_would_still_lack_something() -> None:
    one = steps.effects([shown(1.0), shown(2.4), shown(3.0)], [trial()])[KANAL]
    assert (one.wanted, one.lacking, one.after) == (3, 2, 2)  # 2.3 and 2.79 of 3
    fresh = member(Person("ny", "Ny", "raadgiver", "Nord"), [])
    assert steps.effects([fresh], [trial()])[KANAL].after == 0


def test_a_team_reads_words_and_only_where_nobody_can_be_told_from_them() -> None:
    competence = framework().competences[0]

    def told(wanted: int, lacking: int) -> list[object]:
        return [one.words for one in team_gaps([Effect(competence, wanted, lacking, 0)])]

    assert told(4, 4) == told(5, 2) == told(9, 2) == []
    assert told(5, 3) == told(5, 5) == [MORE_THAN_HALF]
    assert told(6, 3) == told(9, 4) == [A_FEW]
