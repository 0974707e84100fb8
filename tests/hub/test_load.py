"""A small municipality at work while a replica, PostgreSQL and the Hub end: nothing that was confirmed is lost, and nothing is there twice.

`make bench BENCH=load` does the same with a hundred colleagues, and tells how long everything took.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import text

from course.modules import load_module
from course.store import Store, open_store
from deploy.one_machine.installation import Installation
from tests.benchmarks._audit import audit
from tests.benchmarks._colleagues import Colleague, Window
from tests.benchmarks._crowd import MODULE, Crowd, login
from tests.benchmarks._ledger import Ledger
from tests.hub.conftest import CROWD
from tests.hub.prepared import with_login

PEOPLE = CROWD[12:]
CROWDED = PEOPLE[:4]
SECONDS = 20
FEW = 5


@pytest.fixture(scope="module")
def installation(breakable: Installation) -> Installation:
    return with_login(breakable, login(CROWD))


@pytest.fixture
def store(installation: Installation) -> Iterator[Store]:
    opened = open_store(installation.url("course"))
    yield opened
    opened.database.close()


def test_pages_that_are_open_hold_no_connection_to_the_database(installation: Installation, store: Store) -> None:
    async def open_all() -> int:
        async with AsyncExitStack() as stack:
            for name in PEOPLE:
                reader = await stack.enter_async_context(Colleague(installation.public, name, installation.secrets["password"], Ledger()))
                await reader.log_in()
                module = load_module(installation.home / "release" / MODULE)
                window = await stack.enter_async_context(Window(reader, module, module.about.pages[0].stem))
                await window.answer("kanal-frit-valg", ["de-fleste"])
            return connections(store)

    assert asyncio.run(open_all()) <= FEW


def connections(store: Store) -> int:
    """How many the pages' account has open."""
    with store.database.transaction() as session:
        found: int = session.scalar(text("select count(*) from pg_stat_activity where usename = 'kompetencevej_pages'"))  # type: ignore[assignment]
    return found


def test_people_carry_on_while_parts_end_and_nothing_is_lost_or_doubled(installation: Installation, store: Store) -> None:
    crowd = Crowd(installation, CROWDED, SECONDS, rest=SECONDS / 3)
    module = crowd.work()
    found = audit(crowd.ledger, store, module)
    assert crowd.ledger.outside() == [], "what went wrong although nothing was broken"
    assert (found.lost, found.doubled, found.unmarked) == ([], [], [])
    assert len(crowd.ledger.hand_ins) == len(CROWDED)
