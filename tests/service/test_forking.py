"""Views are forks: fast, each its reader's own, and gone without a trace whichever side ends first."""

import asyncio
import contextlib
import json
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from course import settings
from course.modules import load_module
from course.store import Person, Store
from grading import release
from tests.house import point_to
from tests.stores import new_store
from widgets.service.kernels import configuration, forking
from widgets.service.kernels.kernels import Kernels
from widgets.session import owner_mark

TRIAL = Path(__file__).parent.parent / "data" / "modules" / "9-proeve"
SECRET = "En hemmelighed, som kun Anna kender"
pytestmark = pytest.mark.skipif(not forking.possible(), reason="kernels are forked on Linux alone; elsewhere each is started by itself")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny module as it is released, to be copied: releasing takes nbgrader a second."""
    home = tmp_path_factory.mktemp("released")
    with pytest.MonkeyPatch.context() as patch:
        point_to(patch, home)
        release.release(TRIAL)
    return home / "release"


@pytest.fixture
def home(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(tmp_path))
    monkeypatch.setenv("KOMPETENCEVEJ_SECRET_TOKEN", "abc")
    shutil.copytree(released, tmp_path / "release")
    return tmp_path


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    opened = new_store()
    for name in ("anna", "bo"):
        opened.people.put(Person(name, name.title(), "raadgiver"))
    yield opened
    opened.database.close()


@pytest.fixture
def notebook(home: Path) -> Path:
    return home / "release" / TRIAL.name / "1-oev.ipynb"


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[forking.WarmProcess]:
    """A warm process that knows no test's home, as a service's knows no reader; getting warm takes seconds."""
    folder = tmp_path_factory.mktemp("warm")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOMPETENCEVEJ_HOME", str(folder))
        patch.setenv("KOMPETENCEVEJ_SECRET_TOKEN", "abc")
        started = asyncio.run(forking.WarmProcess.start(configuration.environment(folder)))
    yield started
    started.close()


@asynccontextmanager
async def house(home: Path, warm: forking.WarmProcess | None = None) -> AsyncIterator[Kernels]:
    """The kernels of a service, ended at the end, with nothing left of them; forked from `warm`, or from a warm process of its own."""
    lines = tempfile.mkdtemp()  # a socket's path must be short
    manager = AsyncMappingKernelManager(
        config=configuration.for_managers(),
        kernel_spec_manager=configuration.OwnKernel(),
        root_dir=str(home / "release"),
        connection_dir=lines,
    )
    found = Kernels(manager, Path(lines))
    if warm and found._pool:
        found._pool._warm = warm
    await found.warm_up()
    try:
        yield found
    finally:
        if warm and found._pool:
            found._pool._warm = None
        await found.close()
        await until(lambda: forks() == [])  # a process that was told to end takes a moment on a busy machine
        assert list(Path(lines).glob("kernel-*")) == []


def forks(task: str = "") -> list[psutil.Process]:
    """The processes of this test's house that do a task."""
    return [one for one in psutil.process_iter() if title(one).startswith(f"kompetencevej {task}") and str(settings.home()) in title(one)]


def process_of_warm(warm: forking.WarmProcess) -> psutil.Process:
    return psutil.Process(warm._process.pid)


def title(process: psutil.Process) -> str:
    """What a process calls itself; empty once it has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def zombies(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that have ended and that nobody has taken note of."""
    found = []
    for one in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            found += [one] * (one.status() == psutil.STATUS_ZOMBIE)
    return found


def open_files() -> int:
    return psutil.Process().num_fds()


def process_of(house: Kernels, kernel: str) -> psutil.Process:
    return psutil.Process(house.manager.get_kernel(kernel).provisioner.pid)


async def until(true: Callable[[], bool]) -> None:
    """Wait for something that should come about in a moment."""
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.02)


async def answers(house: Kernels, kernel: str) -> bool:
    """Whether the kernel answers."""
    client = house.manager.get_kernel(kernel).client()
    client.start_channels()
    try:
        await client._async_wait_for_ready(timeout=20)
        return True
    finally:
        client.stop_channels()


def save(store: Store, learner: str, task: str, value: Any) -> None:
    store.answers.save(learner, load_module(settings.released() / TRIAL.name), task, value, 0)


def change(notebook: Path, cell: str, source: str) -> None:
    """Let a cell of the page hold something else."""
    content = json.loads(notebook.read_text("utf-8"))
    next(one for one in content["cells"] if one["id"] == cell)["source"] = [source]
    notebook.write_text(json.dumps(content), "utf-8")


def plan_of(shown: dict[str, Any]) -> Any:
    return shown["components"]["opgave-plan"]["state"]["answer"]


def test_each_reader_finds_her_own_answers_in_the_page(home: Path, store: Store, notebook: Path, warm: forking.WarmProcess) -> None:
    save(store, "anna", "plan", {"foer": SECRET})

    async def story() -> None:
        async with house(home, warm) as kernels:
            (one, hers), (other, his) = await asyncio.gather(kernels.view("anna", notebook), kernels.view("bo", notebook))
            assert plan_of(hers) == {"foer": SECRET}
            assert plan_of(his) is None
            assert SECRET not in json.dumps(his)
            assert (kernels.owner(one), kernels.owner(other)) == ("anna", "bo")
            assert hers["components"]["opgave-oev"]["module"] == "choice"
            assert hers["components"]["opgave-oev"]["state"]["task"]["owner"] == owner_mark("anna")
            assert len(forks("view")) == 2
            assert len(forks("page")) == 1
            assert await answers(kernels, one)
            assert await answers(kernels, other)

    asyncio.run(story())


def test_nothing_of_a_reader_is_in_what_the_others_share(home: Path, store: Store, notebook: Path, warm: forking.WarmProcess) -> None:
    save(store, "anna", "plan", {"foer": SECRET})

    async def story() -> None:
        async with house(home, warm) as kernels:
            await kernels.view("anna", notebook)
            (shared,) = forks("page")
            (hers,) = forks("view")
            assert holds(hers, SECRET), "the search finds what is there"
            for process in (shared, process_of_warm(warm)):
                assert not holds(process, SECRET, owner_mark("anna"))

    asyncio.run(story())


def holds(process: psutil.Process, *texts: str) -> bool:
    """Whether a process has one of these texts in its memory, in any of the ways Python keeps texts."""
    found, kept = False, [text.encode(coding) for text in texts for coding in ("utf-8", "latin-1", "utf-16-le", "utf-32-le")]
    with Path(f"/proc/{process.pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{process.pid}/maps").read_text().splitlines():
            places, rights = line.split()[:2]
            start, end = (int(place, 16) for place in places.split("-"))
            if not rights.startswith("rw") or end - start > 1 << 30:
                continue
            memory.seek(start)
            try:
                content = memory.read(end - start)
            except OSError:
                continue
            found = found or any(one in content for one in kept)
    return found


def test_a_kernel_knows_its_reader_and_no_secret_and_runs_nothing(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess
) -> None:
    async def story() -> None:
        async with house(home, warm) as kernels:
            kernel, _ = await kernels.view("anna", notebook)
            for process in (process_of_warm(warm), *forks()):
                assert not [name for name in process.environ() if "TOKEN" in name or "SECRET" in name]
                assert not holds(process, "KOMPETENCEVEJ_SECRET_TOKEN")
            client = kernels.manager.get_kernel(kernel).client()
            client.start_channels()
            await client._async_wait_for_ready(timeout=20)
            reply = await client._async_execute_interactive(f"open({str(home / 'written')!r}, 'w')", timeout=20, output_hook=lambda _: None)
            client.stop_channels()
            assert reply["content"]["status"] == "error"
            assert not (home / "written").exists()

    asyncio.run(story())


def test_an_interruption_ends_nothing(home: Path, store: Store, notebook: Path, warm: forking.WarmProcess) -> None:
    async def story() -> None:
        async with house(home, warm) as kernels:
            kernel, _ = await kernels.view("anna", notebook)
            await kernels.manager.interrupt_kernel(kernel)
            for process in (process_of_warm(warm), *forks()):
                process.send_signal(signal.SIGINT)  # as Ctrl-C in the service's terminal does
            assert await answers(kernels, kernel)

    asyncio.run(story())


def test_a_restarted_kernel_is_a_new_view(home: Path, store: Store, notebook: Path, warm: forking.WarmProcess) -> None:
    async def story() -> None:
        async with house(home, warm) as kernels:
            kernel, _ = await kernels.view("anna", notebook)
            before = process_of(kernels, kernel)
            await kernels.manager.restart_kernel(kernel)
            assert process_of(kernels, kernel) != before
            assert await answers(kernels, kernel)
            assert len(forks("view")) == 1

    asyncio.run(story())


def test_a_kernel_that_is_killed_is_forgotten_at_once(home: Path, store: Store, notebook: Path, warm: forking.WarmProcess) -> None:
    async def story() -> None:
        async with house(home, warm) as kernels:
            kernel, _ = await kernels.view("anna", notebook)
            process_of(kernels, kernel).kill()
            await until(lambda: kernels.owner(kernel) is None)
            await until(lambda: forks("view") == [] and kernel not in kernels.manager)

    asyncio.run(story())


@pytest.mark.parametrize("task", ["page", "warm"])
def test_when_what_views_are_forked_from_dies_open_pages_go_on_and_new_ones_open(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess, task: str
) -> None:
    async def story() -> None:
        async with house(home, warm if task == "page" else None) as kernels:
            first, _ = await kernels.view("anna", notebook)
            forks(task)[0].kill()
            await until(lambda: forks(task) == [])
            assert await answers(kernels, first)
            for page in ("1-oev.ipynb", "2-vis.ipynb"):
                second, shown = await kernels.view("bo", notebook.parent / page)
                assert shown["components"]
                assert await answers(kernels, second)

    asyncio.run(story())


def test_a_page_process_that_dies_while_it_is_asked_is_replaced(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess
) -> None:
    async def story() -> None:
        async with house(home, warm) as kernels:
            await kernels.view("anna", notebook)
            forks("page")[0].send_signal(signal.SIGSTOP)
            asking = asyncio.create_task(kernels.view("bo", notebook))
            await asyncio.sleep(0.3)
            forks("page")[0].kill()
            kernel, shown = await asking
            assert shown["components"]
            assert await answers(kernels, kernel)

    asyncio.run(story())


def test_a_changed_page_is_shown_to_the_next_reader_while_the_first_reads_on(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess
) -> None:
    async def story() -> None:
        async with house(home, warm) as kernels:
            first, shown = await kernels.view("anna", notebook)
            assert "opgave-plan" in shown["components"]
            change(notebook, "opgave-plan", "None")
            second, shown = await kernels.view("bo", notebook)
            assert "opgave-plan" not in shown["components"]
            assert await answers(kernels, first)
            assert await answers(kernels, second)
            assert len(forks("page")) == 1

    asyncio.run(story())


def test_a_failing_cell_costs_only_its_own_task(home: Path, store: Store, notebook: Path, warm: forking.WarmProcess) -> None:
    change(notebook, "opgave-oev", 'Choice("findes-ikke")')

    async def story() -> None:
        async with house(home, warm) as kernels:
            _, shown = await kernels.view("anna", notebook)
            assert "UnknownTask" in shown["failures"]["opgave-oev"]
            assert "opgave-plan" in shown["components"]

    asyncio.run(story())


CANNOT_BE_SHARED = {
    "a thread": (
        "import threading, time; threading.Thread(target=time.sleep, args=(60,), name='sover', daemon=True).start()",
        "thread (sover)",
    ),
    "a connection": ("import socket; line = socket.socket()", "opened a connection"),
    "somebody's answer": ('oev = Choice("oev"); oev.view(); oev', "loaded somebody's answer"),
    "an end": ("import os; os._exit(3)", "the process ended"),
}


@pytest.mark.parametrize("what", CANNOT_BE_SHARED)
def test_a_page_that_cannot_be_shared_is_run_for_each_reader_and_the_log_says_why(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    source, why = CANNOT_BE_SHARED[what]
    change(notebook, "opgave-oev", source)

    async def story() -> None:
        async with house(home, warm) as kernels:
            if what == "an end":
                with pytest.raises(forking.ForkFailed):
                    await kernels.view("anna", notebook)
            else:
                for reader in ("anna", "bo"):
                    kernel, shown = await kernels.view(reader, notebook)
                    assert "opgave-plan" in shown["components"]
                    assert await answers(kernels, kernel)
            assert forks("page") == []

    asyncio.run(story())
    told = [record.getMessage() for record in caplog.records if "run anew" in record.getMessage()]
    assert len(told) == 1
    assert why in told[0]


def test_chance_is_not_the_same_for_everybody(home: Path, store: Store, notebook: Path, warm: forking.WarmProcess) -> None:
    change(
        notebook, "opgave-oev", "import random, threading; threading.Thread(target=input, daemon=True); raise ValueError(random.random())"
    )
    change(notebook, "opgave-plan", "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()")

    async def story() -> None:
        async with house(home, warm) as kernels:
            drawn = [(await kernels.view(reader, notebook))[1]["failures"]["opgave-oev"] for reader in ("anna", "bo")]
            assert drawn[0] != drawn[1]

    asyncio.run(story())


def test_a_page_that_nobody_reads_any_more_keeps_no_process(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.service.kernels.page_pool.UNREAD_SECONDS", -1)

    async def story() -> None:
        async with house(home, warm) as kernels:
            await kernels.view("anna", notebook)
            await kernels.view("anna", notebook.parent / "2-vis.ipynb")
            await until(lambda: len(forks("page")) == 1)

    asyncio.run(story())


def test_a_hundred_views_leave_neither_processes_nor_files_open(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess
) -> None:
    async def story() -> None:
        async with house(home, warm) as kernels:
            await kernels.view("anna", notebook)
            before = open_files()
            for _ in range(10):
                views = await asyncio.gather(*(kernels.view(reader, notebook) for reader in ("anna", "bo") for _ in range(5)))
                opened = forks("view")
                await asyncio.gather(*(kernels.stop(kernel) for kernel, _ in views))
            await until(lambda: len(forks("view")) <= 1)
            assert zombies(opened) == []
            assert open_files() <= before + 20  # a spare view has some too

    asyncio.run(story())


def test_a_service_that_cannot_get_warm_serves_all_the_same(
    home: Path, store: Store, notebook: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(forking, "MODULE", "widgets.service.findes_ikke")

    async def story() -> None:
        async with house(home) as kernels:
            assert "Pages will open slowly" in caplog.text
            kernel, shown = await kernels.view("anna", notebook)
            assert shown["components"]
            assert await answers(kernels, kernel)

    asyncio.run(story())


def test_where_nothing_is_forked_a_page_shows_the_same(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, "anna", "plan", {"foer": SECRET})

    async def forked() -> dict[str, Any]:
        async with house(home, warm) as kernels:
            return (await kernels.view("anna", notebook))[1]

    async def by_itself() -> dict[str, Any]:
        async with house(home) as kernels:
            kernel, shown = await kernels.view("anna", notebook)
            assert await answers(kernels, kernel)
            return shown

    expected = asyncio.run(forked())
    monkeypatch.setenv("KOMPETENCEVEJ_FORK", "0")
    found = asyncio.run(by_itself())
    for shown in (expected, found):
        for component in shown["components"].values():
            del component["model"], component["state"]["task"]["comm"]
    assert found == expected


@pytest.fixture
def spares_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widgets.service.kernels.spares.SPARE_SECONDS", 0.0)


async def spare() -> psutil.Process:
    """The spare view, once it is ready."""
    await until(lambda: len(forks("spare")) == 1)
    await asyncio.sleep(0.3)
    return forks("spare")[0]


@pytest.mark.usefixtures("spares_at_once")
def test_the_next_reader_is_given_the_spare_view_and_hers_alone_are_the_answers(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess
) -> None:
    save(store, "bo", "plan", {"foer": SECRET})

    async def story() -> None:
        async with house(home, warm) as kernels:
            await kernels.view("anna", notebook)
            ready = await spare()
            assert not holds(ready, owner_mark("anna"))
            kernel, shown = await kernels.view("bo", notebook)
            assert process_of(kernels, kernel) == ready
            assert plan_of(shown) == {"foer": SECRET}
            assert kernels.owner(kernel) == "bo"
            assert await answers(kernels, kernel)
            assert await spare() != ready
            await kernels.manager.restart_kernel(kernel)
            assert await answers(kernels, kernel)

    asyncio.run(story())


@pytest.mark.usefixtures("spares_at_once")
def test_a_spare_view_that_has_waited_long_is_not_culled_before_its_page_has_a_line_to_it(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOMPETENCEVEJ_IDLE_SECONDS", "60")

    async def story() -> None:
        async with house(home, warm) as kernels:
            await kernels.view("anna", notebook)
            ready = await spare()
            waiting = next(iter(kernels.spares.ready.values())).kernel
            kernels.manager.get_kernel(waiting).last_activity -= timedelta(seconds=59)
            kernel, _ = await kernels.view("bo", notebook)
            assert process_of(kernels, kernel) == ready
            kernels.manager.get_kernel(kernel).last_activity -= timedelta(seconds=2)
            await kernels.manager.cull_kernels()
            assert kernels.owner(kernel) == "bo"

    asyncio.run(story())


@pytest.mark.parametrize("way", ["culled", "killed"])
def test_whichever_way_a_kernel_ends_the_lines_to_it_are_hung_up(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess, way: str
) -> None:
    class Telephone:
        hung_up = False

        def hang_up(self) -> None:
            self.hung_up = True

    async def story() -> None:
        async with house(home, warm) as kernels:
            kernel, _ = await kernels.view("anna", notebook)
            line = Telephone()
            kernels.connected(kernel, line)
            if way == "culled":
                await kernels.manager.shutdown_kernel(kernel)
            else:
                process_of(kernels, kernel).kill()
            await until(lambda: line.hung_up)

    asyncio.run(story())


@pytest.mark.usefixtures("spares_at_once")
def test_a_spare_view_of_an_older_page_is_given_to_nobody(home: Path, store: Store, notebook: Path, warm: forking.WarmProcess) -> None:
    async def story() -> None:
        async with house(home, warm) as kernels:
            await kernels.view("anna", notebook)
            old = await spare()
            change(notebook, "opgave-plan", "None")
            _, shown = await kernels.view("bo", notebook)
            assert "opgave-plan" not in shown["components"]
            await until(lambda: not old.is_running())
            _, shown = await kernels.view("bo", notebook)
            assert "opgave-plan" not in shown["components"]

    asyncio.run(story())


@pytest.mark.usefixtures("spares_at_once")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_spare_view_that_has_died_keeps_no_reader_waiting(
    home: Path, store: Store, notebook: Path, warm: forking.WarmProcess, how: signal.Signals
) -> None:
    async def story() -> None:
        async with house(home, warm) as kernels:
            await kernels.view("anna", notebook)
            (await spare()).send_signal(how)
            kernel, shown = await kernels.view("bo", notebook)
            assert shown["components"]
            assert await answers(kernels, kernel)

    asyncio.run(story())
