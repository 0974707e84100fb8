"""Levels and evidence for the municipality's BI: the same figures as the pages, without a name."""

import re
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet

from course import team
from course.clock import today
from course.framework import framework
from course.out import pseudonyms
from course.out.parquet import EVIDENCE, LEVELS
from course.targets import OwnTarget
from tests.course.out.conftest import Municipality

DOCS = Path(__file__).parents[3] / "docs" / "out.md"


@pytest.fixture(scope="module")
def folder(municipality: Municipality, tmp_path_factory: pytest.TempPathFactory) -> Path:
    one = next(person for person, levels in municipality.store.rollup.everyone() if levels)
    own = OwnTarget(framework().competences[0].id, 4, "Hun skal lære andre op.", today(), date(2099, 1, 31))
    municipality.store.targets.set(one.username, own, "lone")
    made = tmp_path_factory.mktemp("bi")
    municipality.run("export-levels", "--key", str(municipality.key), "--to", str(made))
    return made


def test_everybodys_levels_are_those_of_her_own_page(municipality: Municipality, folder: Path) -> None:
    names = pseudonyms.read(municipality.key)
    rows = parquet.read_table(folder / f"levels-{today()}.parquet").to_pylist()
    found = {(row["person"], row["competence"]): row for row in rows}
    people = [person for person, _ in municipality.store.rollup.everyone()]
    assert len(rows) == len(found) == len(people) * len(framework().competences)
    assert {row["target_ends"] for row in rows} == {None, date(2099, 1, 31)}
    assert any(row["provisional"] for row in rows)
    for person in people:
        for cell in team.one_member(municipality.store, person).cells:
            row, attained = found[names.person(person.username), cell.competence.id], cell.standing.attained
            told = cell.distance
            assert (row["target"], row["role"]) == (cell.target, person.role)
            assert (row["level_told"], row["gap"], row["state"]) == (told.level, told.gap, told.state)
            assert row["level"] == cell.standing.level
            assert (row["tasks"], row["hand_ins"]) == ((attained.results, attained.hand_ins) if attained else (0, 0))
            assert row["team"] == (names.team(person.team) if person.team else None)
            assert row["provisional"] is cell.standing.provisional


def test_the_evidence_gives_the_levels_again(municipality: Municipality, folder: Path) -> None:
    names = pseudonyms.read(municipality.key)
    rows = parquet.read_table(folder / f"evidence-{today()}.parquet").to_pylist()
    expected = [
        (names.person(username), one.competence, one.module, one.submission, one.level, len(one.basis), one.worked_at)
        for username, own in municipality.store.evidence.of([person.username for person, _ in municipality.store.rollup.everyone()]).items()
        for one in own
    ]
    assert len(expected) > 100
    assert [tuple({**row, "worked_at": row["worked_at"].replace(tzinfo=None)}.values()) for row in rows] == expected


def test_nobodys_name_or_login_stands_in_the_files_and_no_other_account_reads_them(municipality: Municipality, folder: Path) -> None:
    values = {
        value
        for file in folder.iterdir()
        for column in parquet.read_table(file).to_pydict().values()
        for value in column
        if isinstance(value, str)
    }
    everybody = municipality.store.people.everybody()
    known = {word for person in everybody for word in (person.username, person.name, person.team)}
    assert not values & known
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert {file.name for file in folder.iterdir()} == {f"levels-{today()}.parquet", f"evidence-{today()}.parquet"}


@pytest.mark.parametrize(("file", "columns"), [("levels", LEVELS), ("evidence", EVIDENCE)])
def test_the_columns_are_those_that_the_page_for_administrators_describes(file: str, columns: dict[str, str], folder: Path) -> None:
    schema = parquet.read_schema(folder / f"{file}-{today()}.parquet")
    part = DOCS.read_text("utf-8").split(f"`{file}-YYYY-MM-DD.parquet`")[1].split("###")[0]
    told = re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", part, flags=re.MULTILINE)
    said = [(field.name, f"{field.type}{', may be empty' if field.nullable else ''}") for field in schema]
    assert told == said
    assert [name for name, _ in said] == list(columns)


def test_written_again_the_same_day_the_files_are_the_same(municipality: Municipality, folder: Path) -> None:
    before = {file.name: parquet.read_table(file) for file in folder.iterdir()}
    municipality.run("export-levels", "--key", str(municipality.key), "--to", str(folder))
    assert {file.name: parquet.read_table(file) for file in folder.iterdir()} == before


def test_where_pyarrow_is_not_installed_she_reads_how_to_get_it(
    municipality: Municipality, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    said = municipality.run("export-levels", "--key", str(municipality.key), "--to", str(tmp_path), code=1)
    assert "pip install 'kompetencevej[bi]'" in said
    assert list(tmp_path.iterdir()) == []
