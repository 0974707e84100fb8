"""Two trainers mark a share of the texts, blind; what they make of them is told for a talk, and the learner gets the first's level as before."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from course import second_marking
from course.errors import Conflict, NotFound
from course.pages import Request, Response, Show
from course.store import Person, open_store
from course.store.database import now
from course.store.desk_tables import JudgementRow
from grading import learner_page
from grading import pages as trainers
from grading.collect import released_module
from grading.desk import agreement, front_page, marking, pages, second, text_page, texts
from grading.desk.piles import piles
from tests.grading.test_desk import HANNE, TINE, give, in_formgrader, pile, place, text_of
from tests.house import House, point_to
from widgets.service.web import rendering

KAREN = "karen"


@pytest.fixture(scope="session")
def released_home(released_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where Anna, Bo and Carl have handed in and are marked by the machine; Tine and Hanne are trainers."""
    home = tmp_path_factory.mktemp("marked") / "home"
    shutil.copytree(released_home, home)
    with pytest.MonkeyPatch.context() as patch:
        point_to(patch, home)
        house = House(home, open_store(), released_module("9-proeve"))
        for trainer in (TINE, HANNE):
            house.store.people.put(Person(trainer, f"{trainer.title()} Underviser", "superbruger", trainer=True))
        for learner in ("anna", "bo", "carl"):
            house.hand_in(learner, tekst=f"{learner} ser, at du kigger væk.")
        house.collect_and_mark()
        house.store.database.close()
    return home


@pytest.fixture
def desk(house: House) -> House:
    return house


@pytest.fixture(autouse=True)
def all_texts(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    """Every text is marked by two."""
    monkeypatch.setattr(second_marking, "share", lambda: 1.0)


def waits_for(house: House, trainer: str) -> list[str]:
    return [one.head.learner for one in pile(house, trainer) if one.grade.waits]


def page(house: House, answer: Callable[[Request], Response]) -> str:
    """A page as Hanne sees it; where it is about one text or learner, about Anna's."""
    viewer = house.store.people.get(HANNE)
    assert viewer
    shown = answer(
        Request(viewer, house.store, {"module": house.module.id, "task": "tekst", "submission": str(text_of(house, "anna"))}, {})
    )
    assert isinstance(shown, Show)
    of = trainers if answer in (trainers._trainer, learner_page.shown) else pages
    frame = {"language": "da", "page_url": "desk", "xsrf": lambda: "", "organisation": None}
    return rendering.render(rendering.environment(of.TEMPLATES), shown.template, "/", {**frame, **shown.context})


def of_pile(house: House, trainer: str) -> tuple[int, int]:
    """How many texts the front page says wait for her and are marked."""
    ((_, (found,)),) = piles(house.store, trainer)
    return found.waits, found.marked


def test_the_second_has_the_text_among_the_others_and_sees_nothing_of_what_the_first_gave(desk: House) -> None:
    give(desk, "bo", 3, "Du siger det, så hun kan være i det.")
    assert waits_for(desk, TINE) == ["anna", "carl"]
    assert waits_for(desk, HANNE) == ["anna", "bo", "carl"]
    assert (of_pile(desk, TINE), of_pile(desk, HANNE)) == ((2, 1), (3, 0))
    opened, fresh = (marking.opened(desk.store, place(desk), text_of(desk, one), HANNE) for one in ("bo", "anna"))
    assert (opened.level, opened.comment, opened.seen, opened.waiting) == (None, "", fresh.seen, 3)
    assert (opened.text.grade.points, opened.text.claim) == (None, None)
    assert agreement.both(desk.store, opened.text.id, "tekst", HANNE) is None
    assert marking.take_next(desk.store, place(desk), HANNE, after=text_of(desk, "anna")) == text_of(desk, "bo")


def test_what_the_learner_says_to_the_first_comment_tells_the_second_nothing(desk: House) -> None:
    give(desk, "anna", 3, "Godt set.")
    desk.feedback()
    assert "tilbagemeldingen" not in page(desk, text_page.shown)
    desk.store.inquiries.ask(text_of(desk, "anna"), "tekst", "Hvorfor kun niveau 3?", "Godt set.")
    assert waits_for(desk, HANNE) == ["bo", "carl"], "all trainers see the question, and what it is about"
    assert "Hvorfor kun niveau 3?" in page(desk, text_page.shown)


def test_her_hand_ins_over_time_do_not_show_the_second_what_the_first_wrote(desk: House) -> None:
    give(desk, "anna", 3, "Godt set.")
    desk.feedback()
    assert "anna ser, at du kigger væk." in page(desk, learner_page.shown)
    assert "Godt set." not in page(desk, learner_page.shown)
    give(desk, "anna", 2, "Et råd.", trainer=HANNE)
    assert "Godt set." in page(desk, learner_page.shown)


def test_no_page_of_a_trainers_holds_the_moment_by_which_texts_are_drawn(desk: House) -> None:
    at = desk.store.submissions.of("anna")[0].handed_in_at
    shown = {one: page(desk, one) for one in (trainers._trainer, learner_page.shown, front_page.pile, text_page.shown)}
    for found in shown.values():
        assert f"{at:%Y-%m-%dT%H:%M}Z" in found
        assert f"{at:%M:%S}" not in found


def test_the_first_cannot_tell_that_another_has_her_text(desk: House) -> None:
    give(desk, "bo", 3)
    assert marking.take_next(desk.store, place(desk), HANNE, after=text_of(desk, "anna")) == text_of(desk, "bo")
    mine = marking.opened(desk.store, place(desk), text_of(desk, "bo"), TINE)
    assert (mine.text.claim, mine.level, mine.text.grade.waits) == (None, 3, False)
    assert agreement.to_talk_about(desk.store, TINE) == 0


def test_what_the_first_gave_is_what_the_learner_gets_and_waits_for_nobody(desk: House) -> None:
    give(desk, "anna", 3, "Godt set.")
    assert desk.feedback()["anna"].state == "published"
    give(desk, "anna", 1, "Jeg læser det anderledes.", trainer=HANNE)
    after = in_formgrader(desk, "anna")
    assert (after["manual_score"], after["comment"], after["needs_manual_grade"]) == (3.0, "Godt set.", False)
    assert desk.results("anna")["tekst"].rubric_level == 3
    assert waits_for(desk, HANNE) == ["bo", "carl"]


def test_afterwards_both_see_both_and_are_asked_to_talk_where_they_are_far_apart(desk: House) -> None:
    give(desk, "anna", 3, "Godt set.")
    give(desk, "anna", 1, "Jeg ser et gæt.", trainer=HANNE)
    give(desk, "bo", 2)
    give(desk, "bo", 3, trainer=HANNE)
    desk.store.people.put(Person(KAREN, "Karen Underviser", "superbruger", trainer=True))
    text = text_of(desk, "anna")
    for trainer, names in ((TINE, ["Hanne Underviser"]), (HANNE, ["Tine Underviser"]), (KAREN, [])):
        found = agreement.both(desk.store, text, "tekst", trainer)
        assert found
        assert (found.mark.first, found.mark.second, found.comment, found.names, found.far) == (3, 1, "Jeg ser et gæt.", names, True)
        told = agreement.overview(desk.store, trainer)
        assert [(one.mark.submission, one.hers) for one in told.apart] == [(text, trainer != KAREN)]
        assert (told.whole.texts, told.whole.apart) == (2, {2: 1, 1: 1})
    assert [agreement.to_talk_about(desk.store, one) for one in (TINE, HANNE, KAREN)] == [1, 1, 0]
    with pytest.raises(NotFound):
        second.require_pair(desk.store, text, "tekst", KAREN)
    second.require_pair(desk.store, text, "tekst", HANNE)
    desk.store.second_marks.talked(text, "tekst")
    assert agreement.to_talk_about(desk.store, TINE) == 0
    assert agreement.overview(desk.store, TINE).apart == []


def test_either_may_mark_it_again_after_the_talk_and_agreement_stays_what_it_was(desk: House) -> None:
    give(desk, "anna", 4)
    give(desk, "anna", 1, "Et råd.", trainer=HANNE)
    give(desk, "anna", 1, "Et råd.", trainer=HANNE)  # now she sees Tine's level, and hers is to stand
    assert (in_formgrader(desk, "anna")["manual_score"], in_formgrader(desk, "anna")["comment"]) == (1.0, "Et råd.")
    give(desk, "anna", 2, "Vi er enige om to.")
    assert in_formgrader(desk, "anna")["manual_score"] == 2
    (mark,) = desk.store.second_marks.all()
    assert (mark.first, mark.second) == (4, 1)


def test_the_second_can_undo_until_she_has_seen_both(desk: House) -> None:
    give(desk, "anna", 4)
    give(desk, "bo", 4)
    give(desk, "anna", 1, trainer=HANNE)
    assert marking.undo(desk.store, place(desk), HANNE) == text_of(desk, "anna")
    assert waits_for(desk, HANNE) == ["anna", "bo", "carl"]
    assert marking.opened(desk.store, place(desk), text_of(desk, "anna"), HANNE).level == 1  # hers, to be mended
    give(desk, "bo", 3, trainer=HANNE)
    give(desk, "anna", 2, trainer=HANNE)
    assert agreement.both(desk.store, text_of(desk, "anna"), "tekst", HANNE)
    assert marking.undo(desk.store, place(desk), HANNE) == text_of(desk, "bo")  # what she has seen is passed over
    assert not marking.can_undo(desk.store, place(desk), HANNE)
    with pytest.raises(Conflict):
        desk.store.second_marks.take_back(text_of(desk, "anna"), "tekst")


def test_an_answer_that_was_lost_gives_the_second_level_once(desk: House) -> None:
    give(desk, "anna", 3)
    found = marking.opened(desk.store, place(desk), text_of(desk, "anna"), HANNE)
    written = marking.written(found.place, found.text.id, HANNE, level=2, comment="To", revision=0)
    for _ in range(2):
        marking.give(desk.store, found.place, written, found.seen)
    (mark,) = desk.store.second_marks.all()
    assert (mark.first, mark.second, in_formgrader(desk, "anna")["manual_score"]) == (3, 2, 3)


def test_a_third_trainer_is_not_asked_and_cannot_be_second_any_more(desk: House) -> None:
    give(desk, "anna", 3)
    late = marking.opened(desk.store, place(desk), text_of(desk, "anna"), KAREN)
    give(desk, "anna", 2, trainer=HANNE)
    assert "anna" not in waits_for(desk, KAREN)
    with pytest.raises(Conflict):
        marking.give(desk.store, late.place, marking.written(late.place, late.text.id, KAREN, level=0, comment="", revision=0), late.seen)
    assert in_formgrader(desk, "anna")["manual_score"] == 3


def test_what_the_first_takes_back_waits_as_any_other_and_the_second_becomes_the_first(desk: House) -> None:
    give(desk, "anna", 3)
    opened = marking.opened(desk.store, place(desk), text_of(desk, "anna"), HANNE)
    assert marking.undo(desk.store, place(desk), TINE) == text_of(desk, "anna")
    desk.store.claims.let_go(text_of(desk, "anna"), "tekst", TINE)
    marking.give(
        desk.store, opened.place, marking.written(opened.place, opened.text.id, HANNE, level=2, comment="", revision=0), opened.seen
    )
    assert in_formgrader(desk, "anna")["manual_score"] == 2
    assert desk.store.second_marks.all() == []
    assert "anna" in waits_for(desk, TINE)  # it is she who is the second now


def test_a_trainer_by_herself_is_asked_for_nothing_and_an_old_text_waits_no_more(desk: House) -> None:
    for learner in ("anna", "bo", "carl"):
        give(desk, learner, 3)
    assert waits_for(desk, TINE) == []
    assert of_pile(desk, TINE) == (0, 3)
    assert waits_for(desk, HANNE) == ["anna", "bo", "carl"]
    with desk.store.database.transaction() as session:
        session.execute(update(JudgementRow).values(given_at=now() - timedelta(days=31), saved_at=now() - timedelta(days=31)))
    assert waits_for(desk, HANNE) == []


def test_what_was_marked_in_formgrader_is_marked_by_one(desk: House) -> None:
    desk.give("anna", 3)
    assert waits_for(desk, HANNE) == ["bo", "carl"]


def test_turned_off_nothing_waits_for_another(desk: House, monkeypatch: pytest.MonkeyPatch) -> None:
    give(desk, "anna", 3)
    monkeypatch.setattr(second_marking, "share", lambda: 0.0)
    assert waits_for(desk, HANNE) == ["bo", "carl"]
    assert isinstance(texts.pile(desk.store, place(desk), HANNE), list)


def test_kappa_is_told_from_twenty_texts_on_and_not_where_all_are_the_same() -> None:
    from course.store.second_marks import SecondMark

    def told(pairs: list[tuple[int, int]]) -> str:
        return agreement.agreement([SecondMark(1, "m", "t", *pair, True, False, False) for pair in pairs]).told.da

    assert told([(3, 2)] * 19).startswith("For få endnu")
    assert "samme niveau" in told([(3, 3)] * 20)
    assert told([(1, 1), (2, 3), (3, 3), (4, 3)] * 5).startswith("0,")
