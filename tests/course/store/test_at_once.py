"""Two windows, managers or replicas write the same row in one moment: the later is told, or what stands is what both meant."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from course.clock import today
from course.errors import Conflict
from course.store import Person, Store, open_store
from course.talks import AgreedStep
from tests.stores import new_store

PLACE, SOON = ("9-proeve", "1-oev"), today() + timedelta(days=5)
Do = Callable[[Store], Any]


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """One store in two processes."""
    both = new_store(f"sqlite:///{tmp_path}/course.db"), open_store(f"sqlite:///{tmp_path}/course.db")
    both[0].people.put(Person("anna", "Anna Lund", "raadgiver", "Nord"))
    yield both
    for one in both:
        one.database.close()


@contextmanager
def first(windows: tuple[Store, Store], do: Do) -> Iterator[Store]:
    """One window, in which something is about to be added when the other one is faster."""
    late, early = windows
    done: list[str] = []

    def overtake(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT") and not done:
            done.append(statement)
            do(early)

    event.listen(late.database.engine, "before_cursor_execute", overtake)
    yield late
    event.remove(late.database.engine, "before_cursor_execute", overtake)
    assert done


def propose(store: Store, manager: str) -> None:
    store.talks.propose("anna", manager, [AgreedStep("samtale.kanal", "Øver sig", SOON)], 1, 0)


TOLD: dict[str, tuple[Do, Do]] = {
    "what she tried": (lambda one: one.tried.save("anna", PLACE, "Gik godt", 0), lambda one: one.tried.save("anna", PLACE, "Gik skidt", 0)),
    "a talk": (lambda one: propose(one, "lis"), lambda one: propose(one, "per")),
    "a deadline": (
        lambda one: one.deadlines.ask("Nord", "9-proeve", SOON, "lis"),
        lambda one: one.deadlines.ask("Nord", "9-proeve", today(), "per"),
    ),
}


@pytest.mark.parametrize("what", TOLD)
def test_who_says_something_else_is_told_that_another_was_first(windows: tuple[Store, Store], what: str) -> None:
    early, late = TOLD[what]
    with first(windows, early) as store, pytest.raises(Conflict):
        late(store)


STANDS: dict[str, Do] = {
    "tried": lambda one: one.tried.save("anna", PLACE, "Gik godt", 0),
    "helping": lambda one: one.helping.say("anna", ["samtale.kanal"]),
    "recall": lambda one: one.recalls.begin("anna", "9-proeve", 2, ["oev"]),
    "recall_off": lambda one: one.recalls.switch("anna", on=False),
    "reminder": lambda one: one.reminders.want(["anna"]),
}


@pytest.mark.parametrize("table", STANDS)
def test_who_says_the_same_notices_nothing(windows: tuple[Store, Store], table: str) -> None:
    with first(windows, STANDS[table]) as store:
        STANDS[table](store)
    assert len(windows[0].personal.copy("anna")[table]) == 1
