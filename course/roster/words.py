"""What columns and job titles are called in the municipality's HR system, as `roster.yaml` says."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, create_model

from course import keychecks, settings
from course.datafile import Data, DataError, load, problem, read
from course.framework import Roles, roles
from course.problems import Mistake, Rank
from course.roster.columns import COLUMNS
from course.roster.names import alike
from course.text import NonEmpty

Names = Annotated[list[NonEmpty], Field(min_length=1)]
LOOKED_AT = 20  # titles and dates of the export may stand above the row with the columns' names


if TYPE_CHECKING:
    Columns = Data  # its fields are made
else:
    Columns = create_model("Columns", __base__=Data, **dict.fromkeys(COLUMNS, (Names, ...)))
    Columns.__doc__ = "For each thing to know of a colleague the names its column may have, the preferred one first."


class Words(Data):
    """The contents of `roster.yaml`. `never_read` are parts of names of columns that stay unread; `titles`: role id → job titles."""

    columns: Columns
    never_read: Names
    titles: dict[str, Names]

    def places(self, row: Sequence[str]) -> dict[str, int]:
        """Where in a row of columns' names each known column stands."""
        position = {alike(name): place for place, name in reversed(list(enumerate(row))) if not self.forbidden(name)}
        found = {field: [position[alike(name)] for name in names if alike(name) in position] for field, names in self.columns}
        return {field: places[0] for field, places in found.items() if places}

    def forbidden(self, name: str) -> bool:
        """Whether the column with this name must stay unread."""
        return any(alike(part) in alike(name) for part in self.never_read)

    def header(self, rows: Sequence[Sequence[str]]) -> int:
        """The position of the row that holds the columns' names: of the first rows the one with most of them."""
        return max(range(min(len(rows), LOOKED_AT)), key=lambda place: len(self.places(rows[place])), default=0)

    def known_in(self, rows: Sequence[Sequence[str]]) -> int:
        """How many columns are known in these rows."""
        return max((len(self.places(row)) for row in rows[:LOOKED_AT]), default=0)

    def roles(self, known: Roles) -> dict[str, str]:
        """The role id of each job title, and of each role's own names; keys as `alike` makes them."""
        return {alike(title): id for id, titles in self.titles.items() for title in titles} | _own(known)

    def contested(self, known: Roles) -> dict[str, tuple[str, str]]:
        """The job titles that are another role's own name: the role that is chosen, and the one under which they stand."""
        own = _own(known)
        stand = {alike(title): id for id, titles in self.titles.items() for title in titles}
        return {title: (own[title], id) for title, id in stand.items() if own.get(title, id) != id}


def _own(known: Roles) -> dict[str, str]:
    return {alike(name): role.id for role in known.roles for name in (role.id, role.name.da, role.name.en)}


def load_words(path: Path, roles: Roles) -> Words:
    """Read the names. Raises DataError, also for a role that does not exist and a name that stands twice."""
    words = load(path, Words)
    known = [role.id for role in roles.roles]
    unknown = [keychecks.unknown(id, known, ("en rolle", "a role"), ("titles", id)) for id in words.titles if id not in known]
    mistakes = [*unknown, *_twice("columns", dict(words.columns)), *_twice("titles", words.titles)]
    if mistakes:
        raise DataError([problem(path, read(path), one, Rank.REFERENCE) for one in mistakes])
    return words


def _twice(part: str, groups: dict[str, list[str]]) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for group, names in groups.items():
        for place, name in enumerate(names):
            if first := seen.get(alike(name)):
                da, en = f"»{name}« står også under {first}. Slet det ene.", f"“{name}” stands under {first} too. Delete one."
                yield Mistake(da, en, (part, group, place))
            seen.setdefault(alike(name), group)


@cache
def words() -> Words:
    """The names of this installation; raises DataError."""
    return load_words(settings.data() / "roster.yaml", roles())
