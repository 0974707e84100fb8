"""The synthetic municipality that growth is tried on is evidently made up, always the same, and obeys the published rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from course.framework import roles
from course.progression import Evidence
from course.store import Store
from tests.stores import new_store
from tests.synthetic import fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_store(f"sqlite:///{tmp_path}/course.db")
    fill(opened, 60)
    yield opened
    opened.database.close()


def evidence(store: Store) -> dict[str, list[Evidence]]:
    return store.evidence.of([person.username for person in store.people.all()])


def test_the_same_seed_makes_the_same_people_with_the_same_past(store: Store, tmp_path: Path) -> None:
    for seed, same in ((1, True), (2, False)):
        again = new_store(f"sqlite:///{tmp_path}/{seed}.db")
        fill(again, 60, seed=seed)
        assert (evidence(again) == evidence(store)) is same
        again.database.close()


def test_nobody_could_take_them_for_real_people(store: Store) -> None:
    for person in store.people.all():
        assert person.username.startswith("syntetisk-")
        assert person.name.startswith("Syntetisk Kollega ")


def test_teams_have_a_size_and_a_leader_as_teams_have(store: Store) -> None:
    people = store.people.all()
    for team in {person.team or "" for person in people}:
        members = store.people.team(team)
        assert 4 <= len(members) <= 14  # somebody may have left
        assert [member.manages for member in members if member.manages] == [team]
    assert {person.role for person in people} <= {role.id for role in roles().roles}
    assert any(person.trainer for person in people)


def test_giving_the_results_back_once_more_changes_no_evidence(store: Store) -> None:
    before = evidence(store)
    marked = [
        newest
        for person in store.people.all()
        for module in {one.module for one in store.submissions.of(person.username)}
        if (newest := store.submissions.latest(person.username, module)) and newest.marked_at
    ]
    assert len(marked) > 100
    for submission in marked:
        store.submissions.publish(submission.id, store.submissions.results(submission.id))
    assert evidence(store) == before
