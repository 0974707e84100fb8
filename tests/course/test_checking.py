"""What does not fit together in a course is found, said once, and the most useful first."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from course import checking, settings
from course.errors import NotFound
from course.problems import Problem, Rank

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "tests" / "data"
Told = Callable[[], list[tuple[str, int, str]]]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own with the tiny module, to break."""
    for name in ("modules", "keys", "rubrics"):
        shutil.copytree(DATA / name, tmp_path / name)
    shutil.copytree(ROOT / "course" / "data", tmp_path / "data")
    for name, folder in {"MODULES": "modules", "DATA": "data", "GRADING": "."}.items():
        monkeypatch.setenv(f"KOMPETENCEVEJ_{name}", str(tmp_path / folder))
    return tmp_path


@pytest.fixture
def module(course: Path) -> Path:
    return course / "modules" / "9-proeve"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def told() -> list[tuple[str, str]]:
    """The file and what is said in Danish."""
    return [(problem.file.name, problem.da) for problem in checking.everything().problems]


def test_the_course_is_in_order() -> None:
    found = checking.everything()
    assert found.problems == ()
    assert found.modules == len(list(settings.modules().glob("*/module.yaml")))


def test_a_copy_of_the_course_is_in_order_too(course: Path) -> None:
    assert told() == []


def test_a_folder_without_module_yaml_is_named(course: Path) -> None:
    (course / "modules" / "noter").mkdir()
    assert told() == [("module.yaml", "filen er der ikke. Lav den, eller ret navnet.")]


def test_a_goal_without_tasks_and_a_task_without_a_goal_are_named(module: Path) -> None:
    edit(module / "tasks" / "1-oev.yaml", "competence: samtale.rammer", "competence: forandring.teori")
    assert told() == [
        ("module.yaml", "goals nr. 2 › competence: ingen opgave har competence: samtale.rammer. Lav en, eller slet målet."),
        (
            "1-oev.yaml",
            "plan › competence: forandring.teori er ikke et af modulets mål. Tilføj det under goals i module.yaml, "
            "eller brug et af dem: samtale.kanal, samtale.rammer, samtale.ledelse, samtale.relation.",
        ),
    ]


@pytest.mark.parametrize("name", ["competences", "roles", "organisation", "privacy", "roster", "review"])
def test_a_data_folder_that_lacks_a_file_is_named(course: Path, name: str) -> None:
    (course / "data" / f"{name}.yaml").unlink()
    assert told() == [(f"{name}.yaml", "filen er der ikke. Lav den, eller ret navnet.")]


def test_a_graded_text_without_a_rubric_and_a_rubric_without_a_text_are_one_mistake(course: Path) -> None:
    edit(course / "rubrics" / "9-proeve.yaml", "  tekst:", "  teksten:")
    assert told() == [("9-proeve.yaml", "rubrics › teksten: »teksten« er ikke en fri tekst, der tæller. Mente du »tekst«?")]


def test_a_graded_task_without_a_key_is_named(course: Path) -> None:
    path = course / "keys" / "9-proeve.yaml"
    path.write_text(path.read_text("utf-8").split("  par:")[0], "utf-8")
    assert told() == [("9-proeve.yaml", "keys: opgaven par tæller, men har intet facit her. Tilføj det.")]
    path.unlink()
    assert told() == [("9-proeve.yaml", "filen er der ikke. Lav den, eller ret navnet.")]


def test_a_key_of_a_task_that_is_not_graded_says_so(course: Path, module: Path) -> None:
    text = (course / "keys" / "9-proeve.yaml").read_text("utf-8")
    (course / "keys" / "9-proeve.yaml").write_text(text + "\n  oev:\n    points: 4\n    key: [ja]\n    right: {da: a, en: b}\n", "utf-8")
    assert told() == [("9-proeve.yaml", "keys › oev: opgaven tæller ikke. Skriv use: graded i den, eller slet facit her.")]


def test_a_key_that_names_no_option_says_which(course: Path) -> None:
    edit(course / "keys" / "9-proeve.yaml", "[en, to, tre]", "[en, too, tre]")
    assert told()[0] == ("9-proeve.yaml", "keys › orden › key nr. 2: »too« er ikke et trin. Mente du »to«?")


def test_a_conversation_that_no_task_uses_is_named(module: Path) -> None:
    shutil.copy(module / "snak.twee", module / "snik.twee")
    assert told() == [("snik.twee", "ingen opgave bruger samtalen. Lav en opgave med dialogue, eller slet filen.")]


def test_two_modules_of_one_number_and_a_prerequisite_that_is_no_module_are_named(course: Path, module: Path) -> None:
    other = course / "modules" / "9-proever"
    shutil.copytree(module, other)
    for kind in ("keys", "rubrics"):
        shutil.copy(course / kind / "9-proeve.yaml", course / kind / "9-proever.yaml")
    edit(other / "module.yaml", "id: 9-proeve", "id: 9-proever")
    edit(other / "module.yaml", "minutes: 10", "minutes: 10\nprerequisites: [9-prove]")
    assert told() == [
        ("module.yaml", "number: 9-proeve har også nummer 9. Giv det ene et andet."),
        ("module.yaml", "prerequisites nr. 1: der er intet modul »9-prove«. Mente du »9-proeve«?"),
    ]


def test_an_empty_folder_of_modules_says_how_to_make_one(course: Path) -> None:
    shutil.rmtree(course / "modules")
    assert told() == [("modules", "her er ingen moduler. Lav et med: kompetencevej new-module")]


def test_all_mistakes_are_told_at_once_the_most_useful_first(course: Path, module: Path) -> None:
    edit(module / "1-oev.ipynb", "## Prøv", "# Prøv")
    edit(course / "keys" / "9-proeve.yaml", "key: [a]", "key: [z]")
    edit(module / "tasks" / "1-oev.yaml", "level: 1", "level: 7")
    (course / "data" / "organisation.yaml").write_text("name: [", "utf-8")
    found = checking.everything().problems
    assert [problem.rank for problem in found] == [Rank.UNREADABLE, Rank.FIELD, Rank.REFERENCE, Rank.FORM]


def test_a_file_of_tasks_that_cannot_be_read_brings_no_other_mistakes_with_it(module: Path) -> None:
    (module / "tasks" / "2-vis.yaml").write_text("tasks: [", "utf-8")
    assert len(told()) == 1
    (module / "module.yaml").write_text("id: {", "utf-8")
    assert len(told()) == 2


def test_one_module_is_checked_by_itself(course: Path, module: Path) -> None:
    (course / "modules" / "noter").mkdir()
    assert checking.one("9-proeve").problems == ()
    edit(module / "tasks" / "1-oev.yaml", "level: 1", "level: 7")
    assert [problem.file.name for problem in checking.one("9-proeve").problems] == ["1-oev.yaml"]
    with pytest.raises(NotFound, match="Did you mean “9-proeve”"):
        checking.one("9-prove")


def test_a_problem_says_file_and_line_and_both_languages() -> None:
    assert str(Problem(Path("a.yaml"), 3, "Ret det.", "Correct it.")) == "a.yaml:3: Ret det.\n    Correct it."
