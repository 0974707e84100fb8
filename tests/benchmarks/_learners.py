"""Synthetic learners of the real module 1: each answers every graded task with one of the reference answers, right or wrong, and hands in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from course.modules import Module
from course.store import Person, Store, open_store
from grading import collect, release

ROOT = Path(__file__).parent.parent.parent
MODULE = "1-virtuelle-samtaler"
STEPS = (1, 3, 5, 7)  # learner n gives answer n × step to a task, so that few give the same answers everywhere


@contextmanager
def course(home: Path, **more: str) -> Iterator[tuple[Module, Store]]:
    """A course in `home` with module 1 released; `more` are further settings (DATABASE, GRADEBOOK)."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("MODULES", "GRADING", "DATABASE", "GRADEBOOK", "LOCK_HELD"):
            patch.delenv(f"KOMPETENCEVEJ_{name}", raising=False)
        for name, value in {"HOME": str(home), **more}.items():
            patch.setenv(f"KOMPETENCEVEJ_{name}", value)
        release.release(ROOT / "modules" / MODULE)
        store = open_store(migrate=True)
        try:
            yield collect.released_module(MODULE), store
        finally:
            store.database.close()


def hand_in(module: Module, store: Store, number: int) -> None:
    """Let `number` learners hand in."""
    answers = reference_answers()
    for learner in range(number):
        username = f"elev{learner:05}"
        store.people.put(Person(username, f"Elev {learner}", "raadgiver"))
        for place, (task, given) in enumerate(answers.items()):
            store.answers.save(username, module, task, given[learner * STEPS[place % len(STEPS)] % len(given)], 0)
        store.submissions.hand_in(username, module)


def reference_answers() -> dict[str, list[Any]]:
    """The right and wrong answers to each task."""
    found: dict[str, list[Any]] = {}
    for path in sorted((ROOT / "tests" / "answers" / MODULE).glob("*/*.yaml")):
        one = YAML(typ="safe").load(path.read_text("utf-8"))
        found.setdefault(one["task"], []).append(one["answer"])
    return found
