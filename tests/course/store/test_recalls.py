"""What comes back to a learner, and what she tried, on SQLite and on PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import update

from course.errors import Conflict
from course.store import Person, Store
from course.store.database import now
from course.store.tables import RecallRow, TriedRow
from tests.actors import days
from tests.course.store.test_store import store, url

__all__ = ["store", "url"]
MODULE, PLACE = "1-proeve", ("1-proeve", "1-side")


def values(store: Store, learner: str, days: int = 2) -> dict[str, object]:
    found = store.recalls.of(learner).get(MODULE, days)
    return {one.task: one.value for one in found.questions} if found else {}


def test_what_was_drawn_stays_in_its_order_and_is_drawn_once(store: Store) -> None:
    store.recalls.begin("anna", MODULE, 2, ["c", "a", "b"])
    store.recalls.begin("anna", MODULE, 2, ["c", "a", "b"])
    assert list(values(store, "anna")) == ["c", "a", "b"]
    assert store.recalls.of("bo").recalls == ()


def test_of_two_windows_the_first_answer_stays_whichever_that_was(store: Store) -> None:
    store.recalls.begin("anna", MODULE, 2, ["a"])
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda value: store.recalls.answer("anna", MODULE, 2, "a", [value]), "wxyz"))
    assert sorted(kept) == [False, False, False, True]
    assert values(store, "anna")["a"] == ["wxyz"[kept.index(True)]]
    assert not store.recalls.answer("bo", MODULE, 2, "a", ["w"]), "a question that she was not asked"


def test_it_is_switched_off_and_on_and_what_was_drawn_is_still_there(store: Store) -> None:
    store.recalls.begin("anna", MODULE, 2, ["a"])
    for on in (False, False, True, True):
        store.recalls.switch("anna", on)
        assert store.recalls.of("anna").on is on
        assert store.recalls.of("bo").on
    assert list(values(store, "anna")) == ["a"]


def test_a_sentence_is_kept_changed_and_taken_back_and_an_older_window_is_told(store: Store) -> None:
    store.tried.save("anna", PLACE, "Først", 0)
    first = store.tried.of("anna")[PLACE]
    store.tried.save("anna", PLACE, "Først", 0)
    store.tried.save("anna", PLACE, "Så", 1)
    assert store.tried.of("anna")[PLACE].tried_at == first.tried_at
    for stale in (0, 1):
        with pytest.raises(Conflict):
            store.tried.save("anna", PLACE, "Fra et ældre vindue", stale)
    with pytest.raises(Conflict):
        store.tried.remove("anna", PLACE, 1)
    assert (store.tried.of("anna")[PLACE].words, store.tried.of("bo")) == ("Så", {})
    store.tried.remove("anna", PLACE, 2)
    assert store.tried.of("anna") == {}
    with pytest.raises(Conflict):
        store.tried.save("anna", PLACE, "Fra et vindue, der ikke ved det", 2)


def test_old_words_go_when_their_time_is_up_and_the_question_does_not_come_back(store: Store) -> None:
    store.recalls.begin("anna", MODULE, 2, ["a", "b"])
    for task in ("a", "b"):
        store.recalls.answer("anna", MODULE, 2, task, ["x"])
    store.tried.save("anna", PLACE, "Længe siden", 0)
    with store.database.transaction() as session:
        session.execute(update(RecallRow).where(RecallRow.task == "a").values(answered_at=now() - timedelta(days=11)))
        session.execute(update(TriedRow).values(saved_at=now() - timedelta(days=11)))
    for gone in (1, 0):
        counted = store.personal.outdated(days(), only_count=False)
        assert (counted["recall"], counted["tried"]) == (gone, gone)
    found = store.recalls.of("anna").get(MODULE, 2)
    assert found
    assert [(one.value, one.answered_at is None) for one in found.questions] == [(None, False), (["x"], False)]
    assert store.tried.of("anna") == {}


def test_two_logins_of_one_person_keep_the_fuller_draw_and_the_newest_sentence(store: Store) -> None:
    for login, answered in (("anna.k", "ab"), ("anna.h", "a")):
        store.recalls.begin(login, MODULE, 2, ["a", "b"])
        for task in answered:
            store.recalls.answer(login, MODULE, 2, task, [login])
        store.tried.save(login, PLACE, f"Skrevet som {login}", 0)
    store.recalls.begin("anna.k", MODULE, 7, ["c"])
    store.recalls.switch("anna.k", on=False)
    store.people.put(Person("anna.k", "Anna", "raadgiver"))
    store.people.change([Person("anna.h", "Anna Holm", "raadgiver")], {"anna.k": "anna.h"})
    assert values(store, "anna.h") == {"a": ["anna.k"], "b": ["anna.k"]}
    assert list(values(store, "anna.h", 7)) == ["c"]
    assert store.tried.of("anna.h")[PLACE].words == "Skrevet som anna.h"
    assert not store.recalls.of("anna.h").on
    assert (store.recalls.of("anna.k").recalls, store.tried.of("anna.k")) == ((), {})
    with pytest.raises(Conflict):
        store.tried.save("anna.h", PLACE, "Fra en åben side", 1)
