"""On a Danish page, document or copy stands no word of the machine's and none of English; in an English one none of Danish."""

import enum
import importlib
import io
import pkgutil
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import uuid4

import docx
import pypdf
import pytest
from sqlalchemy import update

import course
import grading
import widgets
from course import settings
from course.clock import today
from course.conversation.dialogue import Outcome
from course.errors import NotFound
from course.framework import framework, organisation, roles
from course.pages import File, PageSet, Request, Route, Show
from course.report import team_csv
from course.store import Person, Store
from course.store.database import now
from course.store.phrases import Phrase
from course.store.tables import AttemptRow, SubmissionRow
from course.talks import AgreedStep
from course.targets import OwnTarget
from course.team import members
from course.text import Language
from course.viewing import Seen
from grading import collect as collecting
from grading import pages as trainers
from grading.desk import pages as desk
from tests.house import House, at_home
from tests.trial_tools import FILLED, fill_in, tool, trial
from widgets.documents import files
from widgets.service.pages import employee, manager
from widgets.service.pages.manager import MEMBER
from widgets.service.web import rendering
from widgets.session import LearnerSession

ENGLISH = re.compile(r"\b(the|and|your|you|this|with|which|been|are|not|they|what|who|yet|because)\b", re.IGNORECASE)
DANISH = re.compile(r"\b(og|ikke|det|jeg|dig|din|hvad|er|på|til|med|som|eller|blev|fra)\b", re.IGNORECASE)
STEP, REMARK, REASON = "Tager to samtaler", "Hellere senere", "Ny vagt"
ANNA = Person("anna", "Anna", "raadgiver", team="Nord")
PEOPLE = {
    "employee": ANNA,
    "manager": Person("lis", "Lis Leder", "leder", manages="Nord"),
    "trainer": Person("ulla", "Ulla", "digitalisering", trainer=True),
}
PARTS = {
    "team": "Nord",
    "module": "9-proeve",
    "number": "1",
    "username": "anna",
    "days": "2",
    "page": "1-oev",
    "submission": "1",
    "task": "tekst",
}
SETS = (employee.page_set, manager.page_set, trainers.page_set, desk.page_set)
TO_TRY = "\n    tomorrow: {short: {da: Spørg Eva., en: Ask Eva.}}"
PEOPLES_OWN = A_COMMENT, ASKED, REPLY = "Det gik godt med Eva.", "Hvad mangler der?", "Et blik mere."


class Texts(HTMLParser):
    """The texts of a page, each with the language it is said to be in; None where it is said of the page alone."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.found: list[tuple[str | None, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "br", "img", "hr"):
            said = dict(attrs).get("lang") if tag != "html" else None
            self.open.append((tag, said[:2] if said else (self.open[-1][1] if self.open else None)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        within = {tag for tag, _ in self.open}
        if data.strip() and not within & {"script", "style", "blockquote"}:
            self.found.append((self.open[-1][1] if self.open else None, " ".join(data.split())))


@cache
def raw_words() -> set[str]:
    """Every value of an enum, and every id that our data gives something."""
    found: set[str] = set()
    for room in (course, widgets, grading):
        for one in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if not one.name.endswith("__main__") and ".migrations" not in one.name:
                importlib.import_module(one.name)
    pending = list(enum.Enum.__subclasses__()) + list(enum.StrEnum.__subclasses__())
    for kind in pending:
        pending += kind.__subclasses__()
        if kind.__module__.split(".")[0] in ("course", "widgets", "grading"):
            found |= {str(one.value) for one in kind}
    module = trial()
    found |= {one.id for one in framework().competences} | {one.id for one in roles().roles} | {module.id, *module.tasks}
    return {one for one in found if len(one) > 2}


def of_the_machine(text: str) -> set[str]:
    """The raw words that stand in a text by themselves, and not as a word of a sentence."""
    parts = {part.strip() for line in text.splitlines() for part in [line, *re.split(r"[,;:·|]", line)]}
    raw = raw_words()
    return (parts & raw) | {word for word in text.split() if word in raw and re.search(r"[._]|-\w+-", word)}


@pytest.fixture(scope="module")
def lived_home(released_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of `lived`, to be copied."""
    with pytest.MonkeyPatch.context() as patch:
        house = at_home(released_home, tmp_path_factory.mktemp("lived") / "home", patch)
        _live(house)
        house.store.database.close()
    return house.home


@pytest.fixture
def lived(lived_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Anna has done everything: answered, handed in, got it back, talked to every end, been looked at, and filled in all tools."""
    house = at_home(lived_home, tmp_path / "home", monkeypatch)
    yield house
    house.store.database.close()


def _live(house: House) -> None:
    _propose(house)
    handed_in = house.hand_in("anna", valg=["b"])
    house.store.people.put(ANNA)
    fill_in(house.store, "anna")
    with house.store.database.transaction() as session:
        for outcome in Outcome:
            row = AttemptRow(id=str(uuid4()), learner="anna", module="9-proeve", task="snak", started_at=now(), saved_at=now())
            row.taken, row.hints, row.thoughts, row.outcome, row.finished_at, row.score, row.best = [], [], [], outcome.value, now(), 1, 2
            session.add(row)
        session.execute(update(SubmissionRow).values(handed_in_at=handed_in.handed_in_at - timedelta(days=3)))
    house.collect_and_mark()
    house.give("anna", 3, A_COMMENT)
    house.feedback()
    _asked(house.store, handed_in.id)
    house.hand_in("bo", tekst=None)
    for page in Seen:
        house.store.viewings.record("lis", ["anna"], page)
    _agreed(house.store)


def _propose(house: House) -> None:
    """Let the first page propose something to try."""
    path = settings.released() / house.module.id / "module.yaml"
    path.write_text(path.read_text("utf-8").replace("1-oev.ipynb", f"1-oev.ipynb{TO_TRY}"), "utf-8")
    house.module = collecting.released_module(house.module.id)


def _asked(store: Store, submission: int) -> None:
    """She has asked about a comment and has her answer; the trainer keeps a phrase."""
    store.inquiries.ask(submission, "tekst", ASKED, A_COMMENT)
    store.inquiries.answer(submission, "tekst", REPLY, "")
    store.phrases.keep(Phrase("ulla", "9-proeve", "tekst", 3, A_COMMENT, shared=True))


def _agreed(store: Store) -> None:
    """She has agreed on something, has a target of her own, shows her plan, and will help; her team has met."""
    store.people.put(PEOPLE["manager"])
    line = AgreedStep("samtale.kanal", STEP, today() + timedelta(days=9))
    for place in (1, 2):
        store.talks.propose("anna", "lis", [line], place, 0)
        store.talks.answer("anna", place, 1, REMARK, agree=place == 1)
    store.meetings.save("Nord", [line], 1, 0)
    store.targets.set("anna", OwnTarget("samtale.kanal", 4, REASON, today(), today() + timedelta(days=9)), "lis")
    store.deadlines.ask("Nord", "9-proeve", today() - timedelta(days=1), "lis")
    store.sharing.begin("anna", "9-proeve", "min-plan-fremad")
    store.helping.say("anna", ["samtale.kanal"])
    for number in range(6):
        store.people.put(Person(f"ny{number}", f"Ny {number}", "raadgiver", team="Nord"))


def shown(store: Store) -> Iterator[tuple[str, str]]:
    """The HTML of every page, by its address."""
    for page_set, route in ((one, route) for one in SETS for route in one.routes if not route.post and "ending" not in route.path):
        try:
            found = route.answer(Request(PEOPLE[route.access], store, PARTS, {}))
        except NotFound:  # no badges are given here; what goes out for a file is read in test_hand_in_files.py
            assert route.path.startswith((r"certificate\.jwt", "desk/files/")), route.path
            continue
        if isinstance(found, Show):
            yield route.path, _html(page_set, route, found)


def _html(page_set: PageSet, route: Route, found: Show) -> str:
    frame = {"language": "da", "page_url": route.path, "xsrf": lambda: "", "organisation": organisation()}
    return rendering.render(rendering.environment(page_set.templates), found.template, "/", {**frame, **found.context})


def test_no_page_says_a_word_of_the_machine_or_of_the_other_language(lived: House) -> None:
    wrong, seen = [], 0
    for path, html in shown(lived.store):
        seen += 1
        for language, text in Texts(html).found:
            if machine := of_the_machine(text):
                wrong.append((path, text, *machine))
            other = DANISH if language == "en" else ENGLISH
            if text not in PEOPLES_OWN and (match := other.search(text)):
                wrong.append((path, text, language, match[0]))
    assert seen > 30
    assert wrong == []


def _own(value: Any) -> set[str]:
    """Every text that she wrote or chose in a tool."""
    if isinstance(value, dict | list):
        return set().union(*(_own(one) for one in (value.values() if isinstance(value, dict) else value)))
    return {value, *value.splitlines()} if isinstance(value, str) else set()


def text_of(content: bytes, leaf: str) -> list[str]:
    if leaf == "calendar":
        unfolded = content.decode().replace("\r\n ", "").replace("\\n", "\n").replace("\\,", ",")
        return [line.partition(":")[2] for line in unfolded.splitlines() if line.startswith(("SUMMARY", "DESCRIPTION"))]
    document = docx.Document(io.BytesIO(content))
    parts = [document.element.body, *(part._element for section in document.sections for part in (section.header, section.footer))]
    return ["".join(paragraph.itertext()) for part in parts for paragraph in part.iter(f"{{{part.nsmap['w']}}}p")]


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_document_says_a_word_of_the_machine_or_of_the_other_language(lived: House, language: Language) -> None:
    """The PDF is written from the same sheet as the Word document."""
    viewer, other = LearnerSession(trial(), "anna", lived.store), ENGLISH if language == "da" else DANISH
    own = sorted({text for value in FILLED.values() for text in _own(value)}, key=len, reverse=True)
    wrong, made = [], 0
    for id in FILLED:
        for leaf in set(tool(id).leaves) - {"pdf"}:
            made += 1
            for text in text_of(files.make(viewer, trial(), tool(id), leaf, filled=FILLED[id], language=language), leaf):
                rest = text
                for words in own:
                    rest = rest.replace(words, "") if len(words) > 8 else re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "", rest)
                if found := of_the_machine(rest) or other.search(rest):
                    wrong.append((id, leaf, text, found))
    assert made > len(FILLED) // 2
    assert wrong == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_paper_of_a_talk_or_a_meeting_does(lived: House, language: Language) -> None:
    own, other = (
        [STEP, REMARK, REASON, *(text for value in FILLED.values() for text in _own(value))],
        ENGLISH if language == "da" else DANISH,
    )
    wrong = []
    for page_set, path in (
        (employee.page_set, r"talk\."),
        (manager.page_set, MEMBER + r"/talk\."),
        (manager.page_set, manager.A_TEAM + r"/meeting\."),
    ):
        route = next(one for one in page_set.routes if one.path.startswith(path))
        parts = {**PARTS, "ending": "docx"}
        made = route.answer(Request(PEOPLE[route.access], lived.store, parts, {"language": language}))
        assert isinstance(made, File)
        for text in text_of(made.content, "document"):
            rest = text
            for words in sorted(own, key=len, reverse=True):
                rest = rest.replace(words, "")
            if found := of_the_machine(rest) or other.search(rest):
                wrong.append((path, text, found))
    assert wrong == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_neither_does_her_certificate(lived: House, language: Language) -> None:
    route = next(one for one in employee.page_set.routes if one.path == r"certificate\.pdf")
    made = route.answer(Request(ANNA, lived.store, PARTS, {"language": language}))
    assert isinstance(made, File)
    lines = [line for page in pypdf.PdfReader(io.BytesIO(made.content)).pages for line in page.extract_text().splitlines()]
    other = ENGLISH if language == "da" else DANISH
    assert any("Anna" in line for line in lines)
    assert [line for line in lines if of_the_machine(line) or other.search(line)] == []


def test_neither_does_her_own_copy_nor_a_file_of_levels_but_in_columns_that_are_ids(lived: House) -> None:
    copy = next(route for route in employee.page_set.routes if route.path == r"privacy/copy\.zip").answer(Request(ANNA, lived.store))
    assert isinstance(copy, File)
    page = zipfile.ZipFile(io.BytesIO(copy.content)).read("oplysninger.html").decode()
    named = Texts(page).found
    assert [text for _, text in named if of_the_machine(text) or ENGLISH.search(text)] == []
    assert {one.told.da for one in Outcome} <= {text for _, text in named}
    rows = [line.split(";") for line in team_csv(members(lived.store, "Nord")).splitlines()]
    ids = {place for place, name in enumerate(rows[0]) if name in ("brugernavn", "rolle", "kompetence")}
    cells = {cell for row in rows[1:] for place, cell in enumerate(row) if place not in ids}
    assert [cell for cell in cells if of_the_machine(cell) or ENGLISH.search(cell)] == []
