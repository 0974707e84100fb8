"""What a trainer sees of a module: how far each hand-in has come, and what waits for her."""

from dataclasses import dataclass
from datetime import datetime

from course.hand_in import Stage
from course.modules import Module
from course.store import Store, Submission
from course.text import Text
from grading import gradebook
from grading.standing import HandInStanding, standing

TONES = {Stage.HANDED_IN: "new", Stage.COLLECTED: "calm", Stage.WAITS: "warn", Stage.MARKED: "accent", Stage.PUBLISHED: "good"}


@dataclass(frozen=True)
class Row:
    """One learner's last hand-in: its state, the free texts that wait for a person, and what was wrong with it."""

    username: str
    name: str
    number: int
    handed_in_at: datetime
    state: Stage
    waits: tuple[Text, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def told(self) -> Text:
        """The state in words."""
        return self.state.told

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
    names = {**store.hand_in_files.guests(), **{person.username: person.name for person in store.people.all()}}
    given = gradebook.grades(module.id, module.graded_page.stem)
    rows = [
        _row(submission, names.get(submission.learner, submission.learner), standing(module, submission, given.get(submission.learner, {})))
        for submission in store.submissions.last_of_all(module.id)
    ]
    order = list(Stage)
    return ModuleRows(module, tuple(sorted(rows, key=lambda row: (order.index(row.state), row.handed_in_at))))


def _row(submission: Submission, name: str, stands: HandInStanding) -> Row:
    waits = tuple(task.title for task in stands.waits)
    return Row(submission.learner, name, submission.number, submission.handed_in_at, stands.stage, waits, stands.problems)
