"""A learner's hand-ins over time with her texts, for a trainer: what she wrote and what she was told, and no level."""

from collections.abc import Container
from dataclasses import dataclass

from course.errors import NotFound
from course.hand_in import Stage
from course.modules import Module
from course.pages import Request, Response, Show
from course.store import Store, Submission
from course.tasks import BaseTask
from course.text import Text
from course.viewing import Seen
from grading.desk import second
from grading.pile_page import Row, address, rows, sought


@dataclass(frozen=True)
class Written:
    """A text of hers, and the comment that came back with it; `to_mark` is where it is marked, while it waits."""

    task: BaseTask
    text: str
    comment: str
    to_mark: str = ""


@dataclass(frozen=True)
class Entry:
    """One of her hand-ins; `is_newest` says that no later one of the module has come."""

    row: Row
    is_newest: bool
    texts: tuple[Written, ...]

    @property
    def told(self) -> Text:
        """How far it is, in words; of an earlier one, that a later took its place."""
        if self.is_newest or self.row.state is Stage.PUBLISHED:
            return self.row.state.told
        return Text(da="Afløst af en senere", en="Replaced by a later one")


def shown(request: Request) -> Response:
    """Her hand-ins, the newest first; that a trainer looked is noted before. Raises NotFound and StorageError."""
    found = request.store.submissions.get(int(request.path["submission"]))
    if found is None:
        raise NotFound("Den aflevering findes ikke.", "There is no such hand-in.")
    request.store.viewings.record(request.viewer.username, [found.learner], Seen.TEXTS)
    entries = _entries(request.store, found.learner, request.viewer.username)
    back = address(*sought(request.form))
    context = {
        "title": {"da": entries[0].row.hand_in.name, "en": entries[0].row.hand_in.name}, "person": entries[0].row.hand_in, "entries": entries,
        "crumbs": [(back, Text(da="Ret opgaver", en="Marking"))], "chosen": found.id,
    }  # fmt: skip
    return Show("learner.html", context)


def _entries(store: Store, learner: str, trainer: str) -> list[Entry]:
    whole = {one.id: one for one in store.submissions.of(learner)}
    hand_ins = [one for one in store.hand_ins.of(learner) if one.id in whole]
    newest: dict[str, int] = {}
    for one in hand_ins:
        newest[one.module] = max(one.id, newest.get(one.module, 0))
    now = {row.hand_in.id: row for row in rows(store, [one for one in hand_ins if newest[one.module] == one.id])}
    known = {row.hand_in.module: row.module for row in now.values()}
    made = [now.get(one.id) or Row(one, known.get(one.module), None) for one in hand_ins]
    blind = {text for module in known for text in second.waiting(store, module, trainer)}
    return [Entry(row, row.hand_in.id in now, _texts(store, row, whole[row.hand_in.id], blind)) for row in made]


def _texts(store: Store, row: Row, hand_in: Submission, blind: Container[tuple[int, str]]) -> tuple[Written, ...]:
    """Her texts of a hand-in; of one that is `blind` to the trainer, who is to mark it as the second, not what the first wrote."""
    if row.module is None:
        return ()
    results = store.submissions.results(hand_in.id) if hand_in.marked_at else ()
    comments = {one.task: one.comment for one in results if (hand_in.id, one.task) not in blind}
    waits = {task.id for task in row.stands.waits} if row.stands else set()
    return tuple(
        Written(
            task, str(hand_in.answers[task.id]), comments.get(task.id, ""), _desk(row.module, task, hand_in) if task.id in waits else ""
        )
        for task in row.module.graded_tasks
        if task.marked_by_person and hand_in.answers.get(task.id)
    )


def _desk(module: Module, task: BaseTask, hand_in: Submission) -> str:
    return f"desk/texts/{module.id}/{task.id}/{hand_in.id}#text"
