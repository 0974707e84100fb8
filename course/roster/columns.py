"""The columns that a staff list may have: how their cells are read, and what they tell of a person. Their names stand in roster.yaml."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from course.roster import cells
from course.text import Text


def _alone(read: Callable[[str], object]) -> Callable[..., object]:
    """How a cell is read that needs no job titles."""
    return lambda value, titles: read(value)


@dataclass(frozen=True)
class Column:
    """One thing that a staff list may say in each row.

    `read` makes a cell's value, given the job titles (as `Words.roles` has them), and `otherwise` stands for one that cannot be used; without
    it whatever uses the column reads it itself. `tells` is the field of Person that it is about, `called` its name in the preview; a column
    whose absence is a mistake is `missing` by that name. In a `day` column a cell may hold a day.
    """

    read: Callable[..., Any] | None = None
    otherwise: object = None
    tells: str = ""
    called: str = ""
    missing: Text | None = None
    day: bool = False


COLUMNS = {
    "username": Column(_alone(cells.username), "", "username", "login", Text(da="brugernavnet", en="the username")),
    "name": Column(_alone(cells.name), "", "name", "navn", Text(da="navnet", en="the name")),
    "given_name": Column(),
    "family_name": Column(),
    "role": Column(cells.role, "", "role", "rolle", Text(da="rollen", en="the role")),
    "team": Column(_alone(cells.team), None, "team", "team"),
    "manages": Column(tells="manages", called="leder af"),
    "leads": Column(),
    "manager": Column(tells="manager", called="nærmeste leder"),
    "trainer": Column(_alone(cells.yes), False, "trainer", "underviser"),
    "email": Column(_alone(cells.email), None, "email", "e-mail"),
    "former": Column(),
    "left": Column(tells="left_at", called="stoppet", day=True),
}
"""By their keys in roster.yaml."""

CALLED = {column.tells: column.called for column in COLUMNS.values() if column.tells} | {
    "also_manages": "leder også af",
    "chief": "chef over teams",
}
"""What each field of Person that a staff list may change is called in the preview, in the order in which it is told."""
