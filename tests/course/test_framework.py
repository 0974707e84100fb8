"""Competences, roles and target levels, as shipped and as a municipality may edit them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course import framework as frame
from course import settings
from course.datafile import DataError

ROLES = settings.data() / "roles.yaml"
COMPETENCES = settings.data() / "competences.yaml"


def edited(write: Callable[..., Path], source: Path, old: str, new: str) -> Path:
    text = source.read_text("utf-8")
    assert old in text
    return write(source.name, text.replace(old, new, 1))


def problems_of_roles(path: Path) -> list[tuple[int, str]]:
    with pytest.raises(DataError) as caught:
        frame.load_roles(path, frame.framework())
    return [(problem.line, problem.en) for problem in caught.value.problems]


def test_the_course_has_fourteen_competences_in_four_areas_and_five_levels() -> None:
    framework = frame.framework()
    assert [area.id for area in framework.areas] == ["samtale", "strategi", "faglighed", "forandring"]
    assert len(framework.competences) == 14
    assert [name.level for name in framework.levels] == [0, 1, 2, 3, 4]


def test_a_competence_belongs_to_the_area_its_id_begins_with() -> None:
    assert all(one.id.split(".")[0] == one.area for one in frame.framework().competences)


def test_every_role_has_a_target_for_every_competence() -> None:
    ids = {one.id for one in frame.framework().competences}
    assert [role.id for role in frame.roles().roles] == ["raadgiver", "superbruger", "leder", "digitalisering"]
    assert all(set(role.targets) == ids for role in frame.roles().roles)


def test_a_caseworker_needs_conversations_most_and_a_manager_strategy() -> None:
    caseworker, manager = frame.roles().targets("raadgiver"), frame.roles().targets("leder")
    assert caseworker
    for id in caseworker:
        if id.startswith("samtale."):
            assert caseworker[id] == 3
            assert manager[id] < caseworker[id]
        if id.startswith("strategi."):
            assert caseworker[id] in (1, 2)
            assert manager[id] > caseworker[id]


def test_the_organisation_has_a_name_and_someone_to_ask() -> None:
    assert frame.organisation().name.da == "Kommunens beskæftigelsesindsats"
    assert frame.organisation().contact.en


def test_an_unknown_competence_is_a_key_error_and_a_role_that_is_gone_asks_nothing_and_is_called_by_its_id() -> None:
    with pytest.raises(KeyError):
        frame.framework().competence("samtale.andet")
    gone = frame.roles()
    assert (gone.get("borgmester"), gone.targets("borgmester"), gone.name("borgmester").da) == (None, {}, "borgmester")


def test_what_roles_ask_for_leaves_out_what_they_have_no_target_of() -> None:
    found = frame.roles()
    assert found.asked == {one.id: {id: level for id, level in one.targets.items() if level > 0} for one in found.roles}
    assert all(found.asked.values())


def test_a_role_without_a_target_is_told_the_line_to_add(write: Callable[..., Path]) -> None:
    path = edited(write, ROLES, "      samtale.kanal: 3\n", "")
    line = path.read_text("utf-8").split("targets:")[0].count("\n") + 1
    assert problems_of_roles(path) == [
        (line, "raadgiver › targets: samtale.kanal is missing. Write “samtale.kanal: ” and a number from 0 to 4.")
    ]


def test_a_target_for_an_unknown_competence_is_named(write: Callable[..., Path]) -> None:
    path = edited(write, ROLES, "      samtale.kanal: 3\n", "      samtale.kanal: 3\n      samtale.kanel: 3\n")
    line = path.read_text("utf-8").split("samtale.kanel")[0].count("\n") + 1
    assert problems_of_roles(path) == [
        (line, "raadgiver › targets › samtale.kanel: “samtale.kanel” is not a competence. Did you mean “samtale.kanal”?")
    ]


@pytest.mark.parametrize("target", ["5", "-1", "2.5", "høj", "true"])
def test_a_target_outside_the_levels_is_found_on_its_line(write: Callable[..., Path], target: str) -> None:
    path = edited(write, ROLES, "samtale.kanal: 3", f"samtale.kanal: {target}")
    line = path.read_text("utf-8").split("samtale.kanal")[0].count("\n") + 1
    ((at, problem),) = problems_of_roles(path)
    assert at == line
    assert problem.startswith("raadgiver › targets › samtale.kanal:")


def test_two_roles_with_one_id_are_refused(write: Callable[..., Path]) -> None:
    ((_, problem),) = problems_of_roles(edited(write, ROLES, "- id: superbruger", "- id: raadgiver"))
    assert "the id “raadgiver” is used twice" in problem


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    area: samtale\n", "    area: samtaler\n", "“samtaler” is not an area. Did you mean “samtale”?"),
        ("- id: samtale.relation", "- id: samtale.ledelse", "the id “samtale.ledelse” is used twice"),
        ("- level: 4", "- level: 3", "levels must be 0 to 4 in order"),
        ("- level: 4", "- level: 5", "Use a number that is at most 4"),
        ("- id: samtale.relation", "- id: Samtale", "“Samtale” is no competence's id"),
        ('["2.1", "2.5"]', '["2.1", "6.5"]', "“6.5” must be written differently"),
        ('["2.1", "2.5"]', "[2.1]", "2.1 is no text. Put it in quotes"),
    ],
)
def test_an_inconsistent_framework_is_refused(write: Callable[..., Path], old: str, new: str, told: str) -> None:
    with pytest.raises(DataError) as caught:
        frame.load_framework(edited(write, COMPETENCES, old, new))
    assert told in caught.value.text.en


def test_a_municipality_may_keep_its_own_data_elsewhere(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = edited(write, ROLES, "samtale.kanal: 3", "samtale.kanal: 4")
    monkeypatch.setenv("KOMPETENCEVEJ_DATA", str(path.parent))
    assert frame.load_roles(settings.data() / "roles.yaml", frame.framework()).targets("raadgiver")["samtale.kanal"] == 4
