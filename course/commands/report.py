"""The command `report`: levels as CSV, a team's or the whole municipality's."""

import sys
from typing import Annotated

import typer

from course import municipality, team
from course import report as writing
from course.commands.terminal import require_team, sentences
from course.framework import framework, roles
from course.store import Store, open_store
from course.viewing import COMMAND_LINE, Seen

app = typer.Typer(add_completion=False)
Team = Annotated[
    str | None,
    typer.Argument(
        metavar="[TEAM]",
        help="Teamets navn; uden navn hele kommunen. / The team's name; without it the whole municipality.",
        show_default=False,
    ),
]


@app.command()
@sentences
def report(name: Team = None) -> None:
    """Skriv niveauer som CSV: et teams, eller hele kommunens uden de små grupper. / Write levels as CSV (semicolons, decimal commas): a team's, or the municipality's without its small groups."""
    framework(), roles()
    store = open_store(migrate=True)
    if name is None:
        writing.write_municipality_csv(municipality.overview(store), sys.stdout)
    else:
        _report_team(store, name)


def _report_team(store: Store, name: str) -> None:
    found = team.members(store, name)
    require_team(found, name)
    store.viewings.record(COMMAND_LINE, [one.person.username for one in found], Seen.REPORT)
    sys.stdout.write(writing.team_csv(found))
