"""A colleague takes her work with her in a file, and brings it in somewhere else without losing anything."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import settings
from course.conversation import results
from course.errors import InvalidAnswer
from course.kinds.conversation import ConversationTask
from course.modules import Module, load_module
from course.pages import File, Go, Request, Show
from course.store import Person, Store
from course.usernames import MYSELF
from course.work.file import FORMAT, MOST_BYTES, WorkFileError, checksum, read
from tests.actors import Visitor
from tests.stores import new_store
from tests.trial_tools import FILLED, FOLDER, fill_in, trial
from widgets.service.pages import work
from widgets.service.pages.feedback_file import TEMPLATES
from widgets.service.web import rendering
from widgets.service.web.entrance import Entrance
from widgets.service.web.handlers import CourseHandler
from widgets.service.web.passing import Passing

ANNA = Person("anna", "Anna Åberg", "raadgiver")
BO = Person("bo", "Bo Bæk", "raadgiver")
TALK = "1-virtuelle-samtaler"


@pytest.fixture
def sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Store, Store]]:
    """Two sessions of the course that know nothing of each other; the first holds what Anna has made."""
    monkeypatch.setenv(settings.HOME, str(tmp_path))
    shutil.copytree(FOLDER, tmp_path / "release" / "9-proeve")
    shutil.copytree(settings.modules() / TALK, tmp_path / "release" / TALK)
    both = new_store(f"sqlite:///{tmp_path / 'a.db'}"), new_store(f"sqlite:///{tmp_path / 'b.db'}")
    for store in both:
        store.people.change((ANNA, BO))
    fill_in(both[0], "anna")
    yield both
    for store in both:
        store.database.close()


def saved_from(store: Store, person: Person = ANNA) -> str:
    file = work.fetched(Request(person, store))
    assert isinstance(file, File)
    return file.content.decode()


def looked_at(store: Store, text: str, person: Person = ANNA) -> dict[str, Any]:
    shown = work.preview(Request(person, store, {}, {"file": text}))
    assert isinstance(shown, Show)
    return dict(shown.context)


def brought_in(store: Store, text: str, choice: str = "newest", person: Person = ANNA) -> str:
    fields = {"text": text, "choice": choice, "seen": looked_at(store, text, person)["seen"]}
    answer = work.bring_in(Request(person, store, {}, fields))
    assert isinstance(answer, Go)
    return answer.to


def answers(store: Store, person: Person = ANNA) -> dict[str, Any]:
    return {one.task: one.value for one in store.work.answers(person.username)}


def test_everything_comes_back_in_a_new_session(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    assert brought_in(there, saved_from(here)) == f"work?came={len(FILLED)}"
    assert answers(there) == answers(here) != {}
    assert there.answers.get("anna", "9-proeve", trial().tasks["vinduet"]) is not None


def test_bringing_the_same_file_in_twice_changes_nothing(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    text = saved_from(here)
    brought_in(there, text)
    before = there.work.answers("anna")
    assert brought_in(there, text) == "work?came=0"
    assert there.work.answers("anna") == before


def test_looking_into_a_file_changes_nothing(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    assert looked_at(there, saved_from(here))["new"] == len(FILLED)
    assert answers(there) == {}


@pytest.mark.parametrize(("choice", "stands"), [("here", "ny"), ("newest", "ny"), ("file", "gammel"), ("noget andet", "ny")])
def test_where_she_has_another_answer_she_chooses_which_stands(choice: str, stands: str, sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    here.answers.save("bo", trial(), "vinduet", {"godt": "gammel"}, 0)
    text = saved_from(here, BO)
    there.answers.save("bo", trial(), "vinduet", {"godt": "ny"}, 0)
    assert [part.newer for part in looked_at(there, text, BO)["differing"]] == [False]
    brought_in(there, text, choice, BO)
    assert answers(there, BO)["vinduet"]["godt"] == stands


def of_an_earlier_wording(text: str, words: str) -> str:
    """The file as it would be had this been written before the task read as it does now."""
    return forged(text, lambda about: about["answers"][0].update(fingerprint="0" * 12, value={"godt": words}))


@pytest.mark.parametrize("before", ["filens", "hendes"])
def test_an_answer_to_a_task_as_it_read_before_takes_nothing_away_unseen(before: str, sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    here.answers.save("bo", trial(), "vinduet", {"godt": "filens"}, 0)
    text = saved_from(here, BO)
    if before == "filens":
        text = of_an_earlier_wording(text, "filens")
        there.answers.save("bo", trial(), "vinduet", {"godt": "hendes"}, 0)
    else:
        brought_in(there, of_an_earlier_wording(text, "hendes"), person=BO)
    assert len(looked_at(there, text, BO)["differing"]) == 1
    for choice, stands in (("here", "hendes"), ("file", "filens")):
        brought_in(there, text, choice, BO)
        shown = there.answers.get("bo", "9-proeve", trial().tasks["vinduet"])
        assert shown
        assert shown.value["godt"] == stands


def test_what_was_saved_last_stands_when_that_is_in_the_file(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    there.answers.save("bo", trial(), "vinduet", {"godt": "gammel"}, 0)
    here.answers.save("bo", trial(), "vinduet", {"godt": "ny"}, 0)
    brought_in(there, saved_from(here, BO), "newest", BO)
    assert answers(there, BO)["vinduet"]["godt"] == "ny"


def test_a_page_that_lies_open_cannot_save_over_what_was_brought_in(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    first = there.answers.save("bo", trial(), "vinduet", {"godt": "gammel"}, 0)
    here.answers.save("bo", trial(), "vinduet", {"godt": "ny"}, 0)
    brought_in(there, saved_from(here, BO), "file", BO)
    with pytest.raises(Exception, match="another window"):
        there.answers.save("bo", trial(), "vinduet", {"godt": "fra den åbne side"}, first.revision)


def test_an_answer_changed_after_the_look_is_shown_again_before_anything_happens(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    here.answers.save("bo", trial(), "vinduet", {"godt": "filens"}, 0)
    text = saved_from(here, BO)
    there.answers.save("bo", trial(), "vinduet", {"godt": "hendes"}, 0)
    seen = looked_at(there, text, BO)["seen"]
    there.answers.save("bo", trial(), "vinduet", {"godt": "hendes, rettet"}, 1)
    again = work.bring_in(Request(BO, there, {}, {"text": text, "choice": "file", "seen": seen}))
    assert isinstance(again, Show)
    assert again.context["changed"]
    assert answers(there, BO)["vinduet"]["godt"] == "hendes, rettet"


def conversation(module: Module) -> ConversationTask:
    return next(task for task in module.tasks.values() if isinstance(task, ConversationTask))


def test_a_conversation_goes_on_where_it_was_left_and_what_it_earned_is_worked_out_anew(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    module = load_module(settings.released() / TALK)
    task, map = conversation(module), conversation(module).map(module.folder)
    best = results.best_attempt(map)
    begun = here.attempts.start("bo", TALK, task.id)
    half = here.attempts.save("bo", begun, type(best)(best.taken[:2], [], []), map)
    brought_in(there, saved_from(here, BO), person=BO)
    [carried] = there.attempts.all("bo", TALK, task.id)
    assert (carried.attempt.taken, carried.finished_at) == (best.taken[:2], None)
    here.attempts.save("bo", half, best, map)
    brought_in(there, saved_from(here, BO), person=BO)
    [carried] = there.attempts.all("bo", TALK, task.id)
    assert (carried.score, carried.best, carried.outcome) == (map.best, map.best, "good")
    assert brought_in(there, saved_from(here, BO), person=BO) == "work?came=0"


def test_an_attempt_that_went_another_way_stands_beside_hers(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    module = load_module(settings.released() / TALK)
    task, map = conversation(module), conversation(module).map(module.folder)
    begun = here.attempts.start("bo", TALK, task.id)
    best = results.best_attempt(map)
    other = next(one.id for one in map.dialogue.passages[map.start[0]].offered(map.start[1]) if one.id != best.taken[0])
    brought_in(there, saved_from(here, BO), person=BO)
    here.attempts.save("bo", begun, type(best)([best.taken[0]], [], []), map)
    there.attempts.save("bo", there.attempts.all("bo", TALK, task.id)[0], type(best)([other], [], []), map)
    for came in (1, 0):
        assert brought_in(there, saved_from(here, BO), person=BO) == f"work?came={came}"
        assert sorted(one.attempt.taken[0] for one in there.attempts.all("bo", TALK, task.id)) == sorted([best.taken[0], other])


def test_somebody_elses_attempt_stays_hers_when_a_file_names_it(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    task = conversation(load_module(settings.released() / TALK))
    here.attempts.start("anna", TALK, task.id)
    text = saved_from(here)
    brought_in(there, text)
    brought_in(there, text, person=BO)
    assert [len(there.attempts.all(one, TALK, task.id)) for one in ("anna", "bo")] == [1, 1]


def test_what_she_wrote_about_something_she_tried_comes_along(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    module = load_module(settings.released() / TALK)
    place = (TALK, next(page.stem for page in module.about.pages if page.tomorrow))
    here.tried.save("bo", place, "Hun smilede.", 0)
    text = saved_from(here, BO)
    brought_in(there, text, person=BO)
    assert there.tried.of("bo")[place].words == "Hun smilede."
    there.tried.save("bo", place, "Hun smilede først bagefter.", 1)
    for choice, words in (("here", "Hun smilede først bagefter."), ("file", "Hun smilede.")):
        brought_in(there, text, choice, BO)
        assert there.tried.of("bo")[place].words == words


def forged(text: str, change: Callable[[dict[str, Any]], None]) -> str:
    """The file as somebody would write it who can work out a checksum."""
    about = json.loads(text)
    about.pop("checksum")
    change(about)
    return json.dumps({**about, "checksum": checksum(about)})


@pytest.mark.parametrize(
    ("change", "left_out"),
    [
        (lambda about: about["answers"][0].update(task="findes-ikke"), 1),
        (lambda about: about["answers"][0].update(module="7-andet"), 1),
        (lambda about: [one.update(value={"findes": ["ikke"]}) for one in about["answers"]], len(FILLED)),
    ],
)
def test_what_the_course_here_does_not_have_is_told_and_the_rest_comes_in(
    change: Callable[[dict[str, Any]], None], left_out: int, sessions: tuple[Store, Store]
) -> None:
    here, there = sessions
    text = forged(saved_from(here), change)
    lines = looked_at(there, text)["lines"]
    assert sum(line.left_out for line in lines) == left_out
    assert brought_in(there, text) == f"work?came={len(FILLED) - left_out}"


def test_a_conversation_that_could_not_have_gone_so_is_left_out(sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    here.attempts.start("bo", TALK, conversation(load_module(settings.released() / TALK)).id)
    text = forged(saved_from(here, BO), lambda about: about["attempts"][0].update(taken=["snyd"]))
    assert [line.left_out for line in looked_at(there, text, BO)["lines"]] == [1]
    assert brought_in(there, text, person=BO) == "work?came=0"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: "", "valgt"),
        (lambda text: "hej", "ikke en fil med arbejde"),
        (lambda text: "[" * 100_000, "ikke en fil med arbejde"),
        (lambda text: json.dumps({"format": "andet"}), "ikke en fil med arbejde"),
        (lambda text: text[: len(text) // 2], "ikke en fil med arbejde"),
        (lambda text: text.replace("T", "t", 1), "ændret eller ikke hentet helt"),
        (lambda text: forged(text, lambda about: about.update(version=2)), "nyere udgave"),
        (lambda text: forged(text, lambda about: about.update(mere=1)), "ikke en fil med arbejde"),
        (lambda text: forged(text, lambda about: about["answers"][0].update(revision=-1)), "ikke en fil med arbejde"),
        (lambda text: forged(text, lambda about: about["answers"][0].update(saved_at="i går")), "ikke en fil med arbejde"),
        (lambda text: forged(text, lambda about: about["answers"][0].update(module="../../etc")), "ikke en fil med arbejde"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(spoil: Callable[[str], str], said: str, sessions: tuple[Store, Store]) -> None:
    here, there = sessions
    with pytest.raises(InvalidAnswer) as caught:
        looked_at(there, spoil(saved_from(here)))
    assert said in caught.value.text.da
    assert answers(there) == {}


def test_a_day_that_has_not_been_yet_is_today(sessions: tuple[Store, Store]) -> None:
    text = forged(saved_from(sessions[0]), lambda about: about["answers"][0].update(saved_at="2999-01-01T00:00:00Z"))
    assert all(one.saved_at.year < 2999 for one in read(text).answers)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=True) | st.text(), lambda some: st.lists(some) | st.dictionaries(st.text(), some)
    )
)
def test_whatever_stands_in_a_file_is_read_or_refused(content: Any) -> None:
    about = {"format": FORMAT, "version": 1, "made_at": "2026-11-28T12:00:00Z", "answers": content, "attempts": []}
    try:
        read(json.dumps({**about, "checksum": checksum(about)}))
    except WorkFileError:
        return
    assert content == []


def test_a_file_comes_in_through_the_page_and_one_that_is_too_long_does_not(visitor: Callable[[str], Visitor], store: Store) -> None:
    module = load_module(settings.modules() / TALK)
    store.attempts.start("ida", TALK, conversation(module).id)
    ida = visitor("ida")
    text = ida.get("work/file").text
    assert read(text).attempts
    assert "Du har det hele her i forvejen" in ida.send("work/preview", file=text).in_danish()
    assert "ikke en fil med arbejde" in ida.send("work/preview", file="hej").in_danish()
    assert ida.send("work/preview", file="x" * (MOST_BYTES + 100_000)).status == 413
    per = visitor("per")
    assert "Hent ind" in per.send("work/preview", file=text).in_danish()
    state = per.get("work/state").json
    assert (state["who"], set(state)) == ("per", {"who", "things", "changed"})


def in_a_session_that_nobody_keeps(store: Store, person: Person) -> str:
    """The page of a person's work there."""
    course = SimpleNamespace(entrance=Entrance(0, passing=Passing(datetime(2026, 11, 29, 18), 10)), store=store, menu=())
    handler: Any = SimpleNamespace(
        course=course, viewer=person, identity_provider=None, base_url="/", request=SimpleNamespace(path="/work"),
        looks=lambda: {"language": "da", "theme": ""},
    )  # fmt: skip
    shown = work.shown(Request(person, store))
    assert isinstance(shown, Show)
    return rendering.render(rendering.environment(TEMPLATES), shown.template, "/", {**CourseHandler.frame(handler, ""), **shown.context})


def test_every_page_says_that_nobody_keeps_the_session_and_offers_nobody_elses_work_as_hers(sessions: tuple[Store, Store]) -> None:
    for person, hers in ((Person(MYSELF, "Mig", "raadgiver"), True), (ANNA, False)):
        page = in_a_session_that_nobody_keeps(sessions[0], person)
        assert "Den lukker senest kl. 19.00, og efter 10 minutter" in page
        assert "It closes at 19:00 at the latest" in page
        assert ("passing.js" in page, "data-save-work" in page.partition("</aside>")[0]) == (hers, hers)
