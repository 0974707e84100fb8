"""A backup is one file made while people work; restoring it brings back what was there, or changes nothing and says why."""

import gc
import hashlib
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Integer, create_engine, inspect, text
from typer.testing import CliRunner

from course import settings
from course.backup import archive
from course.backup import installation as backups
from course.backup.errors import BackupError
from course.commands import backup as commands
from course.errors import Busy, CourseError
from course.lock import locked, take_lock
from course.privacy import erasures
from course.store import Store, open_store
from grading import collect as collecting
from grading import commands as trainers
from grading import moving, privacy
from grading.privacy import erase_again
from tests.house import House, point_to
from tests.postgres import make_database

# nbgrader leaves its connections to PostgreSQL to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*was deleted while still open:ResourceWarning")


def release_module() -> None:
    """As the trainer does."""
    assert CliRunner().invoke(trainers.app, ["release"]).exit_code == 0


DATABASES = ("database", "gradebook")
Settled = Callable[[str], Path]


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Settled:
    """The home of a course with one learner who was marked, to be copied; on PostgreSQL its databases are called settled-..."""
    made: dict[str, Path] = {}

    def _settled(kind: str) -> Path:
        if kind not in made:
            made[kind] = tmp_path_factory.mktemp(kind) / "home"
            with pytest.MonkeyPatch.context() as patch:
                point_to(patch, made[kind])
                if kind == "postgresql":
                    server = request.getfixturevalue("postgres_server")
                    keep_in(patch, {name: make_database(server, f"settled-{name}") for name in DATABASES})
                settle(made[kind])
        return made[kind]

    return _settled


def keep_in(monkeypatch: pytest.MonkeyPatch, urls: dict[str, str]) -> None:
    for name, url in urls.items():
        monkeypatch.setenv(f"KOMPETENCEVEJ_{name.upper()}", url)


def settle(home: Path) -> None:
    """Release, and let one learner hand in and be marked."""
    store = open_store(migrate=True)
    release_module()
    house = House(home, store, collecting.released_module("9-proeve"))
    (home / "cookie-secret").write_bytes(b"secret")
    house.hand_in("anna")
    house.collect_and_mark()
    house.give("anna", 3, "Godt set.")
    house.feedback()
    let_go(store)


def let_go(store: Store) -> None:
    """Close it, and on PostgreSQL what nbgrader has left open too."""
    store.database.close()
    if not settings.gradebook().startswith("postgresql"):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
        gc.freeze()  # next time only what came since is looked through


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A course with one learner who was marked."""
    shutil.copytree(settled(request.param), tmp_path / "home")
    point_to(monkeypatch, tmp_path / "home")
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_server")
        names = {name: f"backup-{name}-{tmp_path.name}"[:63] for name in DATABASES}
        keep_in(monkeypatch, {name: make_database(server, own, template=f"settled-{name}") for name, own in names.items()})
    store = open_store()
    yield House(tmp_path / "home", store, collecting.released_module("9-proeve"))
    let_go(store)


def make(tmp_path: Path, name: str = "one.backup") -> Path:
    assert list(backups.backup(tmp_path / name))[-1] == name
    return tmp_path / name


def restore(file: Path, replace: bool = True) -> None:
    list(backups.restore(file, replace, erase_again))


def seen(house: House) -> object:
    """All that people would miss."""
    submitted = {str(path.relative_to(house.home)): path.read_bytes() for path in house.submitted("anna").rglob("*") if path.is_file()}
    answer = house.store.answers.get("anna", house.module.id, house.module.tasks["tekst"])
    return house.store.people.all(), answer, house.results("anna"), house.grades("anna"), house.store.evidence.of(["anna"]), submitted


def test_what_changed_after_the_backup_is_as_it_was_while_the_store_stays_open(town: House, tmp_path: Path) -> None:
    before = seen(town)
    file = make(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    town.hand_in("anna", valg=["b"], tekst="Noget andet.")
    town.collect_and_mark()
    town.give("anna", 0)
    shutil.rmtree(town.submitted("anna"))
    (town.home / "cookie-secret").unlink()
    assert seen(town) != before
    restore(file)
    assert seen(town) == before
    assert (town.home / "cookie-secret").read_bytes() == b"secret"
    town.hand_in("bo")  # work goes on: an answer is saved, marking knows the module
    release_module()
    assert town.collect_and_mark()["bo"].state == "marked"


def test_a_backup_goes_into_empty_databases_of_another_machine(
    town: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    before, file = seen(town), make(tmp_path)
    if "KOMPETENCEVEJ_DATABASE" in os.environ:
        for name in ("database", "gradebook"):
            fresh = make_database(request.getfixturevalue("postgres_server"), f"other-{name}-{tmp_path.name}"[:63])
            monkeypatch.setenv(f"KOMPETENCEVEJ_{name.upper()}", fresh)
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(tmp_path / "other"))
    restore(file, replace=False)
    other = House(tmp_path / "other", open_store(), town.module)
    assert seen(other) == before
    other.store.database.close()


def test_databases_that_hold_something_are_replaced_only_when_asked(town: House, tmp_path: Path) -> None:
    before, file = seen(town), make(tmp_path)
    with pytest.raises(BackupError, match="--replace"):
        restore(file, replace=False)
    assert seen(town) == before


def damage(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    file.write_bytes(whole)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def foreign(file: Path) -> None:
    file.write_text("no backup at all")


def another_archive(file: Path) -> None:
    with tarfile.open(file, "w:gz") as tar:
        tar.add(__file__, arcname="../outside")


def rewritten(file: Path, change: Callable[[Path], None], *more: str) -> None:
    """The archive with its contents changed behind the manifest's back, and with these files too."""
    folder = file.with_suffix(".open")
    with tarfile.open(file) as tar:
        names = tar.getnames()
        tar.extraction_filter = getattr(tarfile, "data_filter", None)  # which not every Python 3.11 has, and those after ask for
        tar.extractall(folder)
    change(folder)
    with tarfile.open(file, "w:gz") as tar:
        for name in (*names, *more):
            tar.add(folder / name, arcname=name)


def a_way_out(file: Path) -> None:
    """A whole archive with a file beside the folder that it is taken out into."""

    def change(folder: Path) -> None:
        (folder.parent / "outside").write_text("here")
        manifest = json.loads((folder / archive.MANIFEST).read_text())
        manifest["members"]["../outside"] = {"size": 4, "sha256": hashlib.sha256(b"here").hexdigest()}
        (folder / archive.MANIFEST).write_text(json.dumps(manifest))

    rewritten(file, change, "../outside")


def other_contents(file: Path) -> None:
    def change(folder: Path) -> None:
        path = folder / "home" / "cookie-secret"
        path.write_bytes(path.read_bytes()[::-1])

    rewritten(file, change)


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
@pytest.mark.parametrize("spoil", [damage, cut, foreign, another_archive, a_way_out, other_contents])
def test_a_damaged_or_foreign_file_changes_nothing(town: House, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    before, file = seen(town), make(tmp_path)
    spoil(file)
    with pytest.raises(BackupError, match="is not a whole backup"):
        restore(file)
    assert seen(town) == before


def test_what_is_taken_out_may_be_read_by_whom_it_was_before_and_is_as_old(tmp_path: Path) -> None:
    packed, taken_out = tmp_path / "packed", tmp_path / "taken-out"
    (packed / "inner").mkdir(parents=True)
    taken_out.mkdir()
    for name, mode in (("secret", 0o600), ("inner/read", 0o644), ("open to all", 0o666)):
        (packed / name).write_text(name)
        (packed / name).chmod(mode)
        os.utime(packed / name, (1_700_000_000, 1_700_000_000))
    members = archive.members(packed)
    made_at = datetime(2026, 11, 29, tzinfo=UTC)
    manifest = archive.Manifest(format=1, course="1", schema_version="1", made_at=made_at, databases={}, members=members)
    archive.pack(packed, manifest, tmp_path / "file")
    assert archive.unpack(tmp_path / "file", taken_out) == manifest
    kept = {name: (taken_out / name).stat() for name in members}
    assert {name: stat.S_IMODE(found.st_mode) for name, found in kept.items()} == {
        "secret": 0o600,
        "inner/read": 0o644,
        "open to all": 0o644,
    }
    assert {found.st_mtime for found in kept.values()} == {1_700_000_000}


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
@pytest.mark.parametrize("newer", [{"format": 2}, {"schema_version": "9999"}])
def test_a_backup_of_a_newer_course_is_told_so_and_changes_nothing(town: House, tmp_path: Path, newer: dict[str, object]) -> None:
    def change(folder: Path) -> None:
        path = folder / archive.MANIFEST
        path.write_text(json.dumps({**json.loads(path.read_text()), **newer}))

    before, file = seen(town), make(tmp_path)
    rewritten(file, change)
    with pytest.raises(BackupError, match="newer version"):
        restore(file)
    assert seen(town) == before


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_a_full_disk_leaves_neither_half_a_backup_nor_half_a_restore(town: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "disk")

    before, file = seen(town), make(tmp_path)
    there = set(tmp_path.iterdir())
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            make(tmp_path, "two.backup")
    assert set(tmp_path.iterdir()) == there
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))  # type: ignore[attr-defined]
        with pytest.raises(BackupError, match="no room"):
            restore(file)
    assert seen(town) == before


@pytest.mark.parametrize("town", ["postgresql"], indirect=True)
def test_a_server_that_is_away_is_told_in_a_sentence_without_its_password(
    town: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make(tmp_path)
    monkeypatch.setenv("KOMPETENCEVEJ_DATABASE", "postgresql+psycopg://someone:verysecret@127.0.0.1:1/none")
    for attempt in (lambda: make(tmp_path, "two.backup"), lambda: restore(file)):
        with pytest.raises(BackupError, match="as it was") as told:
            attempt()
        assert "verysecret" not in str(told.value)
    assert not (tmp_path / "two.backup").exists()


@pytest.mark.parametrize("town", ["postgresql"], indirect=True)
def test_a_restore_that_breaks_off_leaves_the_database_as_it_was(town: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, file = seen(town), make(tmp_path)
    checked = backups.postgresql.check

    def half(source: Path) -> None:
        checked(source)
        script = backups.postgresql._script(source)
        script.write_text(script.read_text() + "\nselect lost_connection;\n")

    monkeypatch.setattr(backups.postgresql, "check", half)
    with pytest.raises(BackupError, match="lost_connection"):
        restore(file)
    assert seen(town) == before


@pytest.mark.parametrize("town", ["postgresql"], indirect=True)
def test_a_restore_that_gives_way_to_somebody_at_work_is_tried_again(town: House, tmp_path: Path) -> None:
    before, file = seen(town), make(tmp_path)
    engine = create_engine(settings.database())
    with engine.connect() as somebody, engine.connect() as onlooker, ThreadPoolExecutor() as thread:
        first, *_, last = somebody.scalars(text("select tablename from pg_tables where schemaname = 'public'")).all()
        somebody.execute(text(f"lock table {last} in access share mode"))
        restoring = thread.submit(restore, file)
        while not onlooker.scalar(text(f"select count(*) from pg_locks where relation = '{last}'::regclass and not granted")):
            assert not restoring.done()
        somebody.execute(text(f"lock table {first} in access share mode"))  # which the restore holds, that waits for the other
        somebody.commit()
        restoring.result()
    engine.dispose()
    assert seen(town) == before


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_a_ruined_database_file_is_replaced(town: House, tmp_path: Path) -> None:
    before, file = seen(town), make(tmp_path)
    town.store.database.close()
    (town.home / "course.db").write_bytes(b"garbage" * 1000)
    (town.home / "gradebook.db").unlink()
    restore(file)
    assert seen(town) == before


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_nothing_is_restored_while_marking_runs(town: House, tmp_path: Path) -> None:
    file = make(tmp_path)
    with take_lock(wait=False), pytest.raises(Busy):
        restore(file)


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_the_hubs_own_database_goes_along_when_it_is_named(town: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = tmp_path / "hub.db"
    monkeypatch.setenv("KOMPETENCEVEJ_HUB_DATABASE", f"sqlite:///{hub}")
    with sqlite3.connect(hub) as database:
        database.execute("create table users (name text)")
        database.execute("insert into users values ('anna')")
    file = make(tmp_path)
    hub.unlink()
    restore(file)
    with sqlite3.connect(hub) as database:
        assert database.execute("select name from users").fetchall() == [("anna",)]


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_the_commands_say_what_they_did_and_what_they_did_not(town: House, tmp_path: Path) -> None:
    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [str(Path(sys.executable).parent / "kompetencevej"), *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    made = run("backup")
    assert made.returncode == 0, made.stderr
    (file,) = tmp_path.glob("kompetencevej-*.backup")
    assert str(file) in made.stdout
    refused = run("restore", str(file))
    assert (refused.returncode, "ikke tom" in refused.stderr, "not empty" in refused.stderr) == (1, True, True)
    assert run("restore", str(file), "--replace").returncode == 0
    assert settings.home() == town.home


def numbered(url: str) -> list[tuple[str, str]]:
    """Every table's column that the database counts by itself."""
    engine = create_engine(url)
    try:
        inspector = inspect(engine)
        return [
            (table, column["name"])
            for table in inspector.get_table_names()
            for column in inspector.get_columns(table)
            if column["name"] in inspector.get_pk_constraint(table)["constrained_columns"]
            and len(inspector.get_pk_constraint(table)["constrained_columns"]) == 1
            and isinstance(column["type"], Integer)
        ]
    finally:
        engine.dispose()


def counts_on(url: str, table: str, column: str) -> bool:
    """Whether the next number of the column is one that nothing has."""
    engine = create_engine(url)
    try:
        if engine.dialect.name == "sqlite":
            return True  # SQLite takes the number after the highest there is
        with engine.connect() as database:
            highest = database.scalar(text(f'select coalesce(max("{column}"), 0) from "{table}"'))
            following = database.scalar(
                text("select nextval(pg_get_serial_sequence(:table, :column))"), {"table": f'"{table}"', "column": column}
            )
            return bool(following is not None and following > highest)
    finally:
        engine.dispose()


def test_after_a_restore_every_table_takes_the_next_row_at_the_first_try(town: House, tmp_path: Path) -> None:
    town.store.viewings.record("lis", ["anna"], "team")
    file = make(tmp_path)
    restore(file)
    for url in (settings.database(), settings.gradebook()):
        assert [column for column in numbered(url) if not counts_on(url, *column)] == []
    assert {table for table, _ in numbered(settings.database())} == {"submission", "evidence", "viewing", "phrase"}
    store, module = town.store, town.module
    town.learner("bo")
    for name in ("bo", "anna"):
        town.hand_in(name, tekst=f"Skrevet af {name} bagefter.")
    store.viewings.record("lis", ["anna", "bo"], "member")
    release_module()
    assert {one.state for one in town.collect_and_mark().values()} == {"marked"}
    for name in ("bo", "anna"):
        town.give(name, 4)
    assert {one.state for one in town.feedback().values()} == {"published"}
    assert [one.number for one in store.submissions.of("anna", module.id)] == [1, 2]
    assert store.evidence.of(["bo"])["bo"]
    assert [one.page for one in store.viewings.of("anna")].count("member") == 1


def erase(person: str) -> None:
    """As the command does."""
    store = open_store()
    with locked():
        privacy.erase(store, person, keep_record=False)
    store.database.close()


def erased_again(file: Path) -> list[str]:
    """Whom a restore of the file erases again."""
    found: list[str] = []
    list(backups.restore(file, True, lambda store, since: found.extend(erase_again(store, since))))
    return found


def test_whoever_was_erased_after_the_backup_stays_erased(town: House, tmp_path: Path) -> None:
    town.hand_in("bo")
    town.collect_and_mark()
    file = make(tmp_path)
    erase("anna")
    kept = (town.home / "erasures" / "list.jsonl").read_text()
    assert "anna" not in kept
    assert erased_again(file) == ["anna"]
    assert privacy.everything(town.store, "anna").empty
    assert town.grades("anna") == {}
    assert not town.submitted("anna").exists()
    assert town.store.people.get("bo")
    assert town.grades("bo")["valg"].points == 4
    assert (town.home / "erasures" / "list.jsonl").read_text() == kept
    assert erased_again(file) == ["anna"]


def test_whoever_is_back_when_the_backup_is_made_is_not_erased(town: House, tmp_path: Path) -> None:
    erase("anna")
    town.hand_in("anna")
    file = make(tmp_path)
    assert erased_again(file) == []
    assert town.store.people.get("anna")


def test_a_backup_that_knows_her_by_a_former_login_does_not_bring_her_back_either(town: House, tmp_path: Path) -> None:
    file = make(tmp_path)
    anna = town.store.people.get("anna")
    assert anna
    for former, login in (("anna", "anna-holm"), ("anna-holm", "aho")):
        town.store.people.change([replace(anna, username=login)], {former: login})
        erasures.moved(former, login)
        moving.move(former, login)
    erase("aho")
    assert erased_again(file) == ["anna"]
    assert privacy.everything(town.store, "anna").empty


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_on_a_new_machine_a_copy_of_the_list_and_the_backups_key_are_enough(
    town: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    erase("somebody-before")
    file = make(tmp_path)
    erase("anna")
    fresh = tmp_path / "fresh" / "erasures"
    fresh.mkdir(parents=True)
    shutil.copy(town.home / "erasures" / "list.jsonl", fresh)
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(fresh.parent))
    assert erased_again(file) == ["anna"]
    assert len((fresh / "list.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_a_list_that_cannot_be_read_is_named_and_nothing_is_touched(town: House, tmp_path: Path) -> None:
    before, file = seen(town), make(tmp_path)
    (town.home / "erasures").mkdir(exist_ok=True)
    (town.home / "erasures" / "list.jsonl").write_text("{\n")
    with pytest.raises(CourseError, match=r"list\.jsonl:1"):
        restore(file)
    assert seen(town) == before


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_the_command_says_who_was_erased_again(town: House, tmp_path: Path) -> None:
    file = make(tmp_path)
    erase("anna")
    town.store.database.close()
    done = CliRunner().invoke(commands.app, ["restore", str(file), "--replace"])
    assert done.exit_code == 0, done.output
    assert "Slettet igen, fordi det blev slettet efter kopien: anna." in done.output
