"""However many pages one person asks for, she has the places she may have, and everybody else reads as ever."""

import asyncio
import contextlib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import aiohttp
import psutil
import pytest

from deploy.one_machine.installation import COURSE, Installation
from tests.actors import kernel_of
from tests.hub.actors import Colleague
from tests.hub.attacks import ask_at_once, meanwhile
from tests.hub.conftest import Who
from tests.hub.lines import PAGE
from tests.hub.logs import nothing_wrong_in
from widgets.session import owner_mark

EACH = 8
MANY = 60


def test_sixty_pages_asked_for_at_once_are_no_more_than_eight(installation: Installation, known: Who) -> None:
    clara = known("clara")
    with nothing_wrong_in(installation):
        _end_pages(installation)
        codes, most = asyncio.run(_sixty(installation, clara))
    assert set(codes) == {200, 429}
    assert EACH / 2 <= most <= EACH
    assert len(_views(installation)) <= EACH
    assert kernel_of(clara.get(PAGE)), "and she reads on"


async def _sixty(installation: Installation, clara: Colleague) -> tuple[list[int], int]:
    """What sixty requests at once are answered with, and how many pages were open at most."""
    most, over = 0, asyncio.Event()

    async def watch() -> None:
        nonlocal most
        while not over.is_set():
            most = max(most, await asyncio.to_thread(lambda: len(_views(installation))))
            await asyncio.sleep(0.02)

    watching = asyncio.create_task(watch())
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), headers={"Cookie": clara.cookies_for(COURSE)}) as session:

        async def one() -> int:
            async with session.get(clara.base + PAGE) as answer:
                await answer.read()
                return answer.status

        codes = await asyncio.gather(*(one() for _ in range(MANY)))
    over.set()
    await watching
    return codes, most


def test_who_asks_for_too_many_is_told_and_her_browser_tries_again(installation: Installation, known: Who) -> None:
    clara = known("clara")
    with meanwhile(ask_at_once, clara.base + PAGE, clara.cookies_for(COURSE), MANY):
        for _ in range(50):
            page = clara.get(PAGE)
            if page.status == 429:
                break
    assert page.status == 429
    assert "Du har åbnet mange sider på én gang" in page.in_danish()
    assert "You have opened many pages at once" in page.text
    assert page.headers["Retry-After"] == re.search(r'http-equiv="refresh" content="(\d+)"', page.text)[1]  # type: ignore[index]


def test_anothers_page_takes_no_longer_than_usual_meanwhile(installation: Installation, known: Who) -> None:
    clara, bo = known("clara"), known("bo")
    usual = [_opening(bo) for _ in range(15)]
    with meanwhile(ask_at_once, clara.base + PAGE, clara.cookies_for(COURSE), MANY):
        then = [_opening(bo) for _ in range(15)]
    assert median(then) < max(usual) + 0.25, (sorted(usual), sorted(then))


def _opening(somebody: Colleague) -> float:
    """Seconds until all of a page is there."""
    begun = time.perf_counter()
    assert kernel_of(somebody.get(PAGE))
    return time.perf_counter() - begun


def test_when_the_installation_is_full_a_page_says_so_and_tries_again_by_itself(installation: Installation, known: Who) -> None:
    anna, bo = known("anna"), known("bo")
    _end_pages(installation)
    with _pages_in_all(installation, 2):  # one in each replica
        for _ in range(20):
            anna.get(PAGE)
            if len(_views(installation)) == 2:
                break
        told = bo.get(PAGE)
        assert told.status == 503
        assert "Mange læser lige nu" in told.in_danish()
        assert "Siden prøver selv igen" in told.in_danish()
        assert "Many people are using the course right now" in told.text
        assert told.headers["Retry-After"] == re.search(r'http-equiv="refresh" content="(\d+)"', told.text)[1]  # type: ignore[index]
        waking = bo.post(f"{PAGE}/kernel", owner=owner_mark("bo"))
        assert (waking.status, waking.headers["Retry-After"]) == (503, told.headers["Retry-After"]), "a page that sleeps waits too"
        assert bo.get("levels").status == 200, "what needs no place is there"
    assert kernel_of(bo.get(PAGE))


@contextmanager
def _pages_in_all(installation: Installation, number: int) -> Iterator[None]:
    """The installation chooses anew how many pages may be open."""
    file = installation.folder / "choices.toml"
    before = file.read_text("utf-8")
    file.write_text(before.replace("[course]\n", f"[course]\npages = {number}\n"), "utf-8")
    yield
    file.write_text(before, "utf-8")


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="reads processes' limits as Linux shows them")
def test_every_process_behind_a_page_is_kept_within_bounds(installation: Installation, known: Who) -> None:
    known("bo").get(PAGE)
    kinds = {}
    for process in _behind(installation):
        with contextlib.suppress(psutil.NoSuchProcess):  # a spare may just have been let go
            kinds[" ".join(process.cmdline()).split()[1]] = process
    assert {"page", "view"} <= set(kinds)
    for kind in ("page", "view"):
        limits = Path(f"/proc/{kinds[kind].pid}/limits").read_text()
        assert re.search(r"Max data size +536870912 +536870912", limits), limits
        assert re.search(r"Max open files +256 +256", limits)
        assert re.search(r"Max cpu time +600 +600", limits)
        assert Path(f"/proc/{kinds[kind].pid}/oom_score_adj").read_text().strip() == "500"


def _behind(installation: Installation) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            line = " ".join(process.cmdline())
            if line.startswith("kompetencevej ") and str(installation.home) in line and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def _views(installation: Installation) -> list[psutil.Process]:
    """The pages that are open."""
    found = []
    for process in _behind(installation):
        with contextlib.suppress(psutil.Error):
            if " ".join(process.cmdline()).startswith("kompetencevej view"):
                found.append(process)
    return found


def _end_pages(installation: Installation) -> None:
    """End what earlier tests have left open; the course forgets it at once."""
    for process in _views(installation):
        with contextlib.suppress(psutil.NoSuchProcess):  # it has just ended by itself
            process.kill()
    deadline = time.monotonic() + 20
    while _views(installation) and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(0.5)
