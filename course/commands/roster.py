"""The command `roster`: list the people of the course, or bring them in line with a staff list."""

from datetime import datetime
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from course.commands import terminal
from course.commands.terminal import sentences
from course.errors import CourseError
from course.lock import locked
from course.roster import people as reading
from course.roster.columns import CALLED
from course.roster.plan import Change, Kind, Plan, plan
from course.store import Store, open_store
from course.store.database import now

app = typer.Typer(add_completion=False)
SHOWN = 40  # of each kind on a terminal; what is sent to a file is whole
KINDS: dict[Kind, str] = {
    "added": "Nye",
    "renamed": "Nyt login",
    "changed": "Ændres",
    "reactivated": "Kommer tilbage",
    "deactivated": "Stopper",
}
File = Annotated[
    Path | None,
    typer.Argument(
        help="Udtræk fra HR-systemet (CSV eller XLSX); uden fil listes personerne. / An export from the HR system (CSV or XLSX); without a file the people are listed.",
        show_default=False,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Gem uden at spørge. / Save without asking.")]
AcceptMany = Annotated[
    bool,
    typer.Option(
        "--accept-many", help="Gem, selv om mere end en tredjedel stopper. / Save even though more than a third of the people leave."
    ),
]
Everybody = Annotated[bool, typer.Option("--all", help="List også dem, der er stoppet. / List also those who have left.")]


@app.command()
@sentences
def roster(file: File = None, yes: Yes = False, accept_many: AcceptMany = False, everybody: Everybody = False) -> None:
    """Vis, hvad en personliste ændrer, og gem det; eller list personerne. / Show what a staff list changes, and save it; or list the people."""
    store = open_store(migrate=True)
    if file is None:
        _list(store, everybody)
        return
    with terminal.console.status(f"Læser {file} …"):
        here = store.people.everybody()
        found = reading.read(file, here)
        planned = plan(found, here, now())
    for note in found.notes:
        terminal.console.print(f"{note.da} / {note.en}")
    _show(planned)
    if planned.changes:
        _refuse_many(planned, accept_many)
        _save(store, planned, yes)


def _list(store: Store, everybody: bool) -> None:
    for person in store.people.everybody() if everybody else store.people.all():
        facts = [f"leder {_said(person.teams)}"] * bool(person.manages) + ["underviser"] * person.trainer
        facts += [f"stoppet {_said(person.left_at)}"] * (not person.active)
        terminal.console.print(f"{person.username}\t{person.name}\t{person.role}\t{person.team or '–'}\t{', '.join(facts)}")


def _show(planned: Plan) -> None:
    counts = [f"{name.lower()} {len(planned.of(kind))}" for kind, name in KINDS.items()]
    terminal.console.print(f"I alt: {', '.join(counts)}, uændret {planned.unchanged}.")
    if not planned.changes:
        terminal.console.print("Ingen ændringer. / No changes.")
        return
    table = Table("", "Brugernavn", "Navn", "Hvad", box=None, pad_edge=False)
    for kind, name in KINDS.items():
        changes = planned.of(kind)
        room = SHOWN if terminal.console.is_terminal else len(changes)
        for change in changes[:room]:
            table.add_row(name, change.new.username, change.new.name, _what(change))
        if len(changes) > room:
            table.add_row(name, "…", f"og {len(changes) - room} til", "")
    terminal.console.print(table, soft_wrap=False)


def _what(change: Change) -> str:
    new = change.new
    if change.kind == "added":
        facts = [new.role, new.team or "intet team"] + [f"leder af {_said(new.teams)}"] * bool(new.manages) + ["underviser"] * new.trainer
        return ", ".join(facts)
    changed = [f"{CALLED[name]}: {_said(old)} → {_said(value)}" for name, old, value in change.fields]
    if change.joins:
        changed.insert(0, f"{change.former} og {new.username} bliver én person")
    return ", ".join(changed + [f"svar, afleveringer og niveauer fra {change.former} følger med"] * bool(change.former))


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, tuple):
        return ", ".join(value) or "–"
    return f"{value:%d.%m.%Y}" if isinstance(value, datetime) else str(value or "–")


def _refuse_many(planned: Plan, accepted: bool) -> None:
    if planned.many_leave and not accepted:
        leaving = len(planned.of("deactivated"))
        raise CourseError(
            f"{leaving} af {planned.active} ville stoppe, og intet er gemt. Er filen hel? Er den rigtig, så kør igen med --accept-many.",
            f"{leaving} of {planned.active} would leave, and nothing was saved. Is the file whole? If it is right, run again with --accept-many.",
        )


def _save(store: Store, planned: Plan, yes: bool) -> None:
    if not yes and not (terminal.somebody_answers() and typer.confirm("Skal det gemmes? / Save this?")):
        terminal.console.print("Intet er gemt; gem med --yes. / Nothing was saved; save with --yes.")
        return
    with terminal.console.status("Gemmer …"):
        if planned.former:
            _save_renamed(store, planned)
        else:
            store.people.change([change.new for change in planned.changes])
    terminal.console.print("Gemt. / Saved.")


def _save_renamed(store: Store, planned: Plan) -> None:
    """Save when some have a new login: what grading holds goes first and the store last, so that a run that was interrupted can be repeated."""
    found = list(entry_points(group="kompetencevej.moves"))
    if not found:
        raise CourseError(
            "Rettebogen kan ikke følge med til det nye login, og intet er gemt. Installer kurset igen.",
            "The gradebook cannot follow to the new login, and nothing was saved. Install the course again.",
        )
    people = [change.new for change in planned.changes]
    with locked(wait=True):
        store.people.change(people, planned.former, only_try=True)
        for one in found:
            move = one.load()
            for former, login in planned.former.items():
                move(former, login)
        store.people.change(people, planned.former)
