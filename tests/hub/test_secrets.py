"""What the pages' processes know, and what each account may do in the databases."""

import contextlib
import re
import time
from pathlib import Path

import psutil
import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from deploy.one_machine.installation import Installation
from tests.hub.conftest import Who
from tests.hub.lines import open_page

THEIRS = ("administrator", "owner", "course", "formgrader", "hub", "proxy_token", "course_token", "formgrader_token")
HUBS_OWN = ("administrator", "owner", "hub", "proxy_token", "course_token", "formgrader_token")
ELSEWHERE = {"course": "jupyterhub", "pages": "gradebook", "formgrader": "jupyterhub", "hub": "kompetencevej"}
TABLES = {
    *("answer", "attempt", "sharing", "person", "former_login", "submission", "result", "evidence", "distribution", "published", "viewing"),
    *(
        "recall",
        "recall_off",
        "tried",
        "claim",
        "judgement",
        "phrase",
        "second_mark",
        "calibration",
        "inquiry",
        "text_to_mark",
        "hand_in_file",
        "talk",
        "meeting",
        "target",
        "helping",
        "deadline",
        "reminder",
    ),
}
MAY = {
    "pages": {
        **{table: {"select", "insert", "update"} for table in ("answer", "attempt")},
        "sharing": {"select", "insert", "delete"},
        "former_login": {"select"},
        "alembic_version": {"select"},
    },
    "formgrader": {"person": {"select"}, "alembic_version": {"select"}},
    "course": {
        **{table: {"select", "insert", "update", "delete"} for table in TABLES},
        "viewing": {"select", "insert"},
        "alembic_version": {"select"},
    },
}
DDL = (
    "create table mine (x int)", "create temporary table mine (x int)", "drop table answer", "alter table answer add column x int", "truncate answer",
    "create schema mine", "create role mine", "copy answer to program 'true'", "select pg_read_file('/etc/passwd')",
)  # fmt: skip


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads processes' memory as Linux shows it")
def test_no_process_behind_a_page_holds_a_secret_but_the_pages_own(installation: Installation, known: Who) -> None:
    open_page(known("clara"))
    processes = _behind_pages(installation)
    assert set(processes) >= {"warm", "page", "view"}
    wanted = {name: installation.secrets[name].encode() for name in (*THEIRS, "pages")}
    wanted["cookie secret"] = (installation.home / "cookie-secret").read_bytes()
    found = {kind: _held(process, wanted) for kind, process in processes.items()}
    assert all("pages" in held for held in found.values()), "what a process knows can be seen"
    assert {kind: held - {"pages"} for kind, held in found.items() if held - {"pages"}} == {}


def _behind_pages(installation: Installation) -> dict[str, psutil.Process]:
    """One process of each kind: warm, page, view, and where there is one a spare view."""
    found = {}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            line = " ".join(process.cmdline())
            if line.startswith("kompetencevej ") and str(installation.home) in line:
                found[line.split()[1]] = process
    return found


def _held(process: psutil.Process, wanted: dict[str, bytes]) -> set[str]:
    """Which secrets stand somewhere in the process's memory."""
    held: set[str] = set()
    maps = Path(f"/proc/{process.pid}/maps").read_text().splitlines()
    with Path(f"/proc/{process.pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            if place := re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line):
                start, end = (int(number, 16) for number in place.groups())
                with contextlib.suppress(OSError, OverflowError):
                    memory.seek(start)
                    content = memory.read(end - start)
                    held |= {name for name, secret in wanted.items() if secret in content}
    return held


def test_a_job_of_the_trainers_page_knows_no_token(installation: Installation, known: Who) -> None:
    trine = known("trine")
    trine.get("trainer")
    assert trine.post("trainer/start", follow=False, command="mark").status == 303
    job, told = _job(installation), ""
    with contextlib.suppress(psutil.Error):
        told = str(job.environ())
    assert installation.secrets["course"] in told
    assert [name for name in HUBS_OWN if installation.secrets[name] in told] == []


def _job(installation: Installation) -> psutil.Process:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.cmdline()[1:4] == ["-m", "grading", "mark"] and process.environ().get("KOMPETENCEVEJ_HOME") == str(
                    installation.home
                ):
                    return process
    raise AssertionError("no job was started")


@pytest.mark.parametrize("account", MAY)
def test_an_account_may_do_with_each_table_what_it_must_and_no_more(installation: Installation, account: str) -> None:
    engine = create_engine(installation.url("owner"))
    tables = set(inspect(engine).get_table_names())
    engine.dispose()
    assert tables == TABLES | {"alembic_version"}, "a new table needs an account's rights thought over"
    assert _rights(installation, account, tables) == MAY[account]


def _rights(installation: Installation, account: str, tables: set[str]) -> dict[str, set[str]]:
    rights = ("select", "insert", "update", "delete", "truncate", "references", "trigger")
    engine = create_engine(installation.url(account))
    with engine.connect() as connection:
        may = {
            table: {right for right in rights if connection.scalar(text(f"select has_table_privilege(current_user, '{table}', '{right}')"))}
            for table in tables
        }
    engine.dispose()
    return {table: found for table, found in may.items() if found}


@pytest.mark.parametrize("account", MAY)
def test_an_account_that_serves_can_change_no_table_and_reach_no_file(installation: Installation, account: str) -> None:
    engine = create_engine(installation.url(account))
    assert [statement for statement in DDL if _can(engine, statement)] == []
    engine.dispose()


def _can(engine: Engine, statement: str) -> bool:
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    except ProgrammingError as error:
        return "InsufficientPrivilege" not in str(error)
    return True


@pytest.mark.parametrize("account", ELSEWHERE)
def test_an_account_does_not_get_into_anothers_database(installation: Installation, account: str) -> None:
    engine = create_engine(installation.url(account, ELSEWHERE[account]))
    with pytest.raises(OperationalError, match="permission denied for database"):
        engine.connect()
    engine.dispose()
