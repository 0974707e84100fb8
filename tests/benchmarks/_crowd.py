"""A crowd at work in a whole installation, with a trainer beside it, and faults on the way."""

import asyncio
import json
import random
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from course.modules import Module, load_module
from deploy.one_machine.installation import Installation
from tests.benchmarks import _processes
from tests.benchmarks._colleagues import Colleague, Window, some_answer
from tests.benchmarks._faults import FAULTS, Fault, all_is_well
from tests.benchmarks._ledger import Ledger
from tests.benchmarks._trainer import Trainer, mark_meanwhile

MODULE, TRAINER = "1-virtuelle-samtaler", "trine"
SETTLED = 10  # seconds for which people may feel that a part was away after it is back: their windows' longest wait, and a bit
STEPS = 45  # pages and answers of one colleague, about
AGAIN = 0.2  # of the colleagues think twice, change an answer, and hand in again


def names(count: int) -> list[str]:
    """So many colleagues."""
    return [f"kollega{number:03}" for number in range(count)]


def installation(folder: Path, port: int, people: list[str]) -> Installation:
    """An installation, not started, in which these people and the trainer can log in."""
    return Installation(folder, port, login=login(people))


def login(people: list[str]) -> str:
    """The tables of choices.toml with which these people and the trainer log in."""
    groups = f"learners = {json.dumps([*people, TRAINER])}\ntrainers = {json.dumps([TRAINER])}\n"
    return f'[login]\nway = "trying-out"\n[people]\n{groups}'


def enrol(started: Installation, people: list[str]) -> None:
    """Put them on the roster."""
    started.command("roster", str(roster(started.folder, people)), "--yes")


def roster(folder: Path, people: list[str]) -> Path:
    """A staff list of these people and the trainer, in `folder`."""
    file = folder / "roster.csv"
    lines = [f"{name},Kollega {number},raadgiver,Hold {number // 10},," for number, name in enumerate(people)]
    file.write_text("\n".join(["username,name,role,team,manages,trainer", *lines, f"{TRAINER},Trine,raadgiver,,,ja\n"]), "utf-8")
    return file


@dataclass
class Crowd:
    """`people` and a trainer, for `seconds`; the first `windows` of the people have real browsers, and the trainer rests between two rounds.

    `memory` is what all parts of the installation took together, in MB, sample by sample.
    """

    installation: Installation
    people: list[str]
    seconds: float
    windows: int = 0
    rest: float = 30
    ledger: Ledger = field(default_factory=Ledger)
    memory: list[float] = field(default_factory=list)

    def work(self) -> Module:
        """All of it, until everybody has handed in and everything is marked; returns the module that they took."""
        self.module = load_module(self.installation.home / "release" / MODULE)
        over = threading.Event()
        beside = [threading.Thread(target=self._watch_memory, args=[over])]
        if self.windows:
            from tests.benchmarks._windows import answer_on

            arguments = [self.installation, self.people[: self.windows], self.ledger, over]
            beside.append(threading.Thread(target=answer_on, args=arguments))
        for thread in beside:
            thread.start()
        try:
            asyncio.run(self._work())
        finally:
            over.set()
            for thread in beside:
                thread.join()
        return self.module

    async def _work(self) -> None:
        over = asyncio.Event()
        marking = asyncio.create_task(self._mark(over))
        breaking = [self._break(fault) for fault in FAULTS]
        working = [self._take_part(name, number) for number, name in enumerate(self.people[self.windows :])]
        await asyncio.gather(*working, *breaking)
        over.set()
        await marking

    async def _mark(self, over: asyncio.Event) -> None:
        async with Trainer(self.installation.public, TRAINER, self.installation.secrets["password"], self.ledger) as trainer:
            await mark_meanwhile(trainer, self.module, over, every=self.rest)

    async def _take_part(self, name: str, number: int) -> None:
        """One colleague: she comes at some moment of the first half, and her work fills about half of the time."""
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, self.seconds / 2))
        async with Colleague(self.installation.public, name, self.installation.secrets["password"], self.ledger) as reader:
            await reader.log_in()
            for page in self.module.about.pages:
                await self._think(chance)
                await self._work_through(reader, page.stem, chance)
            await reader.hand_in(MODULE)
            if chance.random() < AGAIN:
                await self._work_through(reader, self.module.graded_page.stem, chance, tasks=2)
                await reader.hand_in(MODULE)
            await reader.read("")

    async def _work_through(self, reader: Colleague, stem: str, chance: random.Random, tasks: int = 99) -> None:
        """Open a page, and answer its tasks, or the first of them."""
        async with Window(reader, self.module, stem) as window:
            for task in list(window.parts)[:tasks]:
                await self._think(chance)
                value = some_answer(self.module.tasks[task], chance)
                if value is not None:
                    await window.answer(task, value)

    async def _think(self, chance: random.Random) -> None:
        await asyncio.sleep(chance.expovariate(STEPS / (self.seconds / 2)))

    async def _break(self, fault: Fault) -> None:
        await asyncio.sleep(fault.at * self.seconds)
        place, begun = len(self.ledger.troubled), time.monotonic()
        self.ledger.troubled.append((fault.name, begun, float("inf")))
        await asyncio.to_thread(fault.happen, self.installation)
        while not await asyncio.to_thread(all_is_well, self.installation):
            await asyncio.sleep(0.5)
        self.ledger.troubled[place] = (fault.name, begun, time.monotonic() + SETTLED)

    def _watch_memory(self, over: threading.Event) -> None:
        while not over.wait(max(2, self.seconds / 100)):
            processes = [part.process.pid for part in self.installation.parts.values() if part.process]
            with suppress(psutil.Error):
                self.memory.append(sum(map(_processes.memory, [*processes, *self.installation.postgresql.pids])))
