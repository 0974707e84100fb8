"""A trainer without a browser: collects and marks on her page, gives free text points in formgrader, and sends feedback."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from course.modules import Module
from tests.benchmarks._colleagues import Colleague, Refused, hidden

FORMGRADER = "/services/formgrader/"
JOB_SECONDS = 300


class Trainer(Colleague):
    """Marks one module."""

    async def round(self, module: Module) -> None:
        """Once all the way from hand-in to feedback."""
        await self._command("mark", self._mark)
        await self._give_points(module)
        await self._command("feedback", self._send)

    async def _command(self, name: str, press: Callable[[], Awaitable[str]]) -> None:
        await self._until_done(f"press “{name}”", press)
        with self.ledger.timed(name):
            await asyncio.wait_for(self._until_idle(name), JOB_SECONDS)

    async def _mark(self) -> str:
        form = {**hidden(await self._read("trainer")), "command": "mark"}
        async with self.session.post(f"{self.base}trainer/start", data=form) as page:
            return await self._right(page, f"{self.base}trainer")

    async def _send(self) -> str:
        """Everything that is ready, as the page shows it; nothing where nothing is."""
        shown = await self._read("trainer/send")
        form = hidden(shown)
        if "seen" not in form:
            return shown
        async with self.session.post(f"{self.base}trainer/send/now", data=form) as page:
            if page.url.path.endswith("/send"):
                raise Refused("something changed, or somebody else is at work")
            return await self._right(page, f"{self.base}trainer")

    async def _until_idle(self, name: str) -> None:
        while (job := json.loads(await self.read("trainer/progress")))["running"]:
            await asyncio.sleep(1)
        if any("StorageError" in line or "Traceback" in line or "Databasen" in line for line in job["lines"]):
            self.ledger.note(f"the command {name}", job["lines"][-1])

    async def _give_points(self, module: Module) -> None:
        """To every free text that waits."""
        await self._until_done("open formgrader", lambda: self._formgrader("GET", "gradebook", None, "/formgrader"))
        for learner in await self._list(f"submitted_notebooks/{module.id}/{module.graded_page.stem}"):
            if learner["needs_manual_grade"]:
                for grade in await self._list(f"grades?submission_id={learner['id']}"):
                    if grade["needs_manual_grade"]:
                        await self._give(grade, learner["student"])

    async def _give(self, grade: dict[str, Any], learner: str) -> None:
        points = float(len(self.ledger.points) % 4)
        body = {"manual_score": points, "extra_credit": None}
        await self._until_done("give points", lambda: self._formgrader("PUT", f"api/grade/{grade['id']}", body))
        self.ledger.points[learner, grade["name"]] = points

    async def _list(self, what: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(
            await self._until_done("read in formgrader", lambda: self._formgrader("GET", f"api/{what}"))
        )
        return found

    async def _formgrader(self, method: str, path: str, body: Any = None, at: str = "") -> str:
        address = f"{self.public}{FORMGRADER}formgrader/{path}"
        headers = {} if at else {"X-XSRFToken": self.xsrf(FORMGRADER)}
        async with self.session.request(method, address, json=body, headers=headers) as answer:
            if answer.url.path == "/hub/login":
                raise Refused("formgrader does not know her")
            return await self._right(answer, str(answer.url))


async def mark_meanwhile(trainer: Trainer, module: Module, over: asyncio.Event, every: float) -> None:
    """Round after round, the first when some may have handed in, and a last one when everybody has."""
    await trainer.log_in()
    while not over.is_set():
        try:
            await asyncio.wait_for(over.wait(), every)
        except TimeoutError:
            await trainer.round(module)
    await trainer.round(module)
