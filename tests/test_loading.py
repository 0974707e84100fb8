"""A command loads without looking for garbage all the while; what serves for weeks looks for it as ever."""

import gc
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from course import loading
from grading import formgrader
from widgets.service import app
from widgets.service.commands import main, starting

Seen = list[tuple[int, int, int]]


@pytest.fixture
def seen() -> Iterator[Seen]:
    """How often Python looks for garbage, noted when something begins to serve."""
    before = gc.get_threshold()
    yield []
    gc.set_threshold(*before)


def server(seen: Seen, *_: Any) -> Any:
    return SimpleNamespace(initialize=lambda _: None, start=lambda: seen.append(gc.get_threshold()))


def test_a_command_that_loads_hardly_looks_for_garbage(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["kompetencevej", "doctor"])
    monkeypatch.setattr(main.permissions, "keep_others_out", lambda: None)  # the tests' own files stay as they are
    monkeypatch.setattr(main, "app", lambda: seen.append(gc.get_threshold()))
    monkeypatch.setattr(main, "_offers", lambda _: [])
    main.main()
    assert seen == [loading.HARDLY]


def test_the_course_that_serves_looks_for_it_as_usual(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "CourseService", lambda *about: server(seen, *about))
    monkeypatch.setattr(starting, "page_sets", dict)
    loading.begins()
    starting.run(SimpleNamespace(), SimpleNamespace(port=1), lambda _: None)  # type: ignore[arg-type]
    assert seen == [loading.USUAL]


def test_formgrader_looks_for_it_as_usual(seen: Seen, house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formgrader, "_server", lambda *about: server(seen, *about))
    loading.begins()
    formgrader.serve(1, lambda _: None)
    monkeypatch.setenv("JUPYTERHUB_SERVICE_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/services/formgrader/")
    loading.begins()
    formgrader.serve_hub(lambda _: None)
    assert seen == [loading.USUAL, loading.USUAL]
