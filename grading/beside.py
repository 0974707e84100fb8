"""A file beside a module that no learner gets: its keys, or its rubrics. It holds something for each task that wants one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from course import settings
from course.datafile import Data, DataError, load, problem, read
from course.modules import Module, Reading
from course.problems import Mistake, Problem, Rank

Found = TypeVar("Found")


@dataclass(frozen=True)
class Beside(Generic[Found]):
    """One kind of such files.

    `kind` names their folder and the one key in them, whose value is task id → what the file is for; `wants` the tasks of a module that must
    have something; `mistakes` what is wrong between the two, given the tasks that could not be read (None: nobody knows which).
    """

    kind: str
    contents: type[Data]
    wants: Callable[[Module], list[str]]
    mistakes: Callable[[Module, dict[str, Found], frozenset[str] | None], Iterable[Mistake]]

    def file_of(self, module: str) -> Path:
        """A module's file."""
        return settings.secret(self.kind, module)

    def load(self, module: Module) -> dict[str, Found]:
        """What the file holds, by task id; raises DataError naming file, line and remedy."""
        path = self.file_of(module.id)
        if not path.exists() and not self.wants(module):
            return {}
        found = self._read(path)
        if mistakes := list(self.mistakes(module, found, frozenset())):
            raise DataError([problem(path, read(path), one, Rank.REFERENCE) for one in mistakes])
        return found

    def problems(self, reading: Reading) -> list[Problem]:
        """What is wrong with the file of a module of which `reading` could be read."""
        path, module = self.file_of(reading.folder.name), reading.module
        if module is None or not (path.exists() or self.wants(module)):
            return []
        try:
            found = self._read(path)
        except DataError as error:
            return error.problems
        unread = None if not reading.whole else reading.named - set(reading.tasks)
        return [problem(path, read(path), one, Rank.REFERENCE) for one in self.mistakes(module, found, unread)]

    def _read(self, path: Path) -> dict[str, Found]:
        found: dict[str, Found] = getattr(load(path, self.contents), self.kind)
        return found
