"""Everybody's levels at once are what each colleague sees on her own page."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import delete

from course.progression import Attained, standing
from course.store import Person, Store
from course.store.tables import EvidenceRow, PersonRow, SubmissionRow
from tests.stores import new_on, new_store
from tests.synthetic import fill

MONDAY = datetime(2026, 11, 23, 9, 0)
PEOPLE = ["anna", "bo", "åse", "Zoe", "eva-2"]
COMPETENCES = ["samtale.kanal", "samtale.relation", "strategi.plan"]


class HandIn(NamedTuple):
    """Who handed in, on which day, and the level (0–4) each competence showed."""

    learner: str
    day: int
    shown: dict[str, float]


levels = st.integers(0, 40_000).map(lambda steps: steps / 10_000)  # as evidence is kept: to four decimals
hand_ins = st.lists(
    st.builds(HandIn, st.sampled_from(PEOPLE), st.integers(0, 3), st.dictionaries(st.sampled_from(COMPETENCES), levels)), max_size=14
)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = new_store("sqlite://")
    yield opened
    opened.database.close()


def put(store: Store, found: list[HandIn]) -> None:
    """Let exactly this have been handed in and marked, in this order."""
    with store.database.transaction() as session:
        for table in (EvidenceRow, SubmissionRow):
            session.execute(delete(table))
        for id, one in enumerate(found, 1):
            at = MONDAY + timedelta(days=one.day)
            fixed = {"learner": one.learner, "module": "9-proeve"}
            session.add(SubmissionRow(id=id, number=id, module_version="x", answers={}, handed_in_at=at, **fixed))
            session.flush()
            session.add_all(
                EvidenceRow(competence=competence, level=level, shown=level, results=0, worked_at=at, submission_id=id, basis=[], **fixed)
                for competence, level in one.shown.items()
            )


def by_her_own_page(store: Store, learner: str) -> dict[str, Attained]:
    evidence = store.evidence.of([learner])[learner]
    return {one: shown for one in COMPETENCES if (shown := standing(one, evidence).attained) is not None}


@hypothesis_settings(max_examples=60)
@given(hand_ins, st.integers(1, 6))
def test_everyones_levels_are_exactly_those_of_their_own_pages(store: Store, found: list[HandIn], chunk: int) -> None:
    for username in PEOPLE:
        store.people.put(Person(username, username.title(), "raadgiver"))
    put(store, found)
    rolled = {person.username: levels for person, levels in store.rollup.everyone(chunk)}
    assert rolled == {username: by_her_own_page(store, username) for username in PEOPLE}


def test_who_has_left_and_who_is_made_up_is_not_counted(store: Store) -> None:
    with store.database.transaction() as session:
        session.execute(delete(PersonRow))
    store.people.put(Person("anna", "Anna", "raadgiver"))
    store.people.put(Person("bo", "Bo", "raadgiver", active=False))
    store.people.put(Person("eksempel-eva", "Eva (eksempel)", "raadgiver", example=True))
    put(store, [HandIn(one, 0, {"samtale.kanal": 2}) for one in ("anna", "bo", "eksempel-eva")])
    assert [(person.username, levels) for person, levels in store.rollup.everyone()] == [("anna", {"samtale.kanal": Attained(2, 0, 1)})]


def test_a_course_without_people_has_no_levels(store: Store) -> None:
    with store.database.transaction() as session:
        session.execute(delete(PersonRow))
    assert list(store.rollup.everyone()) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_both_databases_roll_up_a_municipality_like_everyones_own_page(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    store = new_on(kind, request, tmp_path)
    fill(store, 60)
    evidence = store.evidence.of([person.username for person in store.people.all()])
    rolled = {person.username: levels for person, levels in store.rollup.everyone(chunk=7)}
    assert len(rolled) == len(store.people.all())
    for username, shown in rolled.items():
        own = evidence[username]
        assert shown == {one: standing(one, own).attained for one in {found.competence for found in own}}
    store.database.close()
