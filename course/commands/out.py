"""The operator's commands for what other systems get; docs/out.md says what is in it and who may have it."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from course import files, settings
from course.clock import ZONE, today
from course.commands.terminal import console, sentences
from course.errors import CourseError
from course.framework import framework, roles
from course.out import address, badge, lrs, parquet, pseudonyms, xapi
from course.store import open_store

app = typer.Typer(no_args_is_help=True, add_completion=False)
NewFile = Annotated[
    Path, typer.Argument(metavar="FIL", help="Den nye fil, uden for kursets mappe. / The new file, outside the course's folder.")
]
Key = Annotated[
    Path,
    typer.Option(
        "--key",
        envvar=settings.PSEUDONYMS,
        help="Filen med nøglen til pseudonymer. / The file with the key for pseudonyms.",
        show_default=False,
    ),
]


@app.command("pseudonym-key")
@sentences
def pseudonym_key(file: NewFile) -> None:
    """Lav en nøgle til pseudonymer. Gem den, hvor kun få kan nå den. / Make a key for pseudonyms. Keep it where few can reach it."""
    pseudonyms.make_key(file)
    console.print(f"{file} er skrevet. / It is written.")


@app.command("badge-key")
@sentences
def badge_key(file: NewFile) -> None:
    """Lav en nøgle, der underskriver digitale beviser. / Make a key that signs digital badges."""
    badge.make_key(file)
    console.print(f"{file} er skrevet. Peg på den med {settings.BADGE_KEY}. / It is written. Point to it with {settings.BADGE_KEY}.")


@app.command("export-levels")
@sentences
def export_levels(
    key: Key,
    to: Annotated[Path, typer.Option("--to", help="Mappen til filerne. / The folder for the files.", show_default=False)],
) -> None:
    """Skriv alles niveauer og det, de bygger på, som Parquet til kommunens BI; navne er erstattet af pseudonymer. / Write everybody's levels and their evidence as Parquet for the BI, with pseudonyms for names."""
    framework(), roles()
    names, store = pseudonyms.read(key), open_store(migrate=True)
    for file in parquet.export(store, to, names, today()):
        console.print(f"{file} er skrevet. / It is written.")


@app.command("export-statements")
@sentences
def export_statements(
    key: Key,
    to: Annotated[
        Path | None, typer.Option("--to", help="Skriv til en fil i stedet for skærmen. / Write to a file instead of the screen.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--since", formats=["%Y-%m-%d"], help="Kun fra den dag i Danmark. / Only from that day in Denmark on."),
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help=f"Send til det LRS, {settings.LRS} nævner. / Send to the LRS that {settings.LRS} names.")
    ] = False,
) -> None:
    """Skriv afleveringer og niveauer som xAPI-udsagn, et på hver linje, eller send dem. / Write hand-ins and levels as xAPI statements, one a line, or send them."""
    names, at, record_store = pseudonyms.read(key), address.required(), lrs.named(*_record_store()) if send else None
    found = xapi.events(open_store(migrate=True), _utc(since) if since else None)
    statements = xapi.statements(found, names, at)
    if record_store:
        _send(record_store, statements, len(found))
    elif to:
        with files.whole(to) as file:
            file.writelines(f"{xapi.line(one)}\n".encode() for one in statements)
        console.print(f"{to} er skrevet. / It is written.")
    else:
        for one in statements:
            typer.echo(xapi.line(one))


def _send(record_store: lrs.RecordStore, statements: Iterator[xapi.Statement], total: int) -> None:
    for number, last in enumerate(record_store.send(statements), 1):
        console.print(f"{min(number * lrs.BATCH, total)}/{total}: {last['timestamp'][:10]}")
    console.print(f"{total} udsagn er sendt. / {total} statements have been sent.")


def _record_store() -> tuple[str, Path]:
    endpoint, login = os.environ.get(settings.LRS), os.environ.get(settings.LRS_LOGIN)
    if not endpoint or not login:
        raise CourseError(
            f"Der er ikke valgt noget LRS. Skriv adressen i {settings.LRS} og filen med bruger:kodeord i {settings.LRS_LOGIN}.",
            f"No LRS has been chosen. Write its address in {settings.LRS} and the file with user:password in {settings.LRS_LOGIN}.",
        )
    return endpoint, Path(login)


def _utc(day: datetime) -> datetime:
    return datetime.combine(day.date(), time(), ZONE).astimezone(UTC).replace(tzinfo=None)
