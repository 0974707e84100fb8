"""A trainer tries her measure on four texts with agreed levels before she marks; what came of it is hers alone."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from course import modules, second_marking, settings
from course.errors import Conflict, CourseError, InvalidAnswer, NotFound
from course.framework import organisation
from course.pages import Request, Response, Show
from course.store import Person
from grading.calibration import CALIBRATION
from grading.desk import agreement_page, calibration, calibration_page, front_page, pages, text_page
from grading.rubric import RUBRICS
from tests.course.test_checking import edit
from tests.grading.test_desk import HANNE, TINE, give, place, text_of
from tests.grading.test_second_marking import desk, released_home
from tests.house import DATA, House
from widgets.service.web import rendering

__all__ = ["desk", "released_home"]
ANSWERS = Path(__file__).parent.parent / "answers"


def ask(house: House, answer: Callable[[Request], Response], trainer: str = TINE, **form: str) -> Response:
    """What a page answers to a trainer; `submission` is part of the address."""
    viewer = house.store.people.get(trainer)
    assert viewer
    path = {"module": house.module.id, "task": "tekst", "submission": form.pop("submission", "1")}
    return answer(Request(viewer, house.store, path, form))


def html(found: Response) -> str:
    assert isinstance(found, Show)
    frame = {"language": "da", "page_url": "desk", "xsrf": lambda: "", "organisation": organisation()}
    return rendering.render(rendering.environment(pages.TEMPLATES), found.template, "/", {**frame, **found.context})


def test_every_graded_text_of_the_course_has_four_texts_that_a_learner_has_not_seen() -> None:
    answers = {" ".join(str(yaml.safe_load(path.read_text("utf-8"))["answer"]).split()) for path in ANSWERS.rglob("*-tekst*.yaml")}
    counted = 0
    for path in modules.sources():
        module = modules.load_module(path)
        rubrics, sets = RUBRICS.load(module), CALIBRATION.load(module)
        assert sets.keys() == rubrics.keys()
        for id, one in sets.items():
            borderline = rubrics[id].borderline
            known = {" ".join(text.da.split()) for text in (rubrics[id].example, borderline and borderline.text) if text}
            for text in one.texts:
                counted += 1
                said = " ".join(text.text.da.split())
                assert said not in known | answers
                assert len(said) <= module.tasks[id].max_chars  # type: ignore[attr-defined]  # a text has a longest length
                assert str(text.level) in text.why.da
                assert str(text.level) in text.why.en
    assert counted == 4 * 14


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny module with its calibration texts, where a test may change them."""
    for name in ("modules", "keys", "rubrics", "calibration"):
        shutil.copytree(DATA / name, tmp_path / name)
    monkeypatch.setenv(settings.MODULES, str(tmp_path / "modules"))
    monkeypatch.setenv(settings.GRADING, str(tmp_path))
    return tmp_path


BROKEN = {
    "a field that there is not": ("      - level: 3\n", "      - level: 3\n        x: 1\n", "x"),
    "a level that there is not": ("level: 4", "level: 5", "level"),
    "two levels": ("level: 4", "level: 2", "levels"),
    "no such task": ("  tekst:", "  teksten:", "Did you mean “tekst”"),
    "a text without English": (
        "{da: Jeg lægger mærke til trøjen., en: I notice the jumper.}",
        "{da: Jeg lægger mærke til trøjen.}",
        "after “en:”",
    ),
    "no reason": ('        why: {da: "Svaret vil hende det godt: 1.", en: "The answer wishes her well: 1."}\n', "", "“why”"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_check_names_what_is_wrong_in_a_set(course: Path, what: str) -> None:
    before, after, said = BROKEN[what]
    path = course / "calibration" / "9-proeve.yaml"
    if what == "two levels":
        edit(path, "level: 3", "level: 1")
    edit(path, before, after)
    problems = [one for folder in modules.sources() for one in CALIBRATION.problems(modules.read_folder(folder))]
    assert [one.file.name for one in problems] == ["9-proeve.yaml"]
    assert said in problems[0].en


def test_too_many_texts_are_told_and_a_module_without_a_file_is_in_order(course: Path) -> None:
    path = course / "calibration" / "9-proeve.yaml"
    (folder,) = [one for one in modules.sources() if one.name == "9-proeve"]
    more = "      - level: 0\n        text: {da: Nej., en: No.}\n        why: {da: Intet., en: Nothing.}\n"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    assert "there are 5 texts; there must be 4." in CALIBRATION.problems(modules.read_folder(folder))[0].en
    path.write_text("calibration: {}\n", "utf-8")
    assert "no texts with agreed levels" in CALIBRATION.problems(modules.read_folder(folder))[0].en
    path.unlink()
    assert CALIBRATION.problems(modules.read_folder(folder)) == []


def test_she_gives_each_text_a_level_and_sees_the_agreed_one_only_then(desk: House) -> None:
    offered = html(ask(desk, front_page.pile))
    assert "Prøv målestokken på fire tekster" in offered
    first = html(ask(desk, calibration_page.shown))
    assert "Jeg lægger mærke til trøjen." in first
    assert "Det aftalte er" not in first
    for number, level in enumerate((2, 3, 4), 1):
        ask(desk, calibration_page.answer, number=str(number), level=str(level))
    told = html(ask(desk, calibration_page.shown, text="3"))
    assert "Du gav niveau 4. Det aftalte er 1." in told
    assert "Svaret vil hende det godt" in told
    assert "Det aftalte er" not in html(ask(desk, calibration_page.shown, text="4"))  # not before she has given it one
    ask(desk, calibration_page.answer, number="4", level="3")
    whole = html(ask(desk, calibration_page.shown))
    assert "2 af 4 niveauer var de samme som de aftalte, og 3 lå højst ét fra." in whole
    again = html(ask(desk, front_page.pile))
    assert "Prøv målestokken på fire tekster" not in again
    assert "2 af 4 niveauer" in again


def test_what_came_of_it_is_hers_alone(desk: House) -> None:
    ask(desk, calibration_page.answer, number="1", level="0")
    found = calibration.tried(desk.store, place(desk), HANNE)
    assert found
    assert found.given == []
    assert desk.store.personal.copy(TINE)["calibration"][0]["levels"] == [0]
    assert desk.store.personal.copy(HANNE)["calibration"] == []
    desk.store.people.change([Person("tine.b", "Tine Bech", "superbruger", trainer=True)], {TINE: "tine.b"})
    moved = calibration.tried(desk.store, place(desk), "tine.b")
    assert moved
    assert moved.given == [0]
    desk.store.personal.erase("tine.b", keep_record=True)
    assert desk.store.personal.copy("tine.b")["calibration"] == []


def test_a_level_is_given_once_in_turn_and_only_to_texts_that_there_are(desk: House) -> None:
    ask(desk, calibration_page.answer, number="1", level="3")
    ask(desk, calibration_page.answer, number="1", level="3")  # the answer was lost, and she sends it again
    with pytest.raises(Conflict):
        ask(desk, calibration_page.answer, number="1", level="4")
    with pytest.raises(Conflict):
        ask(desk, calibration_page.answer, number="3", level="4")
    for number, level, error in (("2", "", InvalidAnswer), ("2", "5", InvalidAnswer), ("9", "1", NotFound), ("x", "1", NotFound)):
        with pytest.raises(error):
            ask(desk, calibration_page.answer, number=number, level=level)
    found = calibration.tried(desk.store, place(desk), TINE)
    assert found
    assert found.given == [3]


def test_another_set_is_offered_anew_and_a_task_without_one_not_at_all(desk: House, course: Path) -> None:
    ask(desk, calibration_page.answer, number="1", level="3")
    edit(course / "calibration" / "9-proeve.yaml", "trøjen", "stilheden")
    found = calibration.tried(desk.store, place(desk), TINE)
    assert found
    assert found.given == []
    (course / "calibration" / "9-proeve.yaml").unlink()
    assert calibration.tried(desk.store, place(desk), TINE) is None
    assert "målestokken" not in html(ask(desk, front_page.pile))
    with pytest.raises(CourseError):
        ask(desk, calibration_page.shown)


def test_the_page_of_agreement_says_what_there_is_and_names_no_trainer(desk: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_marking, "share", lambda: 1.0)
    assert "Ingen tekster er rettet af to endnu" in html(ask(desk, agreement_page.shown))
    give(desk, "anna", 4, "Skarpt set.")
    blind = html(ask(desk, text_page.shown, HANNE, submission=str(text_of(desk, "anna"))))
    assert "Skarpt set." not in blind
    assert "Tine Underviser" not in blind
    assert "checked" not in blind.partition('class="desk-choices"')[2].partition("</div>")[0]
    give(desk, "anna", 1, "Et gæt.", trainer=HANNE)
    page = html(ask(desk, agreement_page.shown))
    assert "niveau 4 og 1" in page
    assert "For få endnu" in page
    assert "Hanne" not in page
    text = html(ask(desk, text_page.shown, submission=str(text_of(desk, "anna"))))
    assert "Den anden af jer er" in text
    assert "Hanne Underviser" in text
    assert "Et gæt." in text
    assert "1 at tale om" in html(ask(desk, front_page.front))
    ask(desk, agreement_page.talked, submission=str(text_of(desk, "anna")))
    assert "at tale om</span>" not in html(ask(desk, front_page.front))
    with pytest.raises(NotFound):
        ask(desk, agreement_page.talked, submission=str(text_of(desk, "bo")))
