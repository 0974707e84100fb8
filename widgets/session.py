"""Where a component finds and keeps answers: a learner's in the store, a marking run's in `answers.json`, an author's only while she tries."""

import hashlib
import json
import logging
import os
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

from course import log, settings
from course.conversation.paths import Map
from course.conversation.play import Attempt
from course.errors import CourseError, NotAllowed, StorageError
from course.modules import Module, module
from course.store import SavedAnswer, SavedAttempt, Store, Team, open_store
from course.store.attempts import advance
from course.store.database import now
from course.tasks import BaseTask
from course.usernames import MYSELF

LEARNER = "HTTP_X_KOMPETENCEVEJ_LEARNER"
ANSWERS = "answers.json"


class UnknownTask(CourseError):
    """A notebook cell names a task that its module does not have."""

    code = "unknown-task"


class Session(Protocol):
    """What a component needs to know about where it is shown; `learner` is None where nobody's answers are kept."""

    module: Module
    owner: str

    @property
    def formerly(self) -> list[str]:
        """Marks what the browser kept as hers under the logins that she had before."""

    @property
    def learner(self) -> str | None:
        """Her login."""

    @property
    def name(self) -> str | None:
        """What she is called, where that is known."""

    def load(self, task: BaseTask) -> SavedAnswer | None:
        """The present answer, or None."""

    def save(self, task: BaseTask, value: Any, revision: int, checked: bool) -> SavedAnswer:
        """Keep an answer that was based on `revision`. Raises InvalidAnswer, Conflict or StorageError."""

    def load_from(self, module: Module, task: BaseTask) -> SavedAnswer | None:
        """The present answer to a task of this module or another, or None."""

    def team(self, task: BaseTask) -> Team | None:
        """Her team at a task, with what it shares; None where she is in none. Raises StorageError."""

    def share(self, task: BaseTask, on: bool) -> None:
        """Let her team read her answer, or no longer. Raises NotAllowed or StorageError."""

    def attempts(self, task: BaseTask) -> list[SavedAttempt]:
        """All attempts at a conversation, oldest first."""

    def start_attempt(self, task: BaseTask) -> SavedAttempt:
        """Begin a new attempt."""

    def save_attempt(self, saved: SavedAttempt, attempt: Attempt, map: Map) -> SavedAttempt:
        """Keep how far an attempt has come. Raises InvalidAnswer, Conflict or StorageError."""


def owner_mark(learner: str) -> str:
    """Marks what is a learner's without naming her."""
    return hashlib.sha256(learner.encode()).hexdigest()[:12]


class LearnerSession:
    """A learner's page: answers live in the store. `owner` marks what the browser keeps for a moment as hers, without naming her."""

    def __init__(self, module: Module, learner: str, store: Store) -> None:
        self.module, self.learner, self.store = module, learner, store
        self.owner = owner_mark(learner)
        self._ahead: dict[str, SavedAnswer | None] | None = None

    def _hers(self) -> str:
        """Her login by now; when the staff list gives her another while the page is open, what she does is kept under that."""
        self.learner = self.store.people.now_called(self.learner)
        return self.learner

    @cached_property
    def formerly(self) -> list[str]:
        try:
            return [owner_mark(login) for login in self.store.people.formerly(self.learner)]
        except StorageError:  # the page opens all the same, and offers what was kept under her present login
            return []

    @property
    def name(self) -> str | None:
        return None if self.learner == MYSELF else self.store.people.name(self._hers())

    def load(self, task: BaseTask) -> SavedAnswer | None:
        """The present answer; a page that opens asks for all of its tasks at once, so the first time they are read together."""
        if self._ahead is None:
            found = self.store.answers.all(self.learner, self.module.id, list(self.module.tasks.values()))
            self._ahead = {id: found.get(id) for id in self.module.tasks}
        if task.id in self._ahead:
            return self._ahead.pop(task.id)
        return self.load_from(self.module, task)

    def load_from(self, module: Module, task: BaseTask) -> SavedAnswer | None:
        return self.store.answers.get(self._hers(), module.id, task)

    def save(self, task: BaseTask, value: Any, revision: int, checked: bool) -> SavedAnswer:
        return self.store.answers.save(self._hers(), self.module, task.id, value, revision, checked=checked)

    def team(self, task: BaseTask) -> Team | None:
        return self.store.sharing.of(self._hers(), self.module.id, task)

    def share(self, task: BaseTask, on: bool) -> None:
        change = self.store.sharing.begin if on else self.store.sharing.end
        change(self._hers(), self.module.id, task.id)

    def attempts(self, task: BaseTask) -> list[SavedAttempt]:
        return self.store.attempts.all(self.learner, self.module.id, task.id)

    def start_attempt(self, task: BaseTask) -> SavedAttempt:
        return self.store.attempts.start(self._hers(), self.module.id, task.id)

    def save_attempt(self, saved: SavedAttempt, attempt: Attempt, map: Map) -> SavedAttempt:
        return self.store.attempts.save(self._hers(), saved, attempt, map)


class TrialSession:
    """A notebook opened by its author: answers last as long as the kernel."""

    owner = "trial"
    learner: str | None = None
    name: str | None = None

    def __init__(self, module: Module) -> None:
        self.module = module
        self.formerly: list[str] = []
        self.kept: dict[str, SavedAnswer] = {}
        self.tried: dict[str, list[SavedAttempt]] = {}

    def load(self, task: BaseTask) -> SavedAnswer | None:
        return self.kept.get(task.id)

    def load_from(self, module: Module, task: BaseTask) -> SavedAnswer | None:
        return self.load(task) if module.id == self.module.id else None

    def save(self, task: BaseTask, value: Any, revision: int, checked: bool) -> SavedAnswer:
        self.kept[task.id] = SavedAnswer(task.id, value, checked, revision + 1, now())
        return self.kept[task.id]

    def team(self, task: BaseTask) -> Team | None:
        return None

    def share(self, task: BaseTask, on: bool) -> None:
        raise NotAllowed("Her er intet team at dele med.", "There is no team here to share with.")

    def attempts(self, task: BaseTask) -> list[SavedAttempt]:
        return self.tried.get(task.id, [])

    def start_attempt(self, task: BaseTask) -> SavedAttempt:
        begun = SavedAttempt(task.id, Attempt(), 1, now(), now())
        self.tried.setdefault(task.id, []).append(begun)
        return begun

    def save_attempt(self, saved: SavedAttempt, attempt: Attempt, map: Map) -> SavedAttempt:
        self.tried[saved.id][-1] = advance(saved, attempt, map)
        return self.tried[saved.id][-1]


class MarkingSession(TrialSession):
    """A marking run: the submission's answers lie beside the notebook."""

    owner = "marking"

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        answers: dict[str, Any] = json.loads(Path(ANSWERS).read_text("utf-8"))
        self.kept = {task: SavedAnswer(task, value, False, 1, None) for task, value in answers.items()}


def is_marking() -> bool:
    """Whether this notebook runs to be marked, not to be read."""
    return os.environ.get(settings.MARKING) == settings.AUTOGRADE


def is_shared() -> bool:
    """Whether this notebook runs for everybody who will view the page, so that nothing in it may be anybody's (see widgets/service/kernels/warm.py)."""
    return settings.SHARED in os.environ


def here() -> Module:
    """The module of this notebook: the folder it lies in."""
    return _of_run(Path.cwd()) if is_marking() else module(Path.cwd())


@lru_cache(maxsize=1)
def _of_run(folder: Path) -> Module:
    """The module in the folder of a marking run, which has one of its own, and in which it does not change."""
    return module(folder)


def current() -> Session:
    """The session of whoever views this notebook."""
    if is_marking():
        return MarkingSession(here())
    learner = os.environ.get(LEARNER)
    return _of(learner, Path.cwd(), settings.database()) if learner else TrialSession(here())


@cache
def _of(learner: str, folder: Path, database: str) -> LearnerSession:
    """One session for all components of a page."""
    return LearnerSession(module(folder), learner, _store(database))


def prepare() -> None:
    """Get ready to load anybody's answers, in a process that views will be forked from.

    What SQLAlchemy works out for its first questions is then there for all; the connection is given back, since it must not be shared.
    """
    store, place = _store(settings.database()), here()
    store.answers.all("", place.id, [])
    store.attempts.all("", place.id, "")
    store.database.close()


@cache
def _store(url: str) -> Store:
    """One store for all components of a kernel. What a kernel writes to stderr is sent to the browser, so what goes wrong is told to a file."""
    settings.home().mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=settings.home() / "pages.log", format=log.LINE)
    return open_store(url, keep=False)


def find_task(module: Module, task: str, kind: type[BaseTask]) -> BaseTask:
    """The module's task of this id and kind; raises UnknownTask with what to correct."""
    found = module.tasks.get(task)
    if not isinstance(found, kind):
        what = f"Modulet {module.id} har ingen {kind.__name__} med navnet {task!r}; ret cellen eller tasks/."
        raise UnknownTask(what, f"The module {module.id} has no {kind.__name__} called {task!r}; correct the cell or tasks/.")
    return found
