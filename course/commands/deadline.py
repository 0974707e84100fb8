"""The commands `deadline`, by which the course's keeper asks a team for a module, and `remind`, which sends what waits."""

from typing import Annotated

import typer

from course import deadlines
from course.clock import today
from course.commands import terminal
from course.commands.terminal import sentences
from course.errors import CourseError, NotFound
from course.mail.reminders import remind as send
from course.mail.server import server
from course.modules import catalogue
from course.store import Store, open_store
from course.viewing import COMMAND_LINE

app = typer.Typer(add_completion=False)
deadline = typer.Typer(no_args_is_help=True, add_completion=False, help="Frister for teams. / Deadlines for teams.")
app.add_typer(deadline, name="deadline")
Team = Annotated[str, typer.Argument(metavar="TEAM", help="Teamets navn. / The team's name.")]
Module = Annotated[str, typer.Argument(metavar="MODUL", help="Modulets id, fx 2-anskaffelse. / The module's id.")]
Day = Annotated[str, typer.Argument(metavar="DAG", help="Den sidste dag, fx 2027-01-31. / The last day.")]


@deadline.command("set")
@sentences
def set_one(team: Team, module: Module, day: Day) -> None:
    """Bed et team om at have afleveret et modul en bestemt dag, eller flyt dagen. / Ask a team to have handed in a module by a day, or move the day."""
    store = open_store(migrate=True)
    terminal.require_team(store.people.team(team), team)
    store.deadlines.ask(team, *deadlines.asked({"module": module, "by": day}, catalogue(), today()), COMMAND_LINE)
    terminal.console.print("Fristen er sat. / The deadline is set.")


@deadline.command("list")
@sentences
def list_all() -> None:
    """List alle frister med, hvor mange der har afleveret. / List all deadlines with how many have handed in."""
    store, modules = open_store(migrate=True), catalogue()
    for one in store.deadlines.all():
        members = [person.username for person in store.people.team(one.team)]
        done = store.deadlines.handed_in(members, [one.module])
        for found in deadlines.standings([one], members, done, modules, today()):
            terminal.console.print(f"{one.by}\t{one.team}\t{one.module}\t{found.handed_in}/{found.members}")


@deadline.command()
@sentences
def withdraw(team: Team, module: Module) -> None:
    """Fjern en frist. / Withdraw a deadline."""
    if not open_store(migrate=True).deadlines.withdraw(team, module):
        raise NotFound(
            f"Teamet {team!r} har ingen frist for {module!r}. Se dem med: kompetencevej deadline list",
            f"The team {team!r} has no deadline for {module!r}. See them with: kompetencevej deadline list",
        )
    terminal.console.print("Fristen er fjernet. / The deadline is withdrawn.")


@app.command()
@sentences
def remind() -> None:
    """Send de påmindelser, der venter; kurset gør det også selv, mens det kører. / Send the reminders that wait; the course does so by itself, too, while it runs."""
    _remind(open_store(migrate=True))


def _remind(store: Store) -> None:
    found = server()
    if found is None:
        raise CourseError(
            "Der er ingen mailserver sat op, så intet er sendt. docs/installation.md siger hvordan.",
            "No mail server is set up, so nothing was sent. docs/installation.md says how.",
        )
    sent = send(store, found)
    terminal.console.print(
        f"Sendt: {sent.taken}. Ikke taget imod: {sent.refused}. / Sent: {sent.taken}. Not taken by the server: {sent.refused}."
    )
