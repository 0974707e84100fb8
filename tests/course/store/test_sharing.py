"""A learner lets her team read what she has written, on SQLite and on PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from course.errors import NotAllowed
from course.modules import Module
from course.store import Contribution, Person, Store, Team
from course.store.database import now
from course.store.tables import AnswerRow, SharingRow
from tests.actors import days
from tests.course.store.test_store import essay, make_module, module, store, url

__all__ = ["module", "store", "url"]
MODULE, TASK = "1-proeve", "tekst-1"
PEOPLE = (
    Person("anna", "Anna", "raadgiver", team="Nord"),
    Person("bo", "Bo", "raadgiver", team="Nord"),
    Person("carl", "Carl", "raadgiver", team="Syd"),
    Person("lis", "Lis Leder", "leder", manages="Nord"),
    Person("mig", "Mig", "raadgiver"),
)


@pytest.fixture(autouse=True)
def _people(store: Store, module: Module) -> None:
    store.people.change(PEOPLE)
    for one in ("anna", "bo", "carl"):
        store.answers.save(one, module, TASK, f"{one} skrev", 0)


def seen_by(store: Store, learner: str, module: Module) -> list[str] | None:
    """Whose words somebody reads there, or None where she has no team."""
    team = store.sharing.of(learner, MODULE, module.tasks[TASK])
    return None if team is None else [one.name for one in team.others]


def test_only_colleagues_of_the_same_team_read_what_is_shared_and_only_that(store: Store, module: Module) -> None:
    store.sharing.begin("anna", MODULE, TASK)
    assert store.sharing.of("bo", MODULE, module.tasks[TASK]) == Team("Nord", False, (Contribution("Anna", "anna skrev"),))
    assert store.sharing.of("anna", MODULE, module.tasks[TASK]) == Team("Nord", True, ())
    assert seen_by(store, "carl", module) == []
    assert seen_by(store, "bo", make_module(essay())) == ["Anna"]
    assert store.sharing.of("bo", "2-andet", module.tasks[TASK]) == Team("Nord", False, ())


def test_a_manager_reads_along_only_where_the_staff_list_says_that_she_is_in_the_team_too(store: Store, module: Module) -> None:
    store.sharing.begin("anna", MODULE, TASK)
    assert seen_by(store, "lis", module) is None
    store.people.put(Person("lis", "Lis Leder", "leder", team="Nord", manages="Nord"))
    assert seen_by(store, "lis", module) == ["Anna"]


def test_who_has_no_team_or_is_unknown_shares_with_nobody(store: Store, module: Module) -> None:
    for learner in ("mig", "lis", "ingen"):
        assert seen_by(store, learner, module) is None
        with pytest.raises(NotAllowed, match="no team"):
            store.sharing.begin(learner, MODULE, TASK)


def test_ending_it_takes_her_words_away_from_the_others_and_from_nobody_else(store: Store, module: Module) -> None:
    for one in ("anna", "bo"):
        store.sharing.begin(one, MODULE, TASK)
    store.sharing.end("anna", MODULE, TASK)
    store.sharing.end("anna", MODULE, TASK)
    assert seen_by(store, "bo", module) == []
    assert seen_by(store, "anna", module) == ["Bo"]
    assert store.answers.get("anna", MODULE, module.tasks[TASK]).value == "anna skrev"  # type: ignore[union-attr]


def test_who_changes_team_neither_sees_nor_is_seen_until_she_shares_with_the_new_one(store: Store, module: Module) -> None:
    for one in ("anna", "bo", "carl"):
        store.sharing.begin(one, MODULE, TASK)
    store.people.put(Person("anna", "Anna", "raadgiver", team="Syd"))
    assert seen_by(store, "bo", module) == []
    assert seen_by(store, "carl", module) == []
    assert store.sharing.of("anna", MODULE, module.tasks[TASK]) == Team("Syd", False, (Contribution("Carl", "carl skrev"),))
    store.sharing.begin("anna", MODULE, TASK)
    assert seen_by(store, "carl", module) == ["Anna"]
    assert seen_by(store, "bo", module) == []


def test_who_has_left_is_seen_by_nobody_and_sees_nobody(store: Store, module: Module) -> None:
    for one in ("anna", "bo"):
        store.sharing.begin(one, MODULE, TASK)
    store.people.put(Person("anna", "Anna", "raadgiver", team="Nord", active=False))
    assert seen_by(store, "bo", module) == []
    assert seen_by(store, "anna", module) is None


def test_two_windows_and_two_colleagues_at_once_all_get_through(store: Store, module: Module) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: store.sharing.begin(one, MODULE, TASK), ["anna", "bo"] * 8))
        list(pool.map(lambda one: store.answers.save(one, module, TASK, f"{one} skrev mere", 1), ["anna", "bo"]))
    assert store.sharing.of("anna", MODULE, module.tasks[TASK]) == Team("Nord", True, (Contribution("Bo", "bo skrev mere"),))
    assert store.sharing.of("bo", MODULE, module.tasks[TASK]) == Team("Nord", True, (Contribution("Anna", "anna skrev mere"),))


def test_erasing_one_takes_her_words_and_leaves_the_others(store: Store, module: Module) -> None:
    for one in ("anna", "bo"):
        store.sharing.begin(one, MODULE, TASK)
    assert [row["team"] for row in store.personal.copy("anna")["sharing"]] == ["Nord"]
    store.personal.erase("anna", keep_record=False)
    assert store.personal.copy("anna")["sharing"] == []
    assert seen_by(store, "bo", module) == []
    store.people.put(Person("dorte", "Dorte", "raadgiver", team="Nord"))
    assert seen_by(store, "dorte", module) == ["Bo"]


def test_a_sharing_ends_for_good_when_its_answer_is_outdated_or_its_owner_is_in_another_team(store: Store, module: Module) -> None:
    for one in ("anna", "bo", "carl"):
        store.sharing.begin(one, MODULE, TASK)
    store.sharing.begin("bo", MODULE, "begyndt-i-dag")
    store.sharing.begin("bo", MODULE, "laengst-vaek")
    with store.database.transaction() as session:
        session.execute(update(SharingRow).where(SharingRow.task == "laengst-vaek").values(since=now() - timedelta(days=11)))
    store.people.put(Person("carl", "Carl", "raadgiver", team="Nord"))
    assert store.personal.outdated(days(), only_count=False)["sharing"] == 2
    with store.database.transaction() as session:
        left = {tuple(row) for row in session.execute(select(SharingRow.learner, SharingRow.task))}
    assert left == {("anna", TASK), ("bo", TASK), ("bo", "begyndt-i-dag")}


def test_what_she_shares_goes_with_her_to_a_new_login(store: Store, module: Module) -> None:
    store.sharing.begin("anna", MODULE, TASK)
    store.people.change([Person("anna.h", "Anna Hansen", "raadgiver", team="Nord")], {"anna": "anna.h"})
    assert seen_by(store, "bo", module) == ["Anna Hansen"]
    assert store.personal.copy("anna")["sharing"] == []


def test_what_is_refused_today_is_not_shown_to_colleagues_because_it_was_saved_before(store: Store, module: Module) -> None:
    store.sharing.begin("anna", MODULE, TASK)
    with store.database.transaction() as session:
        mine = (AnswerRow.learner == "anna", AnswerRow.task == TASK)
        session.execute(update(AnswerRow).where(*mine).values(value="x" * 100_000))
    assert seen_by(store, "bo", module) == []
    assert store.answers.get("anna", MODULE, module.tasks[TASK]) is not None
