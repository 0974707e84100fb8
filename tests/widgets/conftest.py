"""A learner at her page: real components on a real SQLite store, and all that reaches her browser."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import comm
import pytest
from comm.base_comm import BaseComm

from course.store import Store
from tests.stores import new_store
from widgets import session
from widgets.component import Component

MODULE = Path(__file__).parent / "data" / "8-opgaver"


@dataclass
class Browser:
    """Everything that was sent to a learner's browser, in order."""

    received: list[dict[str, Any]] = field(default_factory=list)
    buffers: list[bytes] = field(default_factory=list)

    def text(self) -> str:
        """All of it as one text to search."""
        return json.dumps(self.received, ensure_ascii=False)

    def messages(self) -> list[dict[str, Any]]:
        """The components' own messages."""
        return [data["content"] for data in self.received if data.get("method") == "custom"]


def wire(browser: Browser) -> type[BaseComm]:
    """A line to a browser that remembers what went over it."""

    class Wire(BaseComm):  # type: ignore[misc]
        def publish_msg(self, _type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **_: Any) -> None:
            browser.received.append(data or {})
            browser.buffers += buffers or []

    return Wire


@dataclass
class Page:
    """A page a learner has opened, with one component."""

    component: Component
    sent: int = 0

    def say(self, content: Any) -> None:
        """The browser sends a message."""
        self.component._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})

    def act(self, type: str, value: Any = None, **more: Any) -> dict[str, Any]:
        """Do something and return what the page is told about it."""
        self.sent += 1
        self.say({"type": type, "value": value, "id": f"m{self.sent}", **more})
        saved: dict[str, Any] = self.component.saved
        return saved

    def push(self, **state: Any) -> None:
        """The browser tries to set traits."""
        self.component._handle_msg({"content": {"data": {"method": "update", "state": state, "buffer_paths": []}}, "buffers": []})


Open = Callable[..., Page]


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """What the learner's browser gets."""
    seen = Browser()
    monkeypatch.setattr(comm, "create_comm", wire(seen))
    return seen


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """This installation's store, empty."""
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(tmp_path))
    opened = new_store()
    yield opened
    opened.database.close()


@pytest.fixture
def open_page(store: Store, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open a component as a learner: open_page(Choice, "valg", learner="anna")."""
    monkeypatch.chdir(MODULE)
    opened: list[Component] = []

    def _open(kind: type[Component], task: str, learner: str | None = "anna") -> Page:
        if learner:
            monkeypatch.setenv(session.LEARNER, learner)
        else:
            monkeypatch.delenv(session.LEARNER, raising=False)
        component = kind(task)
        opened.append(component)
        component._repr_mimebundle_()
        return Page(component)

    yield _open
    for component in opened:
        component.close()
        kept = getattr(component._session, "store", None)
        if kept is not None:
            kept.database.close()
