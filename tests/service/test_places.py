"""A place for a page is counted when it is promised, and given to who needs it most."""

import asyncio
import logging
import os
from collections.abc import Awaitable
from contextlib import ExitStack
from pathlib import Path

import pytest

from course.datafile import DataError
from widgets.service.kernels.places import FEWEST, UNSEEN_SECONDS, Chosen, Crowded, Hurried, Limits, Place, Places, read


class Open:
    """Pages that are open, as a replica has them."""

    def __init__(self) -> None:
        self.whose: dict[str, str] = {}
        self.away: dict[str, float] = {}
        self.ended: list[str] = []

    def owned(self) -> dict[str, str]:
        return self.whose

    def unseen(self, kernel: str) -> float:
        return self.away.get(kernel, 0)

    def give_up(self, kernel: str) -> Awaitable[None]:
        self.ended.append(kernel)
        del self.whose[kernel]
        return asyncio.sleep(0)


async def opens(places: Places, pages: Open, owner: str, name: str) -> None:
    async with places.take(owner):
        await asyncio.sleep(0.001)
        pages.whose[name] = owner


def replica(pages: int = 100, each: int = 8, replicas: int = 1) -> tuple[Places, Open]:
    found = Open()
    limits = Limits(pages=pages, pages_each=each, replicas={str(number): "http://x" for number in range(replicas)})
    return Places(found, lambda: limits), found


def test_sixty_pages_asked_for_at_once_are_eight_and_the_others_are_told_to_wait() -> None:
    async def story() -> None:
        places, pages = replica()
        done = await asyncio.gather(*(opens(places, pages, "anna", str(number)) for number in range(60)), return_exceptions=True)
        assert len(pages.whose) == 8
        assert sum(isinstance(one, Hurried) for one in done) == 52
        await opens(places, pages, "anna", "the next")
        assert (len(pages.whose), pages.ended) == (8, ["0"])

    asyncio.run(story())


def test_one_persons_pages_are_made_one_after_the_other_and_anothers_does_not_wait_for_them() -> None:
    async def story() -> None:
        places, _ = replica()
        making, most = 0, 0

        async def open_one(owner: str) -> None:
            nonlocal making, most
            async with places.take(owner):
                making += owner == "anna"
                most = max(most, making)
                await asyncio.sleep(0.02)
                making -= owner == "anna"

        hers = [asyncio.create_task(open_one("anna")) for _ in range(8)]
        await asyncio.sleep(0)
        await asyncio.wait_for(open_one("bo"), 0.1)
        assert not all(task.done() for task in hers)
        await asyncio.gather(*hers)
        assert most == 1

    asyncio.run(story())


def test_replicas_share_what_one_person_may_have_but_leave_her_some_windows() -> None:
    assert [Limits(pages_each=8, replicas=dict.fromkeys(names)).each_here for names in ("1", "12", "1234")] == [8, 4, FEWEST]
    assert Limits(pages_each=2, replicas=dict.fromkeys("12")).each_here == 2
    assert [Limits(pages=200, replicas=dict.fromkeys(names)).here for names in ("", "1", "12", "123")] == [200, 200, 100, 66]


def test_when_all_places_are_taken_a_newcomer_is_told_and_gets_the_first_that_is_free() -> None:
    async def story() -> None:
        places, pages = replica(pages=3)
        for name in ("anna", "bo", "clara"):
            await opens(places, pages, name, f"{name}s")
        assert places.full()
        with pytest.raises(Crowded) as told:
            places.take("dorte")
        assert told.value.title.da == "Mange læser lige nu"
        assert told.value.again > 0
        del pages.whose["bos"]
        await opens(places, pages, "dorte", "hers")
        assert set(pages.whose) == {"annas", "claras", "hers"}

    asyncio.run(story())


def test_a_page_that_nobody_looks_at_makes_room_and_one_that_is_read_does_not() -> None:
    async def story() -> None:
        places, pages = replica(pages=2)
        await opens(places, pages, "anna", "read")
        await opens(places, pages, "bo", "forgotten")
        pages.away = {"read": 15, "forgotten": UNSEEN_SECONDS + 1}
        await opens(places, pages, "clara", "hers")
        assert (pages.ended, set(pages.whose)) == (["forgotten"], {"read", "hers"})

    asyncio.run(story())


def test_ones_own_oldest_page_makes_room_where_all_is_full() -> None:
    async def story() -> None:
        places, pages = replica(pages=2, each=1)
        await opens(places, pages, "anna", "annas")
        await opens(places, pages, "bo", "bos")
        await opens(places, pages, "anna", "newer")
        assert set(pages.whose) == {"bos", "newer"}

    asyncio.run(story())


def test_a_promise_that_comes_to_nothing_is_taken_back_once() -> None:
    async def story() -> None:
        places, _ = replica(pages=1)
        with pytest.raises(ZeroDivisionError):
            async with places.take("anna"):
                _ = 1 / 0
        with places.take("anna") as place:
            async with place:
                pass
        with places.take("anna"):
            pass
        assert not places.full()
        assert not places._promised
        assert not places._turns

    asyncio.run(story())


def test_promises_to_many_are_counted_before_any_page_has_begun() -> None:
    async def story() -> None:
        places, _ = replica(pages=5)
        with ExitStack() as stack:
            given: list[Place] = [stack.enter_context(places.take(f"person{number}")) for number in range(5)]
            with pytest.raises(Crowded):
                places.take("one more")
            given[0].close()
            stack.enter_context(places.take("one more"))
        assert not places.full()

    asyncio.run(story())


def test_what_is_chosen_anew_counts_at_once_and_a_mistake_leaves_things_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "choices.toml"
    monkeypatch.setenv("KOMPETENCEVEJ_CHOICES", str(file))

    def choose(text: str) -> None:
        before = file.stat().st_mtime_ns if file.exists() else 0
        file.write_text(text, "utf-8")
        os.utime(file, ns=(before + 10**9, before + 10**9))

    choose("[course]\npages = 10\n")
    limits = Chosen()
    assert limits().pages == 10
    choose("[course]\npages = 20\n")
    assert limits().pages == 20
    with caplog.at_level(logging.WARNING):
        choose("[course]\npages = 0\n")
        assert limits().pages == 20
    assert f"{file}:1: cannot be used: course.pages: " in caplog.text
    file.unlink()
    assert limits().pages == 20


@pytest.mark.parametrize(("text", "place"), [("[course]\npages = 'mange'", "course.pages: "), ("[course", "Expected ']'")])
def test_a_mistake_at_the_start_is_told_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    file = tmp_path / "choices.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(DataError, match="needs a correction") as told:
        read(file)
    assert f"{file}:1: kan ikke bruges: {place}" in told.value.text.da
