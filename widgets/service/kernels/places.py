"""How many pages may be open: a place is counted when it is promised, so that asking for many at once is no way to more."""

import asyncio
import logging
import tomllib
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any, Protocol, Self

from pydantic import BaseModel, Field, ValidationError

from course import settings
from course.datafile import DataError
from course.errors import CourseError
from course.problems import Problem
from course.text import Text

log = logging.getLogger("kompetencevej.places")
FEWEST = 4  # pages of one person in a replica, of however many: she has that many windows
UNSEEN_SECONDS = 120  # a page that is looked at says so every 15 seconds
AGAIN_SECONDS = 10
Number = Annotated[int, Field(ge=1, le=100_000)]


class Crowded(CourseError):
    """There is no place for another page now; `again` says after how many seconds there may be one."""

    code = "crowded"
    again = AGAIN_SECONDS
    title = Text(da="Mange læser lige nu", en="Many people are using the course right now")

    def __init__(self) -> None:
        super().__init__(
            "Der er ikke plads til flere åbne sider lige nu. Siden prøver selv igen om lidt. Det, du har svaret, er gemt.",
            "There is no room for more open pages right now. The page tries again by itself shortly. What you have answered is saved.",
        )


class Hurried(Crowded):
    """One person asks for more pages at once than she may have."""

    code = "hurried"
    title = Text(da="Du har åbnet mange sider på én gang", en="You have opened many pages at once")


class Limits(BaseModel):
    """What choices.toml says in its table [course]: pages open at once in all, and of one person; `replicas` share them."""

    pages: Number = 200
    pages_each: Number = 8
    replicas: dict[str, Any] = {}

    @property
    def here(self) -> int:
        """All pages of this replica."""
        return max(1, self.pages // max(1, len(self.replicas)))

    @property
    def each_here(self) -> int:
        """One person's pages in this replica."""
        return min(self.pages_each, max(FEWEST, self.pages_each // max(1, len(self.replicas))))


def read(path: Path | None) -> Limits:
    """The limits that the file chooses, or those of a course that chooses none. Raises DataError naming file and field."""
    if path is None:
        return Limits()
    try:
        return Limits.model_validate(tomllib.loads(path.read_text("utf-8")).get("course", {}))
    except ValidationError as error:
        raise DataError([_problem(path, f"course.{'.'.join(map(str, one['loc']))}: {one['msg']}") for one in error.errors()]) from error
    except (OSError, ValueError) as error:
        raise DataError([_problem(path, str(error))]) from error


def _problem(path: Path, what: str) -> Problem:
    return Problem(path, 1, f"kan ikke bruges: {what}", f"cannot be used: {what}")


class Chosen:
    """The limits as the installation's file has them now: what is changed there counts at once, and a mistake leaves things as they were.

    Raises DataError where there is a mistake to begin with.
    """

    def __init__(self) -> None:
        self._file = settings.choices()
        self._changed, self._limits = self._stamp(), read(self._file)

    def __call__(self) -> Limits:
        if (changed := self._stamp()) != self._changed:
            self._changed = changed
            try:
                self._limits = read(self._file)
            except DataError as error:
                log.warning("%s", error)
        return self._limits

    def _stamp(self) -> int:
        try:
            return self._file.stat().st_mtime_ns if self._file else 0
        except OSError:  # it is being written anew
            return self._changed


class Pages(Protocol):
    """The pages that are open."""

    def owned(self) -> dict[str, str]:
        """Whose each is, oldest first."""

    def unseen(self, kernel: str) -> float:
        """For how many seconds nobody has looked at it."""

    def give_up(self, kernel: str) -> Awaitable[None]:
        """End it; it is nobody's from now on."""


class Place:
    """A place for one page, from its promise until the page is somebody's, or until it is known that it never will be."""

    def __init__(self, owner: str, turn: asyncio.Lock, ending: list[Awaitable[None]], leave: Callable[[], None]) -> None:
        self.owner, self._turn, self._ending, self._leave = owner, turn, ending, leave
        self._over = False

    async def __aenter__(self) -> Self:
        """Wait until what made room has ended, and until this person's other pages have begun: hers are made one after the other."""
        await asyncio.gather(*self._ending)
        await self._turn.acquire()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._turn.release()
        self.close()

    def __enter__(self) -> Self:
        """Keep the promise for the block, unless the page has begun before its end."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the promise, once."""
        if not self._over:
            self._over = True
            self._leave()


class Places:
    """Promises places among `pages`."""

    def __init__(self, pages: Pages, limits: Callable[[], Limits]) -> None:
        self.pages, self.limits = pages, limits
        self._promised: Counter[str] = Counter()
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def take(self, owner: str) -> Place:
        """Promise a place. One person's oldest page makes room for her newest, and one that nobody looks at for another's.

        Raises Hurried and Crowded.
        """
        limits = self.limits()
        if self._promised[owner] >= limits.each_here:
            raise Hurried
        ending = self._oldest_of(owner, limits.each_here)
        if not self._room(limits, but=ending):
            ending += self._unseen() if not ending else []
            if not self._room(limits, but=ending):
                raise Crowded
        self._promised[owner] += 1
        return Place(owner, self._turns[owner], [self.pages.give_up(kernel) for kernel in ending], lambda: self._leave(owner))

    def full(self) -> bool:
        """Whether there is no room for a page that nobody has asked for yet."""
        return not self._room(self.limits(), but=[])

    def _room(self, limits: Limits, but: list[str]) -> bool:
        return self._promised.total() + len(self.pages.owned()) - len(but) < limits.here

    def _oldest_of(self, owner: str, most: int) -> list[str]:
        own = [kernel for kernel, name in self.pages.owned().items() if name == owner]
        return own[: max(0, len(own) + self._promised[owner] - most + 1)]

    def _unseen(self) -> list[str]:
        longest = max(self.pages.owned(), key=self.pages.unseen, default=None)
        return [longest] if longest is not None and self.pages.unseen(longest) > UNSEEN_SECONDS else []

    def _leave(self, owner: str) -> None:
        self._promised[owner] -= 1
        if not self._promised[owner]:
            del self._promised[owner]
            if not self._turns[owner].locked():
                del self._turns[owner]
