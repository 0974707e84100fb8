"""An author begins a module, a task or a conversation with a command, and what is written can be taken at once."""

from pathlib import Path

import pytest

from course import checking, settings
from course.authoring import new
from course.errors import CourseError, NotFound
from course.kinds import KINDS
from course.modules import load_module
from course.text import Text
from tests.breaking.trial import what_does_not_work

TITLE = Text(da="Nyt på skærmen", en="New on the screen")
PAGES = [Text(da="Begynd: her", en="Begin: here"), Text(da="Øv dig", en="Practise")]
COMPETENCES = ["samtale.kanal", "forandring.teori"]
ID = "7-nyt-paa-skaermen"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty course of one's own."""
    for name in ("modules", "keys", "rubrics"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("KOMPETENCEVEJ_MODULES", str(tmp_path / "modules"))
    monkeypatch.setenv("KOMPETENCEVEJ_GRADING", str(tmp_path))
    return tmp_path


@pytest.fixture
def module(course: Path) -> Path:
    id, _ = new.new_module(7, TITLE, PAGES, COMPETENCES)
    assert id == ID
    return course / "modules" / id


def test_a_new_module_has_a_task_of_each_kind_and_passes_check(module: Path) -> None:
    assert checking.one(ID).problems == ()
    written = load_module(module)
    assert {task.kind_name for task in written.tasks.values()} == set(KINDS)
    assert {task.competence for task in written.tasks.values()} == set(COMPETENCES)
    assert [page.notebook for page in written.about.pages] == ["1-begynd-her.ipynb", "2-oev-dig.ipynb", "3-vis-hvad-du-kan.ipynb"]
    assert {task.kind_name for task in written.graded_tasks} == {"choice", "order", "match", "text"}


def test_a_new_module_can_be_taken_and_marked_at_once(module: Path) -> None:
    assert list(what_does_not_work(module)) == []


def test_the_tools_of_a_new_module_quote_its_own_case(module: Path) -> None:
    tasks = load_module(module).tasks.values()
    [case] = [f"{ID}/{task.id}" for task in tasks if task.kind_name == "owncase"]
    assert {task.kind_name for task in tasks if getattr(task, "case", None) == case} == {"adkar", "forcefield", "transition"}


def test_a_new_module_of_a_municipality_stands_in_its_own_folder(
    course: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path_factory.mktemp("own")
    monkeypatch.setenv("KOMPETENCEVEJ_OWN", str(own))
    id, files = new.new_module(8, TITLE, PAGES, COMPETENCES)
    assert all(path.is_relative_to(own) for path in files)
    assert (own / "keys" / f"{id}.yaml").is_file()
    assert checking.everything().problems == ()
    _, files = new.new_task(id, "choice", graded=True)
    assert own / "keys" / f"{id}.yaml" in files
    assert checking.one(id).problems == ()
    assert list((course / "keys").iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_task_of_each_kind_can_be_added(module: Path, kind: str) -> None:
    before = set(load_module(module).tasks)
    id, files = new.new_task(ID, kind, competence="forandring.teori", page="2-oev-dig")
    assert checking.one(ID).problems == ()
    assert set(load_module(module).tasks) == before | {id}
    assert module / "2-oev-dig.ipynb" in files


@pytest.mark.parametrize("kind", ["choice", "order", "match", "text", "conversation"])
def test_a_graded_task_gets_its_key_or_rubric(module: Path, kind: str) -> None:
    id, _ = new.new_task(ID, kind, graded=True)
    assert checking.one(ID).problems == ()
    assert load_module(module).tasks[id].graded


def test_a_tool_cannot_be_graded(module: Path) -> None:
    with pytest.raises(CourseError) as refused:
        new.new_task(ID, "plan", graded=True)
    assert "slagsen plan kan ikke tælle" in refused.value.text.da


def test_a_second_conversation_has_a_file_of_its_own(module: Path) -> None:
    new.new_task(ID, "conversation", name="Kim")
    new.new_task(ID, "conversation", name="Åse Holm")
    assert sorted(path.name for path in module.glob("*.twee")) == ["aase-holm.twee", "kim-2.twee", "kim.twee"]
    assert checking.one(ID).problems == ()


@pytest.mark.parametrize(
    ("number", "title", "pages", "competences", "says"),
    [
        (10, TITLE, PAGES, COMPETENCES, "fra 0 til 9"),
        (-1, TITLE, PAGES, COMPETENCES, "fra 0 til 9"),
        (3, Text(da="?!", en="?!"), PAGES, COMPETENCES, "en titel med bogstaver"),
        (3, TITLE, [Text(da="…", en="…")], COMPETENCES, "en titel med bogstaver"),
        (3, TITLE, [], COMPETENCES, "mindst én side"),
        (3, TITLE, PAGES, [], "mindst én kompetence"),
        (3, TITLE, PAGES, ["samtale.kanel"], "Mente du »samtale.kanal«?"),
        (7, TITLE, PAGES, COMPETENCES, "har allerede nummer 7"),
    ],
)
def test_what_cannot_be_a_module_is_told_and_nothing_is_written(
    module: Path, number: int, title: Text, pages: list[Text], competences: list[str], says: str
) -> None:
    before = sorted(settings.grading().rglob("*"))
    with pytest.raises(CourseError) as refused:
        new.new_module(number, title, pages, competences)
    assert says in refused.value.text.da
    assert sorted(settings.grading().rglob("*")) == before


def test_what_a_new_task_names_must_be_there(module: Path) -> None:
    for kind, more, says in [
        ("choise", {}, "Mente du »choice«?"),
        ("choice", {"page": "2-oev-mig"}, "2-oev-dig"),
        ("choice", {"competence": "samtale.samtykke"}, "er ikke et af modulets mål"),
    ]:
        with pytest.raises(NotFound) as refused:
            new.new_task(ID, kind, **more)
        assert says in refused.value.text.da


def test_a_tool_that_quotes_a_deleted_case_is_found_in_its_module(module: Path) -> None:
    [case] = [id for id, task in load_module(module).tasks.items() if task.kind_name == "owncase"]
    [path] = [path for path in (module / "tasks").glob("*.yaml") if f"  - id: {case}" in path.read_text("utf-8")]
    path.write_text(path.read_text("utf-8").replace(f"id: {case}", "id: noget-andet"), "utf-8")
    places = [problem.da for problem in checking.one(ID).problems if "case" in problem.da]
    assert len(places) == 3


def test_a_number_that_is_free_is_offered(course: Path, module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert new.free_number() == 0
    monkeypatch.setenv("KOMPETENCEVEJ_OWN", str(course / "own"))
    assert new.free_number() == 9
