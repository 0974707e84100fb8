"""What trainers do with texts is kept, on SQLite and on PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from course.errors import Conflict, InvalidAnswer, NotFound
from course.modules import Module
from course.store import Person, Result, Store
from course.store.claims import LAPSES_AFTER, Taken
from course.store.database import now
from course.store.desk_tables import ClaimRow
from course.store.judgements import MAX_CHARS, Judgement
from course.store.phrases import Phrase
from course.store.standings import Noted
from course.text import Text
from tests.course.store.test_store import make_module, module, store, url

__all__ = ["make_module", "module", "store", "url"]
TASK = "tekst-1"


@pytest.fixture
def text(store: Store, module: Module) -> int:
    """A hand-in of Anna's with a text; Tine and Hanne are trainers."""
    store.people.change(
        [Person("anna", "Anna", "raadgiver"), Person("tine", "Tine Bech", "superbruger", trainer=True), Person("hanne", "Hanne", "x")]
    )
    store.answers.save("anna", module, TASK, "Jeg ser det", 0)
    return store.submissions.hand_in("anna", module).id


def lapse(store: Store) -> None:
    """Let everything that is taken have been so for long."""
    with store.database.transaction() as session:
        session.execute(update(ClaimRow).values(until=now() - timedelta(seconds=1)))


def test_a_text_that_a_trainer_has_is_nobody_elses_and_she_may_take_it_again(store: Store, text: int) -> None:
    store.claims.take(text, TASK, "tine")
    store.claims.take(text, TASK, "tine")
    with pytest.raises(Taken) as told:
        store.claims.take(text, TASK, "hanne")
    assert told.value.text.da.startswith("Tine Bech har taget teksten")
    assert now() - told.value.claim.since < timedelta(minutes=1)
    store.claims.let_go(text, TASK, "hanne")  # it is not hers to let go
    assert store.claims.in_module("1-proeve")[text, TASK].trainer == "tine"
    store.claims.let_go(text, TASK, "tine")
    store.claims.take(text, TASK, "hanne")
    assert store.claims.in_module("1-proeve")[text, TASK].name == "Hanne"


def test_a_text_of_which_the_hand_in_is_erased_meanwhile_is_told_to_be_gone(store: Store, text: int) -> None:
    store.personal.erase("anna", keep_record=False)
    with pytest.raises(NotFound):
        store.claims.take(text, TASK, "tine")


def test_what_nobody_has_touched_for_ten_minutes_is_free_again_by_itself(store: Store, text: int) -> None:
    assert timedelta(minutes=10) == LAPSES_AFTER
    store.claims.take(text, TASK, "tine")
    lapse(store)
    assert store.claims.of(text, TASK) is None
    store.claims.take(text, TASK, "hanne")
    with pytest.raises(Taken):
        store.claims.take(text, TASK, "tine")


def test_of_many_trainers_who_reach_for_a_text_at_once_one_gets_it(store: Store, text: int) -> None:
    for _round in range(5):
        with ThreadPoolExecutor(8) as hands:
            got = list(hands.map(lambda number: _gets(store, text, f"tine{number}"), range(8)))
        assert sum(got) == 1
        lapse(store)


def _gets(store: Store, text: int, trainer: str) -> bool:
    try:
        store.claims.take(text, TASK, trainer)
    except Taken:
        return False
    return True


def test_what_a_trainer_writes_is_saved_and_no_older_window_saves_over_it(store: Store, text: int) -> None:
    empty = store.judgements.get(text, TASK, "tine")
    assert (empty.level, empty.comment, empty.revision) == (None, "", 0)
    first = store.judgements.save(replace(empty, comment="Du s"))
    second = store.judgements.save(replace(first, comment="Du ser hende", level=3))
    assert (second.revision, second.level, second.comment, second.given_at) == (2, 3, "Du ser hende", None)
    with pytest.raises(Conflict):
        store.judgements.save(replace(first, comment="Du siger"))
    with pytest.raises(Conflict):
        store.judgements.save(replace(empty, comment="Du siger"))
    assert store.judgements.save(replace(first, comment="Du ser hende", level=3)) == second  # sent again, its answer was lost
    assert store.judgements.get(text, TASK, "hanne").revision == 0


@pytest.mark.parametrize("wrong", [{"level": 5}, {"level": -1}, {"comment": "x" * (MAX_CHARS + 1)}])
def test_a_level_that_no_rubric_has_or_an_endless_comment_is_refused(store: Store, text: int, wrong: dict[str, int | str]) -> None:
    with pytest.raises(InvalidAnswer):
        store.judgements.save(replace(Judgement(text, TASK, "tine"), **wrong))  # type: ignore[arg-type]  # as a broken page would
    assert store.judgements.get(text, TASK, "tine").revision == 0


def test_what_was_given_is_known_with_what_stood_there_before(store: Store, text: int) -> None:
    judged = store.judgements.save(Judgement(text, TASK, "tine", 2, "Godt"))
    store.judgements.given(judged, {"points": None, "waits": True, "comment": ""})
    (found,) = store.judgements.by("tine", "1-proeve")
    assert found.given_at is not None
    assert found.before == {"points": None, "waits": True, "comment": ""}
    store.judgements.given(found, None)
    assert store.judgements.get(text, TASK, "tine").given_at is None


def test_phrases_are_her_own_until_she_shares_them(store: Store) -> None:
    hers = Phrase("tine", "1-proeve", TASK, 2, "Du skriver »…«. Sig det til hende.")
    store.phrases.keep(hers)
    store.phrases.keep(hers)
    assert len(store.phrases.hers("tine")) == 1
    assert store.phrases.usable("hanne", "1-proeve", TASK) == []
    id = store.phrases.hers("tine")[0].id
    assert id is not None
    with pytest.raises(NotFound):
        store.phrases.share("hanne", id, True)
    with pytest.raises(NotFound):
        store.phrases.remove("hanne", id)
    store.phrases.share("tine", id, True)
    assert [one.words for one in store.phrases.usable("hanne", "1-proeve", TASK)] == [hers.words]
    assert store.phrases.usable("hanne", "1-proeve", "tekst-2") == []
    store.phrases.remove("tine", id)
    assert store.phrases.usable("tine", "1-proeve", TASK) == []
    with pytest.raises(InvalidAnswer):
        store.phrases.keep(replace(hers, words="  "))


def test_a_copy_tells_a_learner_nothing_unfinished_and_a_trainer_nothing_of_others(store: Store, text: int) -> None:
    store.claims.take(text, TASK, "tine")
    store.judgements.save(Judgement(text, TASK, "tine", 1, "Ikke færdig"))
    (annas,) = store.personal.copy("anna")["judgement"]
    assert (annas["trainer"], annas["level"], annas["comment"], annas["submission_id"]) == (None, None, None, text)
    (whole,) = store.personal.copy("anna", unfinished=True)["judgement"]
    assert (whole["trainer"], whole["level"], whole["comment"]) == (None, 1, "Ikke færdig")
    (tines,) = store.personal.copy("tine")["judgement"]
    assert (tines["trainer"], tines["task"], tines["submission_id"], tines["comment"]) == ("tine", TASK, None, None)


def test_erasing_a_trainer_takes_her_words_and_leaves_what_she_shared_as_nobodys(store: Store, text: int) -> None:
    store.claims.take(text, TASK, "tine")
    store.judgements.save(Judgement(text, TASK, "tine", 1, "Ikke færdig"))
    store.phrases.keep(Phrase("tine", "1-proeve", TASK, None, "Kun min"))
    store.phrases.keep(Phrase("tine", "1-proeve", TASK, None, "Vores", shared=True))
    store.personal.erase("tine", keep_record=True)
    assert not any(store.personal.copy("tine").values())
    assert store.claims.of(text, TASK) is None
    assert [(one.words, one.trainer) for one in store.phrases.usable("hanne", "1-proeve", TASK)] == [("Vores", "*former")]


def test_erasing_a_learner_takes_what_was_written_of_her_texts(store: Store, text: int) -> None:
    store.judgements.save(Judgement(text, TASK, "tine", 1, "Ikke færdig"))
    store.personal.erase("anna", keep_record=True)
    assert store.judgements.get(text, TASK, "tine").revision == 0


def test_a_trainer_with_a_new_login_goes_on_where_she_was(store: Store, text: int) -> None:
    store.judgements.save(Judgement(text, TASK, "tine", 1, "Gammel"))
    newer = store.judgements.save(Judgement(text, TASK, "tine.b", 2, "Ny"))
    store.people.change([Person("tine.b", "Tine Bech", "superbruger", trainer=True)], {"tine": "tine.b"})
    assert store.judgements.get(text, TASK, "tine.b") == newer
    assert store.judgements.get(text, TASK, "tine").revision == 0


def test_what_two_gave_a_text_goes_with_the_learner_and_names_no_trainer(store: Store, text: int) -> None:
    for trainer, level in (("tine", 3), ("hanne", 1)):
        judged = store.judgements.save(Judgement(text, TASK, trainer, level, ""))
        store.judgements.given(judged, {"gave": level})
    store.standings.note([Noted(text, "marked", (), {TASK: False})])
    (found,) = store.second_marks.given_once("1-proeve", 1.0, [text])
    assert (set(found.trainers), found.level) == ({"tine", "hanne"}, 1)
    assert [store.second_marks.waiting("1-proeve", 1.0, one) for one in ("tine", "karen")] == [set(), {(text, TASK)}]
    store.second_marks.keep(text, TASK, 3, 1)
    with pytest.raises(Conflict):
        store.second_marks.keep(text, TASK, 3, 2)
    assert (store.second_marks.given_once("1-proeve", 1.0, [text]), store.second_marks.waiting("1-proeve", 1.0, "karen")) == ([], set())
    (row,) = store.personal.copy("anna")["second_mark"]
    assert (row["submission_id"], row["first"], row["second"]) == (text, None, None)
    assert [(row["first"], row["second"]) for row in store.personal.copy("anna", unfinished=True)["second_mark"]] == [(3, 1)]
    store.personal.erase("hanne", keep_record=True)
    assert [(one.first, one.second, one.is_last, one.sent) for one in store.second_marks.all()] == [(3, 1, True, False)]
    store.personal.erase("anna", keep_record=True)
    assert store.second_marks.all() == []


def test_a_try_moves_with_its_trainer_and_the_longer_of_two_stays(store: Store, text: int) -> None:
    place = ("1-proeve", TASK, "abc")
    for trainer, levels in (("tine", (2, 3)), ("tine.b", (1,))):
        for number, level in enumerate(levels, 1):
            store.calibrations.give(trainer, place, number, level)
    store.people.change([Person("tine.b", "Tine Bech", "superbruger", trainer=True)], {"tine": "tine.b"})
    assert store.calibrations.tried("tine.b") == {place: [2, 3]}
    assert store.calibrations.tried("tine") == {}


def test_a_question_about_a_comment_waits_is_answered_once_and_is_news_until_she_has_read_it(store: Store, text: int) -> None:
    store.submissions.publish(text, [Result(TASK, "samtale.kanal", 2, 3.0, 4.0, (), "Godt set", 3, ahead=Text(da="Mere", en="More"))])
    assert store.submissions.results(text)[0].ahead == Text(da="Mere", en="More")
    store.submissions.read(text, yes=True)
    store.inquiries.ask(text, TASK, "Hvad mener du?", "Godt set")
    with pytest.raises(Conflict):
        store.inquiries.ask(text, TASK, "Noget andet?", "Godt set")
    (waits,) = store.inquiries.open(50)
    assert (waits.learner, waits.answer, waits.level, waits.comment, store.inquiries.news("anna")) == (
        "anna",
        "Jeg ser det",
        3,
        "Godt set",
        [],
    )
    store.inquiries.answer(text, TASK, "At du ser det.", "")
    with pytest.raises(Conflict):
        store.inquiries.answer(text, TASK, "Noget andet.", "")
    assert ([one.reply for one in store.inquiries.news("anna")], store.inquiries.waiting()) == (["At du ser det."], 0)
    assert [one.inquiry.reply for one in store.inquiries.answered(50)] == ["At du ser det."]
    store.submissions.read(text, yes=True)
    assert store.inquiries.news("anna") == []
    store.personal.erase("anna", keep_record=True)
    assert store.inquiries.answered(50) == []
