"""What a trainer sees of a module: how far each hand-in has come, and what waits for her."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from course.modules import Module
from course.store import Person, Store
from course.text import Text
from grading import gradebook, marker
from grading.errors import GradingError

STATES = {
    "handed_in": Text(da="Afleveret", en="Handed in"),
    "collected": Text(da="Hentet", en="Collected"),
    "waits": Text(da="Venter på dig", en="Waiting for you"),
    "marked": Text(da="Rettet, ikke sendt", en="Marked, not sent"),
    "published": Text(da="Tilbagemelding sendt", en="Feedback sent"),
}
TONES = {"handed_in": "new", "collected": "calm", "waits": "warn", "marked": "accent", "published": "good"}


@dataclass(frozen=True)
class Row:
    """One learner's last hand-in: its state, the free texts that wait for a person, and what was wrong with it."""

    username: str
    name: str
    number: int
    handed_in_at: datetime
    state: str
    waits: tuple[Text, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def told(self) -> Text:
        """The state in words."""
        return STATES[self.state]

    @property
    def tone(self) -> str:
        """How the state's badge looks."""
        return TONES[self.state]


@dataclass(frozen=True)
class ModuleRows:
    """A module with everyone who has handed it in; what waits comes first."""

    module: Module
    rows: tuple[Row, ...]

    def count(self, *states: str) -> int:
        """How many hand-ins are in one of these states."""
        return sum(row.state in states for row in self.rows)

    @property
    def with_problems(self) -> int:
        """How many hand-ins somebody should look at."""
        return sum(bool(row.problems) for row in self.rows)


def overview(module: Module, store: Store) -> ModuleRows:
    """How far everyone's last hand-in of a module has come."""
    people = {person.username: person for person in store.people.all()}
    given = gradebook.grades(module.id, module.graded_page.stem)
    titles = {task.id: task.title for task in module.graded_tasks}
    rows = []
    for submission in store.submissions.last_of_all(module.id):
        noted = _noted(module.id, submission.learner, submission.id)
        waits = (
            tuple(titles[id] for id, grade in given.get(submission.learner, {}).items() if grade.waits and id in titles) if noted else ()
        )
        state = _state(submission.marked_at, submission.collected_at, noted is not None, bool(waits))
        problems = tuple(str(problem) for problem in (noted or {}).get("problems", ()))
        rows.append(
            Row(submission.learner, _name(people, submission.learner), submission.number, submission.handed_in_at, state, waits, problems)
        )
    order = list(STATES)
    return ModuleRows(module, tuple(sorted(rows, key=lambda row: (order.index(row.state), row.handed_in_at))))


def _noted(module: str, learner: str, submission: int) -> dict[str, Any] | None:
    try:
        noted = marker.facts(module, learner)
    except GradingError:
        return None
    return noted if noted is not None and noted.get("id") == submission else None


def _state(marked_at: datetime | None, collected_at: datetime | None, marked: bool, waits: bool) -> str:
    if marked_at:
        return "published"
    if marked:
        return "waits" if waits else "marked"
    return "collected" if collected_at else "handed_in"


def _name(people: dict[str, Person], username: str) -> str:
    return people[username].name if username in people else username
