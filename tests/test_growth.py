"""However many colleagues there are, a page asks the database the same few questions, and an index answers each."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, select, text

from course.clock import today
from course.errors import CourseError
from course.modules import load_module
from course.pages import PageSet, Request, Route
from course.store import Person, Store, open_store
from course.store.agreed_tables import DeadlineRow, HelpingRow, ReminderRow, TalkRow, TargetRow
from course.store.database import now
from course.store.desk_tables import ClaimRow, HandInFileRow, InquiryRow, JudgementRow, TextRow
from course.store.fairness_tables import CalibrationRow, SecondMarkRow
from course.store.personal import OF
from course.store.tables import PersonRow, SubmissionRow
from tests.postgres import make_database
from tests.stores import new_postgresql, new_store
from tests.synthetic import fill, put_a_chief
from widgets.service.pages import employee as learning
from widgets.service.pages import manager, teams
from widgets.service.web.entrance import Entrance
from widgets.service.web.handlers import CourseHandler

MODULES = Path(__file__).parent / "data" / "modules"
TAUGHT = "9-proeve"
IN_A_FILE: dict[str, Any] = {"checksum": "", "name": "Kollega", "login": "", "module": TAUGHT, "module_version": "", "answers": {}}
SOON = (today() + timedelta(days=9)).isoformat()
FIELDS = {
    **{"on": "yes", "words": "Hun smilede.", "option": "a", "samtale.kanal": "yes", "place": "2", "revision": "0"},
    **{"competence-1": "samtale.kanal", "step-1": "Prøver det", "by-1": SOON},
    **{"competence": "samtale.kanal", "level": "3", "reason": "En ny opgave", "ends": SOON},
}
Asked = list[tuple[str, Any]]


@pytest.fixture(autouse=True)
def _released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(MODULES, tmp_path / "release")
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(tmp_path))


@pytest.fixture(scope="module")
def in_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A municipality as a file of SQLite's; to be copied."""
    path = tmp_path_factory.mktemp("municipality") / "course.db"
    municipality(new_store(f"sqlite:///{path}"), 150).database.close()
    return path


@pytest.fixture(scope="module")
def in_postgresql(postgres_server: str) -> str:
    """The name of the same municipality's database; to be copied."""
    municipality(new_postgresql(postgres_server, "municipality"), 150).database.close()
    return "municipality"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("in_sqlite"), tmp_path / "course.db")
        opened = open_store(f"sqlite:///{tmp_path}/course.db")
    else:
        filled = request.getfixturevalue("in_postgresql")
        opened = open_store(make_database(request.getfixturevalue("postgres_server"), "growth", filled))
    yield opened
    opened.database.close()


def municipality(store: Store, colleagues: int) -> Store:
    fill(store, colleagues, [load_module(MODULES / TAUGHT)])
    agreed_by_all(store)
    marked_by_three_trainers(store)
    return store


def agreed_by_all(store: Store) -> None:
    """What is agreed grows with the people."""
    at, day = now(), today()
    with store.database.transaction() as session:
        for username, team in session.execute(select(PersonRow.username, PersonRow.team)).all():
            session.add(TalkRow(learner=username, place=1, manager=f"leder for {team}", lines=[], comment="", saved_at=at, agreed_at=at))
            session.add(
                TargetRow(
                    learner=username,
                    competence="strategi.plan",
                    begins=day,
                    ends=day,
                    level=3,
                    reason="Ny",
                    manager=f"leder for {team}",
                    saved_at=at,
                )
            )
            session.add(HelpingRow(learner=username, competence="strategi.plan", team=team, since=at))
            session.add(ReminderRow(learner=username, due_at=at, tries=0))
        for team in session.scalars(select(PersonRow.team).where(PersonRow.team.is_not(None)).distinct()).all():
            session.add(DeadlineRow(team=team, module=TAUGHT, by=day, manager=f"leder for {team}", saved_at=at))


def marked_by_three_trainers(store: Store) -> None:
    """What trainers write grows with the hand-ins."""
    with store.database.transaction() as session:
        for id in session.scalars(select(SubmissionRow.id)).all():
            at, trainer = now(), f"underviser-{id % 3}"
            session.add(ClaimRow(submission_id=id, task="tekst", trainer=trainer, since=at, until=at))
            session.add(JudgementRow(submission_id=id, task="tekst", trainer=trainer, level=3, comment="", saved_at=at))
            session.add(TextRow(submission_id=id, task="tekst", module=TAUGHT, handed_in_at=at, waits=False, lot=0.5))
            session.add(SecondMarkRow(submission_id=id, task="tekst", first=3, second=2, given_at=at))
            session.add(CalibrationRow(trainer=f"underviser-{id}", module=TAUGHT, task="tekst", fingerprint="", levels=[], saved_at=at))
            answered = at if id % 2 else None
            session.add(
                InquiryRow(submission_id=id, task="tekst", asked="Hvorfor?", comment="", asked_at=at, reply="", answered_at=answered)
            )
            session.add(HandInFileRow(id=str(id), submission_id=id, trainer=trainer, handed_in_at=at, brought_at=at, **IN_A_FILE))
    know_what_it_holds(store)


def know_what_it_holds(store: Store) -> None:
    with store.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("analyze"))


@contextmanager
def listening(engine: Engine) -> Iterator[Asked]:
    """The statements that reach the database meanwhile."""
    asked: Asked = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        asked.append((statement, parameters[0] if many else parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def learner(store: Store) -> Person:
    """Somebody who got back what she handed in first."""
    marked = (SubmissionRow.module == TAUGHT, SubmissionRow.number == 1, SubmissionRow.marked_at.is_not(None))
    with store.database.transaction() as session:
        username = session.scalar(select(SubmissionRow.learner).where(*marked).order_by(SubmissionRow.learner))
    person = store.people.get(username or "")
    assert person
    return person


def leader(store: Store) -> Person:
    with store.database.transaction() as session:
        username = session.scalar(select(PersonRow.username).where(PersonRow.manages.is_not(None)).order_by(PersonRow.username))
    person = store.people.get(username or "")
    assert person
    return person


def member_of(store: Store, boss: Person) -> str:
    """Somebody whom she leads."""
    return next(one.username for one in store.people.team(boss.manages or "") if one.username != boss.username)


def visit(store: Store, page_set: PageSet, viewer: Person, access: str, **path: str) -> Iterator[Callable[[], Any]]:
    """Every page of a set that `viewer` may open, and every form she may send."""
    for route in page_set.routes:
        if route.access == access:
            yield lambda route=route: _answered(route, Request(viewer, store, path, FIELDS))


def _answered(route: Route, request: Request) -> None:
    """The page, or the sentence that says why there is none: a file that is no work file, a question that is not due."""
    with suppress(CourseError):
        route.answer(request)


def everything(store: Store) -> list[Callable[[], Any]]:
    """What a learner and a manager do in the course: log in, open every page, answer, talk, hand in."""
    her, boss = learner(store), leader(store)
    module = load_module(MODULES / TAUGHT)
    store.answers.save(her.username, module, "opfoelgning", {"live": "2026-02-02"}, 0)
    return [
        lambda: store.people.get(her.username),
        *visit(
            store, learning.page_set, her, "employee", module=TAUGHT, number="1", task="opfoelgning", ending="ics", days="2", page="1-proev"
        ),
        *visit(store, manager.page_set, boss, "manager", username=member_of(store, boss), ending="pdf", team=boss.manages or ""),
        lambda: store.answers.get(her.username, TAUGHT, module.tasks["valg"]),
        lambda: store.answers.save(her.username, module, "valg", ["b"], 1),
        lambda: store.attempts.start(her.username, TAUGHT, "snak"),
        lambda: store.attempts.all(her.username, TAUGHT, "snak"),
    ]


def test_nothing_that_a_learner_or_a_manager_does_reads_through_a_table(store: Store) -> None:
    doings = everything(store)
    with listening(store.database.engine) as asked:
        for do in doings:
            do()
    assert len({statement for statement, _ in asked}) >= 12
    with store.database.engine.connect() as connection:
        assert {statement: read for statement, parameters in asked if (read := read_through(connection, statement, parameters))} == {}


def read_through(connection: Connection, statement: str, parameters: Any) -> list[str]:
    """The tables that the database would read from end to end, as it says itself."""
    if connection.dialect.name == "sqlite":
        plan = connection.exec_driver_sql(f"explain query plan {statement}", parameters)
        return [detail for *_, detail in plan if detail.startswith("SCAN")]
    for way in ("seqscan", "mergejoin", "hashjoin"):  # a small table is read whole, unless it need not be
        connection.execute(text(f"set enable_{way} = off"))
    plan = connection.exec_driver_sql(f"explain (format json) {statement}", parameters).scalar()
    return list(_whole_reads((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]))


def _whole_reads(node: dict[str, Any]) -> Iterator[str]:
    kind = node["Node Type"]
    if kind == "Seq Scan" or ("Index" in kind and "Index Cond" not in node):
        yield f"{kind} {node.get('Relation Name', '')}"
    for below in node.get("Plans", []):
        yield from _whole_reads(below)


def test_rolling_everybody_up_reads_the_evidence_from_an_index_alone(store: Store) -> None:
    with listening(store.database.engine) as asked:
        assert len(list(store.rollup.everyone(chunk=50))) > 100
    with store.database.engine.connect() as connection:
        assert [read for statement, parameters in asked if (read := read_through(connection, statement, parameters))] == []
        if connection.dialect.name == "sqlite":
            plans = [str(list(connection.exec_driver_sql(f"explain query plan {one}", given))) for one, given in asked if "evidence" in one]
            assert all("USING COVERING INDEX" in plan and "TEMP B-TREE" not in plan for plan in plans)


def test_a_chiefs_page_reads_through_no_table_and_asks_the_same_few_questions_once_all_is_counted(store: Store) -> None:
    chief = put_a_chief(store, 60, 5)
    know_what_it_holds(store)
    with listening(store.database.engine) as asked:
        while teams.overview(Request(chief, store)).context["waiting"]:  # type: ignore[union-attr]  # it is shown
            pass
    with store.database.engine.connect() as connection:
        assert {statement: read for statement, parameters in asked if (read := read_through(connection, statement, parameters))} == {}
    with listening(store.database.engine) as asked:
        teams.overview(Request(chief, store))
    assert len(asked) <= 6


def test_a_table_that_is_read_through_is_noticed(store: Store) -> None:
    with listening(store.database.engine) as asked:
        store.people.all()
    ((statement, parameters),) = asked
    with store.database.engine.connect() as connection:
        assert read_through(connection, statement, parameters)


def test_a_page_asks_the_same_few_questions_in_a_large_municipality_as_in_a_small(tmp_path: Path) -> None:
    def counts(colleagues: int) -> list[int]:
        store = municipality(new_store(f"sqlite:///{tmp_path}/{colleagues}.db"), colleagues)
        found = []
        for do in everything(store):
            with listening(store.database.engine) as asked:
                do()
            found.append(len(asked))
        store.database.close()
        return found

    small = counts(30)
    assert small == counts(300)
    assert sorted(small)[-2] <= 12, (
        "the front page tells of most things: what is next, came back, was agreed, is to be done by a day, and what she has made"
    )
    assert max(small) <= len(OF) + 6, (
        "her own copy asks each table about her once, five about her as a trainer or a manager too, and one about files in her name"
    )


def test_only_a_course_on_ones_own_machine_looks_everybody_up_for_its_switch(store: Store) -> None:
    viewer = learner(store)
    course = SimpleNamespace(entrance=Entrance(0), store=store, menu=())
    handler: Any = SimpleNamespace(
        course=course, viewer=viewer, identity_provider=None, base_url="/", request=SimpleNamespace(path="/levels"), looks=dict
    )
    with listening(store.database.engine) as asked:
        CourseHandler.frame(handler, "")
        assert asked == []
        course.entrance = Entrance(0, local=True)
        CourseHandler.frame(handler, "")
    assert len(asked) == 1
