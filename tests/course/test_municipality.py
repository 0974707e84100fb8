"""The overview of a municipality says much about groups and nothing about anybody."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.municipality import overview, showable
from course.progression import Attained
from course.store import Person, Store
from course.tally import SMALLEST_GROUP, Tally
from tests.stores import new_store

Counts = dict[str | None, int]
counts = st.dictionaries(st.none() | st.sampled_from("ABCDEFGHIJ"), st.integers(0, 14))


@given(counts)
def test_no_group_smaller_than_five_is_shown(shown: Counts) -> None:
    assert all(shown[team] >= SMALLEST_GROUP for team in showable(shown) or ())


@given(counts)
def test_what_the_total_gives_away_is_still_a_group_of_five_even_to_the_leader_of_a_hidden_team(shown: Counts) -> None:
    found = showable(shown)
    if found is not None:
        hidden = [count for team, count in shown.items() if team not in found]
        assert all(sum(hidden) - own >= SMALLEST_GROUP for own in hidden)


@given(counts)
def test_no_more_is_hidden_than_that_takes(shown: Counts) -> None:
    found = showable(shown) or set()
    for smallest in sorted(set(shown) - found, key=lambda team: shown[team])[-1:]:
        rest = [count for team, count in shown.items() if team not in found and team != smallest]
        assert shown[smallest] < SMALLEST_GROUP or (rest and sum(rest) - max(rest) < SMALLEST_GROUP)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ({"Nord": 8, "Syd": 6}, {"Nord", "Syd"}),
        ({"Nord": 8, "Syd": 3}, None),  # the total minus Nord would be Syd
        ({"Nord": 8, "Syd": 6, "Vest": 7, "Øst": 3}, {"Nord"}),  # Vest's leader knows Vest: 3 + 6 remain
        ({"Nord": 8, "Syd": 4, "Vest": 3, "Øst": 2}, {"Nord"}),
        ({"Nord": 0}, None),
        ({}, set()),
    ],
)
def test_small_groups_are_hidden_and_as_much_beside_them_as_it_takes(shown: Counts, expected: set[str] | None) -> None:
    assert showable(shown) == expected


def test_a_group_counts_levels_of_those_who_have_shown_something_and_gaps_of_all() -> None:
    tally = Tally()
    for level in (4.0, 2.5, None, 3.0):
        tally.add(3, None if level is None else Attained(level, 3, 2))
    assert (tally.members, tally.shown, tally.reached) == (4, 3, 2)
    assert tally.mean_level == pytest.approx((4 + 2.5 + 3) / 3)
    assert tally.mean_gap == pytest.approx((0 + 0.5 + 3 + 0) / 4)
    assert tally.reached_share == 0.5


def people(store: Store, **teams: int) -> None:
    for team, size in teams.items():
        for number in range(size):
            store.people.put(Person(f"{team}-{number}", f"{team} {number}", "raadgiver", team=team.title()))


def test_before_anybody_has_shown_anything_every_figure_is_hidden() -> None:
    store = new_store("sqlite://")
    people(store, nord=9, syd=3)
    lines = list(overview(store))
    assert Counter((line.whole, line.team) for line in lines) == {(True, None): 14, (False, "Nord"): 14, (False, "Syd"): 14}
    assert {line.tally for line in lines} == {None}
    store.database.close()


def test_a_role_that_is_gone_asks_nothing_and_counts_nowhere() -> None:
    store = new_store("sqlite://")
    store.people.put(Person("x", "X", "nedlagt", team="Nord"))
    assert {line.tally for line in overview(store)} == {None}
    store.database.close()
