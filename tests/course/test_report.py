"""The file with a whole municipality's levels: the team pages' figures added up, small groups left out."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course import team
from course.commands.report import app
from course.framework import framework
from course.municipality import tallies
from course.store import Person, Store
from tests.house import point_to
from tests.stores import new_store
from tests.synthetic import fill


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    point_to(monkeypatch, tmp_path)
    opened = new_store()
    yield opened
    opened.database.close()


def report() -> list[dict[str, str]]:
    result = CliRunner().invoke(app, [])
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.output), delimiter=";"))


def test_a_teams_figures_are_those_of_its_members_on_the_team_page(store: Store) -> None:
    teams = fill(store, 120)
    rolled = tallies(store)
    for name in teams:
        members = team.members(store, name)
        for place, competence in enumerate(framework().competences):
            cells = [member.cells[place] for member in members]
            found = rolled[name][competence.id]
            assert (found.members, found.shown) == (len(cells), sum(cell.distance.level is not None for cell in cells))
            assert found.levels == pytest.approx(sum(cell.distance.level or 0 for cell in cells))
            assert found.gaps == pytest.approx(sum(cell.distance.gap for cell in cells))
            assert found.reached == sum(cell.distance.state == "reached" for cell in cells)


def test_the_file_has_a_line_for_every_team_and_competence_and_for_all_of_them_together(store: Store) -> None:
    teams = fill(store, 200)
    store.people.put(Person("ny", "=Ny", "raadgiver"))
    rows = report()
    assert [row["omfang"] for row in rows] == ["kommune"] * 14 + ["team"] * 14 * len(teams) + ["uden team"] * 14
    for competence in framework().competences:
        own = [row for row in rows if row["kompetence"] == competence.id]
        whole, shown = own[0], [row for row in own[1:] if row["medlemmer"]]
        assert 0 < len(shown) < len(own) - 1
        assert all(int(row["medlemmer"]) >= int(row["med_resultat"]) >= 5 for row in shown)
        assert int(whole["med_resultat"]) - sum(int(row["med_resultat"]) for row in shown) >= 5
        assert all("," in row[figure] for row in [whole, *shown] for figure in ("niveau", "mangler", "andel_naaet"))
        assert not any(row["niveau"] or row["mangler"] or row["andel_naaet"] for row in own if not row["medlemmer"])


def test_nobodys_name_stands_in_the_file(store: Store) -> None:
    fill(store, 60)
    said = CliRunner().invoke(app, []).output
    assert [person.name for person in store.people.all() if person.name in said or person.username in said] == []


def test_a_course_without_people_gives_a_file_without_figures(store: Store) -> None:
    assert {row["medlemmer"] for row in report()} == {""}
