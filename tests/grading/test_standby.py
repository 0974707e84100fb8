"""A process beside the service marks what is wanted, and is started anew when it has died."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from course.pages import Data, Request
from course.store import Person
from grading import pages, standby
from tests.grading.test_pile import choose, id_of
from tests.house import House

TINE = Person("tine", "Tine", "superbruger", trainer=True)
SLACK, LONG = 8, 120  # other tests run beside this one
AT_ONCE = 2.0
"""Seconds in which a hand-in is marked that a trainer asks for, once what marks is warm."""


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A service of one's own, whose process ends with the test."""
    monkeypatch.setattr(standby, "_serves", False)
    monkeypatch.setattr(standby, "_child", [])
    begun: list[threading.Event] = []
    begin = standby.begin
    monkeypatch.setattr(standby, "begin", lambda: begun.append(begin()) or begun[-1])
    yield
    for ended in begun:
        ended.set()
    for child in standby._child:
        if child.stdin:
            child.stdin.close()  # as when the service ends
        child.wait(30)


def until(done: Callable[[], bool], seconds: float) -> None:
    """Wait for it, and not longer."""
    began = time.monotonic()
    while not done():
        assert time.monotonic() - began < seconds, f"not done after {seconds} s"
        time.sleep(0.05)


def asked(house: House, path: str, **parts: Any) -> Any:
    answer = next(route.answer for route in pages.page_set.routes if route.path == path)
    return answer(Request(TINE, house.store, {name: str(part) for name, part in parts.items()}, {}))


def wanted(house: House) -> int:
    """What a trainer's page that waits is told."""
    answer = asked(house, "trainer/progress")
    assert isinstance(answer, Data)
    return int(answer.data["wanted"])


def test_who_wrote_no_texts_has_her_feedback_by_itself_and_a_trainer_has_one_marked_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, tmp_path, "[course]\nautomatic = true\n")
    house.hand_in("bo", tekst=None)
    standby.begin()
    until(lambda: bool(house.results("bo")), LONG)
    assert house.results("bo")["valg"].points == 4
    choose(monkeypatch, tmp_path, "[course]\nautomatic = false\n")
    anna = house.hand_in("anna")
    asked(house, pages.HAND_IN + "/mark", submission=anna.id)
    until(lambda: wanted(house) == 0, AT_ONCE * SLACK)
    assert house.store.hand_ins.of("anna")[0].state == "waits"


def test_a_process_that_died_is_started_anew_for_a_trainer_who_waits(house: House) -> None:
    standby.begin().set()
    asked(house, "trainer")
    (first,) = standby._child
    house.hand_in("anna")
    first.kill()
    first.wait()
    assert wanted(house) == 0
    assert standby._child == [first], "nobody waits for anything"
    asked(house, pages.HAND_IN + "/mark", submission=id_of(house, "anna"))
    (second,) = standby._child
    second.kill()
    second.wait()
    until(lambda: wanted(house) == 0, LONG)
    (third,) = standby._child
    assert len({first.pid, second.pid, third.pid}) == 3


class Process:
    """What would mark, but does nothing."""

    def __init__(self, *_: object, **__: object) -> None:
        read, write = os.pipe()
        os.set_blocking(read, False)
        self.said, self.stdin, self.ended = os.fdopen(read, "rb"), os.fdopen(write, "wb"), False

    def poll(self) -> int | None:
        return 1 if self.ended else None

    def wait(self, _seconds: float) -> None:
        """It is gone at once."""


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Process]]:
    """The processes that were started."""
    made: list[Process] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: made.append(Process()) or made[-1])
    monkeypatch.setattr(standby, "LOOKS_EVERY", 0.02)
    yield made
    for one in made:
        one.stdin.close()
        one.said.close()


@pytest.mark.usefixtures("house")
def test_where_hand_ins_are_marked_by_themselves_a_process_that_died_is_started_anew_with_nobody_there(
    started: list[Process], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, tmp_path, "[course]\nautomatic = false\n")
    standby.begin()
    time.sleep(0.1)
    assert started == []
    choose(monkeypatch, tmp_path, "[course]\nautomatic = true\n")
    until(lambda: len(started) == 1, 10)
    time.sleep(0.1)
    assert len(started) == 1
    assert started[0].said.read() is None, "nobody is there, so it need not look so often"
    started[0].ended = True
    until(lambda: len(started) == 2, 10)


@pytest.mark.usefixtures("house")
def test_one_process_is_enough_however_many_trainers_come_and_it_hears_of_them(started: list[Process]) -> None:
    standby.make_ready()
    assert started == [], "no service has begun"
    standby.begin()
    for _ in range(3):
        standby.make_ready()
    assert len(started) == 1
    assert started[0].said.read() == b".."
