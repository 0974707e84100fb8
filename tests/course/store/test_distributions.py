"""A team's answers to a survey are counted for all together, and no two counts tell one person from the others."""

from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.kinds.survey import SurveyTask
from course.modules import Module
from course.store import Person, Store
from course.store.distributions import LEAST
from tests.actors import days
from tests.course.store.test_store import BOTH, make_module, store, url
from tests.stores import new_store

__all__ = ["store", "url"]
MODULE = "1-proeve"


def survey(*statements: str) -> SurveyTask:
    themes = [{"id": "tid", "name": BOTH, "statements": [{"id": id, "text": BOTH} for id in statements]}]
    fields: dict[str, Any] = {"kind": "survey", "use": "tool", "competence": "samtale.kanal", "level": 1, "round": "start"}
    return SurveyTask(id="parat", title=BOTH, prompt=BOTH, scale={"low": BOTH, "high": BOTH}, themes=themes, **fields)


TASK = survey("oeve", "ro")


@pytest.fixture
def module() -> Module:
    return make_module(TASK)


def answer(store: Store, module: Module, who: str, value: Any, team: str = "Nord", revision: int = 0, **more: Any) -> None:
    store.people.put(Person(who, who.title(), "raadgiver", team=team, **more))
    store.answers.save(who, module, "parat", value, revision)


def group(store: Store, module: Module, count: int, begin: int = 0) -> None:
    for number in range(begin, begin + count):
        answer(store, module, f"p{number:02}", {"oeve": 1 + number % 5, "ro": "ved-ikke"})


def test_four_answers_show_nothing_and_five_show_all_of_them_together(store: Store, module: Module) -> None:
    group(store, module, LEAST - 1)
    assert store.distributions.of("Nord", MODULE, TASK) is None
    group(store, module, 1, LEAST - 1)
    shown = store.distributions.of("Nord", MODULE, TASK)
    assert shown is not None
    assert shown.people == 5
    assert shown.counts == {"tid": {"1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "ved-ikke": 5}}


def test_other_teams_half_answers_the_teams_manager_and_who_has_left_are_not_among_them(store: Store, module: Module) -> None:
    group(store, module, LEAST - 1)
    answer(store, module, "syd", {"oeve": 1, "ro": 1}, team="Syd")
    answer(store, module, "halv", {"oeve": 1})
    answer(store, module, "lis", {"oeve": 1, "ro": 1}, manages="Nord")
    answer(store, module, "vaek", {"oeve": 1, "ro": 1}, active=False)
    assert store.distributions.of("Nord", MODULE, TASK) is None
    assert store.distributions.of("Syd", MODULE, TASK) is None


def test_what_is_shown_stays_until_five_more_have_answered_or_answered_anew(store: Store, module: Module) -> None:
    group(store, module, LEAST)
    first = store.distributions.of("Nord", MODULE, TASK)
    group(store, module, 3, LEAST)
    answer(store, module, "p00", {"oeve": 5, "ro": 5}, revision=1)
    assert store.distributions.of("Nord", MODULE, TASK) == first
    store.people.put(Person("p01", "P01", "raadgiver", team="Syd"))
    store.personal.erase("p02", keep_record=False)
    assert store.distributions.of("Nord", MODULE, TASK) == first, "who goes away is not told by what is missing"
    group(store, module, 1, LEAST + 3)
    later = store.distributions.of("Nord", MODULE, TASK)
    assert later is not None
    assert later.people == 7  # nine, of whom one is in another team and one erased


def test_managers_who_look_at_the_same_moment_see_the_same(store: Store, module: Module) -> None:
    group(store, module, LEAST)
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: store.distributions.of("Nord", MODULE, TASK), range(8)))
    assert len({one.made_at for one in seen if one}) == 1
    assert None not in seen


def test_a_survey_with_other_statements_is_counted_by_itself(store: Store, module: Module) -> None:
    group(store, module, LEAST)
    assert store.distributions.of("Nord", MODULE, TASK) is not None
    assert store.distributions.of("Nord", MODULE, survey("oeve", "ro", "mod")) is None


def test_a_count_goes_when_the_answers_in_it_are_outdated(store: Store, module: Module) -> None:
    group(store, module, LEAST)
    store.distributions.of("Nord", MODULE, TASK)
    assert store.personal.outdated(days(answers=0, conversations=0, viewings=0, guests=0), only_count=False)["distribution"] == 1
    assert store.distributions.of("Nord", MODULE, TASK) is None


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["answers", "alters", "leaves", "looks"]), max_size=40))
def test_whatever_happens_two_counts_that_differ_have_the_fresh_answers_of_at_least_five_between_them(steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        store, module = new_store(f"sqlite:///{folder}/course.db"), make_module(TASK)
        revisions: dict[str, int] = {}
        fresh: set[str] = set()
        seen = None
        for number, step in enumerate(steps):
            if step == "looks":
                found = store.distributions.of("Nord", MODULE, TASK)
                if found != seen:
                    assert len(fresh) >= LEAST
                    assert found is not None
                    seen, fresh = found, set()
            elif step == "leaves" and revisions:
                gone, _ = revisions.popitem()
                fresh.discard(gone)
                store.personal.erase(gone, keep_record=False)
            elif step == "answers" or revisions:
                who = f"p{number}" if step == "answers" else sorted(revisions)[number % len(revisions)]
                answer(store, module, who, {"oeve": 1 + number % 5, "ro": 3}, revision=revisions.get(who, 0))
                revisions[who] = revisions.get(who, 0) + 1
                fresh.add(who)
        store.database.close()
