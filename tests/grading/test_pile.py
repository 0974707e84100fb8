"""A trainer finds, filters and sends hand-ins however many there are, and has one marked at once."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, update
from sqlalchemy.engine import Engine
from typer.testing import CliRunner

from course.errors import NotFound
from course.lock import take_lock
from course.pages import Go, Request, Show
from course.store import Person
from course.store.database import now
from course.store.tables import SubmissionRow
from grading import commands, jobs, pages, pile_page
from grading.desk import pages as desk
from grading.desk import texts
from grading.standby_process import Standby
from tests.house import House, at_home
from tests.synthetic.pile import fill
from widgets.service.web import rendering

TINE = Person("tine", "Tine", "superbruger", trainer=True)
ROUTES = {route.path: route for one in (pages.page_set, desk.page_set) for route in one.routes}


def ask(house: House, path: str, form: dict[str, str] | None = None, **parts: Any) -> Any:
    return ROUTES[path].answer(Request(TINE, house.store, {name: str(part) for name, part in parts.items()}, form or {}))


def drawn(found: Show, of: Any = pages) -> str:
    frame = {"language": "da", "page_url": "trainer", "xsrf": lambda: "", "organisation": None}
    return rendering.render(rendering.environment(of.TEMPLATES), found.template, "/", {**frame, **found.context})


def names(house: House, **form: str) -> list[str]:
    shown = ask(house, "trainer", form).context["pile"]
    return [row.hand_in.name for row in shown.rows]


def waited(house: House, id: int, days: int) -> None:
    with house.store.database.transaction() as session:
        session.execute(update(SubmissionRow).where(SubmissionRow.id == id).values(handed_in_at=now() - timedelta(days=days)))


@pytest.fixture(scope="module")
def marked_home(released_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of `marked`, to be copied: marking takes nbgrader seconds."""
    with pytest.MonkeyPatch.context() as patch:
        house = at_home(released_home, tmp_path_factory.mktemp("marked") / "home", patch)
        house.store.people.put(TINE)
        house.learner("aase", "Åse Ø. Holm")
        house.hand_in("aase")
        house.hand_in("bo", tekst=None)
        house.collect_and_mark()
        waited(house, house.hand_in("carl").id, 14)
        house.store.database.close()
    return house.home


@pytest.fixture
def marked(marked_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Åse waits for a text to be read, Bo is ready to be sent, Carl has handed in two weeks ago and nobody has collected it."""
    house = at_home(marked_home, tmp_path / "home", monkeypatch)
    yield house
    house.store.database.close()


def test_who_has_waited_longest_comes_first_and_can_be_looked_for(marked: House) -> None:
    marked.store.people.put(Person("bo", "Bo", "raadgiver", team="Syd"))
    assert names(marked) == ["Carl", "Åse Ø. Holm", "Bo"]
    assert names(marked, sort="name") == ["Bo", "Carl", "Åse Ø. Holm"]
    assert names(marked, words="åse") == ["Åse Ø. Holm"]
    assert names(marked, words="CARL") == ["Carl"]
    latest = marked.store.submissions.latest("bo", marked.module.id)
    assert latest is not None
    assert names(marked, words=str(latest.id)) == ["Bo"]
    assert names(marked, team="Syd") == ["Bo"]
    assert names(marked, days="7") == ["Carl"]
    assert names(marked, state="waits") == ["Åse Ø. Holm"]
    assert names(marked, module="0-noget-andet") == []
    page = drawn(ask(marked, "trainer"))
    assert "har ventet 14 dage" in page
    assert "Ingen afleveringer passer" in drawn(ask(marked, "trainer", {"words": "findes ikke"}))


def test_a_hand_in_of_a_module_that_is_released_no_more_stands_in_the_list_and_stops_nothing(marked: House) -> None:
    shutil.rmtree(marked.home / "release" / marked.module.id)
    page = drawn(ask(marked, "trainer"))
    assert page.count("Et modul, kurset ikke har mere") == 3
    assert all(name in page for name in ("Carl", "Åse Ø. Holm", "Bo"))
    assert "Hent og ret<" not in page.partition("<table")[2], "there is nothing to mark it by"
    learner = ask(marked, pages.HAND_IN, submission=id_of(marked, "aase"))
    assert "Et modul, kurset ikke har mere" in drawn(learner)


def test_nonsense_in_the_address_is_left_out(marked: House) -> None:
    form = {"page": "-1", "days": "9999", "state": "'; drop", "sort": "x", "words": "%"}
    assert names(marked, **form) == []
    assert pile_page.sought({**form, "words": "  Åse   Holm "})[0] == pile_page.Sought(words="Åse Holm")


def test_what_is_looked_for_stands_in_the_address(marked: House) -> None:
    what = pile_page.Sought(words="Åse & Bo", team="Nord", state="waits")
    address = pile_page.address(what, 3)
    assert address == "trainer?words=%C3%85se+%26+Bo&team=Nord&state=waits&page=3#hand-ins"
    back = ask(marked, pages.HAND_IN + "/mark", {"team": "Nord", "page": "2"}, submission=id_of(marked, "carl"))
    assert back == Go("trainer?team=Nord&page=2#hand-ins")


def id_of(house: House, learner: str) -> int:
    latest = house.store.submissions.latest(learner, house.module.id)
    assert latest is not None
    return latest.id


def test_what_is_marked_elsewhere_is_seen_and_counted(marked: House) -> None:
    marked.give("aase", 3)  # as formgrader does, which does not tell the store
    assert [row.state for row in ask(marked, "trainer").context["pile"].rows] == ["handed_in", "marked", "marked"]
    assert ask(marked, "trainer").context["pile"].counts["marked"] == 2
    assert texts.pile(marked.store, texts.place(marked.module.id, "tekst"), "tine")[0].grade.waits is False


def test_a_new_hand_in_takes_the_place_of_the_earlier_one(marked: House) -> None:
    marked.hand_in("aase", tekst="Noget andet")
    assert names(marked).count("Åse Ø. Holm") == 1
    assert marked.store.texts.counts(marked.module.id) == {}
    assert texts.pile(marked.store, texts.place(marked.module.id, "tekst"), "tine") == []


def test_a_preview_says_who_gets_what_and_what_is_held_back(marked: House) -> None:
    page = drawn(ask(marked, "trainer/send"))
    for told in ("Send til 1", "Venter på, at du retter: Skriv selv", "Er ikke hentet og rettet endnu", "Bo", "Carl", "Åse Ø. Holm"):
        assert told in page


def test_nothing_is_sent_twice_when_two_trainers_press(marked: House, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = ask(marked, "trainer/send").context["seen"]
    with take_lock(wait=False):
        assert ask(marked, "trainer/send/now", {"seen": seen}) == Go("trainer/send?module=&again=busy")
    started: list[list[str]] = []
    monkeypatch.setattr(jobs, "start", lambda _name, arguments, _reads: bool(started.append(arguments)) or True)
    assert ask(marked, "trainer/send/now", {"seen": seen}) == Go("trainer#work")
    assert started == [["feedback", "--listed", marked.module.id]]
    assert [one.state for one in marked.feedback().values()] == ["waits", "published"]  # what that command does
    assert ask(marked, "trainer/send/now", {"seen": seen}) == Go("trainer/send?module=&again=changed")
    assert len(started) == 1
    assert "Der er ingen at sende til lige nu" in drawn(ask(marked, "trainer/send"))


def test_a_correction_after_sending_is_shown_and_sent_and_what_is_ready_only_then_is_not(
    marked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked.give("aase", 3, "Godt set.")
    marked.feedback()
    assert "Der er ingen at sende til lige nu" in drawn(ask(marked, "trainer/send"))
    marked.give("aase", 2, "Jeg læste for hurtigt.")
    found = ask(marked, "trainer/send")
    assert [[one.name for one in some] for some in (found.context["previews"][0].ready, found.context["previews"][0].again)] == [
        [],
        ["Åse Ø. Holm"],
    ]
    assert "Send til 1" in drawn(found)
    assert "1 får den igen" in drawn(found)
    started: list[tuple[list[str], str]] = []
    monkeypatch.setattr(jobs, "start", lambda _name, arguments, reads: bool(started.append((arguments, reads))) or True)
    ask(marked, "trainer/send/now", {"seen": found.context["seen"]})
    marked.collect_and_mark()
    marked.give("carl", 4)  # while the command that sends begins
    ((arguments, numbers),) = started
    assert CliRunner().invoke(commands.app, arguments, input=numbers).exit_code == 0
    assert (marked.results("aase")["tekst"].comment, marked.results("carl")) == ("Jeg læste for hurtigt.", {})
    (left,) = ask(marked, "trainer/send").context["previews"]
    assert ([one.name for one in left.ready], left.again) == (["Carl"], ())


def test_her_hand_ins_over_time_show_her_texts_and_no_level_and_she_can_see_who_looked(marked: House) -> None:
    marked.give("aase", 3, "Godt set, Åse.")
    marked.feedback()
    marked.hand_in("aase", tekst="Anden gang skriver jeg mere.")
    found = ask(marked, pages.HAND_IN, submission=id_of(marked, "aase"))
    page = drawn(found)
    assert page.index("Anden gang skriver jeg mere.") < page.index("Jeg ser, at du kigger væk.") < page.index("Godt set, Åse.")
    assert "niveau" not in page.lower()
    assert [(one.viewer, one.page) for one in marked.store.viewings.of("aase")] == [("tine", "texts")]
    with pytest.raises(NotFound):
        ask(marked, pages.HAND_IN, submission=99999)


@pytest.fixture
def standby(house: House) -> Iterator[Standby]:
    ready = Standby(house.store)
    yield ready
    ready.warm.close()


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path, words: str) -> None:
    (folder / "choices.toml").write_text(words)
    monkeypatch.setenv("KOMPETENCEVEJ_CHOICES", str(folder / "choices.toml"))


def test_one_hand_in_is_marked_when_a_trainer_asks_and_no_other(house: House, standby: Standby) -> None:
    anna, _ = house.hand_in("anna"), house.hand_in("bo")
    assert not standby.step()
    ask(house, pages.HAND_IN + "/mark", submission=anna.id)
    assert ask(house, "trainer/progress").data["wanted"] == 1
    assert "Rettes nu" in drawn(ask(house, "trainer"))
    assert standby.step()
    assert not standby.step()
    assert ask(house, "trainer/progress").data["wanted"] == 0
    assert {row.hand_in.learner: str(row.state) for row in ask(house, "trainer").context["pile"].rows} == {
        "anna": "waits",
        "bo": "handed_in",
    }


def test_two_replicas_never_mark_the_same_hand_in(house: House) -> None:
    for learner in ("anna", "bo"):
        house.store.standings.want(house.hand_in(learner).id)
    first, second = (house.store.standings.take(automatic=True) for _ in range(2))
    assert {first, second} == {id_of(house, "anna"), id_of(house, "bo")}
    assert house.store.standings.take(automatic=True) is None
    with house.store.database.transaction() as session:  # the first one's replica has died
        session.execute(update(SubmissionRow).where(SubmissionRow.id == first).values(taken_until=now() - timedelta(seconds=1)))
    assert house.store.standings.take(automatic=True) == first


def test_where_it_is_chosen_hand_ins_are_marked_by_themselves_and_those_without_texts_come_back(
    house: House, standby: Standby, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    house.hand_in("anna")
    house.hand_in("bo", tekst=None)  # both before it was chosen: nothing is forgotten
    choose(monkeypatch, tmp_path, "[course]\nautomatic = false\n")
    assert not standby.step()
    choose(monkeypatch, tmp_path, "[course]\nautomatic = true\n")
    while standby.step():
        pass
    assert house.results("bo")["valg"].points == 4
    assert house.results("anna") == {}
    assert [row.state for row in ask(house, "trainer", {"state": "all"}).context["pile"].rows] == ["waits", "published"]


def test_what_could_not_be_marked_is_told_and_tried_again_later(
    house: House, standby: Standby, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, tmp_path, "[course]\nautomatic = true\n")
    house.hand_in("anna")
    (house.home / "submitted").write_text("i vejen")
    assert standby.step()
    page = drawn(ask(house, "trainer", {"state": "problems"}))
    assert "afleveringen blev ikke" in page
    assert "Prøv at hente og rette igen" in page
    assert not standby.step(), "not again and again"
    (house.home / "submitted").unlink()
    ask(house, pages.HAND_IN + "/mark", submission=id_of(house, "anna"))
    assert standby.step()
    assert names(house, state="problems") == []
    assert names(house, state="waits") == ["Anna"]


def test_every_list_has_pages_of_fifty_and_behind_the_last_comes_the_last(house: House) -> None:
    house.store.people.put(TINE)
    house.hand_in("anna")
    house.collect_and_mark()
    fill(house.store, house.module, "anna", 59)
    texts_of = {"module": house.module.id, "task": "tekst"}
    for asked in ("2", "99"):
        list_, row = ask(house, "trainer", {"page": asked}), ask(house, desk.TASK, {"page": asked}, **texts_of)
        assert [one.hand_in.name for one in list_.context["pile"].rows][::9] == ["Kollega 00050", "Anna"]
        assert [one.head.learner for one in row.context["texts"]][::9] == ["kollega00050", "anna"]
        for page in (drawn(list_), drawn(row, desk)):
            assert "Side 2 af 2" in page
            assert ('rel="prev"' in page, 'rel="next"' in page) == (True, False)
    assert "Viser 51–60 af 60" in drawn(list_)
    assert "Tekst 60" in drawn(row, desk)
    first = drawn(ask(house, "trainer"))
    assert ('rel="next" href="/trainer?page=2#hand-ins"' in first, 'rel="prev"' in first) == (True, False)


def test_a_trainer_asks_the_same_questions_of_five_hundred_hand_ins_as_of_sixty(house: House) -> None:
    house.store.people.put(TINE)
    house.hand_in("anna")
    house.collect_and_mark()

    def counts() -> dict[str, tuple[int, int]]:
        return {name: cost(do) for name, do in doings(house).items()}

    fill(house.store, house.module, "anna", 60)
    counts()  # that she looked, and which text she took, is noted once
    few = counts()
    fill(house.store, house.module, "anna", 440, first=60)
    assert counts() == few


def doings(house: House) -> dict[str, Callable[[], object]]:
    place = {"module": house.module.id, "task": "tekst"}
    one = {**place, "submission": str(id_of(house, "kollega00030"))}
    of_task = desk.TASK
    return {
        "the list": lambda: ask(house, "trainer"),
        "by team": lambda: ask(house, "trainer", {"team": "Nord"}),
        "a learner": lambda: ask(house, pages.HAND_IN, submission=one["submission"]),
        "the desk": lambda: ask(house, "desk"),
        "the texts of a task": lambda: ask(house, of_task, **place),
        "a text": lambda: ask(house, desk.TEXT, **one),
        "the next": lambda: ask(house, of_task + "/next", **place),
    }


def cost(do: Callable[[], object]) -> tuple[int, int]:
    """How many statements it takes, and how many rows of the store and the gradebook become objects here."""
    statements, rows = 0, 0

    def asked(*_: Any) -> None:
        nonlocal statements
        statements += 1

    def made(*_: Any) -> None:
        nonlocal rows
        rows += 1

    event.listen(Engine, "before_cursor_execute", asked)
    event.listen(SubmissionRow, "load", made)
    do()
    event.remove(Engine, "before_cursor_execute", asked)
    event.remove(SubmissionRow, "load", made)
    return statements, rows
