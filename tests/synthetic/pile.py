"""A pile of hand-ins: one learner's marked hand-in, given to as many made-up colleagues as wanted, in the store, the gradebook and the folders."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, MetaData, create_engine, func, insert, select

from course import settings
from course.modules import Module
from course.store import Store
from course.store.desk_tables import TextRow
from course.store.tables import PersonRow, SubmissionRow
from grading import folders

FIRST = 49  # these are all in one team, so that any pile has a page of it
TEAMS = ("Nord", "Syd", "Øst", "Vest")
ROWS = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")  # in nbgrader's gradebook, parents first
REFERS = {"student_id": "student", "assignment_id": "submitted_assignment", "notebook_id": "submitted_notebook"}


def fill(store: Store, module: Module, learner: str, number: int, first: int = 0) -> None:
    """Let `number` colleagues have handed in what the learner has, a minute apart and before her, and stand where she stands; `first` is how many have before."""
    latest = store.submissions.latest(learner, module.id)
    assert latest is not None
    with store.database.transaction() as session:
        last = session.scalar(select(func.max(SubmissionRow.id))) or 0
        hers = session.get_one(SubmissionRow, latest.id)
        texts = [(one.task, one.waits, one.lot) for one in session.scalars(select(TextRow).where(TextRow.submission_id == latest.id))]
        copied = {column.name: getattr(hers, column.name) for column in SubmissionRow.__table__.columns if column.name != "id"}
    given: list[dict[str, Any]] = []
    for one in range(first, first + number):
        at = latest.handed_in_at - timedelta(minutes=first + number - one)
        given.append({**copied, "id": last + 1 + one - first, "learner": f"kollega{one:05}", "handed_in_at": at})
    people = [
        {"username": one["learner"], "name": f"Kollega {place:05}", "role": "raadgiver", "team": TEAMS[place % len(TEAMS) if place >= FIRST else 0], "trainer": False, "active": True, "example": False}
        for place, one in enumerate(given, first)
    ]  # fmt: skip
    rows = [
        {"submission_id": one["id"], "task": task, "module": module.id, "handed_in_at": one["handed_in_at"], "waits": waits, "lot": lot}
        for one in given
        for task, waits, lot in texts
    ]
    with store.database.transaction() as session:
        for table, some in ((PersonRow, people), (SubmissionRow, given), (TextRow, rows)):
            session.execute(insert(table), some)
    _in_the_gradebook(learner, given)
    noted = json.loads((folders.autograded(learner, module.id) / "marked.json").read_text("utf-8"))
    for one in given:
        folder = folders.autograded(one["learner"], module.id)
        folder.mkdir(parents=True)
        (folder / "marked.json").write_text(json.dumps({**noted, "id": one["id"]}), "utf-8")


def _in_the_gradebook(learner: str, given: list[dict[str, Any]]) -> None:
    engine = create_engine(settings.gradebook())
    known = MetaData()
    known.reflect(engine, only=ROWS)
    with engine.begin() as connection:
        hers = _of(connection, known, learner)
        for name in ROWS:
            made = []
            for one in given:
                names = one.setdefault("ids", {})
                for row in hers[name]:
                    new = one["learner"] if name == "student" else uuid4().hex
                    names[row["id"]] = new
                    copy = {**row, "id": new} | {key: names[row[key]] for key in REFERS if row.get(key) in names}
                    made.append(copy | ({"timestamp": one["handed_in_at"]} if name == "submitted_assignment" else {}))
            connection.execute(insert(known.tables[name]), made)
    engine.dispose()


def _of(connection: Connection, known: MetaData, learner: str) -> dict[str, list[dict[str, Any]]]:
    """Her rows, by table."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in ROWS:
        table = known.tables[name]
        column = {"student": "id", "submitted_assignment": "student_id", "submitted_notebook": "assignment_id"}.get(name, "notebook_id")
        above = {"submitted_notebook": "submitted_assignment", "grade": "submitted_notebook", "comment": "submitted_notebook"}.get(name)
        values = [row["id"] for row in found[above]] if above else [learner]
        found[name] = [dict(row) for row in connection.execute(select(table).where(table.c[column].in_(values))).mappings()]
    return found
