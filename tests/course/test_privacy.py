"""What the municipality decides, what the store hands out and erases about a person, and who looked at her levels."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import String, select, update

from course import settings
from course.conversation.dialogue import Outcome
from course.datafile import DataError
from course.framework import framework, roles
from course.modules import Module, load_module
from course.privacy.export import from_store
from course.privacy.packing import as_json, as_zip
from course.privacy.readable import LABELS
from course.privacy.rules import load_privacy, privacy
from course.store import Person, Result, Store
from course.store.base import Base
from course.store.database import now
from course.store.personal import OF, OF_NOBODY
from course.store.tables import AnswerRow, AttemptRow, PersonRow, ResultRow, ViewingRow
from course.text import Text
from course.viewing import FORMER, Seen
from tests.actors import days
from tests.stores import new_on

SECRET = "Jeg turde ikke sige det til min leder"
OURS = settings.ROOT / "course" / "data" / "privacy.yaml"
NAMES_OF_PEOPLE = {"manager", "username", "learner", "viewer", "trainer", "submission_id"}


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = new_on(request.param, request, tmp_path)
    for username, name in (("ida", "Ida Lund"), ("per", "Per Dahl"), ("lis", "Lis Krogh")):
        opened.people.put(Person(username, name, "raadgiver", "nord"))
    yield opened
    opened.database.close()


@pytest.fixture(scope="module")
def module() -> Module:
    return load_module(settings.ROOT / "tests" / "data" / "modules" / "9-proeve")


def took_part(store: Store, module: Module, who: str) -> None:
    """She answered, handed in, was marked, was looked at and looked at another."""
    for task, value in (("valg", ["a"]), ("tekst", SECRET)):
        store.answers.save(who, module, task, value, 0)
    handed_in = store.submissions.hand_in(who, module)
    task = module.tasks["tekst"]
    store.submissions.publish(
        handed_in.id, [Result("tekst", task.competence, task.level, 3, 4, (Text(da="Sådan.", en="So."),), "Flot set", 3)]
    )
    store.viewings.record("lis", [who], "team")
    store.viewings.record(who, ["per"], "team")


def everything_in(store: Store) -> str:
    with store.database.transaction() as session:
        return repr([tuple(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table))])


def test_every_table_is_handed_out_and_erased() -> None:
    assert {table.__tablename__ for table in (*OF, *OF_NOBODY)} == set(Base.metadata.tables), (
        "say in course/store/personal.py whose the rows of the new table are"
    )
    for table in OF:
        assert NAMES_OF_PEOPLE & set(table.__table__.columns.keys()), f"{table.__tablename__} names nobody that erasure looks for"
    for table in OF_NOBODY:
        assert not NAMES_OF_PEOPLE & set(table.__table__.columns.keys()), f"{table.__tablename__} names somebody"


def test_every_column_has_a_name_on_the_readable_page() -> None:
    assert {column.name for table in OF for column in table.__table__.columns} <= set(LABELS)


def test_she_gets_all_she_wrote_and_all_that_came_back(store: Store, module: Module) -> None:
    took_part(store, module, "ida")
    took_part(store, module, "per")
    archive = zipfile.ZipFile(io.BytesIO(as_zip(from_store(store, "ida"))))
    held = json.loads(archive.read("oplysninger.json"))
    assert (held["format"], held["version"], held["person"]) == ("kompetencevej-person", 1, "ida")
    assert {name: len(rows) for name, rows in held["store"].items()} == {
        "person": 1, "former_login": 0, "answer": 2, "sharing": 0, "attempt": 0, "recall": 0, "recall_off": 0, "tried": 0,
        "submission": 1, "result": 1, "inquiry": 0, "evidence": 1, "viewing": 2,
        "claim": 0, "judgement": 0, "phrase": 0, "second_mark": 0, "calibration": 0, "text_to_mark": 0, "hand_in_file": 0, "talk": 0, "target": 0, "helping": 0, "deadline": 0, "reminder": 0,
    }  # fmt: skip
    assert held["store"]["submission"][0]["handed_in_at"].endswith("Z")
    page = archive.read("oplysninger.html").decode()
    assert all(words in page for words in ("Ida Lund", SECRET, "Flot set", '<html lang="da">', "Hvem så dem"))
    assert "<script" not in page


def test_the_readable_page_says_options_and_numbers_as_a_person_would(
    store: Store, module: Module, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "release").symlink_to(settings.ROOT / "tests" / "data" / "modules")
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(tmp_path))
    store.answers.save("ida", module, "par", {"ole": "ringe", "eva": "moedes"}, 0)
    took_part(store, module, "ida")
    page = zipfile.ZipFile(io.BytesIO(as_zip(from_store(store, "ida")))).read("oplysninger.html").decode()
    par = module.tasks["par"].model_dump()
    assert f"{par['left'][0]['text']['da']} → " in page
    assert "0,75" in page
    assert module.tasks["tekst"].competence not in page
    assert "Hvis niveauer</dt><dd>Dig" in page


def test_no_word_of_the_machine_stands_in_a_persons_copy(store: Store, module: Module) -> None:
    took_part(store, module, "ida")
    for page in Seen:
        store.viewings.record("lis", ["ida"], page)
    with store.database.transaction() as session:
        for outcome in Outcome:
            times = {"started_at": now(), "saved_at": now()}
            row = AttemptRow(id=f"forsoeg-{outcome.name}", learner="ida", module=module.id, task="snak", **times)
            row.taken, row.hints, row.thoughts, row.outcome = [], [], [], outcome.value
            session.add(row)
        session.execute(update(ResultRow).values(shown=[{"competence": "samtale.ledelse", "level": 2, "taken": 1, "most": 2}]))
    page = zipfile.ZipFile(io.BytesIO(as_zip(from_store(store, "ida")))).read("oplysninger.html").decode()
    said = re.findall(r"<dd>(.*?)</dd>", page, re.DOTALL)
    assert [text for text in said if text.startswith("Samtalen gik")] == ["Samtalen gik skævt"]
    assert "Lede en samtale på skærm, niveau 2: 1 af 2" in said
    words = {word.strip(" ,:") for text in said for line in text.splitlines() for word in [line, *line.split(": ")]}
    raw = {*Outcome, *Seen, *(one.id for one in framework().competences), *(one.id for one in roles().roles)}
    assert words & raw == set()


def test_whose_levels_she_looked_at_is_not_handed_to_her(store: Store, module: Module) -> None:
    took_part(store, module, "ida")
    assert "per" not in {row["learner"] for row in json.loads(as_json(from_store(store, "ida")))["store"]["viewing"]}


def test_what_she_wrote_is_shown_as_text(store: Store, module: Module) -> None:
    store.answers.save("ida", module, "tekst", "<script>alert(1)</script>", 0)
    assert b"<script>" not in zipfile.ZipFile(io.BytesIO(as_zip(from_store(store, "ida")))).read("oplysninger.html")


def test_after_erasure_nothing_of_her_is_in_the_store(store: Store, module: Module) -> None:
    took_part(store, module, "ida")
    for _ in range(2):
        store.personal.erase("ida", keep_record=False)
        store.database.overwrite_erased()
    left = everything_in(store)
    assert not any(words in left for words in ("'ida'", "Ida Lund", SECRET, "Flot set"))


def test_her_colleagues_keep_what_is_theirs(store: Store, module: Module) -> None:
    took_part(store, module, "per")
    before = from_store(store, "per").store
    took_part(store, module, "ida")
    store.personal.erase("ida", keep_record=False)
    after = from_store(store, "per").store
    assert {**after, "viewing": after["viewing"][:1]} == before
    assert [one.viewer for one in store.viewings.of("per")] == [FORMER, "lis"]


def test_a_record_keeps_dates_and_levels_and_no_word_of_hers(store: Store, module: Module) -> None:
    took_part(store, module, "ida")
    level = store.evidence.of(["ida"])["ida"][0].level
    for _ in range(2):
        store.personal.erase("ida", keep_record=True)
    assert SECRET not in everything_in(store)
    assert "Flot set" not in everything_in(store)
    assert [one.level for one in store.evidence.of(["ida"])["ida"]] == [level]
    person = store.people.get("ida")
    assert person
    assert (person.active, person.left_at is not None) == (False, True)
    assert not store.personal.holds_more_than_a_record("ida")


def test_nothing_stays_of_one_who_showed_nothing(store: Store) -> None:
    store.personal.erase("ida", keep_record=True)
    assert store.people.get("ida") is None


def test_old_answers_go_and_new_ones_stay(store: Store, module: Module) -> None:
    took_part(store, module, "ida")
    with store.database.transaction() as session:
        session.execute(update(AnswerRow).where(AnswerRow.task == "valg").values(saved_at=now() - timedelta(days=11)))
    nothing = dict.fromkeys(
        (
            "answer",
            "sharing",
            "distribution",
            "recall",
            "tried",
            "attempt",
            "viewing",
            "hand_in_file",
            "talk",
            "meeting",
            "target",
            "helping",
            "deadline",
            "reminder",
        ),
        0,
    )
    assert store.personal.outdated(days(), only_count=True) == {**nothing, "answer": 1}
    assert store.personal.outdated(days(), only_count=False) == {**nothing, "answer": 1}
    assert [row["task"] for row in from_store(store, "ida").store["answer"]] == ["tekst"]


def test_only_who_left_long_ago_has_her_time_up(store: Store) -> None:
    store.people.put(Person("ida", "Ida", "raadgiver", active=False, left_at=now() - timedelta(days=200)))
    store.people.put(Person("per", "Per", "raadgiver", active=False, left_at=now() - timedelta(days=20)))
    store.people.put(Person("lis", "Lis", "raadgiver", active=False))
    assert store.personal.left_before(180) == ["ida"]
    lis = store.people.get("lis")
    assert lis
    assert lis.left_at is not None


def test_a_colleague_sees_who_looked_at_her_levels(store: Store) -> None:
    store.viewings.record("lis", ["ida", "per", "lis"], "team")
    store.viewings.record("lis", ["ida"], "member")
    assert [(one.name, one.page) for one in store.viewings.of("ida")] == [("Lis Krogh", "member"), ("Lis Krogh", "team")]
    assert store.viewings.of("lis") == [], "her own levels are hers to look at"


def test_opening_the_page_again_at_once_is_the_same_look(store: Store) -> None:
    for _ in range(3):
        store.viewings.record("lis", ["ida"], "team")
    store.viewings.record("lis", ["ida", "per"], "team")
    assert (len(store.viewings.of("ida")), len(store.viewings.of("per"))) == (1, 1)
    with store.database.transaction() as session:
        session.execute(update(ViewingRow).values(seen_at=now() - timedelta(minutes=11)))
    store.viewings.record("lis", ["ida"], "team")
    assert len(store.viewings.of("ida")) == 2


def test_no_username_can_be_taken_for_a_former_colleague() -> None:
    column = PersonRow.__table__.columns["username"].type
    assert isinstance(column, String)
    assert len(FORMER) <= (column.length or 0)
    assert FORMER.startswith("*")


def test_ours_keeps_nothing_and_says_when_the_law_was_looked_up() -> None:
    assert (privacy().keeps_record, privacy().looked_up) == (False, "2026-11-25")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("answers: 730", "answers: 0", "retention › answers: 0 will not do. Use a number that is at least 1."),
        ("answers: 730", "answers: '2 år'", "retention › answers"),
        ("keep_on_erasure: nothing", "keep_on_erasure: alt", "keep_on_erasure"),
        ("course_record: 1825", "course_record: 30", "course_record is shorter"),
        ("looked_up: 2026-11-25", "looked_up: i går", "looked_up"),
        ("dpo:", "dbo:", "dbo: “dbo” is no field here. Did you mean “dpo”?"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(write: Callable[..., Path], old: str, new: str, told: str) -> None:
    source = OURS.read_text("utf-8")
    assert old in source
    path = write("privacy.yaml", source.replace(old, new, 1))
    with pytest.raises(DataError) as error:
        load_privacy(path)
    assert any(problem.file == path and told in problem.en for problem in error.value.problems), error.value.problems
