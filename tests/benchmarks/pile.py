"""The trainer's pile at 5,000 hand-ins beside 50: the list, what is looked for in it, the texts of a task, one text, and the next one; and one hand-in marked at once."""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from course.pages import Request, Show
from course.store import Person, Store, open_store
from grading import collect, learner_page, pages, release
from grading.desk import front_page, marking, text_page, texts
from grading.desk import pages as desk
from grading.standby_process import Standby
from tests.benchmarks.report import Report, taking_turns
from tests.house import DATA, House, point_to
from tests.synthetic.pile import fill
from widgets.service.web import rendering

SIZES, ROUNDS, TASK = (50, 5000), 9, "tekst"
TRAINER = Person("tine", "Tine", "superbruger", trainer=True)
NOTE = "Each page is asked for and drawn; milliseconds. 5,000 may take 1.5 times what 50 take."
AT_ONCE = "From the press of the button until the store says that the hand-in is marked, with what marks loaded; seconds. It may take 2."


def run(report: Report) -> None:
    """Measure both."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        houses = {f"{number} hand-ins": house(patch, Path(folder) / str(number), number) for number in SIZES}

        def measured(one: House) -> Callable[[], dict[str, float]]:
            def all_of() -> dict[str, float]:
                point_to(patch, one.home)
                return {f"{name}, ms": milliseconds(do) for name, do in doings(one).items()}

            return all_of

        found = taking_turns(ROUNDS, {name: measured(one) for name, one in houses.items()})
        report.add("The pile, milliseconds a page", found, against=f"{SIZES[0]} hand-ins", note=NOTE)
        report.add("One hand-in marked at once", at_once(patch, houses[f"{SIZES[1]} hand-ins"]), note=AT_ONCE)


def house(patch: pytest.MonkeyPatch, home: Path, number: int) -> House:
    """A course with one tiny module, which so many have handed in, and which is marked by the machine."""
    point_to(patch, home)
    store = open_store(migrate=True)
    release.release(DATA / "modules" / "9-proeve")
    made = House(home, store, collect.released_module("9-proeve"))
    store.people.put(TRAINER)
    made.hand_in("anna")
    made.collect_and_mark()
    fill(store, made.module, "anna", number - 1)
    return made


def doings(one: House) -> dict[str, Callable[[], object]]:
    """What a trainer opens."""
    store, id = one.store, one.module.id
    where, middle = texts.place(id, TASK), len(store.texts.of_task(id, TASK)) // 2
    submission = store.texts.of_task(id, TASK, middle, 1)[0].id
    there = {"module": id, "task": TASK, "submission": str(submission)}

    def page(answer: Callable[[Request], object], of: Path, path: dict[str, str], **form: str) -> Callable[[], object]:
        return lambda: drawn(answer(Request(TRAINER, store, path, form)), of)

    return {
        "the list": page(pages._trainer, pages.TEMPLATES, {}),
        "by module and state": page(pages._trainer, pages.TEMPLATES, {}, module=id, state="waits"),
        "by team": page(pages._trainer, pages.TEMPLATES, {}, team="Nord"),
        "a name": page(pages._trainer, pages.TEMPLATES, {}, words="anna"),
        "a learner": page(learner_page.shown, pages.TEMPLATES, {"submission": str(submission)}),
        "the desk": page(front_page.front, desk.TEMPLATES, {}),
        "texts of a task": page(front_page.pile, desk.TEMPLATES, there),
        "a text": page(text_page.shown, desk.TEMPLATES, there),
        "the next text": lambda: marking.take_next(store, where, TRAINER.username),
    }


def drawn(found: object, templates: Path) -> str:
    """The page's HTML."""
    assert isinstance(found, Show)
    frame = {"language": "da", "page_url": "trainer", "xsrf": lambda: "", "organisation": None}
    return rendering.render(rendering.environment(templates), found.template, "/", {**frame, **found.context})


def milliseconds(do: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - began)


def at_once(patch: pytest.MonkeyPatch, one: House) -> dict[str, dict[str, list[float]]]:
    """Seconds for each of some hand-ins, asked for one after the other."""
    point_to(patch, one.home)
    standby, took = Standby(one.store), []
    for number in range(ROUNDS):
        hand_in = one.hand_in(f"ny{number}")
        standby.warm.make_ready(one.module)
        began = time.perf_counter()
        one.store.standings.want(hand_in.id)
        assert standby.step()
        took.append(time.perf_counter() - began)
        assert not wanted(one.store)
    standby.warm.close()
    shutil.rmtree(one.home)
    return {"collected and marked": {"seconds": took}}


def wanted(store: Store) -> list[int]:
    """What trainers have asked for and not got."""
    return store.standings.wanted()
