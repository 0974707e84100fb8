"""What all commands share: the console, errors as sentences, how far a long run has come, and asking before something is done."""

import functools
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, ParamSpec

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from course import log, settings
from course.errors import CourseError, NotFound

P = ParamSpec("P")
console = Console(highlight=False, soft_wrap=True, markup=False)  # a name may hold brackets


def sentences(command: Callable[P, None]) -> Callable[P, None]:
    """Turn errors a person can act on into a sentence and exit code 1; traces go to the log."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            log.to_file()
            command(*args, **kwargs)
        except CourseError as error:
            typer.echo(f"{error.text.da}\n{error.text.en}", err=True)
            raise typer.Exit(1) from error
        except OSError as error:
            typer.echo(
                f"{error.filename}: {error.strerror}. Kan der skrives i {settings.home()}? Vælg ellers en anden mappe med KOMPETENCEVEJ_HOME.\n"
                f"Can {settings.home()} be written to? If not, choose another folder with KOMPETENCEVEJ_HOME.",
                err=True,
            )
            raise typer.Exit(1) from error
        except KeyboardInterrupt as error:
            typer.echo(
                "Afbrudt. Det, der nåede at blive færdigt, er gemt; kør kommandoen igen for at fortsætte.\n"
                "Interrupted. What was finished is kept; run the command again to go on.",
                err=True,
            )
            raise typer.Exit(130) from error

    return run


def followed(what: str, total: int, items: Iterable[Any]) -> Iterator[Any]:
    """Show how far it has come: a bar on a terminal, else a line for each."""
    if not console.is_terminal:
        for number, item in enumerate(items, 1):
            console.print(f"{what} {number}/{max(total, number)}: {getattr(item, 'name', item)}")
            yield item
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}", markup=False))
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(what, total=total, name="")
        for item in items:
            progress.update(task, advance=1, name=getattr(item, "name", ""))
            yield item


def require_team(members: Collection[object], name: str) -> None:
    """Raise NotFound where a team, as the commands are told of it, has nobody in it."""
    if not members:
        raise NotFound(
            f"Der er ingen i teamet {name!r}. Se navnene med: kompetencevej roster",
            f"Nobody is in the team {name!r}. See the names with: kompetencevej roster",
        )


def somebody_answers() -> bool:
    """Whether there is a terminal to ask on."""
    return sys.stdin.isatty() and console.is_terminal
