"""Making a municipality's own folder (`course.layers`)."""

import re
from pathlib import Path
from typing import Annotated

import typer

from course import files, settings
from course.commands import terminal
from course.commands.terminal import sentences
from course.errors import CourseError

ORGANISATION = "organisation.yaml"
HEAD = """\
# Kommunens egen mappe / The municipality's own folder
#
# Her står kun det, der er anderledes end i kurset; resten kommer fra kurset og følger med, når det opdateres. Alle felter: docs/installation.md
# Only what differs from the course stands here; the rest comes from the course and follows its updates. All fields: docs/installation.md
"""


def new_installation(
    folder: Annotated[Path, typer.Argument(help="Den nye mappe, uden for kursets egen. / The new folder, outside the course's own.")],
    name: Annotated[
        str,
        typer.Option(prompt="Hvad hedder jeres indsats? / What is your service called?", help="Kommunens navn. / The municipality's name."),
    ],
    contact: Annotated[
        str, typer.Option(prompt="Hvem kan medarbejderne spørge? / Whom may the staff ask?", help="Hvem man spørger. / Whom to ask.")
    ],
    course: Annotated[
        str, typer.Option(prompt="Hvad skal kurset hedde? / What shall the course be called?", help="Kursets navn. / The course's name.")
    ] = "Kompetencevej",
) -> None:
    """Lav kommunens egen mappe, der lægges over kursets filer. / Make the municipality's own folder, which is laid over the course's files."""
    _make(folder.absolute(), {"name": name, "contact": contact, "course": course})
    terminal.console.print(
        f"{folder} er lavet. Skriv nu KOMPETENCEVEJ_OWN={folder.absolute()} i miljøet, ret filerne, og kør: kompetencevej check\n"
        f"It is made. Now set KOMPETENCEVEJ_OWN to it in the environment, edit its files, and run: kompetencevej check"
    )


@sentences
def _make(folder: Path, words: dict[str, str]) -> None:
    if folder.is_relative_to(settings.ROOT) and (settings.ROOT / "pyproject.toml").exists():
        raise CourseError(
            f"{folder} ligger i kursets egen mappe og ville komme på tværs af opdateringer. Vælg en uden for {settings.ROOT}.",
            f"{folder} lies in the course's own folder and would get in the way of updates. Choose one outside {settings.ROOT}.",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CourseError(f"{folder} er der allerede. Vælg en ny mappe.", f"{folder} is there already. Choose a new folder.")
    for part in ("modules", "keys", "rubrics"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    lines = [f"{field}: {{da: {_quoted(text)}, en: {_quoted(text)}}}\n" for field, text in words.items()]
    files.write_whole(folder / ORGANISATION, HEAD + "\n" + "".join(lines))


def _quoted(text: str) -> str:
    flat = re.sub(r"\s+", " ", text).strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{flat}"'
