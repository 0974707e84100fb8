"""Each reader meets options, steps and partners in an order of her own, and her answers stand as the author wrote the task."""

from typing import Any

import pytest

from course.store import Store
from tests.widgets.conftest import Open
from widgets.choice import Choice
from widgets.component import Component
from widgets.match import Match
from widgets.order import Order

SHUFFLED: list[tuple[type[Component], str, str]] = [(Choice, "valg", "options"), (Order, "orden", "steps"), (Match, "par", "right")]


def shown(page: Any, field: str) -> list[str]:
    return [item["id"] for item in page.component.task[field]]


@pytest.mark.parametrize(("kind", "task", "field"), SHUFFLED)
def test_a_reload_or_a_second_tab_shows_the_same_order(kind: type[Component], task: str, field: str, open_page: Open) -> None:
    first, again = open_page(kind, task), open_page(kind, task)
    assert shown(first, field) == shown(again, field)


@pytest.mark.parametrize(("kind", "task", "field"), SHUFFLED)
def test_readers_meet_different_orders_of_the_same_things(kind: type[Component], task: str, field: str, open_page: Open) -> None:
    orders = [shown(open_page(kind, task, learner=f"laerer-{n}"), field) for n in range(12)]
    assert len({tuple(one) for one in orders}) > 1
    assert len({tuple(sorted(one)) for one in orders}) == 1


def test_an_author_sees_the_order_she_wrote(open_page: Open) -> None:
    page = open_page(Choice, "valg", learner=None)
    assert shown(page, "options") == [option.id for option in page.component._task.options]


def test_what_is_saved_names_options_whatever_order_they_were_shown_in(open_page: Open, store: Store) -> None:
    for learner in ("anna", "bo"):
        page = open_page(Choice, "valg", learner=learner)
        page.act("save", [page.component._task.options[0].id])
    module, task = page.component._module, page.component._task
    assert {store.answers.get(learner, module.id, task).value[0] for learner in ("anna", "bo")} == {task.options[0].id}  # type: ignore[union-attr]
