"""What comes back to a colleague, and what she has tried, on her own pages: no day is waited for, and no server is needed."""

import html
import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, update

from course import clock, figures, settings
from course.errors import NotFound
from course.modules import Module, catalogue
from course.pages import Go, Request, Response, Show
from course.remembering import askable
from course.store import Person, Result, Store
from course.store.tables import SubmissionRow
from tests.service.test_the_employees_pages import some_answer
from tests.stores import new_store
from widgets.service.pages import privacy, recall, start
from widgets.service.pages.employee import page_set
from widgets.service.web import rendering

ANNA, BO = Person("anna", "Anna Åberg", "raadgiver"), Person("bo", "Bo Bæk", "raadgiver")
HANDED_IN = datetime(2026, 11, 2, 9, 0)
FIRST, SECOND = "0-introduktion", "1-virtuelle-samtaler"
PAGE = "1-vaelg-moedeform"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The course's own modules, released, and two colleagues."""
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(tmp_path))
    shutil.copytree(settings.modules(), tmp_path / "release")
    monkeypatch.setattr(figures, "kept", lambda _: {})  # figures are drawn when a module is released
    store = new_store()
    for person in (ANNA, BO):
        store.people.put(person)
    yield store
    store.database.close()


@pytest.fixture(autouse=True)
def after(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make it so many days after the hand-ins."""

    def _after(days: int) -> None:
        monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 2) + timedelta(days=days))

    _after(0)
    return _after


def module(id: str) -> Module:
    return next(one for one in catalogue() if one.id == id)


def hand_in(store: Store, *ids: str, learner: str = "anna") -> None:
    for id in ids:
        one = module(id)
        for task in one.graded_tasks[:2]:
            store.answers.save(learner, one, task.id, some_answer(task, one), 0)
        store.submissions.hand_in(learner, one)
    with store.database.transaction() as session:
        session.execute(update(SubmissionRow).values(handed_in_at=HANDED_IN))


def ask(store: Store, who: Person = ANNA, form: dict[str, str] | None = None, **path: str) -> Request:
    return Request(who, store, path, form or {})


def read(response: Response) -> str:
    """The page as HTML."""
    assert isinstance(response, Show), response
    context = {"language": "da", "page_url": "", "xsrf": lambda: "", **response.context}
    viewer = {"viewer": None} if "viewer" not in response.context else {}
    return html.unescape(rendering.render(rendering.environment(page_set.templates), response.template, "/", {**context, **viewer}))


def front(store: Store, who: Person = ANNA) -> str:
    shown = start.start(ask(store, who))
    assert isinstance(shown, Show)
    return read(Show(shown.template, {**shown.context, "local": False}))


def card(store: Store, id: str = FIRST, days: int = 2, who: Person = ANNA) -> str:
    return read(recall.card(ask(store, who, module=id, days=str(days))))


def asked_now(page: str) -> str:
    found = re.search(r'name="task" value="([a-z0-9-]+)"', page)
    assert found, page
    return found[1]


def answer(store: Store, right: bool, id: str = FIRST, days: int = 2) -> Response:
    task = next(one for one in askable(module(id)) if one.id == asked_now(card(store, id, days)))
    chosen = [one.id for one in task.options if one.right is right][: None if right else 1]
    form = {f"option-{one}": one for one in chosen} if task.multiple else {"option": chosen[0]}
    return recall.answer(ask(store, form={"task": task.id, **form}, module=id, days=str(days)))


def answer_all(store: Store, id: str = FIRST, days: int = 2) -> None:
    for _ in range(3):
        assert isinstance(answer(store, right=True, id=id, days=days), Go)


def test_nothing_comes_back_before_its_day_and_then_it_waits(course: Store, after: Any) -> None:
    assert "Gensyn" not in front(course)
    hand_in(course, FIRST)
    after(1)
    assert "Næste gensyn: Introduktion: fire faser og tre forandringsteorier, 4. november 2026" in front(course)
    with pytest.raises(NotFound):
        card(course)
    for days in (2, 200):
        after(days)
        page = front(course)
        assert f'href="/recall/{FIRST}/2"' in page
        assert f"Det er {days} dage siden" in page
        assert page.index("Det næste") < page.index("Gensyn"), "the page still says one thing first"


def test_two_modules_come_one_at_a_time(course: Store, after: Any) -> None:
    hand_in(course, FIRST, SECOND)
    after(30)
    page = front(course)
    assert page.count("/recall/") == 1
    assert "Der venter 1 til" in page
    with pytest.raises(NotFound):
        card(course, FIRST, 7)
    course.recalls.begin("anna", FIRST, 2, ["x"])
    answer_all(course)
    assert f'href="/recall/{SECOND}/2"' in front(course)


def test_no_right_answer_is_on_the_page_before_she_has_answered_and_no_graded_task_ever(course: Store, after: Any) -> None:
    hand_in(course, FIRST)
    after(2)
    page = card(course)
    task = next(one for one in askable(module(FIRST)) if one.id == asked_now(page))
    assert all(option.text.da in page for option in task.options)
    assert not any(option.why and option.why.da in page for one in askable(module(FIRST)) for option in one.options)
    inputs = re.findall(r'<input type="(?:radio|checkbox)"[^>]*>', page)
    assert len(inputs) == len(task.options)
    assert len({re.sub(r'(name|value)="[a-z0-9-]+"', "", one) for one in inputs}) == 1, "nothing tells one option from another"
    for graded in module(FIRST).graded_tasks:
        with pytest.raises(NotFound):
            recall.answer(ask(course, form={"task": graded.id, "option": "a"}, module=FIRST, days="2"))


def test_everything_is_as_she_left_it_on_another_day_and_in_another_window(course: Store, after: Any) -> None:
    hand_in(course, SECOND)
    after(2)
    first = card(course, SECOND)
    drawn = course.recalls.of("anna").recalls
    answer(course, right=False, id=SECOND)
    task = module(SECOND).graded_tasks[0]
    course.answers.save("anna", module(SECOND), task.id, some_answer(task, module(SECOND)), 1)
    after(9)
    again = card(course, SECOND)
    assert [one.task for one in course.recalls.of("anna").recalls[0].questions] == [one.task for one in drawn[0].questions]
    assert asked_now(again) != asked_now(first)
    assert "Ikke rigtigt" in again
    assert f"module/{SECOND}/" in again, "the way to the task where she can try again"


def test_the_second_window_is_told_that_the_question_was_answered(course: Store, after: Any) -> None:
    hand_in(course, FIRST)
    after(2)
    id = asked_now(card(course))
    answer(course, right=True)
    task = next(one for one in askable(module(FIRST)) if one.id == id)
    wrong = next(one.id for one in task.options if not one.right)
    form = {"task": id, f"option-{wrong}": wrong} if task.multiple else {"task": id, "option": wrong}
    page = read(recall.answer(ask(course, form=form, module=FIRST, days="2")))
    assert "allerede besvaret i et andet vindue" in page
    assert "Ikke rigtigt" not in page


def test_a_press_without_a_choice_is_told_and_costs_nothing(course: Store, after: Any) -> None:
    hand_in(course, FIRST)
    after(2)
    id = asked_now(card(course))
    told = recall.answer(ask(course, form={"task": id}, module=FIRST, days="2"))
    assert isinstance(told, Show)
    assert told.status == 400
    assert "Du har ikke valgt noget" in read(told)
    assert asked_now(card(course)) == id


def test_what_is_done_is_done_and_the_next_comes_at_its_interval(course: Store, after: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(course, FIRST)
    after(3)
    monkeypatch.setattr("course.store.recalls.now", lambda: HANDED_IN + timedelta(days=3))
    answer_all(course)
    assert "Det var det" in card(course)
    assert "10. november 2026" in card(course), "five days after the day on which she answered"
    assert "/recall/0" not in front(course)
    after(8)
    assert f'href="/recall/{FIRST}/7"' in front(course)


def test_it_can_be_switched_off_and_on_again_and_what_waited_still_waits(course: Store, after: Any) -> None:
    hand_in(course, FIRST)
    after(2)
    recall.switch(ask(course, form={"on": "no"}))
    assert "Gensyn er slået fra" in front(course)
    assert "/recall/0" not in front(course)
    assert recall.card(ask(course, module=FIRST, days="2")) == Go("recall")
    assert "Slå gensyn til" in read(recall.shown(ask(course)))
    recall.switch(ask(course, form={"on": "yes"}))
    assert f'href="/recall/{FIRST}/2"' in front(course)
    assert "Roediger" in read(recall.shown(ask(course)))


def test_no_level_no_answer_and_no_progress_depends_on_it(course: Store, after: Any) -> None:
    hand_in(course, FIRST)
    submission = course.submissions.of("anna", FIRST)[0]
    task = module(FIRST).graded_tasks[0]
    course.submissions.publish(submission.id, [Result(task.id, task.competence, task.level, 2, 4)])

    def standing() -> Any:
        return {name: rows for name, rows in course.personal.copy("anna").items() if name not in ("recall", "viewing")}

    before = standing()
    after(2)
    for _ in range(3):
        answer(course, right=False)
    assert standing() == before
    assert before["evidence"]
    assert len(course.personal.copy("anna")["recall"]) == 3


def test_nobody_answers_or_sees_what_comes_back_to_another(course: Store, after: Any) -> None:
    hand_in(course, FIRST)
    after(2)
    id = asked_now(card(course))
    with pytest.raises(NotFound):
        card(course, who=BO)
    with pytest.raises(NotFound):
        recall.answer(ask(course, BO, {"task": id, "option": "a"}, module=FIRST, days="2"))
    assert "Gensyn" not in front(course, BO)


def test_her_own_page_and_her_copy_say_what_is_kept(course: Store, after: Any) -> None:
    hand_in(course, FIRST)
    after(2)
    answer(course, right=True)
    course.tried.save("anna", (SECOND, PAGE), "Hun valgte at møde op.", 0)
    assert "Det, du skriver under Prøv i morgen" in read(privacy.shown(ask(course)))
    kept = course.personal.copy("anna")
    assert [row["words"] for row in kept["tried"]] == ["Hun valgte at møde op."]
    assert sum(row["answered_at"] is not None for row in kept["recall"]) == 1
    course.personal.erase("anna", keep_record=True)
    assert not any(course.personal.copy("anna")[table] for table in ("recall", "recall_off", "tried"))


def test_the_front_page_asks_the_store_for_no_more_than_three_things_more(course: Store) -> None:
    def asked(who: Person) -> int:
        said: list[str] = []
        event.listen(course.database.engine, "before_cursor_execute", lambda *of: said.append(of[2]))
        start.start(ask(course, who))
        return sum(bool(re.search(r"FROM (recall|recall_off|tried)\b", one)) for one in said)

    assert asked(BO) == 0, "who has begun nothing is asked for nothing"
    hand_in(course, FIRST, SECOND)
    assert asked(ANNA) == 3
