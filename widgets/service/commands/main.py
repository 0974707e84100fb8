"""The command line: serve the course, say how this installation is doing, and what the rooms offer besides."""

import atexit
import gc
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from course import loading, log, permissions, settings
from course.errors import CourseError
from widgets.service.commands import starting
from widgets.service.commands.starting import DEFAULT_PORT, console

if TYPE_CHECKING:  # what answers for a database takes a second to load, and what an author asks needs none
    from course.store import Store

LOWEST_PORT = 1024

app = typer.Typer(
    name="kompetencevej",
    help="Kompetencevej: et kursus for kommunens beskæftigelsesindsats. / A course for the municipality's employment service.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
Port = Annotated[int, typer.Option(help="Porten, som kurset lytter på. / The port to listen on.", min=LOWEST_PORT, max=65535)]
Local = Annotated[
    bool,
    typer.Option(
        help="Vis kurset også som underviser og leder, med et eksempelteam. / "
        "Also show the course as trainer and manager, with an example team."
    ),
]
Hub = Annotated[
    bool,
    typer.Option(
        "--hub",
        help="Kør bag en JupyterHub, hvor folk logger ind (se deploy/README.md). / Run behind a JupyterHub where people log in (see deploy/README.md).",
    ),
]
Replica = Annotated[
    str,
    typer.Option(
        help="Bag en JupyterHub: navnet på denne af flere udgaver af kurset. / Behind a JupyterHub: the name of this one of several replicas."
    ),
]
Example = Annotated[
    bool, typer.Option("--example", help="Læg eksempelteamet ind, som til en prøve. / Put the example team in, as for a trial.")
]
Open = Annotated[
    bool | None,
    typer.Option(
        "--open/--no-open", help="Åbn i browseren; ellers kun på et skrivebord. / Open in the browser; otherwise only on a desktop."
    ),
]


@app.command()
def serve(port: Port = DEFAULT_PORT, local: Local = True, open_it: Open = None, hub: Hub = False, replica: Replica = "") -> None:
    """Kør kurset på denne maskine. / Run the course on this machine."""
    with _in_words():
        if hub:
            _serve_hub(replica, port)
        else:
            _serve(port, local, open_it)


@app.command()
def serve_in_jupyter(socket: Path, base: str) -> None:
    """Kør kurset i en Jupyter-server, som selv starter det (se docs/binder.md). / Run the course in a Jupyter server, which starts it itself."""
    with _in_words():
        _serve_socket(socket, base)


@contextmanager
def _in_words() -> Iterator[None]:
    """Tell what goes wrong in a sentence, and end."""
    try:
        yield
    except CourseError as error:
        _give_up(error.text.da, error.text.en)
    except KeyboardInterrupt:
        _give_up(
            "Afbrudt, før kurset var i gang. Kør kommandoen igen.", "Interrupted before the course was running. Run the command again."
        )
    except PermissionError as error:
        where = error.filename or settings.home()
        _give_up(
            f"Der må ikke skrives i {where}. Vælg en anden mappe med KOMPETENCEVEJ_HOME.",
            f"{where} may not be written to. Choose another folder with KOMPETENCEVEJ_HOME.",
        )


def _serve(port: int, local: bool, open_it: bool | None) -> None:
    starting.require_free(port)
    store = _for_myself(local)
    # The server's libraries take seconds to load, and what can go wrong before is told at once.
    from widgets.service.web.entrance import Entrance

    entrance = Entrance(port, local=local, base=starting.base(port))
    starting.run(store, entrance, lambda address: starting.ready(address, open_it))


def _serve_socket(socket: Path, base: str) -> None:
    store = _for_myself(local=True)
    from widgets.service.web import proxied

    starting.run(store, proxied.entrance(socket, base), lambda address: starting.ready(address, open_it=False))


def _for_myself(local: bool) -> "Store":
    """The course for whoever starts it, in a home that is closed to others."""
    starting.require_writable(settings.home())
    permissions.close(settings.home())  # an older version left it open
    starting.log_to_file()
    store = _prepare(local)
    from widgets.service.web.identity import ensure_myself

    ensure_myself(store)
    if local:
        _tell_of_real_people(store)
    return store


def _tell_of_real_people(store: "Store") -> None:
    """On one's own machine the course is shown as made-up people only."""
    from widgets.service.web.local_people import offered

    real = sum(person.active and not offered(person) for person in store.people.all())
    if real:
        console.print(
            f"Medarbejderlisten rummer {real} virkelige {'person' if real == 1 else 'personer'}. Kurset kan kun ses som dig selv og som opdigtede personer. / "
            f"The staff list holds {real} real {'person' if real == 1 else 'people'}. The course can be seen only as yourself and as made-up people."
        )


def _serve_hub(replica: str, port: int) -> None:
    """The database and the modules are prepared by another account (`prepare`), once for all replicas."""
    starting.require_writable(settings.home())
    permissions.close(settings.home())
    logging.basicConfig(level=logging.WARNING, format=log.LINE)  # where systemd and Kubernetes look for it
    from course.store import open_store

    store = open_store()
    store.database.check()
    try:
        from widgets.service.web import hub
    except ImportError as error:
        raise CourseError(
            f"JupyterHub er ikke installeret her ({error}). Installér kompetencevej[hub].",
            f"JupyterHub is not installed here ({error}). Install kompetencevej[hub].",
        ) from error
    entrance = hub.entrance(replica, port if replica else None)
    starting.run(store, entrance, lambda address: console.print(f"Kurset kører: {address} / The course is running."))


def _prepare(example: bool) -> "Store":
    from course.store import open_store

    console.print("Gør databasen klar … / Preparing the database …")
    store = open_store(migrate=True)
    for name, page_set in starting.page_sets().items():
        if page_set.prepare:
            console.print(f"Gør rummet {name} klar … / Preparing the room {name} …")
            page_set.prepare(store, example)
    settings.released().mkdir(parents=True, exist_ok=True)
    return store


@app.command()
def prepare(example: Example = False) -> None:
    """Gør databaser og moduler klar til en ny version; kør den, før kurset starter. / Prepare databases and modules for a new version, before the course starts.

    It is run by the account that owns the databases; the course itself may do less. Several at once wait for each other.
    """
    starting.require_writable(settings.home())
    permissions.close(settings.home())
    starting.log_to_file()
    _prepare(example).database.close()
    console.print("[green]Alt er klar.[/] / Everything is ready.")


@app.command()
def doctor() -> None:
    """Sig, hvordan denne installation har det. / Say how this installation is doing."""
    from widgets.service.commands import doctor as health

    starting.log_to_file()
    well = True
    for finding in health.findings():
        well = well and finding.good
        console.print(f"{'[green]✓[/]' if finding.good else '[red]✗[/]'} {finding.name}: {finding.says}", markup=True)
    if not well:
        raise typer.Exit(1)


def _give_up(da: str, en: str) -> None:
    console.print(f"[red]{da}[/]\n{en}")
    raise typer.Exit(1)


def main() -> None:
    """Run the command line, with the commands that other rooms offer."""
    permissions.keep_others_out()
    loading.begins()
    atexit.register(gc.freeze)  # or Python takes half a second at the end to look through everything that was loaded
    for entry in _offers(sys.argv[1:2]):
        try:
            app.add_typer(entry.load())
        except ImportError as error:
            console.print(f"[yellow]Kommandoerne fra {entry.name} mangler ({error}). / The commands of {entry.name} are missing.[/]")
    try:
        app()
    except CourseError as error:
        console.print(f"[red]{error.text.da}[/]\n{error.text.en}")
        raise SystemExit(1) from error


def _offers(asked: list[str]) -> Iterable[EntryPoint]:
    """The rooms' commands: one room's alone when one of them is asked for, and none when it is ours, since all together take seconds to load."""
    offers = entry_points(group="kompetencevej.commands")
    if not asked:
        return offers
    if asked[0] in _names(app):
        return []
    for entry in sorted(offers, key=lambda entry: entry.name not in ("authoring", "preview")):
        with suppress(ImportError):  # which is told when all are loaded
            if asked[0] in _names(entry.load()):
                return [entry]
    return offers


def _names(commands: typer.Typer) -> set[str]:
    return {one.name or getattr(one.callback, "__name__", "").replace("_", "-") for one in commands.registered_commands}
