"""How far a learner has come: tasks answered on each page, and what is next."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from course import answers, contract
from course.hand_in import Stage
from course.modulefile import Page
from course.modules import Module
from course.store import Store, Submission
from course.text import Text

State = Literal["new", "going", "handed-in", "marked"]
STATES: dict[State, Text] = {
    "new": Text(da="Ikke begyndt", en="Not begun"),
    "going": Text(da="I gang", en="Under way"),
    "handed-in": Stage.HANDED_IN.told_learner,
    "marked": Stage.PUBLISHED.told_learner,
}


@dataclass(frozen=True)
class PageProgress:
    """A page, how many of its tasks are answered, and of how many."""

    page: Page
    done: int
    of: int

    @property
    def finished(self) -> bool:
        """Whether nothing is left to answer."""
        return self.done == self.of


@dataclass(frozen=True)
class ModuleProgress:
    """A module as one learner has come through it."""

    module: Module
    pages: tuple[PageProgress, ...]
    submissions: tuple[Submission, ...]

    @cached_property
    def done(self) -> int:
        """Tasks answered."""
        return sum(page.done for page in self.pages)

    @cached_property
    def of(self) -> int:
        """Tasks in all."""
        return sum(page.of for page in self.pages)

    @property
    def latest(self) -> Submission | None:
        """The last hand-in."""
        return self.submissions[-1] if self.submissions else None

    @property
    def state(self) -> State:
        """How far the module has come; work after a marked hand-in does not undo it."""
        if self.latest:
            return "marked" if self.latest.returned else "handed-in"
        return "going" if self.done else "new"

    @property
    def state_text(self) -> Text:
        """The state in words."""
        return STATES[self.state]

    @property
    def next_page(self) -> Page | None:
        """The first page with something left to answer; None when all is answered."""
        return next((one.page for one in self.pages if not one.finished), None)

    @property
    def minutes_left(self) -> int:
        """The time the unfinished pages take."""
        return sum(one.page.minutes for one in self.pages if not one.finished)


def module_progress(store: Store, learner: str, module: Module) -> ModuleProgress:
    """How far `learner` has come in `module`."""
    done = answered(store, learner, module)
    pages = []
    for page in module.about.pages:
        tasks = contract.tasks_on(module, page) if (module.folder / page.notebook).is_file() else []
        pages.append(PageProgress(page, sum(task.id in done for task in tasks), len(tasks)))
    return ModuleProgress(module, tuple(pages), tuple(store.submissions.of(learner, module.id)))


def answered(store: Store, learner: str, module: Module) -> set[str]:
    """The tasks that have a whole answer; a conversation when an attempt has come to its end."""
    tasks = [task for task in module.tasks.values() if task.graded or not task.has_attempts]
    saved = store.answers.all(learner, module.id, tasks)
    done = {task.id for task in tasks if task.id in saved and answers.is_complete(task, saved[task.id].value)}
    return done | store.attempts.finished(learner, module.id)
