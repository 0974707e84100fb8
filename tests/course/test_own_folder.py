"""A municipality's own folder: what it holds lies over the course's, and an update of the course neither stops it nor is stopped by it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from course import checking, colours, framework, modules, second_marking, settings
from course.datafile import DataError, load
from course.privacy.rules import load_privacy
from course.roster.names import alike
from course.roster.words import load_words
from course.text import Text
from widgets.service.web import assets, rendering
from widgets.service.web.rendering import THEME

BIRKELUND = Path(__file__).parent.parent / "data" / "birkelund"
COMMAND = Path(sys.executable).parent / "kompetencevej"


def forget() -> None:
    for cached in (framework.framework, framework.roles, framework.organisation, assets.asset):
        cached.cache_clear()


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Birkelund's folder, to change."""
    folder = Path(copytree(BIRKELUND, tmp_path / "birkelund"))
    monkeypatch.setenv("KOMPETENCEVEJ_OWN", str(folder))
    return folder


@pytest.fixture
def updated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The course's data, to change as an update would."""
    folder = Path(copytree(settings.data(), tmp_path / "data"))
    monkeypatch.setenv("KOMPETENCEVEJ_DATA", str(folder))
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def said(problems: tuple[object, ...] | list[object]) -> str:
    return "\n".join(map(str, problems))


@pytest.mark.usefixtures("own")
def test_birkelund_is_in_order() -> None:
    found = checking.everything()
    assert found.problems == ()
    assert "8-tolk" in {path.name for path in modules.sources()}


@pytest.mark.usefixtures("own")
def test_the_municipality_says_only_what_differs_and_the_rest_is_the_courses() -> None:
    roles, known = framework.roles(), framework.framework()
    assert framework.organisation().course.da == "Birkestien"
    assert known.competence("samtale.tolk").name.da == "Tale gennem tolk på skærm"
    assert known.competences[0].id == "samtale.ledelse"
    assert roles.targets("raadgiver")["samtale.tolk"] == 2
    assert roles.targets("raadgiver")["strategi.formaal"] > 0
    assert roles.targets("leder")["samtale.tolk"] == 0
    assert roles.targets("modtager")["samtale.tolk"] == 3
    kept = load_privacy(settings.data() / "privacy.yaml").retention
    assert (kept.conversations, kept.answers) == (90, 730)


@pytest.mark.usefixtures("own")
def test_the_staff_list_knows_the_municipalitys_columns_and_titles_beside_the_courses() -> None:
    words = load_words(settings.data() / "roster.yaml", framework.roles())
    row = (BIRKELUND / "medarbejdere.csv").read_text("utf-8").splitlines()[0].split(";")
    assert words.places(row) == {"username": 0, "name": 1, "role": 2, "team": 3}
    titles = words.roles(framework.roles())
    assert titles[alike("Husvært")] == "modtager"
    assert titles[alike("Socialrådgiver")] == "raadgiver"


def test_how_many_texts_two_trainers_mark_is_the_municipalitys_to_choose(own: Path) -> None:
    assert second_marking.share() == 0.1, "ten in a hundred, as given"
    chosen = own / "second_marking.yaml"
    for share, told in (("25", 0.25), ("0", 0.0), ("100", 1.0)):
        chosen.write_text(f"share: {share}\n", "utf-8")
        assert second_marking.share() == told
    for wrong in ("101", "-1", "mange"):
        chosen.write_text(f"share: {wrong}\n", "utf-8")
        with pytest.raises(DataError):
            second_marking.share()


def test_a_new_competence_of_the_course_appears_by_itself(own: Path, updated: Path) -> None:
    competence = (own / "competences.yaml").read_text("utf-8").split("\n", 1)[1].replace("samtale.tolk", "samtale.nyt")
    with (updated / "competences.yaml").open("a", encoding="utf-8") as file:
        file.write(competence)
    replace(updated / "roles.yaml", "      samtale.kanal:", "      samtale.nyt: 1\n      samtale.kanal:")
    assert framework.framework().competence("samtale.nyt")
    assert framework.roles().targets("raadgiver")["samtale.nyt"] == 1
    assert framework.roles().targets("modtager")["samtale.nyt"] == 0
    assert checking.data_problems()[0] == []


def test_check_names_what_an_update_made_obsolete_and_the_course_goes_on(own: Path, updated: Path) -> None:
    replace(updated / "roles.yaml", "- id: raadgiver", "- id: vejviser")
    replace(updated / "roster.yaml", "  raadgiver:", "  vejviser:")
    replace(own / "roster.yaml", "  raadgiver: [Vejviser]\n", "")
    replace(own / "roles.yaml", "samtale.relation", "samtale.gammel")
    problems = said(checking.data_problems()[0])
    assert f"{own / 'roles.yaml'}:2: kurset har ikke længere »raadgiver«" in problems
    assert f"{own / 'roles.yaml'}:10: " in problems
    assert "samtale.gammel" in problems
    assert framework.roles().roles[0].id == "vejviser"
    assert "samtale.gammel" not in framework.roles().get("modtager").targets


def test_check_names_files_that_belong_to_nothing(own: Path) -> None:
    (own / "roller.yaml").write_text("roles: []\n")
    (own / "keys" / "5-gammelt.yaml").write_text("keys: {}\n")
    problems = said(checking.data_problems()[0])
    assert "roller.yaml:1: hører ikke" in problems
    assert "5-gammelt.yaml:1: hører ikke" in problems


def test_check_says_when_the_folder_is_not_there(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOMPETENCEVEJ_OWN", str(own / "flyttet"))
    assert "mappen findes ikke" in said(checking.data_problems()[0])


def test_a_mistake_is_told_at_the_file_and_line_where_it_stands(own: Path) -> None:
    replace(own / "roles.yaml", "samtale.kanal: 4", "samtale.kanal: 7")
    with pytest.raises(DataError) as error:
        framework.roles()
    assert [(one.file, one.line) for one in error.value.problems] == [(own / "roles.yaml", 5)]


def test_a_text_is_replaced_whole_so_that_no_page_mixes_two_municipalities(own: Path) -> None:
    replace(own / "organisation.yaml", "{da: Birkestien, en: The Birch Trail}", "{da: Birkestien}")
    with pytest.raises(DataError) as error:
        framework.organisation()
    assert [one.file for one in error.value.problems] == [own / "organisation.yaml"]


def test_a_module_with_the_id_of_one_of_the_courses_is_refused_by_name(own: Path) -> None:
    (own / "modules" / "1-virtuelle-samtaler").mkdir()
    assert "kurset har selv et modul 1-virtuelle-samtaler" in said(checking.data_problems()[0])
    with pytest.raises(DataError, match="1-virtuelle-samtaler"):
        modules.sources()


def test_colours_that_cannot_be_read_are_refused_with_their_contrast(own: Path) -> None:
    replace(own / "organisation.yaml", 'accent: "#7a2e0e"', 'accent: "#e0a080"')
    with pytest.raises(DataError, match="contrast"):
        framework.organisation()
    assert f"{own / 'organisation.yaml'}:" in said(checking.data_problems()[0])


def test_a_logo_that_is_not_there_is_named(own: Path) -> None:
    (own / "birk.svg").unlink()
    with pytest.raises(DataError, match=r"birk\.svg"):
        framework.organisation()


@pytest.mark.parametrize(
    "contact", ["sikkerhed@birk.example", "mailto:", "http://birk.example", "javascript:alert(1)", "mailto:a@b\\nX: y"]
)
def test_a_contact_for_holes_that_nobody_could_follow_is_told_with_its_place(own: Path, contact: str) -> None:
    replace(own / "organisation.yaml", "mailto:sikkerhed@birkelund.example", f'"{contact}"')
    with pytest.raises(DataError, match=r"organisation\.yaml:4: security_contact"):
        framework.organisation()


def test_the_grounds_for_contrast_are_those_of_the_theme() -> None:
    css = (THEME / "static" / "tokens.css").read_text("utf-8")
    for name, light in colours.GROUNDS["light"].items():
        assert f"--kv-{name}: light-dark({light}, {colours.GROUNDS['dark'][name]});" in css


def test_contrast_is_that_of_the_standard() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.usefixtures("own")
def test_colours_and_logo_are_served_with_the_theme() -> None:
    style, logo = assets.asset("theme.css"), assets.asset("birk.svg")
    assert style is not None
    assert style.content.decode().rindex("--kv-accent: light-dark(#7a2e0e, #ffb48f)") > style.content.decode().index("--kv-accent:")
    assert logo is not None
    assert logo.content == (BIRKELUND / "birk.svg").read_bytes()


@pytest.mark.usefixtures("own")
def test_every_page_has_the_municipalitys_name_and_logo() -> None:
    words = Text(da="Ordet", en="The word")
    error = {"title": words, "text": words, "ask": True, "code": "", "number": "", "again": False}
    context = {"organisation": framework.organisation(), "title": words, "error": error, "language": "da"}
    page = rendering.render(rendering.environment(), "error.html", "/", context)
    assert "· Birkestien</title>" in page
    assert 'src="/theme/birk.svg?v=' in page
    assert "Birkelund Kommune" in page
    assert "lokal 4321" in page
    assert "Kompetencevej" not in page


def test_without_a_folder_the_course_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOMPETENCEVEJ_OWN", raising=False)
    assert framework.organisation().course.da == "Kompetencevej"
    assert framework.organisation().logo is None
    assert assets.asset("birk.svg") is None


def test_the_courses_name_stands_in_no_template() -> None:
    folders = [
        THEME / "templates",
        THEME.parent / "service" / "pages" / "templates",
        settings.ROOT / "grading" / "templates",
        settings.ROOT / "deploy" / "hub",
    ]
    pages = [path for folder in folders for path in folder.rglob("*.html") if "node_modules" not in path.parts]
    assert len(pages) > 20
    assert [path for path in pages if "Kompetencevej" in path.read_text("utf-8")] == []


def new(folder: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    answers = ["--name", 'Aaby: "Job"', "--contact", "Spørg Åse.", "--course", "Åstien", *more]
    return subprocess.run([COMMAND, "new-installation", folder, *answers], capture_output=True, text=True, timeout=120, check=False)


def test_a_new_installation_holds_only_what_was_asked_and_is_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "aaby"
    assert new(folder).returncode == 0
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["organisation.yaml"]
    monkeypatch.setenv("KOMPETENCEVEJ_OWN", str(folder))
    assert checking.data_problems()[0] == []
    assert framework.organisation().name.da == 'Aaby: "Job"'
    assert load(settings.data() / "organisation.yaml", framework.Organisation).course.en == "Åstien"
    again = new(folder)
    assert again.returncode == 1
    assert "er der allerede" in again.stderr


def test_a_new_installation_is_not_made_inside_the_course() -> None:
    done = new(settings.ROOT / "kommunen")
    assert done.returncode == 1
    assert "uden for" in done.stderr
    assert not (settings.ROOT / "kommunen").exists()
