"""The operator's commands for backups; docs/backup.md says when to use them."""

from datetime import datetime
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from course.backup import installation as backups
from course.commands import terminal
from course.commands.terminal import followed, sentences
from course.errors import CourseError
from course.store import Store

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.command()
@sentences
def backup(
    file: Annotated[
        Path | None,
        typer.Argument(help="Den nye fil; ellers kompetencevej-DATO-TID.backup her. / The new file; else one named by date and time here."),
    ] = None,
) -> None:
    """Gem alt i én fil, også mens kurset kører. Den rummer personoplysninger. / Keep everything in one file, also while the course runs. It holds personal data."""
    target = (file or Path(f"{datetime.now().astimezone():kompetencevej-%Y%m%d-%H%M}.backup")).absolute()
    for _ in followed("Sikkerhedskopi", len(backups.databases()) + 2, backups.backup(target)):
        pass
    terminal.console.print(f"{target} er skrevet. / It is written.")


@app.command()
@sentences
def restore(
    file: Annotated[Path, typer.Argument(help="En fil fra kompetencevej backup. / A file made by kompetencevej backup.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Erstat det, der står i databaserne. / Replace what is in the databases.")
    ] = False,
) -> None:
    """Sæt en sikkerhedskopi på plads; den, der er slettet siden, slettes igen. / Put a backup back; whoever was erased since is erased again."""
    erasers, gone = [one.load() for one in entry_points(group="kompetencevej.erases")], set[str]()
    if not erasers:
        raise CourseError(
            "Den, der er slettet siden kopien, kan ikke slettes igen, og intet er ændret. Installer kurset igen.",
            "Whoever was erased since the backup cannot be erased again, and nothing was changed. Install the course again.",
        )

    def erase_again(store: Store, since: datetime) -> None:
        for erase in erasers:
            gone.update(erase(store, since))

    for _ in followed("Gendanner", len(backups.databases()) + 2, backups.restore(file, replace, erase_again)):
        pass
    terminal.console.print(
        "Alt er, som det var, da kopien blev taget. Kør nu: kompetencevej prepare / Everything is as it was when the backup was made."
    )
    if gone:
        names = ", ".join(sorted(gone))
        terminal.console.print(
            f"Slettet igen, fordi det blev slettet efter kopien: {names}. Fjern også deres login i JupyterHub. / "
            f"Erased again, because they were erased after the backup: {names}. Remove their logins from JupyterHub too."
        )
