"""The commands of whoever writes modules."""

from pathlib import Path
from typing import Annotated

import typer

from course import checking
from course.checking import Checked
from course.commands.installation import new_installation
from course.commands.terminal import sentences, somebody_answers
from course.errors import CourseError
from course.problems import Problem
from course.text import Text

app = typer.Typer(add_completion=False)
BOTH = "Dansk // English"
app.command()(new_installation)
OneModule = Annotated[
    str | None,
    typer.Argument(
        metavar="[MODULE]",
        help="Et moduls id; uden det tjekkes alt. / A module's id; without it everything is checked.",
        show_default=False,
    ),
]
Module = Annotated[str, typer.Argument(metavar="MODULE", help="Modulets id. / The module's id.", show_default=False)]
Competence = Annotated[str, typer.Option(help="Et af modulets mål; ellers det første. / One of the module's goals, or else the first.")]
OnPage = Annotated[str, typer.Option("--page", help="Siden, fx 1-begynd; ellers den første. / The page, e.g. 1-begynd, or else the first.")]
Graded = Annotated[bool, typer.Option("--graded", help="Opgaven tæller. / The task counts.")]


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
    return f"{from_here(problem.file)}:{problem.line}: {problem.da}\n    {problem.en}"


def from_here(path: Path) -> Path:
    """The path as it is found from where the command was typed."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _in_order(found: Checked) -> str:
    looked_at = f"Moduler: {found.modules}, opgaver: {found.tasks}.", f"Modules: {found.modules}, tasks: {found.tasks}."
    return f"Alt er i orden. {looked_at[0]}\nEverything is in order. {looked_at[1]}"


@app.command("new-module")
@sentences
def new_module(
    number: Annotated[int | None, typer.Option(help="Modulets nummer, 0-9. / The module's number.", show_default=False)] = None,
    title: Annotated[str, typer.Option(help=f"Titlen: »{BOTH}«. / The title.")] = "",
    page: Annotated[
        list[str] | None, typer.Option(help=f"En sides titel: »{BOTH}«; må gentages. / A page's title; may be repeated.")
    ] = None,
    competence: Annotated[
        list[str] | None, typer.Option(help="En kompetences id; må gentages. / A competence's id; may be repeated.")
    ] = None,
) -> None:
    """Skriv et nyt modul med en opgave af hver slags; det, der mangler, spørges der om. / Write a new module with a task of each kind; asks for what is missing."""
    from course.authoring import new

    number = _asked_number(new.free_number()) if number is None else number
    titled = _both(title or _asked(f"Modulets titel ({BOTH})", "--title"))
    pages = [_both(one) for one in page or _asked_several(f"Sidernes titler ({BOTH}), én ad gangen; tom linje slutter", "--page")]
    competences = competence or _asked_competences()
    id, files = new.new_module(number, titled, pages, competences)
    _written(files)
    _next_steps(id)


@app.command("new-task")
@sentences
def new_task(
    module: Module,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="choice, order, match, text, plan …", show_default=False)],
    graded: Graded = False,
    page: OnPage = "",
    competence: Competence = "",
) -> None:
    """Føj en opgave til et modul. / Add a task to a module."""
    from course.authoring import new

    _, files = new.new_task(module, kind, graded=graded, page=page, competence=competence)
    _written(files)
    _next_steps(module)


@app.command("new-conversation")
@sentences
def new_conversation(
    module: Module,
    person: Annotated[str, typer.Argument(metavar="NAME", help="Hvem samtalen er med. / Whom it is with.", show_default=False)],
    graded: Graded = False,
    page: OnPage = "",
    competence: Competence = "",
) -> None:
    """Føj en samtale til et modul. / Add a conversation to a module."""
    from course.authoring import new

    _, files = new.new_task(module, "conversation", graded=graded, page=page, competence=competence, name=person)
    _written(files)
    _next_steps(module)


def _written(files: list[Path]) -> None:
    typer.echo("Skrevet / Written:")
    for path in files:
        typer.echo(f"  {from_here(path)}")


def _next_steps(module: str) -> None:
    typer.echo(f"\nSe det, mens du skriver / See it while you write:\n  kompetencevej preview {module}")
    found = checking.one(module).problems
    for problem in found:
        typer.echo(shown(problem), err=True)


def _both(written: str) -> Text:
    danish, _, english = (part.strip() for part in written.partition("//"))
    if not danish or not english:
        raise CourseError(f"»{written}« skal stå på begge sprog: {BOTH}", f"“{written}” must be in both languages: {BOTH}")
    return Text(da=danish, en=english)


def _asked(question: str, option: str) -> str:
    if not somebody_answers():
        raise CourseError(f"Der mangler noget. Skriv det med {option}.", f"Something is missing. Say it with {option}.")
    return str(typer.prompt(question)).strip()


def _asked_number(free: int) -> int:
    return int(typer.prompt("Modulets nummer / The module's number", default=free)) if somebody_answers() else free


def _asked_several(question: str, option: str) -> list[str]:
    found = [_asked(question, option)]
    while more := str(typer.prompt("  ", default="", show_default=False)).strip():
        found.append(more)
    return found


def _asked_competences() -> list[str]:
    from course.framework import framework

    known = framework().competences
    if somebody_answers():
        for place, one in enumerate(known, 1):
            typer.echo(f"  {place:2}  {one.id}  {one.name.da}")
    answer = _asked("Kompetencer: numre eller id'er med komma / Competences: numbers or ids, with commas", "--competence")
    parts = [part for part in answer.replace(" ", ",").split(",") if part]
    return [known[int(part) - 1].id if part.isdigit() and 0 < int(part) <= len(known) else part for part in parts]
