"""A trainer marks texts at her desk; nbgrader's gradebook, `mark`, `feedback` and formgrader agree with it, both ways."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from course import items as statistics
from course import second_marking
from course.errors import Conflict, CourseError, InvalidAnswer, NotFound, StorageError
from course.pages import File, Go, Request, Show
from course.store import Person
from course.store.claims import Taken
from course.store.phrases import Phrase
from course.store.tables import SubmissionRow
from course.text import Text
from grading import changes, gradebook, release
from grading.desk import front_page, item_page, items, marking, phrase_page, text_page, texts
from grading.desk import pages as desk_pages
from grading.desk.phrases import offers
from grading.desk.piles import piles
from grading.rubric import RUBRICS
from tests.house import House, at_home
from widgets.service.web import rendering

TINE, HANNE = "tine", "hanne"


@pytest.fixture(scope="session")
def desk_home(released_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of `desk`, to be copied: marking takes nbgrader seconds."""
    with pytest.MonkeyPatch.context() as patch:
        house = at_home(released_home, tmp_path_factory.mktemp("desk") / "home", patch)
        for trainer in (TINE, HANNE):
            house.store.people.put(Person(trainer, f"{trainer.title()} Underviser", "superbruger", trainer=True))
        for learner in ("anna", "bo", "carl"):
            house.hand_in(learner, tekst=f"{learner} ser, at du kigger væk.")
        house.collect_and_mark()
        house.store.database.close()
    return house.home


@pytest.fixture
def desk(desk_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Anna, Bo and Carl have handed in and are marked by the machine; Tine and Hanne are trainers."""
    house = at_home(desk_home, tmp_path / "home", monkeypatch)
    yield house
    house.store.database.close()


def place(house: House) -> texts.Place:
    return texts.place(house.module.id, "tekst")


def text_of(house: House, learner: str) -> int:
    latest = house.store.submissions.latest(learner, house.module.id)
    assert latest is not None
    return latest.id


def pile(house: House, trainer: str = TINE) -> list[texts.TextAnswer]:
    return texts.pile(house.store, place(house), trainer)


def give(house: House, learner: str, level: int | None, comment: str = "", trainer: str = TINE) -> None:
    """Open a text, write, and give it, as the page does."""
    found = marking.opened(house.store, place(house), text_of(house, learner), trainer)
    revision = found.text.own.revision
    written = marking.written(found.place, found.text.id, trainer, level=level, comment=comment, revision=revision)
    marking.give(house.store, found.place, written, found.seen)


def in_formgrader(house: House, learner: str) -> dict[str, Any]:
    """What formgrader reads and shows of a text."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{house.home / 'gradebook.db'}") as book:
        grade = book.find_grade("tekst", house.module.graded_page.stem, house.module.id, learner)
        comment = book.find_comment("tekst", house.module.graded_page.stem, house.module.id, learner)
        return {**grade.to_dict(), "comment": comment.comment}


def test_what_is_given_at_the_desk_is_what_formgrader_shows_and_what_the_learner_gets(desk: House) -> None:
    before = in_formgrader(desk, "anna")
    assert (before["manual_score"], before["needs_manual_grade"]) == (None, True)
    give(desk, "anna", 3, "Du siger det, så hun kan være i det.")
    after = in_formgrader(desk, "anna")
    assert (after["manual_score"], after["needs_manual_grade"], after["extra_credit"]) == (3.0, False, None)
    assert after["comment"] == "Du siger det, så hun kan være i det."
    assert desk.feedback()["anna"].state == "published"
    result = desk.results("anna")["tekst"]
    assert (result.points, result.rubric_level, result.comment) == (3.0, 3, "Du siger det, så hun kan være i det.")


def test_marking_again_keeps_it_as_a_proposal_that_the_desk_shows(desk: House) -> None:
    give(desk, "anna", 3, "Godt set.")
    desk.mark(again=True)
    assert (in_formgrader(desk, "anna")["manual_score"], in_formgrader(desk, "anna")["needs_manual_grade"]) == (3.0, True)
    found = marking.opened(desk.store, place(desk), text_of(desk, "anna"), TINE)
    assert (found.level, found.comment, found.text.grade.waits) == (3, "Godt set.", True)
    give(desk, "anna", 3, "Godt set.")
    assert not in_formgrader(desk, "anna")["needs_manual_grade"]


def test_what_is_given_in_formgrader_is_what_the_desk_shows(desk: House) -> None:
    desk.give("anna", 2, "Fra rettevinduet.")
    found = marking.opened(desk.store, place(desk), text_of(desk, "anna"), TINE)
    assert (found.level, found.comment, found.text.grade.waits) == (2, "Fra rettevinduet.", False)
    assert [one.head.learner for one in pile(desk) if one.grade.waits] == ["bo", "carl"]
    desk.give("bo", 2.5)
    assert marking.opened(desk.store, place(desk), text_of(desk, "bo"), TINE).level is None  # no rubric has two and a half


def test_what_formgrader_changed_meanwhile_is_not_written_over(desk: House) -> None:
    found = marking.opened(desk.store, place(desk), text_of(desk, "anna"), TINE)
    desk.give("anna", 1, "Hanne var her.")
    written = marking.written(found.place, found.text.id, TINE, level=4, comment="Mit", revision=0)
    with pytest.raises(Conflict):
        marking.give(desk.store, found.place, written, found.seen)
    assert (in_formgrader(desk, "anna")["manual_score"], in_formgrader(desk, "anna")["comment"]) == (1.0, "Hanne var her.")
    assert desk.store.judgements.get(found.text.id, "tekst", TINE).comment == "Mit"  # nothing she wrote is lost


def test_a_level_is_whole_and_from_zero_to_four(desk: House) -> None:
    for level in (None, 5, -1):
        with pytest.raises(InvalidAnswer):
            give(desk, "anna", level)
    for level in range(5):
        give(desk, "anna", level)
        assert in_formgrader(desk, "anna")["manual_score"] == level
    assert in_formgrader(desk, "anna")["max_score"] == 4


def test_extra_credit_that_somebody_gave_in_formgrader_is_no_level_and_goes_when_one_is_given(desk: House) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{desk.home / 'gradebook.db'}") as book:
        grade = book.find_grade("tekst", desk.module.graded_page.stem, desk.module.id, "anna")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 4, 3, False
        book.db.commit()
    assert marking.opened(desk.store, place(desk), text_of(desk, "anna"), TINE).level is None
    give(desk, "anna", 4)
    assert in_formgrader(desk, "anna")["extra_credit"] is None


def test_the_texts_stand_in_a_row_and_she_goes_on_where_she_stopped(desk: House) -> None:
    where, store = place(desk), desk.store
    assert [one.head.learner for one in pile(desk)] == ["anna", "bo", "carl"]
    assert marking.take_next(store, where, TINE) == text_of(desk, "anna")
    assert marking.take_next(store, where, TINE) == text_of(desk, "anna")  # she comes back
    assert marking.take_next(store, where, TINE, after=text_of(desk, "anna")) == text_of(desk, "bo")  # she passes it over
    half = marking.written(where, text_of(desk, "bo"), TINE, level=None, comment="Du ser", revision=0)
    marking.save(store, where, half)
    store.claims.let_go(text_of(desk, "bo"), "tekst", TINE)  # she closes the browser, and it lapses
    assert marking.take_next(store, where, TINE) == text_of(desk, "bo")
    assert marking.opened(store, where, text_of(desk, "bo"), TINE).comment == "Du ser"
    for learner in ("bo", "carl", "anna"):
        give(desk, learner, 2)
    assert marking.take_next(store, where, TINE) is None


def test_two_trainers_never_have_the_same_text(desk: House) -> None:
    where, store = place(desk), desk.store
    assert marking.take_next(store, where, TINE) == text_of(desk, "anna")
    assert marking.take_next(store, where, HANNE) == text_of(desk, "bo")
    shown = {one.head.learner: one.claim.name for one in pile(desk, HANNE) if one.claim}
    assert shown == {"anna": "Tine Underviser", "bo": "Hanne Underviser"}
    with pytest.raises(Taken):
        give(desk, "anna", 4, "Fra Hanne", trainer=HANNE)
    assert in_formgrader(desk, "anna")["manual_score"] is None
    assert store.judgements.get(text_of(desk, "anna"), "tekst", HANNE).comment == "Fra Hanne"
    give(desk, "anna", 3)
    give(desk, "anna", 2, "Jeg læser den anderledes.", trainer=HANNE)  # it is free again
    assert in_formgrader(desk, "anna")["manual_score"] == 2


def test_undo_takes_back_what_was_given_last_and_then_the_one_before(desk: House) -> None:
    where, store = place(desk), desk.store
    assert not marking.can_undo(store, where, TINE)
    give(desk, "anna", 3, "Et")
    give(desk, "bo", 1, "To")
    assert marking.undo(store, where, TINE) == text_of(desk, "bo")
    bo = in_formgrader(desk, "bo")
    assert (bo["manual_score"], bo["needs_manual_grade"], bo["comment"]) == (None, True, None)
    found = marking.opened(store, where, text_of(desk, "bo"), TINE)
    assert (found.level, found.comment) == (1, "To")  # and can be mended
    assert marking.undo(store, where, TINE) == text_of(desk, "anna")
    with pytest.raises(NotFound):
        marking.undo(store, where, TINE)


def on_the_page(house: House, learner: str, trainer: str = TINE, **written: str) -> Request:
    """A trainer's form of a text as her browser has it: what the page showed, but for what she has written."""
    found = marking.opened(house.store, place(house), text_of(house, learner), trainer)
    shown = {"level": "" if found.level is None else str(found.level), "comment": found.comment, "seen": found.seen, "shown": found.shown}
    form = {**shown, "revision": str(found.text.own.revision), **written}
    path = {"module": house.module.id, "task": "tekst", "submission": str(found.text.id)}
    return Request(Person(trainer, trainer.title(), "superbruger", trainer=True), house.store, path, form)


def read(shown: object) -> str:
    """The page's HTML."""
    assert isinstance(shown, Show)
    frame = {"language": "da", "page_url": "desk", "xsrf": lambda: "", "organisation": None}
    return rendering.render(rendering.environment(desk_pages.TEMPLATES), shown.template, "/", {**frame, **shown.context})


@pytest.mark.parametrize("leave", [text_page.skip, text_page.keep_phrase], ids=["skip", "phrase"])
def test_what_a_colleague_gave_does_not_become_hers_by_leaving_the_page(desk: House, leave: Callable[[Request], object]) -> None:
    give(desk, "anna", 3, "Skrevet af Tine.")
    leave(on_the_page(desk, "anna", HANNE))
    assert desk.store.judgements.get(text_of(desk, "anna"), "tekst", HANNE).revision == 0
    give(desk, "anna", 2, "Rettet af Tine.")
    found = marking.opened(desk.store, place(desk), text_of(desk, "anna"), HANNE)
    assert (found.level, found.comment) == (2, "Rettet af Tine.")


@pytest.mark.parametrize("leave", [text_page.skip, text_page.keep_phrase, text_page.undo], ids=["skip", "phrase", "undo"])
def test_what_she_writes_is_hers_wherever_she_goes_from_the_page(desk: House, leave: Callable[[Request], object]) -> None:
    give(desk, "bo", 1)
    give(desk, "anna", 3, "Skrevet af Tine.", trainer=HANNE)
    leave(on_the_page(desk, "anna", comment="Skrevet af Tine.\r\nOg lidt til."))
    found = marking.opened(desk.store, place(desk), text_of(desk, "anna"), TINE)
    assert (found.level, found.comment) == (3, "Skrevet af Tine.\nOg lidt til.")
    assert in_formgrader(desk, "anna")["comment"] == "Skrevet af Tine."


def test_undoing_from_a_text_keeps_what_is_half_written_there(desk: House) -> None:
    give(desk, "anna", 3, "Et")
    after = text_page.undo(on_the_page(desk, "bo", comment="Du ser, at hun"))
    assert after == Go(f"{place(desk).address}/{text_of(desk, 'anna')}#text")
    assert in_formgrader(desk, "anna")["needs_manual_grade"]
    assert marking.opened(desk.store, place(desk), text_of(desk, "bo"), TINE).comment == "Du ser, at hun"
    with pytest.raises(NotFound):
        text_page.undo(on_the_page(desk, "carl", comment="Og hun"))  # there is nothing more to undo
    assert marking.opened(desk.store, place(desk), text_of(desk, "carl"), TINE).comment == "Og hun"


def test_points_that_are_no_level_are_written_as_each_language_writes_them(desk: House) -> None:
    desk.give("anna", 2.5)
    pages = [read(text_page.shown(on_the_page(desk, "anna"))), read(front_page.pile(on_the_page(desk, "anna")))]
    for page, *told in zip(
        pages, ("er der givet 2,5 point.", "2,5 point, intet niveau"), ("2.5 points were given", "2.5 points, no level"), strict=True
    ):
        assert [one in page for one in told] == [True, True]


def test_nobody_marks_her_own_text(desk: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_marking, "share", lambda: 1.0)
    where, store = place(desk), desk.store
    desk.hand_in(TINE, tekst="Jeg er også kollega.")
    desk.collect_and_mark()
    mine = text_of(desk, TINE)
    assert texts.counts(store, where, TINE) == (3, 1)
    assert texts.counts(store, where, HANNE) == (4, 0)
    assert [(one.waits, one.marked) for who in (TINE, HANNE) for _, found in piles(store, who) for one in found] == [(3, 1), (4, 0)]
    for learner in ("anna", "bo", "carl"):
        give(desk, learner, 2)
    assert marking.take_next(store, where, TINE) is None
    with pytest.raises(NotFound, match="your own"):
        marking.opened(store, where, mine, TINE)
    with pytest.raises(NotFound, match="your own"):
        marking.give(store, where, marking.written(where, mine, TINE, level=4, comment="", revision=0), "")
    assert marking.take_next(store, where, HANNE, after=text_of(desk, "carl")) == mine
    give(desk, TINE, 3, "Godt set.", trainer=HANNE)
    assert texts.counts(store, where, TINE) == (0, 4), "she is not her own second, either"
    page = read(front_page.pile(on_the_page(desk, "anna")))
    row = page.partition("en anden underviser retter den")[0].rpartition("<tr>")[2]
    assert ("–</td>" in row, "3</td>" in row, f"/{mine}#text" in page) == (True, False, False)


def test_undo_leaves_alone_what_somebody_has_changed_since(desk: House) -> None:
    give(desk, "anna", 3)
    desk.give("anna", 4)
    with pytest.raises(Conflict):
        marking.undo(desk.store, place(desk), TINE)
    assert in_formgrader(desk, "anna")["manual_score"] == 4
    give(desk, "bo", 2, "Mit")
    desk.give("bo", 2, "Hannes ord om det samme niveau.")
    with pytest.raises(Conflict):
        marking.undo(desk.store, place(desk), TINE)
    assert in_formgrader(desk, "bo")["comment"] == "Hannes ord om det samme niveau."


def test_undo_passes_over_what_a_newer_hand_in_took_the_place_of(desk: House) -> None:
    give(desk, "anna", 3)
    give(desk, "bo", 2)
    desk.hand_in("bo", tekst="Nu skriver jeg noget andet.")
    assert marking.undo(desk.store, place(desk), TINE) == text_of(desk, "anna")
    assert not marking.can_undo(desk.store, place(desk), TINE)


def test_a_text_of_an_earlier_hand_in_is_no_longer_marked(desk: House) -> None:
    found = marking.opened(desk.store, place(desk), text_of(desk, "anna"), TINE)
    desk.hand_in("anna", tekst="Nu skriver jeg noget andet.")
    assert [one.head.learner for one in pile(desk)] == ["bo", "carl"]  # until the new one is collected and marked
    with pytest.raises(CourseError, match="newer hand-in"):
        marking.give(
            desk.store, found.place, marking.written(found.place, found.text.id, TINE, level=3, comment="", revision=0), found.seen
        )
    desk.collect_and_mark()
    assert [one.head.learner for one in pile(desk)] == ["bo", "carl", "anna"]
    assert marking.opened(desk.store, place(desk), text_of(desk, "anna"), TINE).answer == "Nu skriver jeg noget andet."


def test_an_empty_answer_is_no_text_to_mark(desk: House) -> None:
    desk.hand_in("dorte", tekst=None)
    desk.collect_and_mark()
    assert "dorte" not in [one.head.learner for one in pile(desk)]


def test_a_gradebook_that_is_away_is_told_and_nothing_is_lost(desk: House, monkeypatch: pytest.MonkeyPatch) -> None:
    found = marking.opened(desk.store, place(desk), text_of(desk, "anna"), TINE)
    written = marking.written(found.place, found.text.id, TINE, level=3, comment="Godt set.", revision=0)
    monkeypatch.setenv("KOMPETENCEVEJ_GRADEBOOK", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(StorageError) as told:
        marking.give(desk.store, found.place, written, found.seen)
    assert "det, du har skrevet, er gemt" in told.value.text.da.lower()
    monkeypatch.delenv("KOMPETENCEVEJ_GRADEBOOK")
    again = marking.opened(desk.store, place(desk), text_of(desk, "anna"), TINE)
    assert (again.level, again.comment, again.text.grade.waits) == (3, "Godt set.", True)
    marking.give(desk.store, again.place, replace(written, revision=again.text.own.revision), again.seen)
    assert in_formgrader(desk, "anna")["manual_score"] == 3


def test_a_place_left_open_is_never_sent(desk: House) -> None:
    for comment in ("Du skriver »…«. Sig det til hende.", "You write “…”.", 'Du skriver "..."', "Du skriver » … «"):
        with pytest.raises(InvalidAnswer, match="open place"):
            give(desk, "anna", 3, comment)
    assert in_formgrader(desk, "anna")["manual_score"] is None
    give(desk, "anna", 3, "Du skriver »jeg ser dig«, og så … venter du.")
    assert in_formgrader(desk, "anna")["manual_score"] == 3


def test_the_course_offers_phrases_from_the_rubric_beside_her_own(desk: House, own_modules: Callable[[], Path]) -> None:
    source = own_modules()
    rubric = source.parent.parent / "rubrics" / "9-proeve.yaml"
    words = "        phrases: [{da: 'Du skriver »…«. Hvad så hun?', en: 'You write “…”. What did she see?'}]\n"
    lines = rubric.read_text("utf-8").splitlines(keepends=True)
    after = next(number for number, line in enumerate(lines) if "bestemt" in line) + 1
    rubric.write_text("".join([*lines[:after], words, *lines[after:]]), "utf-8")
    found = offers(desk.store, place(desk), RUBRICS.load(desk.module)["tekst"], TINE)
    assert [(one.words.en, one.level, one.whose) for one in found] == [("You write “…”. What did she see?", 2, "course")]
    rubric.write_text(rubric.read_text("utf-8").replace("»…«", "noget"), "utf-8")
    with pytest.raises(CourseError, match="stands in one language only"):
        RUBRICS.load(desk.module)


def test_phrases_to_tasks_of_the_same_name_in_two_modules_stand_apart(house: House) -> None:
    for module in (house.module.id, "8-andet"):
        house.store.phrases.keep(Phrase(TINE, module, "tekst", 2, f"Til {module}"))
    shown = phrase_page.shown(Request(Person(TINE, "Tine", "superbruger", trainer=True), house.store, {}, {}))
    assert isinstance(shown, Show)
    found = [(place, title and title.da, [one.words for one in some]) for place, title, some in shown.context["groups"]]
    assert found == [(("8-andet", "tekst"), None, ["Til 8-andet"]), (("9-proeve", "tekst"), "Skriv selv", ["Til 9-proeve"])]


def test_more_hand_ins_ask_the_databases_no_more_often(desk: House) -> None:
    few = _asked_for(desk)
    for learner in ("dorte", "erik", "fie", "gry"):
        desk.hand_in(learner)
    desk.collect_and_mark()
    assert len(pile(desk)) == 7
    assert _asked_for(desk) == few


def _asked_for(house: House) -> list[int]:
    """How many statements the pile, the piles and one text take."""
    counts, asked = [], list[str]()

    def note(*about: Any) -> None:
        asked.append(about[2])

    event.listen(Engine, "before_cursor_execute", note)
    for look in (
        lambda: pile(house),
        lambda: piles(house.store, TINE),
        lambda: marking.opened(house.store, place(house), text_of(house, "anna"), TINE),
    ):
        asked.clear()
        look()
        counts.append(len(asked))
    event.remove(Engine, "before_cursor_execute", note)
    return counts


def test_only_a_graded_text_has_a_place_at_the_desk(house: House) -> None:
    ((module, (found,)),) = piles(house.store, TINE)
    assert (module.id, found.place.task.id, found.waits, found.marked) == (house.module.id, "tekst", 0, 0)
    for task in ("valg", "plan", "findes-ikke"):
        with pytest.raises(NotFound):
            texts.place(house.module.id, task)
    with pytest.raises(NotFound):
        texts.place("8-findes-ikke", "tekst")


def _mark_all(house: House, answers: list[tuple[str, str, int]]) -> None:
    """Hand in, mark and give back: (learner, her choice, the level of her text)."""
    for learner, choice, _ in answers:
        house.hand_in(learner, valg=[choice])
    house.collect_and_mark()
    for learner, _, level in answers:
        give(house, learner, level)
    sent = house.feedback()
    assert {sent[learner].state for learner, _, _ in answers} == {"published"}


def test_which_tasks_work_is_told_from_five_hand_ins_on(house: House) -> None:
    _mark_all(house, [("a1", "a", 4), ("a2", "a", 3), ("a3", "b", 1), ("a4", "b", 0)])
    (few,) = items.versions(house.store, house.module)
    assert (few.people, few.items, few.current) == (4, (), True)
    _mark_all(house, [("a5", "a", 2), ("a6", "b", 0)])
    (found,) = items.versions(house.store, house.module)
    choice = next(one for one in found.items if one.task.id == "valg")
    text = next(one for one in found.items if one.task.id == "tekst")
    assert (choice.people, choice.difficulty) == (6, 0.5)
    assert choice.discrimination is not None
    assert choice.discrimination > 0.5
    shares = {one.id: (one.right, one.upper, one.lower, one.all) for one in choice.options}
    assert shares["a"] == (True, 1.0, 0.0, 0.5)
    assert shares["b"][0] is False
    assert {one.id: one.all for one in text.options}["0"] == pytest.approx(2 / 6)
    assert text.difficulty == pytest.approx((4 + 3 + 1 + 0 + 2 + 0) / 24)
    file = item_page.as_csv(Request(Person(TINE, "Tine", "superbruger", trainer=True), house.store, {}, {}))
    assert isinstance(file, File)
    lines = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    (right,) = [one for one in lines if one["opgave"] == "valg" and one["rigtig"] == "ja"]
    assert [right[name] for name in ("afleveringer", "lethed", "oeverste_tredjedel", "alle")] == ["6", "0,50", "1,00", "0,50"]


def test_the_page_shows_the_figures_of_each_version_drawn_and_in_a_table(house: House) -> None:
    _mark_all(house, [("a1", "a", 4), ("a2", "a", 3), ("a3", "b", 1), ("a4", "b", 0), ("a5", "a", 2), ("a6", "b", 0)])
    with house.store.database.transaction() as session:
        first = session.scalars(select(SubmissionRow).where(SubmissionRow.learner == "a6")).one()
        first.module_version = "0" * 12
    page = read(item_page.shown(Request(Person(TINE, "Tine", "superbruger", trainer=True), house.store, {}, {})))
    now, earlier = page.split("En tidligere udgave")
    assert all(
        words in now
        for words in ("Den nuværende udgave", "5 afleveringer", "60&nbsp;%", "0,87", "0.87", "mulighederne", "niveauerne", "Niveau 3")
    )
    assert (now.count('class="plot"'), earlier.count('class="plot"')) == (2, 0), (
        "one drawing in each language, and none where there are too few"
    )
    assert all(words in earlier for words in ("0" * 12, "1 aflevering", "mindst 5"))
    (found, _) = items.versions(house.store, house.module)
    assert [f"{number}. " in now and one.task.title.da in now for number, one in enumerate(found.items, 1)] == [True] * 4
    for one in found.items:
        assert one.advice.da in now
        assert one.advice.en in now


def _item(
    task: Any, ease: float = 0.5, discrimination: float | None = 0.5, people: int = 20, *options: tuple[str, bool, float, float]
) -> items.Item:
    """A task with these figures; an option is its words, whether it is right, and the shares of the upper third and of all who chose it."""
    chosen = tuple(items.Option(words, Text(da=words, en=words), right, upper, 0.0, all_) for words, right, upper, all_ in options)
    return items.Item(task, "v", True, people, ease, discrimination, chosen, None)


RIGHT_ONE = ("Ring", True, 0.4, 0.5)


@pytest.mark.parametrize(
    ("of", "figures", "says"),
    [
        ("valg", (0.5, 0.5, 20, RIGHT_ONE, ("Vent", False, 0.6, 0.4)), "De fleste i den øverste tredjedel valgte »Vent«: læs facit igen."),
        ("valg", (0.5, -0.3, 20, RIGHT_ONE, ("Vent", False, 0.5, 0.4)), "læs opgaven og facit igen."),
        ("tekst", (0.5, -0.3, 20), "læs opgaven og rubrikken igen."),
        ("valg", (0.95, 0.0, 20), "Næsten alle klarer den, så den viser ikke meget: gør den sværere, eller flyt den til øvelserne."),
        ("valg", (0.25, 0.0, 20), "Næsten ingen klarer den: se, om modulet lærer det, den spørger om."),
        ("valg", (0.5, 0.05, 20), "Den skiller næsten ikke dem, der kan resten, fra dem, der ikke kan: se, om svarene kan gættes."),
        ("valg", (0.5, 0.5, 20, RIGHT_ONE, ("Vent", False, 0.0, 0.0)), "Ingen valgte »Vent«: skriv en mulighed, som nogen kunne tro på."),
        ("valg", (0.5, 0.5, 19, RIGHT_ONE, ("Vent", False, 0.0, 0.0)), "Der er ikke noget at se efter."),
        ("valg", (0.5, None, 20, ("Ring", True, 1.0, 0.0)), "Der er ikke noget at se efter."),
    ],
)  # fmt: skip
def test_a_sentence_says_what_to_look_at_first(house: House, of: str, figures: tuple[Any, ...], says: str) -> None:
    assert items.advice(_item(house.module.tasks[of], *figures)).da.endswith(says)


def test_most_of_the_best_choosing_a_wrong_option_asks_for_the_key_to_be_read_again(house: House) -> None:
    _mark_all(house, [("a1", "b", 4), ("a2", "b", 3), ("a3", "b", 3), ("a4", "a", 1), ("a5", "a", 0), ("a6", "a", 0)])
    (found,) = items.versions(house.store, house.module)
    choice = next(one for one in found.items if one.task.id == "valg")
    wrong = house.module.tasks["valg"].options[1].text  # type: ignore[attr-defined]  # a choice's
    assert choice.advice.da == f"De fleste i den øverste tredjedel valgte »{wrong.da}«: læs facit igen."


def test_a_learner_who_hands_in_twice_counts_once(house: House) -> None:
    _mark_all(house, [("a1", "a", 4)])
    _mark_all(house, [("a1", "b", 1)])
    assert [(one.fractions["valg"], one.levels["tekst"]) for one in house.store.first_hand_ins.of(house.module.id)] == [(1.0, 4)]


def test_when_a_task_last_changed_is_noted_at_releasing(house: House, own_modules: Callable[[], Path]) -> None:
    source = own_modules()
    release.release(source)
    first = changes.since("9-proeve")
    assert set(first) == {task.id for task in house.module.graded_tasks}
    noted = house.home / "changes" / "9-proeve.json"
    noted.write_text(noted.read_text("utf-8").replace(str(first["valg"].year), "2001"), "utf-8")
    key = source.parent.parent / "keys" / "9-proeve.yaml"
    key.write_text(key.read_text("utf-8").replace("key: [a]", "key: [b]").replace("      b:", "      a:"), "utf-8")
    release.release(source)
    after = changes.since("9-proeve")
    assert {task for task, at in after.items() if at.year != 2001} == {"valg"}
    assert statistics.LEAST == 5
    assert gradebook.exists()
