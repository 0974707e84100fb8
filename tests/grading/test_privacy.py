"""A person's data across the store, the gradebook and the files: handed out, erased, and let go of in time."""

import json
import stat
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete
from typer.testing import CliRunner

from course.clock import today
from course.commands import report
from course.errors import StorageError
from course.pages import Request
from course.privacy import rules
from course.store import Person, open_store
from course.store.database import now
from course.store.tables import ViewingRow
from grading import gradebook, privacy, release
from grading.privacy_commands import app
from tests import postgres
from tests.house import DATA, House
from widgets.service.pages import manager

SECRET = "Jeg turde ikke sige det til min leder"
LEADER = Person("leder", "Lis Leder", "leder", manages="Nord")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def took_part(house: House, username: str, name: str) -> None:
    house.learner(username, name)
    house.hand_in(username, tekst=SECRET if username == "zenobia" else "Et andet svar, helt sit eget.")
    house.collect_and_mark()
    house.give(username, 4, f"Flot, {name}")
    house.feedback()


def traces(house: House, *words: str) -> list[str]:
    """Where any of the words stands, in the bytes or the name of a file."""
    house.store.database.close()
    found = []
    for path in house.home.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        found += [f"{path.name}: {word}" for word in words if word.encode() in content or word in path.name]
    return found


def test_after_erasure_nothing_of_her_is_found_anywhere(house: House) -> None:
    took_part(house, "zenobia", "Zenobia Xylander")
    took_part(house, "bo", "Bo Bech")
    (house.home / "grading.log").write_text("2026 ERROR zenobia: galt\n2026 ERROR bo: galt\n")
    house.store.viewings.record("zenobia", ["bo"], "team")
    words = ("zenobia", "Zenobia", "Xylander", SECRET)
    assert len(traces(house, *words)) > 5
    code, said = run("erase", "zenobia", "--yes")
    assert (code, "zenobia er slettet" in said, "næste gang den læses ind" in said) == (0, True, True)
    assert traces(house, *words) == []
    assert (house.home / "grading.log").read_text() == "2026 ERROR bo: galt\n"
    assert house.grades("bo")["tekst"].comment == "Flot, Bo Bech"
    assert house.autograded("bo").is_dir()
    code, said = run("erase", "zenobia", "--yes")
    assert (code, "Der er ingen oplysninger om 'zenobia'" in said) == (1, True)


def test_on_postgresql_nothing_of_her_is_found_either(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with postgres.server() as server:
        monkeypatch.setenv("KOMPETENCEVEJ_DATABASE", postgres.make_database(server, "store"))
        monkeypatch.setenv("KOMPETENCEVEJ_GRADEBOOK", postgres.make_database(server, "gradebook"))
        (house.home / "stamps" / "9-proeve.json").unlink()
        release.release(DATA / "modules" / "9-proeve")
        there = House(house.home, open_store(migrate=True), house.module)
        took_part(there, "zenobia", "Zenobia Xylander")
        assert all(gradebook.about("zenobia").values())
        assert run("erase", "zenobia", "--yes")[0] == 0
        assert privacy.everything(there.store, "zenobia").empty
        assert traces(there, "zenobia", "Xylander", SECRET) == []


def test_an_erasure_that_was_interrupted_is_finished_by_repeating_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    took_part(house, "zenobia", "Zenobia Xylander")

    def fail(*_: object) -> None:
        raise StorageError("Væk", "Gone")

    with monkeypatch.context() as patch:
        patch.setattr(gradebook, "forget", fail)
        assert run("erase", "zenobia", "--yes")[0] == 1
    assert house.store.people.get("zenobia")
    assert run("erase", "zenobia", "--yes")[0] == 0
    assert traces(house, "zenobia", SECRET) == []


def test_nothing_is_erased_without_a_yes(house: House) -> None:
    took_part(house, "anna", "Anna")
    code, said = run("erase", "anna")
    assert (code, "Intet er slettet" in said) == (1, True)
    assert house.store.people.get("anna")


def test_the_copy_holds_store_gradebook_and_files_and_no_key(house: House, tmp_path: Path) -> None:
    took_part(house, "anna", "Anna Lund")
    code, said = run("export", "anna", "--to", str(tmp_path / "ud"))
    assert (code, "Skrevet" in said) == (0, True)
    (path,) = (tmp_path / "ud").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    archive = zipfile.ZipFile(path)
    held = json.loads(archive.read("oplysninger.json"))
    assert "Flot, Anna Lund" in {row["manual_comment"] for row in held["gradebook"]["comment"]}
    assert {row["cell"] for row in held["gradebook"]["grade"]} == {"valg", "orden", "par", "tekst"}
    assert "submitted/anna/9-proeve/answers.json" in held["files"]
    assert held["left_out"]
    assert not any(name.endswith(".ipynb") for name in archive.namelist())
    assert "Undervisernes rettebog" in archive.read("oplysninger.html").decode()


@pytest.mark.parametrize("command", [["export", "ingen"], ["erase", "ingen", "--yes"], ["export", "../ingen"]])
def test_a_person_nobody_knows_is_told_in_both_languages(house: House, command: list[str]) -> None:
    code, said = run(*command)
    assert (code, "Der er ingen oplysninger om" in said, "There is nothing about" in said) == (1, True, True)


def test_every_table_of_nbgrader_that_leads_to_a_person_is_handed_out_and_erased(house: House) -> None:
    from nbgrader.api import Base

    about = {"student"}
    for _ in Base.metadata.tables:  # as often as a path can be long
        about |= {table.name for table in Base.metadata.tables.values() for key in table.foreign_keys if key.column.table.name in about}
    took_part(house, "anna", "Anna")
    held = gradebook.about("anna")
    assert set(held) == about
    assert all(held.values())
    gradebook.forget("anna")
    assert not any(gradebook.about("anna").values())


@pytest.fixture
def keeps_record(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def keep() -> None:
        changed = rules.privacy().model_copy(update={"keep_on_erasure": "course_record"})
        monkeypatch.setattr("grading.privacy_commands.privacy", lambda: changed)

    return keep


def left(house: House, username: str, days: int) -> None:
    person = house.store.people.get(username)
    assert person
    house.store.people.put(Person(username, person.name, person.role, active=False, left_at=now() - timedelta(days=days)))


def test_who_left_long_ago_is_let_go_of_and_a_second_run_has_nothing_to_do(house: House) -> None:
    took_part(house, "anna", "Anna")
    took_part(house, "bo", "Bo")
    left(house, "anna", 200)
    left(house, "bo", 20)
    code, said = run("retention", "--dry-run")
    assert (code, "anna: alt." in said, "Ville slette: 1 fratrådte" in said) == (0, True, True)
    assert house.store.people.get("anna")
    code, said = run("retention")
    assert (code, "Sletter fratrådte og gæster 1/1: anna" in said, "Slettet: 1 fratrådte" in said) == (0, True, True)
    assert house.store.people.get("anna") is None
    assert house.store.people.get("bo")
    assert "Slettet: 0 fratrådte, 0 svar" in run("retention")[1]


def test_a_record_stays_for_its_own_time_and_then_goes_too(house: House, keeps_record: Callable[[], None]) -> None:
    keeps_record()
    took_part(house, "anna", "Anna")
    left(house, "anna", 200)
    assert "Slettet: 1 fratrådte" in run("retention")[1]
    assert house.store.evidence.of(["anna"])["anna"]
    assert not house.submitted("anna").exists()
    assert "Slettet: 0 fratrådte" in run("retention")[1]
    left(house, "anna", 2000)
    assert "Slettet: 1 fratrådte" in run("retention")[1]
    assert house.store.people.get("anna") is None


def ask(house: House, path: str, **parts: str) -> Any:
    route = next(one for one in manager.page_set.routes if one.path == path)
    return route.answer(Request(LEADER, house.store, parts, {}))


def test_every_way_to_see_levels_is_noted(house: House) -> None:
    house.learner("anna")
    house.store.people.put(LEADER)
    ask(house, "team")
    ask(house, r"team/(?P<username>[^/]{1,120})", username="anna")
    ask(house, r"team/levels\.csv")
    assert CliRunner().invoke(report.app, ["Nord"]).exit_code == 0
    seen = {(one.name, one.page) for one in house.store.viewings.of("anna")}
    assert seen == {("Lis Leder", "team"), ("Lis Leder", "member"), ("Lis Leder", "report"), (None, "report")}


TELLS_OF_NOBODY = {"teams", manager.A_TEAM + "/meeting", manager.A_TEAM + r"/meeting\.(?P<ending>docx|pdf)", manager.A_TEAM + "/deadlines"}
"""Addresses of a manager that tell nothing of one colleague; that of deadlines does from the day after (tests/service/test_deadlines.py)."""


def test_every_address_of_a_manager_notes_the_look_or_tells_of_nobody(house: House) -> None:
    house.learner("anna")
    house.store.people.put(LEADER)
    house.store.deadlines.ask("Nord", "9-proeve", today(), LEADER.username)
    noted = {}
    for route in manager.page_set.routes:
        if not route.post:
            for ending in ("docx", "pdf") if "<ending>" in route.path else ("",):
                with house.store.database.transaction() as session:
                    session.execute(delete(ViewingRow))
                route.answer(Request(LEADER, house.store, {"team": "Nord", "username": "anna", "ending": ending}, {}))
                noted[route.path, ending] = {one.page for one in house.store.viewings.of("anna")}
    assert {path for (path, _), pages in noted.items() if not pages} == TELLS_OF_NOBODY
    member = r"team/(?P<username>[^/]{1,120})"
    assert noted[manager.A_TEAM + r"/levels\.xlsx", ""] == noted[r"team/levels\.xlsx", ""] == {"report"}
    assert [noted[member + r"/talk\.(?P<ending>docx|pdf)", ending] for ending in ("docx", "pdf")] == [{"talk"}, {"talk"}]


@pytest.mark.parametrize(
    ("path", "parts"), [("team", {}), (r"team/levels\.csv", {}), (r"team/(?P<username>[^/]{1,120})", {"username": "anna"})]
)
def test_levels_are_not_shown_when_it_cannot_be_noted(
    house: House, monkeypatch: pytest.MonkeyPatch, path: str, parts: dict[str, str]
) -> None:
    house.learner("anna")

    def refuse(*_: object) -> None:
        raise StorageError("Fuld", "Full")

    monkeypatch.setattr(house.store.viewings, "record", refuse)
    with pytest.raises(StorageError):
        ask(house, path, **parts)


def test_a_link_in_the_home_is_not_followed(house: House, tmp_path: Path) -> None:
    house.learner("anna")
    outside = tmp_path / "udenfor"
    outside.mkdir()
    (outside / "answers.json").write_text("{}")
    (house.home / "submitted").mkdir(exist_ok=True)
    (house.home / "submitted" / "anna").symlink_to(outside)
    assert privacy.everything(house.store, "anna").files == {}
    privacy.erase(house.store, "anna", keep_record=False)
    assert (outside / "answers.json").exists()
    assert not (house.home / "submitted" / "anna").is_symlink()
