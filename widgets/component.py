"""What all components share: they show a task with the saved answer, save every change, and say whether that went well.

The contract for pages (docs/components.md): a component keeps all it shows in its traits, loads the learner's answer when it is
shown, and takes nothing from the browser but messages that are checked. A browser can set no trait.

What ipywidgets and anywidget do not promise is touched here alone: `Widget._handle_msg`, and that `AnyWidget.__init__` does nothing beside its
parent's but give a widget script, style and a name for both. tests/service/test_upstream.py fails loudly when an upgrade changes it.
"""

import logging
from collections import deque
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from course import answers, drawn, marking
from course.errors import Conflict, CourseError, StorageError
from course.store import SavedAnswer
from course.tasks import BaseTask
from widgets import plain, session, shared

log = logging.getLogger(__name__)
HERE = Path(__file__).parent
REMEMBERED = 100  # messages that were acted on, or need not be any more
LONGEST_ID, MOST_REPLACED = 60, 20


def script(stem: str) -> Any:
    """The component's script with what all share in front. It is a trait, since else anywidget makes a class for each component on a page."""
    return traitlets.Unicode(shared.script() + (HERE / f"{stem}.js").read_text("utf-8")).tag(sync=True)


def style(stem: str) -> Any:
    """The component's style with what all share in front, as a trait too."""
    return traitlets.Unicode(shared.style() + (HERE / f"{stem}.css").read_text("utf-8")).tag(sync=True)


class Component(anywidget.AnyWidget):
    """One task on a page.

    Traits (all set by the kernel alone): `task` what the browser may know of it; `answer` the saved answer or None; `feedback` what
    a practice task explains; `saved` = {state: none | saved | conflict | error, at: ISO time in UTC, message: {da, en} or None,
    theirs: the newer answer in a conflict, reply: id of the message it answers, revision: of the answer in the store}.
    Messages from the browser: {type: save | check | refresh, id, value, base, over}; `base` is the revision that the reader had seen when
    she answered, and `over` the ids of those before it that it replaces. A message that comes twice, or after one that replaces it, counts
    once: the last one of a page that is left comes by two ways (docs/pages.md).
    """

    kind: ClassVar[type[BaseTask]]
    stem: ClassVar[str]
    shown: ClassVar[tuple[str, ...]] = ("task", "answer", "feedback", "saved")

    task = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    feedback = traitlets.Any(None, allow_none=True).tag(sync=True)
    saved = traitlets.Dict().tag(sync=True)
    _anywidget_id = traitlets.Unicode().tag(sync=True)

    @traitlets.default("_anywidget_id")
    def _whose_style(self) -> str:
        return f"{type(self).__module__}.{type(self).__name__}"

    def __init__(self, task: str) -> None:
        self._module = session.here()
        self._task: Any = session.find_task(self._module, task, self.kind)
        self._viewer: session.Session | None = None
        self._revision = 0
        self._seen = 0
        self._base = 0
        self._done: deque[str] = deque(maxlen=REMEMBERED)
        super(anywidget.AnyWidget, self).__init__(task={**self._task.public(), "module": self._module.id})
        self.on_msg(self._received)

    @property
    def _session(self) -> session.Session:
        """The viewer's session, from the first view on."""
        if self._viewer is None:
            self._viewer = session.current()
            hers = {"owner": self._viewer.owner, "formerly": self._viewer.formerly, "comm": self._comm_id}
            self.task = {**self.task, **self._in_her_order(self._viewer), **hers}
        return self._viewer

    @property
    def _comm_id(self) -> str | None:
        """Where its page reaches the component; None in a marking run, where there is no page."""
        return self.comm.comm_id if self.comm else None

    def _in_her_order(self, viewer: session.Session) -> dict[str, Any]:
        """The lists that the task shuffles, as this reader meets them; an author sees them as written."""
        if viewer.learner is None:
            return {}
        orders = drawn.orders(self._task, viewer.learner, self._module.id)
        return {field: sorted(self.task[field], key=lambda item: ids.index(item["id"])) for field, ids in orders.items()}

    def view(self) -> None:
        """Load the viewer's answer; called when the component is shown. A store that cannot be read is told, not raised."""
        try:
            self._load()
        except CourseError as error:
            self.saved = {**told("error", error), "revision": self._revision}

    def _load(self, reply: str | None = None) -> None:
        found = self._session.load(self._task)
        self._read(found)
        self._show(found, reply)

    def _read(self, found: SavedAnswer | None) -> None:
        """Note what the store has; where it is another window's, an answer that rests on less was given without seeing it."""
        revision = found.revision if found else 0
        if revision != self._revision:
            self._revision = self._seen = revision

    def _show(self, found: SavedAnswer | None, reply: str | None = None) -> None:
        self._revision = found.revision if found else 0
        with self.hold_sync():
            self.answer = found.value if found else None
            self.feedback = self._explain(found)
            self.saved = _saved(found, reply)

    def _explain(self, found: SavedAnswer | None) -> dict[str, Any] | None:
        explained = found is not None and found.checked and self._task.use == "practice"
        return marking.practice_feedback(self._task, found.value) if explained and found else None

    def _received(self, _widget: Any, content: Any, _buffers: Any) -> None:
        message = content if isinstance(content, dict) else {}
        type, reply = str(message.get("type")), str(message.get("id", ""))[:LONGEST_ID]
        if reply in self._done:  # sent again, because a cut line took the answer to it
            self.send_state(list(self.shown))
            return
        self._base = self._rests_on(message.get("base"))
        try:
            self._answer(type, message.get("value"), reply)
            if reply and type != "refresh":
                self._done.extend([*_replaced(message.get("over")), reply])
        except CourseError as error:
            self.saved = {**told("error", error, reply), "revision": self._revision}
        except Exception:
            log.exception("The component could not act on a message")
            self.saved = {**told("error", _unexpected(), reply), "revision": self._revision}

    def _rests_on(self, base: Any) -> int:
        """Return the revision an answer rests on: ours, unless another window's was read since the reader saw `base`.

        In that case the store refuses the answer as a conflict, and the reader decides.
        """
        return max(base, 0) if isinstance(base, int) and base < self._seen else self._revision

    def _answer(self, type: str, value: Any, reply: str) -> None:
        try:
            self._act(type, value, reply)
        except Conflict as error:
            self._conflict(error, reply)

    def _conflict(self, error: Conflict, reply: str) -> None:
        newest = self._session.load(self._task)
        self._read(newest)
        self.saved = {**told("conflict", error, reply), "theirs": newest.value if newest else None, "revision": self._revision}

    def _act(self, type: str, value: Any, reply: str) -> None:
        if type == "refresh":
            self._load(reply)
        elif type in ("save", "check"):
            self._save(answers.check(self._task, value), type == "check" and self._task.use == "practice", reply)

    def _save(self, value: Any, checked: bool, reply: str) -> None:
        self._show(self._session.save(self._task, value, self._base, checked), reply)

    def _handle_msg(self, msg: Any) -> None:
        """Pass over what is no widget's message, so that no trace of ours is sent to the browser."""
        data = msg["content"].get("data")
        if isinstance(data, dict) and isinstance(data.get("method"), str):
            super()._handle_msg(msg)

    def set_state(self, sync_data: Any) -> None:
        """Ignore what a browser would set: traits belong to the kernel."""

    def open(self) -> None:
        """Talk to a browser, except in a marking run, where there is none."""
        if not session.is_marking():
            super().open()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if not session.is_shared():
            self.view()
        if session.is_marking():
            return {"text/plain": f"{self._task.id}: {self.answer!r}", "text/html": self._in_plain_html()}
        return super()._repr_mimebundle_(**kwargs)

    def _in_plain_html(self) -> str:
        """The task and its answer for whoever marks."""
        return plain.answer_html(self._task, self.answer, self._module.folder)


def _replaced(over: Any) -> list[str]:
    """The ids of the messages that one replaces."""
    return [id for id in over if isinstance(id, str) and len(id) <= LONGEST_ID][-MOST_REPLACED:] if isinstance(over, list) else []


def _saved(found: SavedAnswer | None, reply: str | None) -> dict[str, Any]:
    at = f"{found.saved_at.isoformat()}Z" if found and found.saved_at else None
    revision = found.revision if found else 0
    return {"state": "saved" if found else "none", "at": at, "message": None, "reply": reply, "revision": revision}


def told(state: str, error: CourseError, reply: str | None = None) -> dict[str, Any]:
    """The `saved` trait when something stood in the way; `again` says that it may be gone in a moment, so that the page tries by itself."""
    return {"state": state, "at": None, "message": error.text.model_dump(), "reply": reply, "again": isinstance(error, StorageError)}


def _unexpected() -> CourseError:
    return CourseError(
        "Svaret blev ikke gemt på grund af en fejl hos os. Prøv igen; sker det igen, så sig det til den, der står for kurset.",
        "The answer was not saved because of an error on our side. Try again; if it persists, tell whoever runs the course.",
    )
