"""The store on PostgreSQL: prepared by several at once, patient for seconds and no longer, and open to each account for what it needs."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from course.errors import StorageError
from course.store import Contribution, Person, Store, Team, database, open_store
from course.store.accounts import COURSE, FORMGRADER, PAGES
from course.store.base import Base
from deploy.one_machine import needs
from deploy.one_machine.installation import ACCOUNTS, free_port
from deploy.one_machine.postgresql import Cluster
from tests.command import Command
from tests.course.store.test_store import essay, make_module
from tests.course.store.test_upgrade import take_back
from tests.house import DATA
from tests.stores import new_postgresql
from widgets.session import LearnerSession

PROCESSES = 5
MIGRATE = """
import logging, multiprocessing, sys
import alembic.command
from course.store.database import Database
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
fork = multiprocessing.get_context("fork")
together = fork.Barrier(int(sys.argv[2]))
def migrate():
    together.wait()
    Database(sys.argv[1]).migrate()
processes = [fork.Process(target=migrate) for _ in range(together.parties)]
for process in processes:
    process.start()
for process in processes:
    process.join()
sys.exit(any(process.exitcode for process in processes))
"""
ALL = {"select", "insert", "update", "delete"}
PEOPLES = {"person", "submission", "result", "evidence", "distribution", "recall", "recall_off", "tried", "claim", "judgement", "phrase"}
PEOPLES |= {
    "second_mark",
    "calibration",
    "inquiry",
    "text_to_mark",
    "hand_in_file",
    "published",
    "talk",
    "meeting",
    "target",
    "helping",
    "deadline",
    "reminder",
}
WRITTEN = {"answer", "attempt"}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL with the accounts of an installation; each has its own name as its password."""
    folder = Path(tempfile.mkdtemp(prefix="kv-postgres-"))
    started = Cluster(needs.postgresql(), folder, free_port(), "postgres", fast=True)
    try:
        started.start()
        started.make_accounts({name: name for name in ACCOUNTS})
        yield started
    finally:
        started.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def store(cluster: Cluster) -> Iterator[Store]:
    opened = new_postgresql(cluster.url(""), "alone")
    yield opened
    opened.database.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, store: Store) -> Iterator[Store]:
    """The same store, to whom a moment is already too long."""
    monkeypatch.setattr(database, "PATIENCE", dict.fromkeys(database.PATIENCE, "400ms"))
    opened = open_store(store.database.url)
    yield opened
    opened.database.close()


def in_order(store: Store) -> bool:
    """Whether the schema is that of the code."""
    with store.database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata)) == []


@pytest.mark.parametrize("version", ["base", "0001"])
def test_however_many_prepare_a_database_at_the_same_moment_each_migration_runs_once(store: Store, version: str) -> None:
    take_back(store, version)
    store.database.close()
    command = [sys.executable, "-c", MIGRATE, store.database.url, str(PROCESSES)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    ran = Counter(line for line in said.splitlines() if line.startswith("Running upgrade"))
    assert set(ran.values()) == {1}
    assert len(ran) == len(database.schema_versions()) - (version == "0001")
    assert in_order(store)
    store.database.check()


def test_a_schema_that_is_older_or_newer_than_the_course_is_told(store: Store) -> None:
    store.database.check()
    take_back(store, "0001")
    with pytest.raises(StorageError, match="kompetencevej prepare"):
        store.database.check()
    with store.database.transaction() as session:
        session.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StorageError, match="does not fit this version"):
        store.database.check()


def test_what_takes_too_long_is_ended_with_a_sentence_and_the_next_question_is_answered(impatient: Store) -> None:
    begun = time.monotonic()
    with pytest.raises(StorageError, match="Try again shortly"), impatient.database.transaction() as session:
        session.execute(text("select pg_sleep(60)"))
    assert time.monotonic() - begun < 30
    assert impatient.people.all() == []


def test_a_transaction_that_idles_is_ended_and_the_next_one_is_answered(impatient: Store) -> None:
    with pytest.raises(StorageError), impatient.database.transaction() as session:  # noqa: PT012  what happens between the statements is the point
        session.execute(text("select 1"))
        time.sleep(1)
        session.execute(text("select 1"))
    assert impatient.people.all() == []


def test_an_answer_that_somebody_else_holds_fast_is_refused_in_a_moment_and_can_be_saved_afterwards(store: Store, impatient: Store) -> None:
    module = make_module(essay())
    store.answers.save("anna", module, "tekst-1", "Først", 0)
    with store.database.transaction() as session:
        session.execute(text("select * from answer for update"))
        with pytest.raises(StorageError, match="nothing was changed"):
            impatient.answers.save("anna", module, "tekst-1", "Så", 1)
    assert impatient.answers.save("anna", module, "tekst-1", "Så", 1).revision == 2


def test_pages_wait_for_seconds_and_no_longer(store: Store) -> None:
    with store.database.transaction() as session:
        found = {name: session.scalar(text(f"show {name}")) for name in database.PATIENCE}
    assert found == {
        "statement_timeout": "20s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "1min",
        "tcp_user_timeout": "15000",
    }


def test_a_store_that_keeps_no_connections_leaves_none_behind(store: Store) -> None:
    page = open_store(store.database.url, keep=False)
    page.people.all()
    with store.database.transaction() as session:
        assert session.scalar(text("select count(*) from pg_stat_activity where datname = 'alone' and pid <> pg_backend_pid()")) == 0


def test_after_a_restart_of_the_server_the_next_question_is_answered(cluster: Cluster, store: Store) -> None:
    store.people.all()
    cluster.stop("immediate")
    with pytest.raises(StorageError):
        store.people.all()
    cluster.start()
    assert store.people.all() == []


def rights(url: str, account: str) -> dict[str, set[str]]:
    """What an account may do, table by table."""
    opened = open_store(url)
    query = text(
        "select tablename, privilege from pg_tables, unnest(array['select', 'insert', 'update', 'delete', 'truncate']) privilege "
        "where schemaname = 'public' and has_table_privilege(:account, quote_ident(tablename), privilege)"
    )
    found: dict[str, set[str]] = {}
    with opened.database.transaction() as session:
        for table, privilege in session.execute(query, {"account": account}):
            found.setdefault(table, set()).add(privilege)
    opened.database.close()
    return found


def readable_columns(url: str, account: str, table: str) -> set[str]:
    """The columns of a table that an account may read."""
    opened = open_store(url)
    query = text(
        "select column_name from information_schema.columns where table_name = :table and has_column_privilege(:account, :table, column_name, 'select')"
    )
    with opened.database.transaction() as session:
        found = set(session.scalars(query, {"account": account, "table": table}))
    opened.database.close()
    return found


def test_each_account_may_do_what_it_needs_and_no_more_however_often_the_database_is_prepared(cluster: Cluster) -> None:
    owner = cluster.url("kompetencevej", "kompetencevej_owner", "owner")
    for _ in range(2):
        opened = open_store(owner, migrate=True)
        opened.database.close()
        everywhere = dict.fromkeys(PEOPLES | WRITTEN | {"sharing", "former_login"}, ALL)
        assert rights(owner, COURSE) == {**everywhere, "viewing": ALL - {"update", "delete"}, "alembic_version": {"select"}}
        assert rights(owner, PAGES) == {
            **dict.fromkeys(WRITTEN, ALL - {"delete"}),
            "sharing": ALL - {"update"},
            "former_login": {"select"},
            "alembic_version": {"select"},
        }
        assert readable_columns(owner, PAGES, "person") == {"username", "name", "team", "active"}
        assert rights(owner, FORMGRADER) == {"person": {"select"}, "alembic_version": {"select"}}
    pages = open_store(cluster.url("kompetencevej", PAGES, "pages"))
    pages.answers.save("anna", make_module(essay()), "tekst-1", "Gemt af en side", 0)
    with pytest.raises(StorageError):
        pages.people.all()
    pages.database.close()


def test_a_page_shares_with_the_team_reads_it_and_ends_it_with_its_own_account(cluster: Cluster) -> None:
    opened = open_store(cluster.url("kompetencevej", "kompetencevej_owner", "owner"), migrate=True)
    for username in ("anna", "bo"):
        opened.people.put(Person(username, username.title(), "raadgiver", team="Nord"))
    opened.database.close()
    pages, module = open_store(cluster.url("kompetencevej", PAGES, "pages")), make_module(essay())
    task = module.tasks["tekst-1"]
    newest = pages.answers.get("anna", module.id, task)
    pages.answers.save("anna", module, "tekst-1", "Annas ord", newest.revision if newest else 0)
    pages.sharing.begin("anna", module.id, "tekst-1")
    assert pages.sharing.of("bo", module.id, task) == Team("Nord", False, (Contribution("Anna", "Annas ord"),))
    assert pages.people.name("anna") == "Anna"
    pages.sharing.end("anna", module.id, "tekst-1")
    assert pages.sharing.of("bo", module.id, task) == Team("Nord", False, ())
    pages.database.close()


def logins(store: Store) -> set[str]:
    """Under which of her two logins the colleague of the next story is known."""
    return {one.username for one in store.people.all()} & {"anna.k", "anna.h"}


def test_a_new_login_needs_the_account_that_owns_the_tables_and_with_another_nothing_changes(cluster: Cluster) -> None:
    owner = open_store(cluster.url("kompetencevej", "kompetencevej_owner", "owner"), migrate=True)
    owner.people.put(Person("anna.k", "Anna", "raadgiver"))
    owner.answers.save("anna.k", make_module(essay()), "tekst-1", "Hendes", 0)
    course = open_store(cluster.url("kompetencevej", COURSE, "course"))
    with pytest.raises(StorageError):
        course.people.change([Person("anna.h", "Anna", "raadgiver")], {"anna.k": "anna.h"})
    assert logins(course) == {"anna.k"}
    course.database.close()
    owner.people.change([Person("anna.h", "Anna", "raadgiver")], {"anna.k": "anna.h"}, only_try=True)
    assert logins(owner) == {"anna.k"}
    owner.people.change([Person("anna.h", "Anna", "raadgiver")], {"anna.k": "anna.h"})
    assert logins(owner) == {"anna.h"}
    assert owner.personal.copy("anna.h")["answer"][0]["value"] == "Hendes"
    pages = open_store(cluster.url("kompetencevej", PAGES, "pages"))
    page = LearnerSession(make_module(essay()), "anna.k", pages)  # it was open meanwhile
    page.save(page.module.tasks["tekst-1"], "Skrevet videre", 1, False)
    assert owner.personal.copy("anna.h")["answer"][0]["value"] == "Skrevet videre"
    with pytest.raises(StorageError):
        pages.people.change([Person("anna.k", "Anna", "raadgiver")], {"anna.h": "anna.k"})
    for one in (pages, owner):
        one.database.close()


def test_two_who_prepare_an_installation_at_once_both_succeed(cluster: Cluster, tmp_path: Path) -> None:
    urls = {
        "KOMPETENCEVEJ_DATABASE": cluster.url("kompetencevej", "kompetencevej_owner", "owner"),
        "KOMPETENCEVEJ_GRADEBOOK": cluster.url("gradebook", "kompetencevej_owner", "owner"),
    }
    sources = {"KOMPETENCEVEJ_MODULES": str(DATA / "modules"), "KOMPETENCEVEJ_GRADING": str(DATA)}
    environment = {**os.environ, **urls, **sources, "KOMPETENCEVEJ_HOME": str(tmp_path / "home")}
    both = [Command(["prepare"], environment, tmp_path / "said") for _ in range(2)]
    assert [one.wait(300) for one in both] == [0, 0], (tmp_path / "said").read_text("utf-8")
    assert (tmp_path / "home" / "release" / "9-proeve" / "module.yaml").exists()
    course = open_store(cluster.url("kompetencevej", COURSE, "course"))
    course.database.check()
    course.database.close()
