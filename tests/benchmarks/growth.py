"""What a thousand, and a hundred thousand, colleagues with four years of evidence cost: a page, an overview, and rolling everybody up.

Takes about four minutes and 5 GB of disk. Memory is how far the peak of a process of its own rises above where it was just before.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

from sqlalchemy import ColumnElement, select

from course import settings
from course.chain import teams_below
from course.modules import load_module
from course.municipality import overview
from course.pages import Request
from course.report import write_municipality_csv
from course.store import Person, Store, open_store
from course.store.tables import PersonRow
from course.team import member
from tests.benchmarks.report import Report, Samples, console
from tests.postgres import make_database, server
from tests.synthetic import fill, put_a_chief
from widgets.service.pages import manager, start, teams

SIZES = (1_000, 5_000, 10_000, 100_000)
BELOW, TEAMS = 5_000, 60  # a chief's colleagues and teams, where there are as many
VISITS = 100  # to each kind of page, each by somebody else; the sizes take turns visit by visit
ROLL_UPS = 3  # of the largest only one
Visit = Callable[[Store, Person], object]


def run(report: Report) -> None:
    """Show the curves on SQLite and on PostgreSQL."""
    with _house() as home, server() as postgres:
        _curves(report, "SQLite", lambda size: f"sqlite:///{home}/{size}.db")
        _curves(report, "PostgreSQL", lambda size: make_database(postgres, f"colleagues-{size}"))


@contextmanager
def _house() -> Iterator[Path]:
    """A folder with the modules released, which is this process's home meanwhile."""
    with tempfile.TemporaryDirectory(prefix="kv-growth-") as folder, patch.dict(os.environ, {"KOMPETENCEVEJ_HOME": folder}):
        shutil.copytree(settings.modules(), settings.released())
        yield Path(folder)


def _curves(report: Report, database: str, url: Callable[[int], str]) -> None:
    with ExitStack() as closing:
        stores = {size: closing.enter_context(_filled(url(size), size)) for size in SIZES}
        report.add(f"One page's data ({database}, ms)", _visited(stores), _row(SIZES[0]), "× should stay at or below 1.5.")
        note = "5,000 should take less than 1 s. Memory holds 1,000 people at a time, and for the overview the figures of every team."
        chiefs = "The first look counts for at most 0.4 s and leaves the rest to the next. Should take less than 1 s; × should stay at or below 1.5."
        report.add(f"A chief over {BELOW:,} colleagues in {TEAMS} teams ({database}, ms)", _looked_at(stores), _row(BELOW), chiefs)
        report.add(f"Everybody at once ({database})", _rolled_up(stores), _row(SIZES[0]), note)


def _row(size: int) -> str:
    return f"{size:,} colleagues"


@contextmanager
def _filled(url: str, size: int) -> Iterator[Store]:
    console.print(f"  making up {size:,} colleagues …", style="dim")
    store = open_store(url, migrate=True)
    try:
        fill(store, size, [load_module(path.parent) for path in sorted(settings.released().glob("*/module.yaml"))])
        yield store
    finally:
        store.database.close()


def _visited(stores: Mapping[int, Store]) -> dict[str, Samples]:
    """How long the data of each kind of page takes, in ms."""
    pages: dict[str, tuple[bool, Visit]] = {"team page": (True, _team), "start page": (False, _start), "levels": (False, _levels)}
    found: dict[str, Samples] = {_row(size): {page: [] for page in pages} for size in stores}
    who = {size: (_usernames(store), _usernames(store, PersonRow.manages.is_not(None))) for size, store in stores.items()}
    random = Random(1)
    for number in range(VISITS + 1):
        for size, store in stores.items():
            for page, (leads, visit) in pages.items():
                took = _timed(visit, store, random.choice(who[size][leads]))
                if number:  # the first time connects and compiles
                    found[_row(size)][page].append(took)
    return found


def _looked_at(stores: Mapping[int, Store]) -> dict[str, Samples]:
    """How long a chief's page takes, in ms: while the teams are counted for the first time, and afterwards."""
    chiefs = {size: put_a_chief(store, BELOW, TEAMS) for size, store in stores.items() if size >= BELOW}
    found: dict[str, Samples] = {_row(size): {"while counting": [], "counted": []} for size in chiefs}
    for size, chief in chiefs.items():
        while True:
            began = time.perf_counter()
            _, waiting = teams_below(stores[size], chief)
            found[_row(size)]["while counting"].append(1000 * (time.perf_counter() - began))
            if not waiting:
                break
    for _ in range(VISITS):
        for size, chief in chiefs.items():
            found[_row(size)]["counted"].append(_timed(_teams, stores[size], chief.username))
    return found


def _teams(store: Store, viewer: Person) -> object:
    return teams.overview(Request(viewer, store))


def _usernames(store: Store, *conditions: ColumnElement[bool]) -> list[str]:
    with store.database.transaction() as session:
        return list(session.scalars(select(PersonRow.username).where(PersonRow.active.is_(True), *conditions)))


def _timed(visit: Visit, store: Store, username: str) -> float:
    began = time.perf_counter()
    viewer = store.people.get(username)
    assert viewer
    visit(store, viewer)
    return 1000 * (time.perf_counter() - began)


def _team(store: Store, viewer: Person) -> object:
    team = next(route for route in manager.page_set.routes if route.path == "team")
    return team.answer(Request(viewer, store))


def _start(store: Store, viewer: Person) -> object:
    return start.start(Request(viewer, store))


def _levels(store: Store, viewer: Person) -> object:
    """Without the drawing, which takes far longer and is the same for everybody."""
    return member(viewer, store.evidence.of([viewer.username])[viewer.username])


def _rolled_up(stores: Mapping[int, Store]) -> dict[str, Samples]:
    """Time and memory of both ways through everybody, each in a process of its own."""
    found: dict[str, Samples] = {_row(size): {} for size in stores}
    for turn in range(ROLL_UPS):
        for size, store in stores.items():
            if turn and size == max(stores):
                continue
            console.print(f"  {turn + 1}/{ROLL_UPS} {_row(size)} …", style="dim")
            for what in ("levels", "overview"):
                command = [sys.executable, "-m", __name__, what, store.database.url]
                took = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                figures = {f"{what}, s": took["s"], f"{what}, µs each": 1e6 * took["s"] / size, f"{what}, peak MB": took["MB"]}
                for figure, value in figures.items():
                    found[_row(size)].setdefault(figure, []).append(value)
    return found


def _measure(what: str, url: str) -> dict[str, float]:
    store = open_store(url)
    store.people.get("")  # connecting is not what is measured
    before, began = _peak(), time.perf_counter()
    if what == "levels":
        for _ in store.rollup.everyone():
            pass
    else:
        with Path(os.devnull).open("w") as nowhere:
            write_municipality_csv(overview(store), nowhere)
    return {"s": time.perf_counter() - began, "MB": _peak() - before}


def _peak() -> float:
    """The most memory this process has held, in MB. (Unlike getrusage it starts anew when a program starts.)"""
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    print(json.dumps(_measure(*sys.argv[1:])))
