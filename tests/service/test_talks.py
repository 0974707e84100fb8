"""An employee and her manager agree on something; a target of her own; a next step, and who will help; a team at its staff meeting."""

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import docx
import pypdf
import pytest

from course import municipality, settings
from course.clock import today
from course.errors import NotAllowed, NotFound
from course.framework import organisation
from course.modules import load_module
from course.pages import File, Go, Request, Response, Show
from course.report import team_csv
from course.store import Person, Result, Store
from course.targets import OwnTarget
from course.team import members
from course.text import Text
from tests.actors import days
from tests.office import printed
from tests.stores import new_store
from tests.trial_tools import FILLED
from widgets.service.pages import employee, manager
from widgets.service.web import rendering

MODULE = load_module(settings.ROOT / "tests" / "data" / "modules" / "9-proeve")
ANNA, BO = Person("anna", "Anna Lund", "raadgiver", "Nord"), Person("bo", "Bo Dahl", "raadgiver", "Nord")
LIS, JENS = Person("lis", "Lis Leder", "leder", "Ledelsen", manages="Nord"), Person("jens", "Jens Leder", "leder", manages="Syd")
MEMBER = r"team/(?P<username>[^/]{1,120})"
MEETING = manager.A_TEAM + "/meeting"
SOON = (today() + timedelta(days=30)).isoformat()
ONE = {"competence-1": "samtale.kanal", "step-1": "Tager to samtaler på skærm <b>sammen</b> med Bo", "by-1": SOON}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Anna has shown something; Lis leads her team, and Jens another."""
    shutil.copytree(settings.ROOT / "tests" / "data" / "modules", tmp_path / "release")
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(tmp_path))
    opened = new_store(f"sqlite:///{tmp_path / 'course.db'}")
    for person in (ANNA, BO, LIS, JENS):
        opened.people.put(person)
    shows(opened, "anna", 1.0)
    yield opened
    opened.database.close()


def shows(store: Store, who: str, fraction: float) -> None:
    """She hands in the module, and solves so much of the choice."""
    store.answers.save(who, MODULE, "valg", ["a"], 0)
    handed_in = store.submissions.hand_in(who, MODULE)
    task = MODULE.tasks["valg"]
    store.submissions.publish(
        handed_in.id, [Result("valg", task.competence, task.level, fraction, 1, (Text(da="Sådan.", en="So."),), "", None)]
    )


def ask(store: Store, who: Person, path: str, form: dict[str, str] | None = None, *, post: bool = False, **parts: str) -> Response:
    for page_set in (employee.page_set, manager.page_set):
        for route in page_set.routes:
            if route.path == path and route.post == post:
                viewer = store.people.get(who.username)
                assert viewer
                return route.answer(Request(viewer, store, parts, form or {}))
    raise AssertionError(path)


def read(response: Response) -> str:
    """The page in Danish, as one reads it."""
    assert isinstance(response, Show)
    frame = {"language": "da", "page_url": "", "xsrf": lambda: "", "organisation": organisation()}
    html = rendering.render(rendering.environment(employee.page_set.templates), response.template, "/", {**frame, **response.context})
    assert "<b>sammen" not in html
    plain = re.sub(
        r"<[^>]+>", " ", re.sub(r'<(span|p|a)[^>]* lang="en"[^>]*>.*?</\1>|<span lang="en">.*?</span>', "", html, flags=re.DOTALL)
    )
    return " ".join(plain.replace("&lt;", "<").replace("&gt;", ">").split())


def propose(store: Store, who: Person = LIS, about: str = "anna", place: int = 1, revision: int = 0, **more: str) -> Response:
    form = {**ONE, "place": str(place), "revision": str(revision), **more}
    return ask(store, who, MEMBER + "/talk", form, post=True, username=about)


def answer(store: Store, revision: int, said: str = "yes", comment: str = "", place: int = 1) -> Response:
    return ask(store, ANNA, "talk", {"revision": str(revision), "place": str(place), "answer": said, "comment": comment}, post=True)


def talk_of(store: Store, who: Person = LIS, about: str = "anna") -> str:
    return read(ask(store, who, MEMBER + "/talk", username=about))


def test_a_proposal_is_an_agreement_once_she_has_said_yes(store: Store) -> None:
    before = read(ask(store, ANNA, "talk"))
    assert "I har ikke aftalt noget endnu" in before
    assert propose(store) == Go("team/anna/talk#agreed")
    hers = read(ask(store, ANNA, "talk"))
    assert "Et forslag venter på dit svar" in hers
    assert "Tager to samtaler på skærm <b>sammen</b> med Bo" in hers
    assert "Foreslået af Lis Leder" in hers
    assert "Din leder har foreslået en aftale" in read(ask(store, ANNA, ""))
    assert answer(store, 1, "comment", "Hellere i uge 50") == Go("talk#agreed")
    assert "Hellere i uge 50" in talk_of(store)
    assert propose(store, revision=2, **{"by-1": (today() + timedelta(days=40)).isoformat()}) == Go("team/anna/talk#agreed")
    answer(store, 3)
    for page in (read(ask(store, ANNA, "talk")), talk_of(store)):
        assert "Aftalt Foreslået af Lis Leder" in page
        assert "Medarbejderen sagde ja" in page
        assert "venter på" not in page
    front = read(ask(store, ANNA, ""))
    assert "Din leder har foreslået" not in front
    assert "Det har I aftalt" in front
    assert front.index("Det næste") < front.index("Tager to samtaler på skærm"), "one thing comes first"


def test_the_next_talk_leaves_the_last_one_as_history(store: Store) -> None:
    propose(store)
    answer(store, 1)
    propose(store, place=2, **{"step-1": "Viser Bo bookingen"})
    page = talk_of(store)
    assert page.index("Viser Bo bookingen") < page.index("Tager to samtaler")
    assert [one.open for one in store.talks.of("anna")] == [True, False]


def test_what_either_changed_since_is_not_written_over_unseen(store: Store) -> None:
    propose(store)
    answer(store, 1, "comment", "Hellere senere")
    told = propose(store, revision=1, **{"step-1": "Noget andet"})
    assert isinstance(told, Show)
    assert told.status == 409
    assert "Noget andet" in read(told), "what she wrote is still there"
    propose(store, revision=2, **{"step-1": "Noget tredje"})
    told = answer(store, 2)
    assert isinstance(told, Show)
    assert (told.status, store.talks.of("anna")[0].agreed_at) == (409, None), "she says yes to what she has seen, and to nothing else"
    answer(store, 3)
    told = propose(store, revision=4)
    assert isinstance(told, Show)
    assert told.status == 409, "an agreement is not changed any more"
    assert propose(store, revision=0).status == 409  # type: ignore[union-attr]  # nor written anew under its number


def test_two_managers_of_a_team_do_not_propose_at_once(store: Store) -> None:
    propose(store)
    told = propose(store, place=2)
    assert isinstance(told, Show)
    assert told.status == 409
    assert ask(store, LIS, MEMBER + "/talk", {"place": "1", "revision": "1", "withdraw": "yes"}, post=True, username="anna")
    assert store.talks.of("anna") == []


def test_a_page_that_was_left_open_says_yes_to_what_stands_on_it_and_to_nothing_else(store: Store) -> None:
    propose(store)
    answer(store, 1)
    propose(store, place=2)
    assert refused(answer(store, 1)), "it shows the talk before"
    withdraw = {"place": "2", "revision": "1", "withdraw": "yes"}
    ask(store, LIS, MEMBER + "/talk", withdraw, post=True, username="anna")
    with pytest.raises(NotFound):
        answer(store, 1, place=2)
    assert propose(store, place=2, **{"step-1": "Noget andet"}) == Go("team/anna/talk#agreed")
    assert refused(answer(store, 1, place=2)), "it shows what was taken back"
    assert refused(propose(store, place=2, revision=1)), "and so does another manager's"
    assert [(one.place, one.open, one.comment) for one in store.talks.of("anna")] == [(2, True, ""), (1, False, "")]
    assert answer(store, 3, place=2) == Go("talk#agreed")


def refused(response: Response) -> bool:
    """Whether she is shown the page as it is now, and told why nothing was kept."""
    return isinstance(response, Show) and response.status == 409 and "ændret" in read(response)


UNFIT: list[tuple[dict[str, str], str]] = [
    ({"competence-1": "", "step-1": "", "by-1": ""}, "Vælg mindst én kompetence"),
    ({"competence-1": "findes.ikke"}, "Vælg en kompetence på listen"),
    ({"step-1": " "}, "Skriv et skridt"),
    ({"step-1": "Ringer til 010190-1234"}, "CPR-nummer"),
    ({"step-1": "x" * 501}, "længere end 500 tegn"),
    ({"by-1": "2020-01-01"}, "Vælg en dag fra i dag"),
    ({"by-1": "i morgen"}, "Vælg en dag fra i dag"),
    ({"competence-2": "samtale.kanal", "step-2": "Igen", "by-2": SOON}, "to forskellige kompetencer"),
    ({"revision": "mange"}, "Formularen passer ikke"),
]


def test_what_cannot_be_agreed_comes_back_with_the_reason(store: Store) -> None:
    for form, why in UNFIT:
        told = ask(store, LIS, MEMBER + "/talk", {**ONE, "place": "1", "revision": "0", **form}, post=True, username="anna")
        assert isinstance(told, Show)
        assert told.status == 400
        assert why in read(told)
    assert store.talks.of("anna") == []


def test_only_whoever_leads_her_team_now_sees_it_and_nobody_leads_herself(store: Store) -> None:
    propose(store)
    for path, form in ((MEMBER + "/talk", None), (MEMBER + "/targets", None)):
        with pytest.raises(NotFound):
            ask(store, JENS, path, form, username="anna")
    with pytest.raises(NotFound):
        propose(store, JENS)
    store.people.put(Person("lis", "Lis Leder", "leder", "Nord", manages="Nord"))
    with pytest.raises(NotFound):
        ask(store, LIS, MEMBER + "/targets", username="lis")
    store.people.put(Person("anna", "Anna Lund", "raadgiver", "Syd"))
    with pytest.raises(NotFound):
        talk_of(store)
    assert "Tager to samtaler" in talk_of(store, JENS), "what is agreed belongs to her employment, and follows her"
    assert {(one.viewer, one.page) for one in store.viewings.of("anna")} == {("jens", "talk")}


def test_who_leads_her_own_team_is_promised_no_talk_unless_another_leads_it_too(store: Store) -> None:
    store.people.put(replace(LIS, team="Nord"))
    store.answers.save("lis", MODULE, "min-plan-fremad", FILLED["min-plan-fremad"], 0)
    page = read(ask(store, LIS, "talk"))
    assert "Samtalen holder du med din leder uden for kurset" in page
    assert not any(words in page for words in ("Din leder skriver forslaget", "Når din leder har skrevet", "Vis min plan"))
    store.people.put(replace(JENS, also_manages=("Nord",)))
    page = read(ask(store, LIS, "talk"))
    assert "Din leder skriver forslaget" in page
    assert "uden for kurset" not in page
    assert propose(store, JENS, "lis") == Go("team/lis/talk#agreed")
    assert "Foreslået af Jens Leder" in read(ask(store, LIS, "talk"))


def test_the_page_tells_what_the_talk_rests_on_and_the_look_is_noted_first(store: Store) -> None:
    page = talk_of(store)
    assert "Foreløbigt:" in page
    assert "Prøvemodul : 1 opgave, niveau" in page
    assert {(one.viewer, one.page) for one in store.viewings.of("anna")} == {("lis", "talk")}
    ask(store, LIS, MEMBER + "/targets", username="anna")
    assert {one.page for one in store.viewings.of("anna")} == {"talk", "target"}


def test_her_plan_is_read_only_while_she_lets_it(store: Store) -> None:
    store.answers.save("anna", MODULE, "min-plan-fremad", FILLED["min-plan-fremad"], 0)
    assert "Spørger borgeren først" not in talk_of(store)
    assert "ikke delt med dig" in talk_of(store)
    ask(store, ANNA, "talk/plan", {"on": "yes"}, post=True)
    assert "Spørger borgeren først" in talk_of(store)
    assert "Spørger borgeren først" in "\n".join(paragraphs(paper(store, LIS, "docx", username="anna")))
    store.people.put(Person("anna", "Anna Lund", "raadgiver", "Syd"))
    assert "Spørger borgeren først" not in talk_of(store, JENS), "she shared it in the team she was in"
    store.people.put(ANNA)
    ask(store, ANNA, "talk/plan", {"on": "no"}, post=True)
    assert "Spørger borgeren først" not in talk_of(store)
    with pytest.raises(NotFound):
        ask(store, ANNA, "talk/plan", {"on": "maybe"}, post=True)


def paper(store: Store, who: Person, ending: str, **parts: str) -> bytes:
    path = MEMBER + r"/talk\.(?P<ending>docx|pdf)" if parts else r"talk\.(?P<ending>docx|pdf)"
    found = ask(store, who, path, {"language": "da"}, ending=ending, **parts)
    assert isinstance(found, File)
    assert found.name == f"Samtale om kompetencer.{ending}"
    return found.content


def paragraphs(content: bytes) -> list[str]:
    made = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return [*(one.text for one in made.paragraphs), *cells]


def test_both_get_the_same_paper_and_it_is_tagged(store: Store) -> None:
    propose(store)
    store.targets.set("anna", _target(), "lis")
    hers, the_managers = (paragraphs(paper(store, who, "docx", **parts)) for who, parts in ((ANNA, {}), (LIS, {"username": "anna"})))
    assert hers == the_managers
    told = "\n".join(hers)
    for words in ("Foreslået af Lis Leder", ONE["step-1"], "Prøvemodul", "foreløbigt", "Mål sat for én person", "Tager den nye vagt"):
        assert words in told
    made = pypdf.PdfReader(io.BytesIO(paper(store, ANNA, "pdf")))
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "Anna Lund" in made.pages[0].extract_text()


def _target() -> OwnTarget:
    return OwnTarget("samtale.kanal", 4, "Tager den nye vagt", today(), today() + timedelta(days=10))


def seen(store: Store) -> str:
    """What the form of Anna's targets carries when it is opened now."""
    page = ask(store, LIS, MEMBER + "/targets", username="anna")
    assert isinstance(page, Show)
    assert read(page)
    return str(page.context["seen"])


def test_of_two_managers_who_set_a_target_at_once_the_second_is_shown_the_firsts_before_hers_counts(store: Store) -> None:
    before = seen(store)
    set_target(store, level="4")
    told = set_target(store, level="2", reason="Går ned i tid", seen=before)
    assert refused(told)
    assert "Tager den nye vagt" in read(told)
    assert "Går ned i tid" in read(told), "what she wrote is still there"
    assert refused(ask(store, LIS, MEMBER + "/targets", {"end": "samtale.kanal", "seen": before}, post=True, username="anna"))
    assert [one.level for one in store.targets.of(["anna"])["anna"]] == [4]
    set_target(store, level="2")
    assert [one.level for one in store.targets.of(["anna"])["anna"]] == [2]


def set_target(store: Store, **more: str) -> Response:
    form = {"competence": "samtale.kanal", "level": "4", "reason": "Tager den nye vagt", "ends": SOON, "seen": seen(store), **more}
    return ask(store, LIS, MEMBER + "/targets", form, post=True, username="anna")


def test_a_target_of_her_own_is_the_same_everywhere_and_she_reads_why(store: Store) -> None:
    assert set_target(store) == Go("team/anna/targets#set")
    hers = read(ask(store, ANNA, "levels"))
    assert "Målet er sat for én person til og med" in hers
    assert "af Lis Leder: Tager den nye vagt" in hers
    assert "Tager den nye vagt" in read(ask(store, LIS, MEMBER, username="anna"))
    row = next(line for line in team_csv(members(store, "Nord")).splitlines() if line.startswith("anna;") and "samtale.kanal" in line)
    cell = next(cell for cell in members(store, "Nord")[0].cells if cell.competence.id == "samtale.kanal")
    assert cell.target == 4
    assert f";4;{cell.distance.level:.1f};".replace(".", ",") in row
    assert municipality.tallies(store)["Nord"]["samtale.kanal"].gaps == pytest.approx(cell.distance.gap + 3)  # and Bo lacks his role's 3


def test_a_target_ends_by_itself_and_another_takes_its_place(store: Store) -> None:
    yesterday = today() - timedelta(days=1)
    store.targets.set("anna", replace(_target(), begins=today() - timedelta(days=9), ends=yesterday), "lis")
    assert [cell.own for cell in members(store, "Nord")[0].cells if cell.own] == []
    assert "Mål, der er udløbet (1)" in read(ask(store, LIS, MEMBER + "/targets", username="anna"))
    set_target(store, level="4")
    set_target(store, level="2")
    assert [one.level for one in store.targets.of(["anna"])["anna"]] == [4, 2]
    assert [cell.target for cell in members(store, "Nord")[0].cells if cell.own] == [2]
    ask(store, LIS, MEMBER + "/targets", {"end": "samtale.kanal", "seen": seen(store)}, post=True, username="anna")
    assert [cell.own for cell in members(store, "Nord")[0].cells if cell.own] == []


NO_TARGETS: list[tuple[dict[str, str], str]] = [
    ({"competence": "x"}, "Vælg en kompetence"),
    ({"level": "5"}, "Vælg et mål fra 0 til 4"),
    ({"reason": ""}, "Skriv, hvorfor"),
    ({"ends": "2020-01-01"}, "Vælg en dag"),
]


def test_a_target_needs_a_level_a_reason_and_a_last_day(store: Store) -> None:
    for form, why in NO_TARGETS:
        told = set_target(store, **form)
        assert isinstance(told, Show)
        assert told.status == 400
        assert why in read(told)
    assert store.targets.of(["anna"])["anna"] == []


def test_a_next_step_names_a_page_a_tool_and_whoever_has_said_that_she_will_help(store: Store) -> None:
    page = read(ask(store, ANNA, "next"))
    assert "Tag Øv dig i modulet Prøvemodul" in page
    assert "Brug redskabet" in page
    assert "Vil gerne hjælpe: " not in page
    ask(store, BO, "next/helping", {"samtale.kanal": "yes"}, post=True)
    assert "Vil gerne hjælpe: Bo Dahl" in read(ask(store, ANNA, "next"))
    assert "Vil gerne hjælpe: Bo Dahl" in read(ask(store, LIS, "team"))
    assert "Vil gerne hjælpe: Bo Dahl" not in read(ask(store, BO, "next")), "nobody is told to ask himself"
    store.people.put(Person("bo", "Bo Dahl", "raadgiver", "Syd"))
    assert store.helping.of("bo") == set()
    store.people.put(BO)
    ask(store, BO, "next/helping", {}, post=True)
    assert "Bo Dahl" not in read(ask(store, ANNA, "next"))
    store.people.put(Person("ene", "Ene", "raadgiver"))
    with pytest.raises(NotAllowed):
        ask(store, Person("ene", "Ene", "raadgiver"), "next/helping", {"samtale.kanal": "yes"}, post=True)


def test_a_team_meets_over_words_that_tell_nobodys_level(store: Store) -> None:
    assert "Der er ingen kompetence at vise" in read(ask(store, LIS, MEETING, team="Nord")), "two are too few"
    for number in range(4):
        store.people.put(Person(f"p{number}", f"Per {number}", "raadgiver", "Nord"))
    page = read(ask(store, LIS, MEETING, team="Nord"))
    assert "Mere end halvdelen mangler noget" in page
    assert not re.search(r"Per \d|Anna|Bo Dahl|\d af \d", page)
    form = {**ONE, "step-1": "Øver os sammen om torsdagen", "place": "1", "revision": "0"}
    assert ask(store, LIS, MEETING, form, post=True, team="Nord") == Go("teams/Nord/meeting#agreed")
    told = ask(store, LIS, MEETING, form, post=True, team="Nord")
    assert isinstance(told, Show)
    assert told.status == 409, "another window was first"
    ask(store, LIS, MEETING, {**form, "revision": "1", "change": "1", "step-1": "Øver os om fredagen"}, post=True, team="Nord")
    assert "Øver os om fredagen" in read(ask(store, ANNA, "talk"))
    assert "Øver os om fredagen" not in read(ask(store, JENS, MEETING, team="Syd"))
    for ending in ("docx", "pdf"):
        found = ask(store, LIS, MEETING + r"\.(?P<ending>docx|pdf)", {"language": "da"}, ending=ending, team="Nord")
        assert isinstance(found, File)
    told_on_paper = pypdf.PdfReader(io.BytesIO(found.content)).pages[0].extract_text()
    assert "Øver os om fredagen" in told_on_paper
    assert "Anna" not in told_on_paper


def test_the_sheet_for_a_staff_meeting_is_one_page_however_often_the_team_has_met(store: Store, tmp_path: Path) -> None:
    for number in range(4):
        store.people.put(Person(f"p{number}", f"Per {number}", "raadgiver", "Nord"))
    step = "To og to prøver det af i en rolig time og skriver op, hvad der gik godt."
    for place, letters in enumerate((500, 500, 500, 80, 80, 500), 1):
        form = {**ONE, "step-1": f"Møde {place}. {step * 9}"[:letters], "competence-2": "samtale.relation", "step-2": (step * 9)[:letters]}
        ask(store, LIS, MEETING, {**form, "by-2": SOON, "place": str(place), "revision": "0"}, post=True, team="Nord")
        papers_of_the_meeting(store, tmp_path / f"{place}")
    gaps = ask(store, LIS, MEETING, team="Nord")
    assert isinstance(gaps, Show)
    assert len(gaps.context["gaps"]) > 4
    printed(tmp_path.glob("*.docx"), tmp_path / "printed")
    for place, told in {5: {4, 5}, 6: {6}}.items():
        for paper in (tmp_path / f"{place}.pdf", tmp_path / "printed" / f"{place}.pdf"):
            (page,) = pypdf.PdfReader(paper).pages
            assert {int(number) for number in re.findall(r"Møde (\d)\.", page.extract_text())} == told


def papers_of_the_meeting(store: Store, to: Path) -> None:
    for ending in ("docx", "pdf"):
        found = ask(store, LIS, MEETING + r"\.(?P<ending>docx|pdf)", {"language": "da"}, ending=ending, team="Nord")
        assert isinstance(found, File)
        to.with_suffix(f".{ending}").write_bytes(found.content)


def test_nothing_of_it_is_left_when_she_is_erased_and_her_managers_name_goes_with_the_manager(store: Store) -> None:
    propose(store)
    set_target(store)
    ask(store, ANNA, "next/helping", {"samtale.kanal": "yes"}, post=True)
    copied = store.personal.copy("lis", unfinished=True)
    assert [(row["learner"], row["lines"]) for row in copied["talk"]] == [(None, None)]
    assert [(row["learner"], row["reason"]) for row in copied["target"]] == [(None, None)]
    store.personal.erase("lis", keep_record=False)
    assert "Foreslået af En tidligere kollega" in read(ask(store, ANNA, "talk"))
    store.personal.erase("anna", keep_record=True)
    left = store.personal.copy("anna", unfinished=True)
    assert (left["talk"], left["target"], left["helping"]) == ([], [], [])


def test_what_is_agreed_and_ended_long_ago_is_erased(store: Store) -> None:
    propose(store)
    ask(store, BO, "next/helping", {"samtale.kanal": "yes"}, post=True)
    store.people.put(Person("bo", "Bo Dahl", "raadgiver", "Syd"))
    set_target(store)
    assert {
        name: count
        for name, count in store.personal.outdated(days(answers=9, conversations=9, viewings=9, agreements=9), only_count=True).items()
        if count
    } == {"helping": 1}
    counted = store.personal.outdated(days(answers=9, conversations=9, viewings=9, agreements=0), only_count=False)
    assert (counted["talk"], counted["target"]) == (1, 0), "the target still holds"


def test_a_new_login_brings_along_what_was_agreed(store: Store) -> None:
    propose(store)
    answer(store, 1)
    set_target(store)
    ask(store, ANNA, "next/helping", {"samtale.kanal": "yes"}, post=True)
    new, boss = Person("anna2", "Anna Lund", "raadgiver", "Nord"), Person("lis2", "Lis Leder", "leder", manages="Nord")
    store.people.put(new)
    propose(store, about="anna2")
    store.people.change([new, boss], {"anna": "anna2", "lis": "lis2"})
    assert [(one.place, one.open, one.manager) for one in store.talks.of("anna2")] == [(2, True, "lis2"), (1, False, "lis2")]
    assert [one.level for one in store.targets.of(["anna2"])["anna2"]] == [4]
    assert store.helping.of("anna2") == {"samtale.kanal"}
