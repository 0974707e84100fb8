"""A page is open while the staff list gives its reader another login: what she does there is hers, and nothing is lost."""

from collections.abc import Callable, Iterator

import pytest

from course.conversation.play import Attempt
from course.modules import Module, load_module
from course.store import Person, Store
from tests.house import DATA
from tests.stores import new_store
from widgets.session import LearnerSession, owner_mark


@pytest.fixture
def store() -> Iterator[Store]:
    opened = new_store("sqlite://")
    yield opened
    opened.database.close()


@pytest.fixture
def module() -> Module:
    return load_module(DATA / "modules" / "9-proeve")


@pytest.fixture
def renamed(store: Store) -> Callable[[], None]:
    """Anna Kjær has married."""
    store.people.put(Person("anna.k", "Anna Kjær", "raadgiver", team="Nord"))
    return lambda: store.people.change([Person("anna.h", "Anna Holm", "raadgiver", team="Nord")], {"anna.k": "anna.h"})


def rows_of(store: Store, login: str) -> int:
    return sum(len(rows) for rows in store.personal.copy(login).values())


def test_an_answer_goes_on_from_where_it_was(store: Store, module: Module, renamed: Callable[[], None]) -> None:
    page = LearnerSession(module, "anna.k", store)
    first = page.save(module.tasks["tekst"], "Før brylluppet.", 0, False)
    renamed()
    second = page.save(module.tasks["tekst"], "Efter brylluppet.", first.revision, False)
    page.save(module.tasks["valg"], ["a"], 0, False)
    assert (second.revision, rows_of(store, "anna.k")) == (first.revision + 1, 0)
    found = store.answers.all("anna.h", module.id, list(module.tasks.values()))
    assert {task: one.value for task, one in found.items()} == {"tekst": "Efter brylluppet.", "valg": ["a"]}
    assert page.load_from(module, module.tasks["tekst"]) == found["tekst"]


def test_a_conversation_and_what_she_shares_are_hers_too(store: Store, module: Module, renamed: Callable[[], None]) -> None:
    page = LearnerSession(module, "anna.k", store)
    talk = next(task for task in module.tasks.values() if task.has_attempts)
    begun = page.start_attempt(talk)
    renamed()
    map = talk.map(module.folder)  # type: ignore[attr-defined]  # a conversation has one
    first = next(step.choice.id for step in map.steps if step.origin == map.start)
    assert page.save_attempt(begun, Attempt([first], [], []), map).revision == begun.revision + 1
    page.start_attempt(talk)
    page.share(module.tasks["tekst"], True)
    assert len(store.attempts.all("anna.h", module.id, talk.id)) == 2
    assert (page.name, rows_of(store, "anna.k")) == ("Anna Holm", 0)


def test_the_page_knows_by_which_logins_the_browser_may_have_kept_words_of_hers(
    store: Store, module: Module, renamed: Callable[[], None]
) -> None:
    renamed()
    store.people.change([Person("anna.h.k", "Anna Holm Kjær", "raadgiver", team="Nord")], {"anna.h": "anna.h.k"})
    assert set(LearnerSession(module, "anna.h.k", store).formerly) == {owner_mark("anna.k"), owner_mark("anna.h")}
    store.people.put(Person("anna.k", "Anna Krag", "raadgiver"))
    assert LearnerSession(module, "anna.h.k", store).formerly == [owner_mark("anna.h")], "the other is somebody else's by now"
    assert LearnerSession(module, "anna.k", store).formerly == []


def test_whoever_gets_the_former_login_after_her_keeps_what_she_writes_herself(
    store: Store, module: Module, renamed: Callable[[], None]
) -> None:
    renamed()
    store.people.put(Person("anna.k", "Anna Krag", "raadgiver"))
    LearnerSession(module, "anna.k", store).save(module.tasks["tekst"], "Jeg er ny.", 0, False)
    assert store.answers.get("anna.h", module.id, module.tasks["tekst"]) is None
    assert store.answers.get("anna.k", module.id, module.tasks["tekst"]) is not None
