"""Processes that mark are forked from one that is kept: it holds nothing of a run, and is gone when it is not needed."""

import os
import subprocess

import psutil
import pytest

from course.errors import Busy
from course.lock import held, locked, take_lock
from grading import forking, parallel
from grading import mark as marking
from tests.house import House


def warm() -> subprocess.Popen[bytes]:
    """The process that others are forked from."""
    ((process, _),) = forking._warm
    return process


def forked(house: House) -> forking.Forked:
    """A process that is ready to mark, and holds the lock where this one does."""
    process = forking.fork(house.module.id, held())
    assert process.stdout.readline() == parallel.READY
    return process


def ended(process: forking.Forked) -> bool:
    """Whether it ends when it is told that nobody comes any more."""
    process.stdin.close()
    process.stdout.close()
    return process.wait(30) == process.poll() == 0


def test_what_is_kept_holds_neither_the_lock_nor_a_file_or_process_of_a_run(house: House) -> None:
    house.hand_in("anna")
    house.collect()
    with locked():
        assert [one.state for one in marking.mark(house.module, house.store, processes=1)] == ["marked"]
        kept = psutil.Process(warm().pid)
        files = kept.num_fds()
        assert [one.state for one in marking.mark(house.module, house.store, again=True, processes=2)] == ["marked"]
    take_lock(wait=False).close()
    assert warm().pid == kept.pid
    assert kept.num_fds() == files
    assert kept.open_files() == []
    assert kept.children() == []


def test_each_ends_by_itself_and_holds_the_lock_until_then(house: House) -> None:
    with locked():
        first, second = forked(house), forked(house)
    assert os.getsid(first.pid) == first.pid
    assert ended(first)
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(0)
    with pytest.raises(Busy):
        take_lock(wait=False)
    assert ended(second)
    take_lock(wait=False).close()


def test_another_is_started_where_it_has_died(house: House) -> None:
    assert ended(forked(house))
    died = warm()
    died.kill()
    died.wait()
    assert ended(forked(house))
    assert warm() != died


def test_where_none_can_be_forked_each_is_a_python_of_its_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forking, "POSSIBLE", False)
    for learner in ("anna", "bo"):
        house.hand_in(learner)
    house.collect()
    assert {one.state for one in marking.mark(house.module, house.store, processes=1)} == {"marked"}
