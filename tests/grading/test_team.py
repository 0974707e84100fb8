"""What a manager sees: her own team, target, level and gap, and what to do about it."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from openpyxl import load_workbook

from course import team
from course.errors import CourseError, NotFound
from course.framework import organisation
from course.lock import take_lock
from course.modules import load_module
from course.municipality import tallies
from course.pages import File, Go, Request, Response, Show
from course.store import Person
from course.targets import OwnTarget
from grading import jobs, overview, pages
from tests.house import DATA, House
from widgets.service.pages import manager
from widgets.service.web import rendering

WITH_SURVEY = DATA.parent / "widgets" / "data" / "7-redskaber"
LEADER = Person("leder", "Lis Leder", "leder", manages="Nord")
ROUTES = [*manager.page_set.routes, *pages.page_set.routes]
TRAINER = Person("ulla", "Ulla", "digitalisering", trainer=True)


class Reader(HTMLParser):
    """The words of a page, and its tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.tags = "", []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += f" {data.strip()}"


@pytest.fixture
def ask(house: House) -> Iterator[Any]:
    def answer(viewer: Person, path: str, post: bool = False, form: dict[str, str] | None = None, **parts: str) -> Response:
        route = next(one for one in ROUTES if one.path == path and one.post == post)
        return route.answer(Request(viewer, house.store, parts, form or {}))

    return answer


def drawn(response: Response) -> Reader:
    assert isinstance(response, Show)
    frame = {"language": "da", "page_url": "team", "xsrf": lambda: "", "organisation": organisation()}
    page_set = pages.page_set if response.template == "trainer.html" else manager.page_set
    return Reader(rendering.render(rendering.environment(page_set.templates), response.template, "/", {**frame, **response.context}))


def marked(house: House) -> None:
    house.hand_in("anna", valg=["b"])
    house.collect_and_mark()
    house.give("anna", 4)
    house.feedback()


def test_a_manager_sees_target_level_and_gap_of_her_own_team(house: House, ask: Any) -> None:
    marked(house)
    house.learner("bo")
    house.store.people.put(Person("fremmed", "Frida Fremmed", "raadgiver", team="Syd"))
    page = drawn(ask(LEADER, "team"))
    assert "Anna" in page.words
    assert "Bo" in page.words
    assert "Frida" not in page.words
    assert "Målet er nået" in page.words  # relation: 4 of 3
    assert "1 niveau til målet" in " ".join(page.words.split())  # kanal: level 2 of 3
    assert "Ikke vist endnu" in page.words
    assert "Prøvemodul" in page.words


def test_a_level_from_one_hand_in_says_that_it_is_provisional_and_what_would_settle_it(house: House, ask: Any) -> None:
    marked(house)
    for page in (ask(LEADER, "team"), ask(LEADER, r"team/(?P<username>[^/]{1,120})", username="anna")):
        words = " ".join(drawn(page).words.split())
        assert "Foreløbigt:" in words
        assert "i en ny aflevering" in words


def test_every_table_has_a_caption_and_scopes(house: House, ask: Any) -> None:
    marked(house)
    tags = drawn(ask(LEADER, "team")).tags
    assert sum(tag == "table" for tag, _ in tags) == sum(tag == "caption" for tag, _ in tags) == 4
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in tags if tag == "th")
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_an_empty_team_is_told_so(ask: Any) -> None:
    assert "Der er ingen i dit team endnu" in drawn(ask(LEADER, "team")).words


def test_no_word_of_the_request_opens_another_team(house: House, ask: Any) -> None:
    house.store.people.put(Person("fremmed", "Frida Fremmed", "raadgiver", team="Syd"))
    with pytest.raises(NotFound):
        ask(LEADER, r"team/(?P<username>[^/]{1,120})", username="fremmed")
    assert "Frida" not in drawn(ask(LEADER, "team", form={"team": "Syd", "manages": "Syd"})).words
    with pytest.raises(CourseError):
        ask(Person("anna", "Anna", "raadgiver", team="Nord"), "team")
    assert {one.access for one in manager.page_set.routes} == {"manager"}
    assert {one.access for one in ROUTES if one.path.startswith("trainer")} == {"trainer"}


@pytest.fixture
def survey(house: House, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """So many colleagues of the team answer all of a survey: survey(4), and then survey(5)."""
    asking = load_module(WITH_SURVEY)
    monkeypatch.setattr("course.modules.catalogue", lambda: [asking])

    def _answered(count: int) -> None:
        for number in range(count):
            who = house.learner(f"svar{number}", f"Svar {number}")
            if house.store.answers.get(who, asking.id, asking.tasks["parathed"]) is None:
                value = {"finder-nyt": 5, "gaar-i-staa": 1 + number % 5, "tid-til-at-oeve": "ved-ikke"}
                house.store.answers.save(who, asking, "parathed", value, 0)

    return _answered


def test_fewer_than_five_answers_to_a_survey_show_nothing_and_note_no_look(house: House, ask: Any, survey: Callable[[int], None]) -> None:
    survey(4)
    page = drawn(ask(LEADER, "team"))
    assert page.words.count("Der er ikke svar nok endnu.") == 2, "the first round and the second"
    assert [one.page for one in house.store.viewings.of("svar0")] == ["team"]


def test_from_five_answers_on_she_sees_how_all_are_spread_and_the_look_is_noted(
    house: House, ask: Any, survey: Callable[[int], None]
) -> None:
    survey(5)
    page = drawn(ask(LEADER, "team"))
    words = " ".join(page.words.split())
    assert "5 har svaret på det hele." in words
    assert "5: Passer helt 5: Entirely true 6" in words, "five times finder-nyt, once gaar-i-staa"
    assert "Ved ikke Don't know 5" in words
    assert ("span", {"style": "inline-size: 60.0%"}) in page.tags
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in page.tags if tag == "th")
    assert {one.page for one in house.store.viewings.of("svar0")} == {"team", "survey"}


def test_a_sixth_answer_changes_nothing_that_she_sees(ask: Any, survey: Callable[[int], None]) -> None:
    survey(5)
    before = drawn(ask(LEADER, "team")).words.partition("Hvad har teamet svaret?")[2]
    survey(9)
    assert drawn(ask(LEADER, "team")).words.partition("Hvad har teamet svaret?")[2] == before
    survey(10)
    assert "10 har svaret på det hele." in drawn(ask(LEADER, "team")).words


def test_a_members_page_shows_what_a_level_rests_on(house: House, ask: Any) -> None:
    marked(house)
    words = drawn(ask(LEADER, r"team/(?P<username>[^/]{1,120})", username="anna")).words
    assert "Prøvemodul" in words
    assert "Et næste skridt:" in words
    assert "kigger væk" not in words  # her levels, not her answers


def test_the_csv_holds_every_cell_and_no_formula(house: House, ask: Any) -> None:
    marked(house)
    house.store.people.put(Person("ondt", "=HYPERLINK(1)", "raadgiver", team="Nord"))
    house.store.people.put(Person("ogsaa-ondt", "＝HYPERLINK(1)", "raadgiver", team="Nord"))
    found = ask(LEADER, r"team/levels\.csv")
    assert isinstance(found, File)
    rows = list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3 * 14
    kanal = next(row for row in rows if row["brugernavn"] == "anna" and row["kompetence"] == "samtale.kanal")
    assert [kanal[name] for name in ("maal", "niveau", "mangler", "stand", "foreloebigt")] == [
        "3",
        "2,0",
        "1,0",
        "1 niveau til målet",
        "ja",
    ]
    assert {row["navn"] for row in rows} == {"Anna", "'=HYPERLINK(1)", "'＝HYPERLINK(1)"}


def test_the_workbook_holds_the_same_with_numbers_and_days_and_a_target_of_ones_own(house: House, ask: Any) -> None:
    marked(house)
    house.store.people.put(Person("ondt", "=HYPERLINK(1)", "raadgiver", team="Nord"))
    ends = date(2099, 1, 31)
    house.store.targets.set("anna", OwnTarget("samtale.kanal", 4, "Hun skal lære andre op.", date(2026, 1, 1), ends), "lone")
    book, found = ask(LEADER, r"team/levels\.xlsx"), ask(LEADER, r"team/levels\.csv")
    assert isinstance(book, File)
    assert isinstance(found, File)
    assert book.name == "Nord.xlsx"
    sheet = load_workbook(io.BytesIO(book.content)).active
    head, *rows = sheet.iter_rows(values_only=True)
    told = [one.split(";") for one in found.content.decode("utf-8-sig").splitlines()]
    assert list(head) == told[0]
    anna = next(row for row in rows if row[0] == "anna" and row[3] == "samtale.kanal")
    assert anna[5:9] == (4, 2, 2, "2 niveauer til målet")
    assert anna[10:] == ("ja", datetime(2099, 1, 31))
    assert [row[10:] for row in told if row[0] == "anna" and row[3] == "samtale.kanal"] == [["ja", "2099-01-31"]]
    assert {row[10:] for row in rows if row != anna} == {("nej", None)}
    assert [[said(value, place) for place, value in enumerate(row)] for row in rows] == told[1:]
    assert not any(str(cell.value).startswith("=") for row in sheet.iter_rows() for cell in row)


def said(value: object, column: int) -> str:
    """A cell of the workbook as the CSV says it; levels and gaps have one decimal."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | float) and column in (6, 7):
        return f"{value:.1f}".replace(".", ",")
    return "" if value is None else str(value)


def test_what_helps_most_people_comes_first(house: House) -> None:
    marked(house)
    steps = team.steps(team.members(house.store, "Nord"), [house.module])
    assert steps[0].modules == (house.module,)
    assert [bool(step.modules) for step in steps] == sorted((bool(step.modules) for step in steps), reverse=True)
    assert "samtale.relation" not in [step.competence.id for step in steps]


def test_a_role_that_is_gone_asks_nothing(house: House) -> None:
    found = team.member(Person("x", "X", "nedlagt"), [])
    assert {cell.distance.state for cell in found.cells} == {"none"}


def test_the_trainer_sees_how_far_everyone_is(house: House, ask: Any) -> None:
    house.hand_in("bo", tekst=None)
    house.collect_and_mark()
    house.feedback()
    house.hand_in("anna")
    house.collect_and_mark()
    house.hand_in("carl")
    rows = {row.username: row.state for row in overview.overview(house.module, house.store).rows}
    assert rows == {"anna": "waits", "bo": "published", "carl": "handed_in"}
    words = drawn(ask(TRAINER, "trainer")).words
    for told in ("Venter på dig", "Skriv selv", "Tilbagemelding sendt", "Afleveret", "1. Hent og ret"):
        assert told in words


def test_problems_stand_on_the_trainers_page(house: House, ask: Any) -> None:
    house.hand_in("mallory")
    house.collect()
    (house.submitted("mallory") / "answers.json").write_text("<script>alert(1)</script>")
    house.mark()
    words = drawn(ask(TRAINER, "trainer"))
    assert "answers.json kan ikke læses." in words.words
    assert [
        attributes["src"] for tag, attributes in words.tags if tag == "script" and attributes.get("src", "").startswith("/grading")
    ] == ["/grading/grading.js"]


def test_before_anything_is_handed_in_the_page_says_so(ask: Any) -> None:
    assert "Ingen har afleveret endnu" in drawn(ask(TRAINER, "trainer")).words


def test_two_clicks_start_one_command_that_outlives_a_reload(house: House, ask: Any) -> None:
    import time

    house.hand_in("anna")
    assert ask(TRAINER, "trainer/start", post=True, form={"command": "mark"}) == Go("trainer#work")
    assert not jobs.start("mark", ["mark", "--collect"])
    assert ask(TRAINER, "trainer/progress").data["running"]
    assert "Henter og retter" in drawn(ask(TRAINER, "trainer")).words
    deadline = time.monotonic() + 60
    while ask(TRAINER, "trainer/progress").data["running"] and time.monotonic() < deadline:
        time.sleep(0.1)
    assert house.grades("anna")["valg"].points == 4
    page = drawn(ask(TRAINER, "trainer")).words
    assert "1 aflevering rettet" in page
    assert "Anna venter på dig: Skriv selv." in page
    with take_lock(wait=False):  # as what marks hand-ins by itself does
        page = drawn(ask(TRAINER, "trainer")).words
    assert "Der arbejdes" in page
    assert "Henter og retter" not in page


def test_no_other_command_can_be_started(ask: Any) -> None:
    for command in ("", "formgrader", "roster", "mark; reboot", "--help"):
        with pytest.raises(NotFound):
            ask(TRAINER, "trainer/start", post=True, form={"command": command})


def test_formgrader_is_started_only_on_ones_own_machine(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound):
        ask(TRAINER, "trainer/formgrader", post=True)
    monkeypatch.setenv("KOMPETENCEVEJ_FORMGRADER_URL", "https://hub.example/services/ret/")
    assert "https://hub.example/services/ret/" in [attributes.get("href") for _, attributes in drawn(ask(TRAINER, "trainer")).tags]


MEMBER = r"team/(?P<username>[^/]{1,120})"
SYD, NORD_TOO = Person("sys", "Sys Syd", "leder", manages="Syd"), Person("liv", "Liv Leder", "leder", manages="Nord")


def filed(response: Response) -> list[dict[str, str]]:
    assert isinstance(response, File)
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def moved(house: House) -> House:
    """Anna is marked in Nord, moves to Syd with answers half done, and is marked again there."""
    marked(house)
    house.learner("bo")
    house.store.answers.save("anna", house.module, "oev", ["b"], 0)
    house.store.people.put(Person("anna", "Anna", "raadgiver", team="Syd"))
    house.hand_in("anna")
    house.store.people.put(Person("anna", "Anna", "raadgiver", team="Syd"))  # whoever answers in a test is put in Nord
    house.collect_and_mark()
    house.give("anna", 4)
    house.feedback()
    return house


def test_who_changes_team_in_the_middle_of_a_module_keeps_her_history(moved: House, ask: Any) -> None:
    words = drawn(ask(SYD, MEMBER, username="anna")).words
    (anna,) = team.members(moved.store, "Syd")
    shown = [len(cell.standing.evidence) for cell in anna.cells if cell.standing.evidence]
    assert shown == [2] * len(shown)
    assert words.count("Prøvemodul") == sum(shown)
    assert [one.number for one in moved.store.submissions.of("anna", moved.module.id)] == [1, 2]
    half_done = moved.store.answers.get("anna", moved.module.id, moved.module.tasks["oev"])
    assert half_done is not None


def test_her_former_manager_sees_nothing_more_of_her(moved: House, ask: Any) -> None:
    assert "Anna" not in drawn(ask(LEADER, "team")).words
    assert {row["brugernavn"] for row in filed(ask(LEADER, r"team/levels\.csv"))} == {"bo"}
    with pytest.raises(NotFound):
        ask(LEADER, MEMBER, username="anna")
    assert {row["brugernavn"] for row in filed(ask(SYD, r"team/levels\.csv"))} == {"anna"}


def test_two_managers_of_a_team_see_the_same(moved: House, ask: Any) -> None:
    assert drawn(ask(LEADER, "team")).words == drawn(ask(NORD_TOO, "team")).words
    assert filed(ask(LEADER, r"team/levels\.csv")) == filed(ask(NORD_TOO, r"team/levels\.csv"))
    assert drawn(ask(LEADER, MEMBER, username="bo")).words == drawn(ask(NORD_TOO, MEMBER, username="bo")).words


def test_nobody_counts_twice_in_the_report(moved: House) -> None:
    people = {one.username: one.team for one in moved.store.people.all()}
    for competence in ("samtale.kanal", "samtale.relation"):
        counted = {name: own[competence].members for name, own in tallies(moved.store).items() if competence in own}
        assert counted == {name: list(people.values()).count(name) for name in counted}
        assert sum(counted.values()) == len(people)
        assert {name: own[competence].shown for name, own in tallies(moved.store).items()} == {"Nord": 0, "Syd": 1}
