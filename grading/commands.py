"""The trainer's commands. Each may be repeated, and goes on where an interrupted one stopped."""

import sys
from typing import Annotated

import typer

from course.commands import terminal
from course.commands.terminal import followed, sentences
from course.lock import locked
from course.store import Store, Submission, open_store
from grading.sources import chosen_sources

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Det, undervisere bruger. / What trainers need.")
Modules = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[MODULE]...", help="Modulers id; alle, når ingen nævnes. / Ids of modules; all when none is named.", show_default=False
    ),
]


def _store() -> Store:
    return open_store(migrate=True)


@app.command()
@sentences
def release(modules: Modules = None) -> None:
    """Udgiv de moduler, der er ændret, uden facit. / Release the modules that have changed, without their keys."""
    from grading import release as releasing

    with locked(wait=True):
        paths = chosen_sources(modules)
        for done in followed("Udgiver", len(paths), map(releasing.release, paths)):
            for line in releasing.told(done):
                terminal.console.print(line)


@app.command()
@sentences
def collect(modules: Modules = None) -> None:
    """Hent det, der er afleveret og ikke rettet endnu. / Fetch what has been handed in and is not marked yet."""
    with locked():
        _finish(_collect(modules, _store()))


@app.command()
@sentences
def mark(
    modules: Modules = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Ret også det, der er rettet; det, et menneske har givet, bliver. / Mark also what is marked; what a person has given is kept.",
        ),
    ] = False,
    fetch: Annotated[bool, typer.Option("--collect", help="Hent først. / Collect first.")] = False,
    processes: Annotated[
        int,
        typer.Option(
            min=1,
            help="Ret i så mange processer; det betaler sig fra nogle hundrede afleveringer. / Mark in so many processes; worth it from some hundred hand-ins on.",
        ),
    ] = 1,
) -> None:
    """Ret det, der er hentet; fri tekst venter på et menneske. / Mark what is collected; free text waits for a person."""
    with locked():
        store = _store()
        failed = _collect(modules, store) if fetch else 0
        _finish(failed + _mark(modules, store, again, processes))


@app.command()
@sentences
def feedback(
    modules: Modules = None,
    listed: Annotated[
        bool,
        typer.Option(
            "--listed",
            help="Kun de afleveringer, hvis numre læses ind (stdin). / Only the hand-ins whose numbers are read from standard input.",
        ),
    ] = False,
) -> None:
    """Send tilbagemelding på det, der er rettet færdigt. / Give back what is marked and waits for nobody."""
    with locked():
        store = _store()
        _finish(_feedback(modules, store, _newest(store, sys.stdin.read()) if listed else None))


def _collect(modules: list[str] | None, store: Store) -> int:
    from grading import collect as collecting

    failed = 0
    for path in chosen_sources(modules):
        module = collecting.released_module(path.name)
        total = len(store.submissions.waiting(module.id))
        found = list(followed(f"Henter {module.about.title.da}", total, collecting.collect(module, store)))
        fresh, unable = sum(one.changed for one in found), sum(bool(one.problem) for one in found)
        terminal.console.print(
            f"{module.about.title.da}: {_count(fresh, 'aflevering', 'afleveringer')} hentet, "
            f"{len(found) - fresh - unable} lå her i forvejen, {unable} kunne ikke hentes."
        )
        failed += _tell([one.problem for one in found if one.problem])
    return failed


def _mark(modules: list[str] | None, store: Store, again: bool, processes: int) -> int:
    from grading import collect as collecting
    from grading import mark as marking
    from grading.overview import overview

    failed = 0
    for path in chosen_sources(modules):
        module = collecting.released_module(path.name)
        marked = marking.mark(module, store, again, processes=processes)
        found = list(followed(f"Retter {module.about.title.da}", len(marking.to_mark(module.id)), marked))
        state = [one.state for one in found]
        terminal.console.print(
            f"{module.about.title.da}: {_count(state.count('marked'), 'aflevering', 'afleveringer')} rettet, {state.count('unchanged')} var rettet i forvejen."
        )
        for row in overview(module, store).rows:  # also what waits since an earlier run
            if row.waits:
                terminal.console.print(f"  {row.name} venter på dig: {', '.join(title.da for title in row.waits)}.")
        _tell([problem for one in found for problem in one.problems])
        failed += state.count("failed")
    return failed


def _newest(store: Store, numbers: str) -> list[Submission]:
    """Of the hand-ins with these numbers those that are the learner's newest of their module still."""
    ids = [int(one) for one in numbers.split() if one.isascii() and one.isdigit()]
    return [found for id in ids if store.submissions.is_newest(id) and (found := store.submissions.get(id))]


def _feedback(modules: list[str] | None, store: Store, listed: list[Submission] | None) -> int:
    from grading import collect as collecting
    from grading import feedback as returning

    failed = 0
    for path in chosen_sources(modules):
        module = collecting.released_module(path.name)
        only = None if listed is None else {one.learner for one in listed if one.module == module.id}
        sending = returning.feedback(module, store, only)
        found = list(followed(f"Sender tilbagemelding på {module.about.title.da}", len(returning.ready(module.id, only)), sending))
        state = [one.state for one in found]
        terminal.console.print(
            f"{module.about.title.da}: tilbagemelding til {state.count('published')}, {state.count('unchanged')} havde den i forvejen, "
            f"{state.count('waits')} venter på dig, {state.count('newer')} har afleveret igen."
        )
        _tell([one.told for one in found if one.told])
        failed += state.count("failed")
    return failed


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _tell(lines: list[str]) -> int:
    for line in lines:
        terminal.console.print(f"  {line}")
    return len(lines)


def _finish(failed: int) -> None:
    if failed:
        raise typer.Exit(1)


@app.command()
@sentences
def formgrader(
    port: Annotated[int, typer.Option(help="Porten; 0 tager en ledig. / The port on loopback; 0 takes a free one.")] = 0,
    hub: Annotated[bool, typer.Option("--hub", help="Kør bag en JupyterHub. / Run behind a JupyterHub.")] = False,
) -> None:
    """Åbn nbgraders rettevindue til fri tekst. / Serve nbgrader's formgrader, to give points and comments to free text."""
    from grading import formgrader as serving

    if hub:
        serving.serve_hub(lambda address: terminal.console.print(f"Rettevinduet kører: {address}"))
        return
    serving.serve(port, lambda address: terminal.console.print(f"Ret fritekst her (stop med Ctrl-C): {address}"))


if __name__ == "__main__":
    app()
