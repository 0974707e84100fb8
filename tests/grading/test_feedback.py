"""What a learner reads of her texts, that she says she has read it, and the one question she may ask about it."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.errors import CourseError, NotFound
from course.inquiry import LONGEST
from course.pages import Go, PageSet, Request, Response, Show
from course.store import Person
from course.store.desk_tables import InquiryRow
from course.store.tables import ViewingRow
from grading.desk import inquiry_page, text_page
from grading.desk.front_page import front, pile
from grading.desk.pages import page_set as desk_pages
from grading.rubric import RUBRICS
from tests.grading.test_desk import TINE, desk, desk_home, give, text_of
from tests.house import House, at_home
from widgets.service.pages import employee, feedback, privacy, replies, start
from widgets.service.web import rendering

__all__ = ["desk", "desk_home"]
FRAME = {"language": "da", "page_url": "", "xsrf": lambda: "", "viewer": None, "local": False}


def read(page_set: PageSet, response: Response) -> str:
    """The page as HTML."""
    return html.unescape(sent(page_set, response))


def sent(page_set: PageSet, response: Response) -> str:
    """What a browser is sent."""
    assert isinstance(response, Show), response
    return rendering.render(rendering.environment(page_set.templates), response.template, "/", {**FRAME, **response.context})


def asking(house: House, who: str, form: dict[str, str] | None = None, **path: str) -> Request:
    viewer = house.store.people.get(who)
    assert viewer
    return Request(viewer, house.store, {"module": house.module.id, "number": "1", "task": "tekst", **path}, form or {})


def page_of(house: House, who: str = "anna", number: int = 1) -> str:
    return read(employee.page_set, feedback.feedback_page(asking(house, who, number=str(number))))


def front_of(house: House, who: str = "anna") -> str:
    return read(employee.page_set, start.start(asking(house, who)))


def ask(house: House, words: str, who: str = "anna", **path: str) -> Response:
    return replies.ask(asking(house, who, {"words": words}, **path))


def answer(house: House, words: str, before: str = "", learner: str = "anna") -> Response:
    hand_in = str(house.store.submissions.of(learner)[0].id)
    return inquiry_page.answer(asking(house, TINE, {"words": words, "before": before}, submission=hand_in))


def questions(house: House, **form: str) -> str:
    return read(desk_pages, inquiry_page.shown(asking(house, TINE, form)))


@pytest.fixture(scope="session")
def marked_home(desk_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of `marked`, to be copied."""
    with pytest.MonkeyPatch.context() as patch:
        house = at_home(desk_home, tmp_path_factory.mktemp("marked") / "home", patch)
        give(house, "anna", 3, "Du siger <i>det</i>, man kan se.")
        give(house, "bo", 4)
        house.feedback()
        house.store.database.close()
    return house.home


@pytest.fixture
def marked(marked_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Anna's text is at level 3 with a comment, Bo's at 4, Carl's waits."""
    house = at_home(marked_home, tmp_path / "home", monkeypatch)
    yield house
    house.store.database.close()


def test_each_level_is_told_with_its_own_anchor_and_the_next_ones_and_no_other(desk: House) -> None:
    rubric = RUBRICS.load(desk.module)["tekst"]
    for level in range(5):
        give(desk, "anna", level)
        desk.feedback()
        page = page_of(desk)
        assert {one.level for one in rubric.levels if one.text.da in page} == {level, level + 1} & {1, 2, 3, 4}
        assert ("Sådan lyder det på niveau" in page, "Det er det øverste niveau" in page) == (level < 4, level == 4)
        assert rubric.question.da not in page
        assert rubric.example.da not in page


def test_an_empty_text_is_told_to_be_empty_and_nothing_of_the_rubric(desk: House) -> None:
    desk.hand_in("dorte", tekst=None)
    desk.collect_and_mark()
    desk.feedback()
    result = desk.results("dorte")["tekst"]
    assert (result.rubric_level, result.ahead) == (0, None)
    assert "Sådan lyder det" not in page_of(desk, "dorte")


def test_every_other_task_says_in_words_what_the_answer_shows(house: House) -> None:
    house.hand_in("anna", valg=["b"], par={"ole": "ringe", "eva": "ringe"})
    house.collect_and_mark()
    house.give("anna", 2)
    house.feedback()
    page = page_of(house)
    assert len(re.findall("Svaret viser (?:en del af |endnu ikke )?»", page)) == 3
    assert "Svaret viser endnu ikke »" in page
    assert "Svaret viser en del af »" in page
    assert "The answer shows part of “" in page


def test_she_says_that_she_has_read_it_and_the_trainer_sees_it_until_it_changes(marked: House) -> None:
    def trainers_page() -> str:
        return read(desk_pages, text_page.shown(asking(marked, TINE, submission=str(text_of(marked, "anna")))))

    assert "har ikke sagt endnu" in trainers_page()
    assert replies.read(asking(marked, "anna", {"read": "yes"})) == Go(f"module/{marked.module.id}/feedback/1#read")
    assert "Deltageren har læst tilbagemeldingen" in trainers_page()
    assert "Du har læst det." in page_of(marked)
    marked.feedback()
    assert "Du har læst det." in page_of(marked), "nothing new was sent"
    give(marked, "anna", 3, "Du siger det, man kan se, og holder dig til det.")
    marked.feedback()
    assert "Du har læst det." not in page_of(marked)
    replies.read(asking(marked, "anna", {"read": "yes"}))
    replies.read(asking(marked, "anna", {"read": "no"}))
    assert "har ikke sagt endnu" in trainers_page()


def test_she_asks_the_trainer_answers_in_the_same_place_and_both_are_told(marked: House) -> None:
    assert "venter på svar" not in read(desk_pages, front(asking(marked, TINE)))
    assert ask(marked, "Hvad kunne jeg ellers <b>sige</b>?") == Go(f"module/{marked.module.id}/feedback/1#tekst")
    assert "Et spørgsmål til en kommentar venter på svar" in read(desk_pages, front(asking(marked, TINE)))
    waits = questions(marked)
    assert "Hvad kunne jeg ellers <b>sige</b>?" in waits
    assert "anna ser, at du kigger væk." in waits
    assert "Du siger <i>det</i>, man kan se." in waits
    assert "Anna" not in waits
    assert "Anna" in questions(marked, names="1")
    assert "Svar på dit spørgsmål" not in front_of(marked)
    assert isinstance(answer(marked, "Prøv at spørge, hvad hun selv tænker."), Go)
    assert "Svar på dit spørgsmål til" in front_of(marked)
    assert "Prøv at spørge, hvad hun selv tænker." in page_of(marked)
    assert "Ingen spørgsmål venter" in questions(marked)
    replies.read(asking(marked, "anna", {"read": "yes"}))
    assert "Svar på dit spørgsmål til" not in front_of(marked)
    assert isinstance(answer(marked, "Prøv at spørge hende.", before="Prøv at spørge, hvad hun selv tænker."), Go)
    assert "Svar på dit spørgsmål til" in front_of(marked), "the answer was changed"


def test_what_is_asked_and_answered_runs_nothing_in_anybodys_browser(marked: House) -> None:
    ask(marked, "<script>alert(1)</script>")
    answer(marked, "<img src=x onerror=alert(2)>")
    for page_set, response in (
        (employee.page_set, feedback.feedback_page(asking(marked, "anna"))),
        (desk_pages, inquiry_page.shown(asking(marked, TINE))),
        (desk_pages, text_page.shown(asking(marked, TINE, submission=str(text_of(marked, "anna"))))),
    ):
        page = sent(page_set, response)
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_question_can_be_taken_back_until_it_is_answered_and_is_one(marked: House) -> None:
    ask(marked, "Det første")
    assert ask(marked, "Det første") == Go(f"module/{marked.module.id}/feedback/1#tekst"), "sent again, its answer was lost"
    refused = ask(marked, "Det andet")
    assert isinstance(refused, Show)
    assert refused.status == 409
    assert "Det andet" in read(employee.page_set, refused)
    replies.ask(asking(marked, "anna", {"take_back": "yes"}))
    assert "Ingen spørgsmål venter" in questions(marked)
    late = answer(marked, "Svaret kom for sent")
    assert isinstance(late, Show)
    assert late.status == 409
    assert "Svaret kom for sent" in read(desk_pages, late)
    ask(marked, "Det andet")
    answer(marked, "Ja")
    kept = replies.ask(asking(marked, "anna", {"take_back": "yes"}))
    assert isinstance(kept, Show)
    assert "Din underviser har svaret" in read(employee.page_set, kept)


def test_of_two_trainers_who_answer_at_once_none_writes_over_the_other(marked: House) -> None:
    ask(marked, "Hvorfor?")
    answer(marked, "Fordi hun tav.")
    second = answer(marked, "Fordi du spurgte.")
    assert isinstance(second, Show)
    page = read(desk_pages, second)
    assert "Fordi hun tav." in page
    assert "Fordi du spurgte." in page
    assert "Fordi hun tav." in page_of(marked)


@pytest.mark.parametrize(
    ("words", "told"),
    [("  ", "Der står ikke noget"), ("x" * (LONGEST + 1), "længere end"), ("Ring 010190-1234", "CPR-nummer"), ("a\0b", "ugyldige")],
)
def test_what_cannot_be_sent_comes_back_with_what_she_wrote(marked: House, words: str, told: str) -> None:
    refused = ask(marked, words)
    assert isinstance(refused, Show)
    page = read(employee.page_set, refused)
    assert (refused.status, told in page, words.strip() in page) == (400, True, True)
    assert marked.store.inquiries.waiting() == 0


def test_only_ones_own_texts_that_a_trainer_has_read_can_be_asked_about(marked: House) -> None:
    for wrong in ({"task": "valg"}, {"task": "nothing"}, {"number": "2"}):
        with pytest.raises(NotFound):
            ask(marked, "Hvad?", **wrong)
    with pytest.raises(CourseError):
        ask(marked, "Hvad?", "carl")  # hers is not sent yet
    assert "Hvad nu?" not in page_of(marked, "bo")
    ask(marked, "Hvad nu?")
    assert "Hvad nu?" not in page_of(marked, "bo")
    bos = marked.store.submissions.of("bo")[0].id
    assert marked.store.inquiries.of(bos) == {}


def test_a_trainer_who_changes_the_comment_after_the_question_leaves_both_understandable(marked: House) -> None:
    ask(marked, "Hvad mener du med det?")
    give(marked, "anna", 2, "Jeg mener ordene »kigger væk«.")
    marked.feedback()
    page = page_of(marked)
    assert "Din underviser har ændret kommentaren, efter at du spurgte." in page
    assert page.index("Jeg mener ordene") < page.index("Du siger <i>det</i>") < page.index("Hvad mener du med det?")
    assert "Kommentaren nu" in questions(marked)
    marked.mark(again=True)
    give(marked, "anna", 2, "Jeg mener ordene »kigger væk«.")
    marked.feedback()
    assert "Hvad mener du med det?" in page_of(marked)


def test_a_question_stays_with_its_hand_in_when_there_is_a_newer_one(marked: House) -> None:
    ask(marked, "Hvad mener du?")
    marked.hand_in("anna", tekst="Nu skriver jeg noget andet.")
    assert "anna ser, at du kigger væk." in questions(marked)
    marked.collect_and_mark()
    answer(marked, "At hun skal have tid.")
    assert "Svar på dit spørgsmål til" in front_of(marked)
    give(marked, "anna", 4, "Endnu bedre.")
    marked.feedback()
    assert "At hun skal have tid." in page_of(marked, number=1)
    newest = page_of(marked, number=2)
    assert "At hun skal have tid." not in newest
    assert "Endnu bedre." in newest


def test_a_learner_with_a_new_login_keeps_question_and_answer(marked: House) -> None:
    ask(marked, "Hvad mener du?")
    marked.store.people.change([Person("anna.h", "Anna Holm", "raadgiver", "Syd")], {"anna": "anna.h"})
    answer(marked, "At hun skal have tid.", learner="anna.h")
    assert "At hun skal have tid." in page_of(marked, "anna.h")
    assert "Svar på dit spørgsmål til" in front_of(marked, "anna.h")


def test_questions_are_in_the_copy_and_on_the_privacy_page_and_go_with_their_owner(marked: House) -> None:
    ask(marked, "Hvad mener du?")
    answer(marked, "At hun skal have tid.")
    (row,) = marked.store.personal.copy("anna")["inquiry"]
    assert (row["asked"], row["reply"], row["comment"]) == ("Hvad mener du?", "At hun skal have tid.", "Du siger <i>det</i>, man kan se.")
    assert "dine spørgsmål til den og underviserens svar" in read(employee.page_set, privacy.shown(asking(marked, "anna")))
    marked.store.personal.erase(TINE, keep_record=False)
    assert "At hun skal have tid." in page_of(marked), "the answer is the learner's"
    marked.store.personal.erase("anna", keep_record=True)
    with marked.store.database.transaction() as session:
        assert session.query(InquiryRow).count() == 0


def test_who_has_waited_longest_comes_first_and_no_page_grows_without_end(marked: House) -> None:
    for who in ("anna", "bo"):
        ask(marked, f"{who} spørger", who)
    assert [one.inquiry.asked for one in marked.store.inquiries.open(1)] == ["anna spørger"]
    assert marked.store.inquiries.waiting() == 2


@pytest.mark.parametrize("answered", [False, True], ids=["waiting", "answered"])
def test_a_text_leads_to_its_question_however_many_came_since(marked: House, monkeypatch: pytest.MonkeyPatch, answered: bool) -> None:
    for number in ("MOST", "LATELY"):
        monkeypatch.setattr(inquiry_page, number, 1)
    first, second = ("bo", "anna") if not answered else ("anna", "bo")
    for who in (first, second):
        ask(marked, f"{who} spørger", who)
        if answered:
            answer(marked, "Fordi hun tav.", learner=who)
    submission = str(text_of(marked, "anna"))
    assert "anna spørger" not in questions(marked), "the list has one of each kind"
    page = read(desk_pages, text_page.shown(asking(marked, TINE, submission=submission)))
    place = f"desk/inquiries/{submission}/tekst"
    assert f'href="/{place}#inquiry-{submission}-tekst"' in page
    led_to = read(desk_pages, inquiry_page.shown(asking(marked, TINE, submission=submission)))
    assert f'id="inquiry-{submission}-tekst"' in led_to
    assert led_to.count("anna spørger") == 1
    assert answer(marked, "Fordi du spurgte.", before="Fordi hun tav." if answered else "") == Go(f"{place}#inquiry-{submission}-tekst")


def test_a_trainer_who_asks_whose_a_text_is_stands_in_the_log_of_looks(marked: House) -> None:
    ask(marked, "Hvad mener du?")
    submission = str(text_of(marked, "anna"))
    for shown in (text_page.shown, pile, inquiry_page.shown):
        shown(asking(marked, TINE, submission=submission))
    assert marked.store.viewings.of("anna") == []
    for shown, whose in ((text_page.shown, ["anna"]), (inquiry_page.shown, ["anna"]), (pile, ["anna", "bo", "carl"])):
        with marked.store.database.transaction() as session:
            session.query(ViewingRow).delete()
        page = read(desk_pages, shown(asking(marked, TINE, {"names": "1"}, submission=submission)))
        assert "Anna" in page
        assert [who for who in ("anna", "bo", "carl") if marked.store.viewings.of(who)] == whose
