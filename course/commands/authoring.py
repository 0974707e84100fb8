"""The commands of whoever writes modules."""

from pathlib import Path
from typing import Annotated

import typer

from course import checking
from course.checking import Checked
from course.commands.installation import new_installation
from course.commands.terminal import sentences
from course.problems import Problem

app = typer.Typer(add_completion=False)
app.command()(new_installation)
OneModule = Annotated[
    str | None,
    typer.Argument(
        metavar="[MODULE]",
        help="Et moduls id; uden det tjekkes alt. / A module's id; without it everything is checked.",
        show_default=False,
    ),
]


@app.command()
@sentences
def check(module: OneModule = None) -> None:
    """Tjek et modul, eller alle moduler og datafiler. / Check a module, or all modules and data files."""
    found = checking.one(module) if module else checking.everything()
    for problem in found.problems:
        print(shown(problem))  # noqa: T201  its first line begins with file and line, so that editors find the place
    if found.problems:
        number = len(found.problems)
        typer.echo(f"\n{number} ting skal rettes.\n{number} to correct.", err=True)
        raise typer.Exit(1)
    typer.echo(_in_order(found), err=True)


def shown(problem: Problem) -> str:
    """The problem with its file as it is found from here."""
    here = Path.cwd()
    path = problem.file.relative_to(here) if problem.file.is_relative_to(here) else problem.file
    return f"{path}:{problem.line}: {problem.da}\n    {problem.en}"


def _in_order(found: Checked) -> str:
    looked_at = f"Moduler: {found.modules}, opgaver: {found.tasks}.", f"Modules: {found.modules}, tasks: {found.tasks}."
    return f"Alt er i orden. {looked_at[0]}\nEverything is in order. {looked_at[1]}"
