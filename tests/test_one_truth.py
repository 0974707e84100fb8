"""An employee, her manager, the team's file and the municipality's report say the same of a level."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from course import team
from course.distance import Reach, distance
from course.framework import framework, organisation, roles
from course.municipality import tallies
from course.pages import Request, Response, Show
from course.report import team_csv
from course.store import Person, Store
from course.store.database import now
from course.store.tables import EvidenceRow, SubmissionRow
from tests.stores import new_store
from widgets.service.pages import employee, levels, manager
from widgets.service.web import rendering

ROLES = [role.id for role in roles().roles]
COMPETENCES = framework().competences
LEADER = Person("leder", "Lis Leder", "leder", manages="Nord")
attained = st.none() | st.floats(0, 4).map(lambda one: round(one, 4))
teams = st.tuples(*(st.tuples(*(attained for _ in COMPETENCES)) for _ in ROLES))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = new_store("sqlite://")
    for role in ROLES:
        opened.people.put(Person(role, role.title(), role, team="Nord"))
    yield opened
    opened.database.close()


def show(store: Store, team: tuple[tuple[float | None, ...], ...]) -> None:
    """One employee in each role, with these levels."""
    with store.database.transaction() as session:
        session.execute(delete(EvidenceRow))
        session.execute(delete(SubmissionRow))
        for number, (role, own) in enumerate(zip(ROLES, team, strict=True), 1):
            session.add(SubmissionRow(id=number, learner=role, module="m", module_version="1", answers={}, number=1, handed_in_at=now()))
            session.flush()
            for competence, level in zip(COMPETENCES, own, strict=True):
                if level is not None:
                    given = {"level": level, "shown": level, "results": 1, "basis": []}
                    session.add(
                        EvidenceRow(learner=role, competence=competence.id, worked_at=now(), module="m", submission_id=number, **given)
                    )


def words(response: Response, templates: Any) -> str:
    assert isinstance(response, Show)
    frame = {"language": "da", "page_url": "team", "xsrf": lambda: "", "organisation": organisation()}
    return rendering.render(rendering.environment(templates), response.template, "/", {**frame, **response.context})


@settings(max_examples=15, deadline=None)
@given(teams)
@example(tuple(tuple(2.97 for _ in COMPETENCES) for _ in ROLES))
@example(tuple(tuple(None for _ in COMPETENCES) for _ in ROLES))
def test_everybody_reads_the_same_level_gap_and_words(store: Store, given: tuple[tuple[float | None, ...], ...]) -> None:
    show(store, given)
    rows = list(csv.DictReader(io.StringIO(team_csv(team.members(store, "Nord"))), delimiter=";"))
    filed = {(row["brugernavn"], row["kompetence"]): row for row in rows}
    hers = {role: words(levels.own_levels(Request(Person(role, role, role), store, {}, {})), employee.page_set.templates) for role in ROLES}
    leads = words(manager.overview(Request(LEADER, store, {}, {})), manager.page_set.templates)
    for role, own in zip(ROLES, given, strict=True):
        for competence, level in zip(COMPETENCES, own, strict=True):
            told = distance(roles().targets(role).get(competence.id, 0), level)
            row = filed[role, competence.id]
            assert row["stand"] == told.words.da
            assert row["stand"] in hers[role]
            assert row["stand"] in leads
            assert row["niveau"] == ("" if told.level is None else f"{told.level:.1f}".replace(".", ","))
            assert row["mangler"] == f"{told.gap:.1f}".replace(".", ",")


@settings(max_examples=15, deadline=None)
@given(teams)
@example(tuple(tuple(2.97 for _ in COMPETENCES) for _ in ROLES))
def test_the_report_can_be_worked_out_from_the_teams_file(store: Store, given: tuple[tuple[float | None, ...], ...]) -> None:
    show(store, given)
    rows = list(csv.DictReader(io.StringIO(team_csv(team.members(store, "Nord"))), delimiter=";"))
    for id, tally in tallies(store)["Nord"].items():
        own = [row for row in rows if row["kompetence"] == id and row["maal"] != "0"]
        assert tally.members == len(own)
        assert tally.gaps == pytest.approx(sum(float(row["mangler"].replace(",", ".")) for row in own))
        assert tally.levels == pytest.approx(sum(float(row["niveau"].replace(",", ".")) for row in own if row["niveau"]))
        assert tally.reached == sum(row["stand"] == "Målet er nået" for row in own)


def test_2_97_of_3_is_all_but_there_for_everybody(store: Store) -> None:
    show(store, tuple(tuple(2.97 for _ in COMPETENCES) for _ in ROLES))
    cells = [cell for member in team.members(store, "Nord") for cell in member.cells if cell.target == 3]
    assert {(cell.distance.state, cell.distance.level, cell.distance.gap) for cell in cells} == {(Reach.CLOSE, 3.0, 0)}
