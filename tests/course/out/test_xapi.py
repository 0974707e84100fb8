"""Statements of hand-ins and levels, as xAPI 1.0.3 wants them: by ralph, a learning record store's own checks, and by the specification's rules beside."""

import json
import re
import stat
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ralph.models.xapi.base.statements import BaseXapiStatement

from course import team
from course.out import pseudonyms, xapi
from course.store import Person
from tests.course.out.conftest import ADDRESS, Municipality

IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def strictly(statement: dict[str, Any]) -> None:
    """What the specification (Data, 2.2–2.4 and 4) asks of these statements beyond a model's types: read from its text, not from the writer."""
    assert {"actor", "verb", "object"} <= statement.keys() <= set(BaseXapiStatement.model_fields)
    assert str(uuid.UUID(statement["id"])) == statement["id"]
    assert TIMESTAMP.fullmatch(statement["timestamp"])
    assert statement.keys().isdisjoint({"version", "stored", "authority"})  # the store's own to set
    assert statement["actor"].keys() == {"objectType", "account"}  # exactly one inverse functional identifier
    assert statement["actor"]["account"].keys() == {"homePage", "name"}
    within = statement["context"]["contextActivities"]
    assert within.keys() <= {"parent", "grouping", "category", "other"}
    activities = [statement["object"], *(one for found in within.values() for one in found)]
    languages = [statement["verb"]["display"], *(one["definition"]["name"] for one in activities if "name" in one["definition"])]
    assert all(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", tag) for one in languages for tag in one)
    extensions = list(statement["result"].get("extensions", {}))
    ids = [one["id"] for one in activities] + [one["definition"]["type"] for one in activities]
    assert all(IRI.fullmatch(one) for one in (statement["verb"]["id"], statement["actor"]["account"]["homePage"], *extensions, *ids))
    if score := statement["result"].get("score"):
        assert -1 <= score["scaled"] <= 1
        assert score["min"] <= score["raw"] <= score["max"]
    assert no_null(statement)


def no_null(value: Any) -> bool:
    if isinstance(value, dict):
        return all(no_null(one) for one in value.values())
    return all(no_null(one) for one in value) if isinstance(value, list) else value is not None


@pytest.fixture(scope="module")
def written(municipality: Municipality, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("xapi") / "statements.jsonl"
    municipality.run("export-statements", "--key", str(municipality.key), "--to", str(file))
    return file


def statements(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_every_statement_is_valid_and_has_an_id_of_its_own(written: Path) -> None:
    found = statements(written)
    assert len(found) > 200
    for one in found:
        strictly(one)
        BaseXapiStatement.model_validate(one)
    assert len({one["id"] for one in found}) == len(found)
    assert [one["timestamp"] for one in found] == sorted(one["timestamp"] for one in found)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("verb", "id"), "submitted"),
        (("actor", "account", "homePage"), "not an address"),
        (("timestamp",), "yesterday"),
        (("result", "score"), {"scaled": 3}),
        (("unknown",), 1),
    ],
)
def test_the_checks_find_what_is_wrong(place: tuple[str, ...], value: object, written: Path) -> None:
    broken = statements(written)[0]
    at = broken
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    with pytest.raises((ValueError, AssertionError, KeyError)):
        BaseXapiStatement.model_validate(broken)


def test_each_hand_in_is_told_and_the_last_level_is_that_of_her_page(municipality: Municipality, written: Path) -> None:
    names, found = pseudonyms.read(municipality.key), statements(written)
    people = [person for person, _ in municipality.store.rollup.everyone()]
    submitted = [one for one in found if one["verb"]["id"] == xapi.SUBMITTED[0]]
    assert len(submitted) == len(municipality.store.heads.of([person.username for person in people]))
    for person in people:
        mine = [one for one in found if one["actor"]["account"]["name"] == names.person(person.username) and "score" in one["result"]]
        last = {one["object"]["id"]: one["result"]["score"]["raw"] for one in mine}
        levels = {
            cell.competence.id: cell.distance.level for cell in team.one_member(municipality.store, person).cells if cell.standing.evidence
        }
        assert last == {f"{ADDRESS}/competence/{id}": level for id, level in levels.items()}


def test_nobodys_name_stands_in_them_and_no_other_account_reads_the_file(municipality: Municipality, written: Path) -> None:
    said = set(re.findall(r'"([^"]+)"', written.read_text("utf-8")))
    assert not said & {word for person in municipality.store.people.everybody() for word in (person.username, person.name, person.team)}
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_written_again_they_are_the_same_and_since_a_day_only_the_later_ones(
    municipality: Municipality, written: Path, tmp_path: Path
) -> None:
    again = municipality.run("export-statements", "--key", str(municipality.key))
    assert again == written.read_text("utf-8")
    middle = statements(written)[100]["timestamp"][:10]
    later = municipality.run("export-statements", "--key", str(municipality.key), "--since", middle)
    begins = (datetime.fromisoformat(middle) - timedelta(hours=2)).isoformat()
    assert len(later.splitlines()) < len(again.splitlines())
    assert again.endswith(later)
    assert json.loads(later.splitlines()[0])["timestamp"] >= begins


def test_where_the_courses_address_is_not_known_she_is_told_where_to_write_it(municipality: Municipality) -> None:
    said = municipality.run("export-statements", "--key", str(municipality.key), code=1, KOMPETENCEVEJ_CHOICES="")
    assert "public i choices.toml" in said


def test_who_has_left_and_made_up_people_are_in_no_statement(municipality: Municipality, written: Path) -> None:
    names, told = pseudonyms.read(municipality.key), {one["actor"]["account"]["name"] for one in statements(written)}
    gone = [person for person in municipality.store.people.everybody() if not person.active or person.example]
    assert gone
    assert not told & {names.person(person.username) for person in gone}
    assert Person("eksempel-eva", "", "").username in {person.username for person in gone}


def test_a_statement_stays_the_same_one_however_its_figures_are_told() -> None:
    at, names = datetime(2026, 11, 4, 12), pseudonyms.Pseudonyms(b"k" * 32)
    events = [xapi.Event(at, "anna", "1-virtuelle-samtaler", 1, "samtale.kanal", level, 2.0, 3) for level in (2.51, 2.54)]
    first, second = xapi.statements(events, names, ADDRESS)
    assert first["result"] == second["result"]
    assert first["id"] != second["id"], "as before figures were rounded, it is made of the exact ones"
