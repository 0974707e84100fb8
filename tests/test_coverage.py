"""docs/coverage.md says where the sources' facts are taught and asked, and what it names is there."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from course import contract
from course.modules import Module, load_module

ROOT = Path(__file__).parent.parent
FACTS, COMPETENCES = (ROOT / "docs" / "coverage.md").read_text("utf-8").split("## Competences")


def rows(part: str) -> list[list[str]]:
    """The cells of a table's rows, without its head."""
    return [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ") and " --- " not in line][1:]


def named(cell: str) -> list[tuple[str, str]]:
    return re.findall(r"`([0-9a-z-]+)/([0-9a-z-]+)`", cell)


@cache
def module(id: str) -> Module:
    return load_module(ROOT / "modules" / id)


@pytest.mark.parametrize(("source", "what", "taught", "asked"), rows(FACTS), ids=lambda cell: cell[:40] if "`" not in cell else "")
def test_a_fact_is_taught_on_a_page_and_asked_in_tasks_that_exist(source: str, what: str, taught: str, asked: str) -> None:
    assert what
    assert named(taught)
    for id, page in named(taught):
        assert module(id).page(page), f"{id} has no page {page}"
    for id, task in named(asked):
        assert task in module(id).tasks, f"{id} has no task {task}"
    assert named(asked) or asked == "–"
    assert source in [one.short for id, _ in named(taught) for one in module(id).about.sources]


def test_the_table_of_competences_names_every_graded_task_of_its_modules() -> None:
    told: dict[tuple[str, str], list[str]] = {}
    for competence, id, tasks in rows(COMPETENCES):
        assert {one for one, _ in named(tasks)} == {id}
        told[competence, id] = sorted(task for _, task in named(tasks))
    true = defaultdict(list)
    for id in {id for _, id in told}:
        for task in module(id).graded_tasks:
            true[task.competence, id].append(task.id)
    assert told == {place: sorted(tasks) for place, tasks in true.items()}


def test_every_page_but_the_graded_one_teaches_something_that_a_source_says() -> None:
    taught = {place for _, _, cell, _ in rows(FACTS) for place in named(cell)}
    for id in sorted({id for id, _ in taught}):
        assert {(id, page.stem) for page in module(id).about.pages if not page.graded} <= taught


def test_a_competence_of_a_module_is_asked_three_times_and_practised() -> None:
    for competence, id, tasks in rows(COMPETENCES):
        assert len(named(tasks)) >= 3, f"{competence} in {id}"
        pages = [page for page in module(id).about.pages if not page.graded]
        assert any(task.competence == competence for page in pages for task in contract.tasks_on(module(id), page)), f"{competence} in {id}"
