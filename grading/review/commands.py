"""The command `review`: what an editor looks at after every change of content."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from course import files, review, settings
from course.commands.terminal import console, sentences
from course.key import Key
from course.modules import Module, load_module
from course.review.limits import Measure
from course.review.module import course_guesses
from course.store import Store, open_store
from grading.assessment import load_assessment
from grading.review.desk import Desk, desk
from grading.sources import chosen_sources

app = typer.Typer(add_completion=False)


@app.command(name="review")
@sentences
def review_modules(
    modules: Annotated[
        list[str] | None, typer.Argument(metavar="[MODULE]...", help="Modulers id. / Ids of modules.", show_default=False)
    ] = None,
    page: Annotated[Path | None, typer.Option(help="Hvor siden med billeder skrives. / Where the page with pictures is written.")] = None,
) -> None:
    """Mål opgaver, samtaler og tekster, og skriv en side med billeder. / Measure tasks, conversations and texts, and write a page with pictures."""
    from grading.review.page import html

    today = datetime.now(UTC).date()
    store = _store()
    desks = [desk(module, keys(module), store, today) for module in map(load_module, chosen_sources(modules))]
    for one in desks:
        _show(one)
    course = course_guesses([one.reviewed for one in desks], review.data()) if len(desks) > 1 else []
    if course:
        console.print(_table("Hele kurset / The whole course", course))
    target = (page or settings.home() / "review.html").absolute()
    files.write_whole(target, html(desks, course))
    console.print(f"Siden med billeder: {target} / The page with pictures.")


def keys(module: Module) -> dict[str, Key]:
    """The keys of the module's graded tasks that a key marks. Raises DataError."""
    return {id: Key(**key.fields()) for id, key in load_assessment(module).keys.items() if key.key is not None}


def _store() -> Store | None:
    """The store with its hand-ins, where this installation has one."""
    store = open_store()
    return store if store.database.version() else None


def _show(one: Desk) -> None:
    console.print(_table(one.title, one.measures))
    console.print(
        f"{len(one.broken)} af {len(one.measures)} grænser er ikke holdt. / {len(one.broken)} of {len(one.measures)} limits are not kept."
    )
    for name, found in (
        ("Fagets ord, der aldrig bruges / Words of the trade never used", one.notes.never_said),
        ("Mediet / The medium", one.notes.medium),
    ):
        if found:
            console.print(f"{name}: {'; '.join(found)}")
    if one.notes.without_source:
        console.print(f"Afsnit med tal uden kilde / Paragraphs with figures and no source: {len(one.notes.without_source)}")


def _table(title: str, measures: tuple[Measure, ...] | list[Measure]) -> Table:
    table = Table("", "Hvad / What", "Målt / Measured", "Hvorfor / Why", title=title, title_justify="left", box=None, pad_edge=False)
    for measure in measures:
        kept = measure.holds
        table.add_row("ok" if kept else "!", f"{measure.limit.id}: {measure.subject}", measure.shown, "" if kept else measure.limit.why.da)
    return table
