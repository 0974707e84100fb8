"""A trainer takes hand-ins in files from people the course cannot see, as she would take them from anybody: checked, once, and whose she says."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from course.errors import Conflict, InvalidAnswer, NotFound
from course.framework import organisation
from course.modules import Module, load_module
from course.pages import Data, File, Go, Request, Response, Show
from course.store import Person, Submission, open_store
from course.store.database import now
from course.store.desk_tables import HandInFileRow
from course.store.pile import Sought
from course.usernames import GUEST, MYSELF
from course.work import hand_in_file
from course.work.hand_in_file import MOST_BYTES, HandInFileError
from grading import privacy as erasing
from grading.collect import name_of
from grading.desk import file_page, files
from grading.desk.pages import page_set as desk_pages
from grading.overview import overview
from tests.actors import days
from tests.grading.test_one_language import DANISH, ENGLISH, Texts, _html
from tests.house import RIGHT, House
from widgets.service.pages import feedback_file
from widgets.service.pages import hand_in as hand_in_page
from widgets.service.pages import hand_in_file as made_file
from widgets.service.pages import start as start_page
from widgets.service.web import rendering
from widgets.service.web.passing import Passing

TINE = Person("tine", "Tine Underviser", "superbruger", trainer=True)
ME = Person(MYSELF, "Mig", "raadgiver")


@pytest.fixture
def desk(house: House) -> House:
    """A course with Anna, Bo and two trainers; nobody has handed in."""
    for person in (TINE, Person("hanne", "Hanne Underviser", "superbruger", trainer=True)):
        house.store.people.put(person)
    house.learner("anna", "Anna Åberg")
    house.learner("bo", "Bo Bæk")
    return house


Make = Callable[..., str]


@pytest.fixture
def make(house: House, released_home: Path, tmp_path: Path) -> Iterator[Make]:
    """Somebody takes the module in a session of her own and fetches her hand-in file: make(name=…, login=…, answers…)."""
    shutil.copyfile(released_home / "course.db", tmp_path / "session.db")
    there = open_store(f"sqlite:///{tmp_path / 'session.db'}")
    there.people.put(ME)

    def _make(name: str = "", login: str = "", **answers: Any) -> str:
        for task, value in {**RIGHT, **answers}.items():
            saved = there.answers.get(MYSELF, house.module.id, house.module.tasks[task])
            there.answers.save(MYSELF, house.module, task, value, saved.revision if saved else 0)
        number = there.submissions.hand_in(MYSELF, house.module).number
        path = {"module": house.module.id, "number": str(number)}
        file = made_file.fetched(Request(ME, there, path, {"name": name, "login": login}))
        assert isinstance(file, File)
        return file.content.decode()

    yield _make
    there.database.close()


def sent(house: House, text: str, trainer: Person = TINE) -> Any:
    """What the page is told that sends one file of many."""
    answer = file_page.take_one(Request(trainer, house.store, {}, {"file": text, "file-name": "aflevering.json.txt"}))
    assert isinstance(answer, Data)
    return answer.data


def given_to(house: House, whose: str, trainer: Person = TINE) -> list[Any]:
    """Say of every waiting file that it is this one's."""
    return said(house, {f"whose-{one.id}": whose for one in house.store.hand_in_files.waiting()}, trainer)


def said(house: House, fields: dict[str, str], trainer: Person = TINE) -> list[Any]:
    """Send what a trainer has said of the files, and go where that leads; what the page tells of each."""
    shown = file_page.assign(Request(trainer, house.store, {}, fields))
    if isinstance(shown, Go):
        query = dict(parse_qsl(urlsplit(shown.to).query))
        shown = file_page.shown(Request(trainer, house.store, {}, query))
    assert isinstance(shown, Show)
    return [outcome for _, outcome in shown.context["told"]]


def page_with(house: House, fields: dict[str, str]) -> str:
    """The page that comes where something she said of the files could not be done."""
    shown = file_page.assign(Request(TINE, house.store, {}, fields))
    assert isinstance(shown, Show)
    return _html(desk_pages, next(one for one in desk_pages.routes if one.path == "desk/files"), shown)


def test_a_file_becomes_the_hand_in_of_whoever_the_trainer_says_and_is_marked_like_any_other(desk: House, make: Make) -> None:
    assert sent(desk, make("Anna Åberg", "ANNA", tekst="Jeg ser dig."))["tone"] == "good"
    assert desk.store.submissions.latest("anna", desk.module.id) is None, "nothing is hers before a trainer says so"
    (waits,) = files.waiting(desk.store)
    assert (waits.exact and waits.exact.username, waits.alike, waits.another) == ("anna", (), False)
    assert [one.tone for one in given_to(desk, "anna")] == ["good"]
    handed_in = desk.store.submissions.latest("anna", desk.module.id)
    assert handed_in
    assert handed_in.answers == {**RIGHT, "tekst": "Jeg ser dig."}
    origin = desk.store.hand_in_files.of(handed_in.id)
    assert origin
    assert (origin.trainer, origin.name, origin.login, origin.handed_in_at) == ("tine", "Anna Åberg", "anna", handed_in.handed_in_at)
    desk.collect_and_mark()
    desk.give("anna", 3, "Godt set.")
    assert desk.feedback()["anna"].state == "published"
    assert desk.store.evidence.of(["anna"])["anna"]


def test_she_can_see_that_it_came_in_a_file_and_who_brought_it(desk: House, make: Make) -> None:
    sent(desk, make("Anna", "anna"))
    given_to(desk, "anna")
    anna = desk.store.people.get("anna")
    assert anna
    shown = hand_in_page.receipt(Request(anna, desk.store, {"module": desk.module.id, "number": "1"}))
    assert isinstance(shown, Show)
    assert (shown.context["by"], shown.context["by_file"]) == ("Tine Underviser", False)
    with pytest.raises(NotFound):
        made_file.fetched(Request(anna, desk.store, {"module": desk.module.id, "number": "1"}))


def test_a_name_alone_gives_a_file_to_nobody_until_she_has_chosen(desk: House, make: Make) -> None:
    sent(desk, make("anna  ÅBERG", "a.aaberg@privat.dk"))
    (waits,) = files.waiting(desk.store)
    assert (waits.exact, [one.username for one in waits.alike]) == (None, ["anna"])
    assert given_to(desk, "") == []
    (refused,) = given_to(desk, "ingen@kommune.dk")
    assert (refused.tone, "Ingen i kurset har det login" in refused.text.da) == ("bad", True)
    assert len(desk.store.hand_in_files.waiting()) == 1
    assert [one.tone for one in said(desk, {f"whose-{waits.file.id}": files.OTHER, f"login-{waits.file.id}": " Bo "})] == ["good"]
    assert desk.store.submissions.latest("bo", desk.module.id)


def test_a_guest_is_in_no_team_and_gets_her_feedback_and_levels_in_a_file(desk: House, make: Make) -> None:
    sent(desk, make("Mette <b>Holm</b>/../", "", tekst="<script>alert(1)</script> Jeg ser dig."))
    given_to(desk, files.GUEST)
    (guest,) = [one.learner for one in desk.store.submissions.last_of_all(desk.module.id)]
    assert guest.startswith(GUEST)
    assert desk.store.people.get(guest) is None
    assert guest not in str(list(desk.store.rollup.everyone()))
    assert name_of(desk.store, guest) == overview(desk.module, desk.store).rows[0].name == f"Mette <b>Holm</b>/../ ({guest})"
    with pytest.raises(NotFound):
        feedback_file.everything(Request(TINE, desk.store))
    desk.collect_and_mark()
    desk.give(guest, 2, "Skriv, hvad <i>hun</i> gør.")
    desk.feedback()
    page = feedback_of(desk, guest)
    html = page.content.decode()
    assert "Skriv, hvad &lt;i&gt;hun&lt;/i&gt; gør." in html
    assert "&lt;script&gt;alert(1)" in html
    assert "Det viser afleveringen" in html
    assert "180 dage" in html
    assert re.fullmatch(r"Tilbagemelding [\w -]+\.html", page.name)
    assert Leads(html).found == []
    zipped = feedback_file.everything(Request(TINE, desk.store))
    assert isinstance(zipped, File)
    assert zipfile.ZipFile(io.BytesIO(zipped.content)).namelist() == [page.name]
    assert desk.store.viewings.of(guest) == []


class Leads(HTMLParser):
    """Whatever in a page would run, or lead anywhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag in ("script", "link", "iframe", "img", "object", "form") else []
        self.found += [
            f"{name}={value}"
            for name, value in attrs
            if name.startswith("on") or (name in ("href", "src", "action") and value and value[0] != "#")
        ]


def feedback_of(house: House, learner: str) -> File:
    latest = house.store.submissions.latest(learner, house.module.id)
    assert latest
    file = feedback_file.fetched(Request(TINE, house.store, {"submission": str(latest.id)}))
    assert isinstance(file, File)
    return file


def test_the_feedback_file_names_no_right_answer_and_its_owner_sees_who_fetched_it(desk: House, make: Make) -> None:
    sent(desk, make("Anna", "anna", valg=["b"], par={"ole": "moedes", "eva": "ringe"}))
    given_to(desk, "anna")
    desk.collect_and_mark()
    desk.give("anna", 4)
    desk.feedback()
    html = feedback_of(desk, "anna").content.decode()
    right = desk.module.tasks["valg"].plain(RIGHT["valg"], desk.module.folder).lines[0]
    wrong = desk.module.tasks["valg"].plain(["b"], desk.module.folder).lines[0]
    assert isinstance(right, type(wrong))
    assert (wrong.da in html, right.da in html) == (True, False)  # type: ignore[union-attr]
    assert [(one.viewer, one.page) for one in desk.store.viewings.of("anna")] == [("tine", "feedback")]


def test_no_page_or_file_says_a_word_in_the_other_language(desk: House, make: Make) -> None:
    sent(desk, make("Mette Holm", "bo"))
    given_to(desk, files.GUEST)
    sent(desk, make("Anna Åberg", "bo", valg=["b"]))
    (guest,) = [one.learner for one in desk.store.submissions.last_of_all(desk.module.id)]
    desk.collect_and_mark()
    desk.give(guest, 4)
    desk.feedback()
    page = file_page.take(Request(TINE, desk.store, {}, {"file": "hej", "file-name": "hej.json"}))
    assert isinstance(page, Show)
    drawn = [_html(desk_pages, next(one for one in desk_pages.routes if one.path == "desk/files"), page)]
    assert all(
        words in drawn[0]
        for words in ("Bo Bæk", "kun navnet passer", "loginet passer", "Hent alle tilbagemeldinger (1)", "Tine Underviser", "hej.json")
    )
    drawn.append(feedback_of(desk, guest).content.decode())
    desk.store.people.put(ME)
    desk.hand_in(MYSELF)
    environment, frame = (
        rendering.environment(feedback_file.TEMPLATES),
        {"language": "da", "page_url": "", "xsrf": str, "organisation": organisation()},
    )
    mine = Request(ME, desk.store, {"module": desk.module.id, "number": "1"})
    for shown in (hand_in_page.check_hand_in(mine), hand_in_page.receipt(mine)):
        assert isinstance(shown, Show)
        for passing in (None, Passing(datetime(2026, 11, 28), 10)):
            seen_by = {"viewer": ME, "viewer_role": organisation().name, "menu": []}
            context = {**frame, **shown.context, **seen_by, "passing": passing, "unkept": passing}
            drawn += [rendering.render(environment, shown.template, "/", context)]
    wrong = [text for html in drawn for language, text in Texts(html).found if (DANISH if language == "en" else ENGLISH).search(text)]
    assert wrong == []


def pages_around_a_hand_in(desk: House, username: str) -> list[str]:
    """Before handing in, the receipt, and the front page, as she reads them in a course whose answers are kept."""
    viewer = desk.store.people.get(username)
    assert viewer
    request = Request(viewer, desk.store, {"module": desk.module.id, "number": "1"})
    drawn = []
    for shown in (hand_in_page.check_hand_in(request), hand_in_page.receipt(request), start_page.start(request)):
        assert isinstance(shown, Show)
        context = {"language": "da", "page_url": "", "xsrf": str, "organisation": organisation(), **shown.context}
        drawn.append(rendering.render(rendering.environment(feedback_file.TEMPLATES), shown.template, "/", context))
    return drawn


def test_in_a_course_of_her_own_every_page_around_a_hand_in_says_that_it_leaves_as_a_file(desk: House) -> None:
    desk.store.people.put(ME)
    desk.hand_in(MYSELF)
    for page in pages_around_a_hand_in(desk, MYSELF):
        assert any(words in page for words in ("det er filen, du afleverer", "sende den nye fil i stedet", "svaret får du i en fil"))
        assert not any(words in page for words in ("står det på forsiden", "Vi skriver her på siden", "Vi gemmer dine svar", "Sessionen"))
    desk.hand_in("anna")
    for page in pages_around_a_hand_in(desk, "anna"):
        assert any(words in page for words in ("står det på forsiden", "Vi skriver her på siden", "Vi gemmer dine svar"))
        assert "filen, du afleverer" not in page


def test_only_what_came_in_a_file_goes_out_as_one(desk: House) -> None:
    handed_in = desk.hand_in("anna")
    for id in (handed_in.id, 9999):
        with pytest.raises(NotFound):
            feedback_file.fetched(Request(TINE, desk.store, {"submission": str(id)}))


def test_the_same_file_counts_once_and_a_changed_one_is_told(desk: House, make: Make) -> None:
    text = make("Anna", "anna")
    assert sent(desk, text)["tone"] == "good"
    assert "Er her allerede (Tine Underviser" in sent(desk, text)["da"]
    for change, said in (
        (lambda about: about["answers"].update(valg=["b"]), "svarene er ændret"),
        (lambda about: about.update(login="bo"), "navnet eller loginet er ændret"),
        (lambda about: about.update(handed_in_at="2026-01-01T00:00:00"), "tidspunktet er ændret"),
    ):
        told = sent(desk, forged(text, change))
        assert (told["tone"], said in told["da"]) == ("warn", True), told
    given_to(desk, "anna")
    assert "som aflevering fra Anna Åberg. Den tæller kun én gang." in sent(desk, text)["da"]
    assert "svarene er ændret" in sent(desk, forged(text, lambda about: about["answers"].update(valg=["b"])))["da"]
    assert [one.number for one in desk.store.submissions.of("anna")] == [1]
    assert desk.store.hand_in_files.waiting() == []


def test_two_trainers_with_the_same_files_take_each_once(desk: House, make: Make) -> None:
    texts = [make("Anna", "anna", tekst=f"Nummer {number}") for number in range(3)]
    trainers = [TINE, desk.store.people.get("hanne")]
    with ThreadPoolExecutor(6) as both:
        told = list(both.map(lambda one: sent(desk, *one)["tone"], [(text, trainer) for text in texts for trainer in trainers]))
    assert sorted(told) == ["calm"] * 3 + ["good"] * 3
    (first, *_) = desk.store.hand_in_files.waiting()
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda trainer: files.assign(desk.store, first.id, "anna", trainer), ["tine", "hanne"]))
    assert sorted(one.tone for one in done) == ["bad", "good"]
    assert len(desk.store.submissions.of("anna")) == 1
    (late,) = said(desk, {f"whose-{first.id}": "bo"})
    assert "imens: Den er hentet ind som aflevering fra Anna Åberg." in late.text.da


def test_a_page_that_is_loaded_again_says_what_became_of_the_files_and_does_nothing_anew(desk: House, make: Make) -> None:
    for name in ("Anna", "Mette", "Ole"):
        sent(desk, make(name))
    anna, mette, ole = (f"whose-{one.id}" for one in desk.store.hand_in_files.waiting())
    fields = {anna: "anna", mette: files.GUEST, ole: files.AWAY}
    done = file_page.assign(Request(TINE, desk.store, {}, fields))
    assert isinstance(done, Go)
    for _ in range(2):
        shown = file_page.shown(Request(TINE, desk.store, {}, dict(parse_qsl(urlsplit(done.to).query))))
        assert isinstance(shown, Show)
        told = [(of.partition(" (gaest-")[0], one.text.da) for of, one in shown.context["told"]]
        assert told == [("Anna Åberg", "Hentet ind: Prøvemodul."), ("Mette", "Hentet ind: Prøvemodul."), ("", "Smidt væk.")]
    assert [one.tone for one in said(desk, fields)] == ["good", "good", "calm"], "a browser that sends the form again is told the same"
    assert len(desk.store.submissions.last_of_all(desk.module.id)) == 2


def test_nothing_a_trainer_says_of_a_file_is_passed_over_in_silence(desk: House, make: Make) -> None:
    for text in (make("Anna", "anna"), make("Bo"), make("Carl")):
        sent(desk, text)
    anna, bo, carl = (one.id for one in desk.store.hand_in_files.waiting())
    fields = {
        f"whose-{anna}": "anna", f"login-{anna}": "bo",  # her login was chosen for her, and she typed another
        f"whose-{bo}": files.OTHER, f"login-{bo}": " ",
        f"login-{carl}": "nogen",
    }  # fmt: skip
    page = page_with(desk, fields)
    assert "Du har både valgt noget og skrevet et login." in page
    assert "Skriv kollegaens login." in page
    assert "Ingen i kurset har det login." in page
    assert f'name="login-{carl}" value="nogen"' in page, "what she typed is there still"
    assert f'name="whose-{bo}" value="{files.OTHER}" checked' in page
    assert len(desk.store.hand_in_files.waiting()) == 3
    assert [one.tone for one in said(desk, {f"login-{bo}": " BO "})] == ["good"], "a login that is typed is a choice"
    assert desk.store.submissions.latest("bo", desk.module.id)
    assert [one.tone for one in said(desk, {f"whose-{anna}": "anna", f"login-{anna}": "Anna"})] == ["good"]
    assert said(desk, {f"login-{carl}": ""}) == []


def test_forty_files_are_asked_about_at_a_time_and_the_rest_come_when_these_are_decided(desk: House, make: Make) -> None:
    kept = files.take(desk.store, make("Anna", "anna"), "tine")
    assert kept.tone == "good"
    (first,) = desk.store.hand_in_files.waiting()
    for number in range(40):
        at = first.handed_in_at + timedelta(minutes=number + 1)
        desk.store.hand_in_files.keep(replace(first, id=str(UUID(int=number)), name=f"Kollega {number}", login="", handed_in_at=at))
    shown = file_page.shown(Request(TINE, desk.store))
    assert isinstance(shown, Show)
    assert (len(shown.context["waits"]), shown.context["later"]) == (40, 1)
    assert "1 til kommer, når du har taget stilling til disse." in _html(desk_pages, desk_pages.routes[0], shown)
    fields = {f"{what}-{one.file.id}": value for one in shown.context["waits"] for what, value in (("whose", files.GUEST), ("login", ""))}
    assert len(fields) < 100, "which is what a form may have, with the mark that says it is ours"
    assert len(said(desk, fields)) == 40
    shown = file_page.shown(Request(TINE, desk.store))
    assert isinstance(shown, Show)
    assert ([one.file.name for one in shown.context["waits"]], shown.context["later"]) == (["Kollega 39"], 0)


def test_the_files_that_were_brought_in_have_pages_of_fifty(desk: House, make: Make) -> None:
    sent(desk, make("Anna", "anna"))
    (first,) = desk.store.hand_in_files.waiting()
    given_to(desk, "anna")
    for number in range(50):
        at = first.handed_in_at + timedelta(minutes=number + 1)
        desk.store.hand_in_files.keep(replace(first, id=str(UUID(int=number)), name=f"Kollega {number}", handed_in_at=at))
        desk.store.hand_in_files.accept(str(UUID(int=number)), f"{GUEST}{number:012}", desk.module.version, "tine")
    pages = [file_page.shown(Request(TINE, desk.store, {}, {"page": page})) for page in ("1", "2", "99")]
    found = [[one.whose for one in page.context["brought"]] for page in pages if isinstance(page, Show)]
    assert ([len(some) for some in found], found[1], found[0][0]) == ([50, 1, 1], ["Anna Åberg"], f"Kollega 49 ({GUEST}{49:012})")
    drawn = _html(desk_pages, desk_pages.routes[0], pages[1])
    assert 'rel="prev" href="/desk/files?page=1#brought-name"' in drawn
    assert 'rel="next"' not in drawn


def test_a_file_does_not_overtake_what_she_has_handed_in_since(desk: House, make: Make) -> None:
    sent(desk, make("Anna", "anna", tekst="Den gamle"))
    desk.hand_in("anna", tekst="Den nye")
    (refused,) = given_to(desk, "anna")
    assert "afleveret igen, siden filen blev lavet" in refused.text.da
    assert [one.answers["tekst"] for one in desk.store.submissions.of("anna")] == ["Den nye"]
    (thrown,) = given_to(desk, files.AWAY)
    assert (thrown.tone, desk.store.hand_in_files.waiting()) == ("calm", [])


def test_a_file_takes_the_place_of_what_she_handed_in_before(desk: House, make: Make) -> None:
    desk.hand_in("anna", tekst="Den første")
    desk.collect_and_mark()
    sent(desk, make("Anna", "anna", tekst="Den anden"))
    given_to(desk, "anna")
    assert [one.number for one in desk.store.hand_ins.page(Sought())] == [2], "the first is in no trainer's list any more"
    assert desk.store.texts.counts(desk.module.id) == {}, "nor is its text to be marked"
    desk.collect_and_mark()
    assert desk.store.texts.counts(desk.module.id) == {"tekst": (1, 0)}


def test_a_task_without_an_answer_counts_whatever_version_the_file_says_it_is_of(desk: House, make: Make) -> None:
    def other_version(about: dict[str, Any]) -> None:
        about["module_version"] = "0" * 12
        del about["answers"]["valg"]

    sent(desk, forged(make("Anna", "anna"), other_version))
    assert [one.another for one in files.waiting(desk.store)] == [True]
    given_to(desk, "anna")
    desk.collect_and_mark()
    desk.give("anna", 4)
    desk.feedback()
    assert desk.results("anna")["valg"].points == 0


def forged(text: str, change: Callable[[dict[str, Any]], Any]) -> str:
    """The file as somebody would write it who can work out a checksum."""
    about = json.loads(text)
    about.pop("checksum")
    change(about)
    return json.dumps({**about, "checksum": hand_in_file.checksum(about)})


def twice(text: str, field: str) -> str:
    return text.replace(f'"{field}"', f'"{field}": 1, "{field}"', 1)


HOSTILE: list[tuple[Callable[[str], str], str]] = [
    (lambda text: "hej", "ikke en afleveringsfil fra kurset. Det er ikke JSON"),
    (lambda text: "[]", "ikke en afleveringsfil fra kurset."),
    (lambda text: text[: len(text) // 2], "ikke kommet helt"),
    (lambda text: text.replace("T", "t", 1), "ændret eller ikke kommet helt"),
    (lambda text: "x" * (MOST_BYTES + 1), "fylder mere"),
    (lambda text: "[" * 100_000, "ikke JSON"),
    (lambda text: '{"a": ' + "[" * 50 + "]" * 50 + "}", "indlejret for dybt"),
    (lambda text: twice(text, "login"), "»login« står der mere end én gang"),
    (lambda text: '{"format": NaN}', "NaN er ikke et tal"),
    (lambda text: '{"format": 1e999}', "1e999 er ikke et tal"),
    (lambda text: '{"format": ' + "9" * 5000 + "}", "er ikke et tal"),
    (lambda text: '{"format": "\\ud800"}', "tegn i den, som ikke kan gemmes"),
    (lambda text: '{"format": "\\u0000"}', "tegn i den, som ikke kan gemmes"),
    (lambda text: '{"format": "kompetencevej-work", "version": 1}', "en fil med arbejde, ikke en aflevering"),
    (lambda text: forged(text, lambda about: about.update(version=2)), "en anden udgave af kurset"),
    (lambda text: forged(text, lambda about: about.update(version=True)), "en anden udgave af kurset"),
    (lambda text: forged(text, lambda about: about.update(points=100)), "»points«"),
    (lambda text: forged(text, lambda about: about.update({"<b>\n": 1})), "»<b>?«"),
    (lambda text: forged(text, lambda about: about.update(id="../../etc/passwd")), "»id«"),
    (lambda text: forged(text, lambda about: about.update(module="../9-proeve")), "»module«"),
    (lambda text: forged(text, lambda about: about.update(module="7-andet")), "har ikke modulet »7-andet«"),
    (lambda text: forged(text, lambda about: about.update(handed_in_at="i går")), "»handed_in_at«"),
    (lambda text: forged(text, lambda about: about.update(handed_in_at="0001-01-01T00:00:00+14:00")), "»handed_in_at«"),
    (lambda text: forged(text, lambda about: about.update(name="Anna\nBo")), "»name«"),
    (lambda text: forged(text, lambda about: about.update(name=["Anna"])), "»name«"),
    (lambda text: forged(text, lambda about: about.update(login="010190-1234")), "»login«"),
    (lambda text: forged(text, lambda about: about.update(login="x" * 121)), "»login«"),
    (lambda text: forged(text, lambda about: about.update(answers={})), "»answers«"),
    (lambda text: forged(text, lambda about: about.update(answers=[])), "»answers«"),
    (lambda text: forged(text, lambda about: about["answers"].update({"../x": 1})), "»answers › ../x"),
    (lambda text: forged(text, lambda about: about["answers"].update({"findes-ikke": 1})), "ingen opgave »findes-ikke«"),
    (lambda text: forged(text, lambda about: about["answers"].update(valg=["findes-ikke"])), "(valg) er ikke et, opgaven kan have."),
    (lambda text: forged(text, lambda about: about["answers"].update(valg={"a": 1})), "(valg) er ikke et"),
    (lambda text: forged(text, lambda about: about["answers"].update(tekst="x" * 100_000)), "(tekst) er ikke et"),
    (lambda text: forged(text, lambda about: about["answers"].update(tekst=None)), "(tekst) er ikke et"),
    (lambda text: forged(text, lambda about: about.update(answers={"tekst": " "})), "ikke svaret på noget"),
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(released_home: Path) -> tuple[str, Module]:
    """A hand-in file with nothing wrong in it, and its module."""
    module = load_module(released_home / "release" / "9-proeve")
    handed_in = Submission(1, MYSELF, module.id, 1, module.version, RIGHT, datetime(2026, 11, 1, 10), None, None)
    return hand_in_file.pack(hand_in_file.of(handed_in, "Anna", "anna")).decode(), module


@pytest.mark.parametrize(("spoil", "said"), HOSTILE)
def test_a_file_that_cannot_be_used_is_refused_with_what_is_wrong_in_it(
    spoil: Callable[[str], str], said: str, whole: tuple[str, Module]
) -> None:
    text, module = whole
    with pytest.raises(HandInFileError) as told:
        hand_in_file.fitting(hand_in_file.read(spoil(text)), [module])
    assert said in told.value.text.da


def test_what_is_refused_leaves_nothing_behind(desk: House, whole: tuple[str, Module]) -> None:
    told = sent(desk, whole[0].replace('"Anna"', '"Bo"'))
    assert (told["tone"], "ændret eller ikke kommet helt" in told["da"], "changed or did not" in told["en"]) == ("bad", True, True)
    assert desk.store.hand_in_files.waiting() == []
    assert sent(desk, whole[0])["tone"] == "good"


def test_no_file_at_all_is_a_sentence(desk: House) -> None:
    for answer in (file_page.take, file_page.take_one):
        with pytest.raises(InvalidAnswer):
            answer(Request(TINE, desk.store, {}, {}))


def test_what_a_mail_program_does_to_a_file_does_not_spoil_it(desk: House, make: Make) -> None:
    text = make("Anna", "anna")
    assert sent(desk, "\ufeff" + text.replace("\n", "\r\n") + "\r\n")["tone"] == "good"
    shown: Response = file_page.take(Request(TINE, desk.store, {}, {"file": text, "file-name": "ATT00001.json.txt"}))
    assert isinstance(shown, Show)
    assert shown.context["told"][0][0] == "ATT00001.json.txt"


@settings(max_examples=60, deadline=None)
@given(
    field=st.sampled_from(["id", "module", "module_version", "handed_in_at", "name", "login", "answers"]),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(),
        lambda some: (
            st.lists(some, max_size=3) | st.dictionaries(st.sampled_from(["valg", "orden", "par", "tekst", "a", "ole"]), some, max_size=4)
        ),
        max_leaves=8,
    ),
)
def test_whatever_stands_in_a_field_is_read_or_refused(whole: tuple[str, Module], field: str, value: Any) -> None:
    module = whole[1]
    about = {
        "format": hand_in_file.FORMAT, "version": 1, "id": "0b0f6a0e-3b0b-5f43-9a55-0a2f6e6c7d11", "module": module.id,
        "module_version": module.version, "handed_in_at": "2026-11-01T10:00:00", "name": "", "login": "", "answers": RIGHT, field: value,
    }  # fmt: skip
    try:
        read = hand_in_file.read(json.dumps({**about, "checksum": hand_in_file.checksum(about)}))
        _, answers = hand_in_file.fitting(read, [module])
    except HandInFileError:
        return
    assert all(module.tasks[id].check(one) == one for id, one in answers.items())


def test_a_name_that_cannot_be_one_is_told_before_there_is_a_file(make: Make) -> None:
    for wrong in ({"name": "Anna\nBo"}, {"login": "010190-1234"}, {"name": "x" * 201}):
        with pytest.raises(InvalidAnswer, match="one line each"):
            make(**wrong)


def test_the_file_is_the_same_each_time_but_for_who_she_says_she_is(make: Make, house: House) -> None:
    assert json.loads(make("Anna"))["id"] != json.loads(make("Anna"))["id"], "two hand-ins are two"
    here = house.hand_in("anna")
    assert hand_in_file.of(here, "", "") == hand_in_file.of(here, "", "")
    assert hand_in_file.of(here, "", "").id == hand_in_file.of(here, "Anna", "anna").id
    assert hand_in_file.read(hand_in_file.pack(hand_in_file.of(here, "Anna", "anna")).decode()).answers == here.answers


def test_a_guest_and_what_nobody_claimed_go_when_their_time_is_up_or_when_asked(desk: House, make: Make) -> None:
    sent(desk, make("Mette"))
    given_to(desk, files.GUEST)
    sent(desk, make("Anna", "anna"))
    (guest,) = [one.learner for one in desk.store.submissions.last_of_all(desk.module.id)]
    desk.collect_and_mark()
    assert guest in desk.store.personal.logins()
    assert desk.store.personal.copy("anna")["hand_in_file"][0]["name"] == "Anna"
    assert all(row["name"] is None for row in desk.store.personal.copy("tine")["hand_in_file"])
    assert desk.store.hand_in_files.guests_before(1) == []
    with desk.store.database.transaction() as session:
        session.execute(update(HandInFileRow).values(brought_at=now() - timedelta(days=200)))
    assert desk.store.hand_in_files.guests_before(180) == [guest]
    assert desk.store.personal.outdated(days(answers=1, conversations=1, viewings=1, guests=180), only_count=True)["hand_in_file"] == 1
    erasing.erase(desk.store, guest, keep_record=True)
    erasing.erase(desk.store, "anna", keep_record=False)
    assert {name: rows for name, rows in desk.store.personal.copy(guest).items() if rows} == {}
    assert desk.store.hand_in_files.waiting() == []
    assert not desk.submitted(guest).exists()


def test_who_brought_a_file_in_stays_known_when_she_gets_another_login_and_not_when_she_is_erased(desk: House, make: Make) -> None:
    sent(desk, make("Anna", "anna"))
    given_to(desk, "anna")
    desk.store.people.change([Person("tine.u", "Tine Underviser", "superbruger", trainer=True)], {"tine": "tine.u"})
    assert [one.trainer for one in desk.store.hand_in_files.brought()] == ["tine.u"]
    desk.store.personal.erase("tine.u", keep_record=False)
    assert [one.trainer for one in desk.store.hand_in_files.brought()] == ["*former"]
    desk.store.people.change([Person("anna.aa", "Anna Åberg", "raadgiver")], {"anna": "anna.aa"})
    assert desk.store.hand_in_files.brought()[0].submission_id == desk.store.submissions.of("anna.aa")[0].id


def test_nobody_can_accept_what_is_gone(desk: House) -> None:
    with pytest.raises(Conflict):
        desk.store.hand_in_files.accept("0b0f6a0e-3b0b-5f43-9a55-0a2f6e6c7d11", "anna", desk.module.version, "tine")
