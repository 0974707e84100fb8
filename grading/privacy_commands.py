"""The commands for a person's data: hand it out, erase it, and erase what has been kept long enough."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from course import files
from course.commands import terminal
from course.commands.terminal import followed, sentences
from course.errors import CourseError
from course.lock import locked
from course.privacy.export import Copy, unknown
from course.privacy.rules import privacy
from course.store import Store, open_store
from course.store.database import now

app = typer.Typer(no_args_is_help=True, add_completion=False, help="En persons oplysninger. / A person's data.")
Who = Annotated[str, typer.Argument(metavar="PERSON", help="Brugernavnet. / The username.")]
TABLES = {
    "answer": "svar", "sharing": "delinger med teamet", "attempt": "forsøg i øvesamtaler", "submission": "afleveringer", "result": "resultater med kommentarer",
    "inquiry": "spørgsmål til kommentarer",
    "evidence": "resultater, niveauer bygger på", "viewing": "opslag i niveauer", "recall": "svar på spørgsmål, der kom igen",
    "tried": "sætninger om noget, der blev prøvet", "former_login": "tidligere brugernavne", "claim": "tekster, der er ved at blive rettet",
    "judgement": "egne bedømmelser af tekster", "phrase": "egne sætninger til kommentarer",
    "second_mark": "tekster, to undervisere har rettet", "calibration": "egne forsøg med målestokken", "text_to_mark": "tekster til rettelse",
    "hand_in_file": "afleveringer i filer", "talk": "samtaler om kompetencer", "target": "mål for én person", "helping": "tilbud om at hjælpe teamet",
    "deadline": "frister for teams", "reminder": "påmindelser om frister",
}  # fmt: skip
COUNTED = {
    **TABLES,
    "hand_in_file": "filer, ingen har taget stilling til",
    "distribution": "fordelinger af teams svar",
    "meeting": "teams aftaler",
}


@app.command()
@sentences
def export(
    person: Who,
    to: Annotated[Path, typer.Option(help="Mappen, filen skrives i. / The folder to write the file to.")] = Path(),
) -> None:
    """Skriv alt om en person i en ZIP, til mennesker og maskiner. / Write everything about a person to a ZIP, for people and machines."""
    from course.privacy.packing import as_zip

    with locked(), _store() as store:
        copy = _held(store, person)
    safe = re.sub(r"[^\w.@+-]", "_", person)
    path = to / f"kompetencevej-{safe}-{now():%Y-%m-%d}.zip"
    files.write_whole(path, as_zip(copy))
    terminal.console.print(f"Skrevet: {path}\nFilen rummer personoplysninger. Giv den kun til {person}, og slet den bagefter.")


@app.command()
@sentences
def erase(
    person: Who,
    yes: Annotated[bool, typer.Option("--yes", help="Spørg ikke først. / Do not ask first.")] = False,
) -> None:
    """Slet en person overalt, efter reglerne i privacy.yaml. / Erase a person everywhere, by the rules of privacy.yaml."""
    from grading import privacy as erasing

    with locked(), _store() as store:
        _tell_what_goes(_held(store, person))
        _tell_what_stays()
        _warn_of_roster(store, person)
        if not yes:
            _ask()
        erasing.erase(store, person, privacy().keeps_record)
        erasing.overwrite(store)
    terminal.console.print(
        f"{person} er slettet. Sikkerhedskopier rummer det slettede, til de selv bliver slettet; gendannes en, bliver det slettet igen."
    )


@app.command()
@sentences
def retention(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Vis kun, hvad der ville blive slettet. / Only say what would be erased.")
    ] = False,
) -> None:
    """Slet det, der har været gemt længe nok efter privacy.yaml. / Erase what has been kept as long as privacy.yaml says."""
    from grading import privacy as erasing

    rules = privacy()
    with locked(wait=True), _store() as store:
        leavers, guests = erasing.leavers(store, rules), erasing.guests(store, rules)
        gone = [*leavers, *guests]
        for one in gone if dry_run else followed("Sletter fratrådte og gæster", len(gone), erasing.let_go(store, gone)):
            terminal.console.print(f"{one.name}: {'alt undtagen, hvilke niveauer der er vist hvornår' if one.record else 'alt'}.")
        counted = store.personal.outdated(rules.retention.model_dump(), only_count=dry_run)
        if not dry_run:
            erasing.overwrite(store)
    said = ", ".join(f"{count} {COUNTED[table]}" for table, count in counted.items())
    terminal.console.print(f"{'Ville slette' if dry_run else 'Slettet'}: {len(leavers)} fratrådte, {said}, {len(guests)} gæster.")


@contextmanager
def _store() -> Iterator[Store]:
    opened = open_store(migrate=True)
    try:
        yield opened
    finally:
        opened.database.close()


def _held(store: Store, person: str) -> Copy:
    from grading import privacy as holding

    copy = holding.everything(store, person)
    if copy.empty:
        raise unknown(person)
    return copy


def _tell_what_goes(copy: Copy) -> None:
    terminal.console.print(f"Om {copy.person} er gemt:")
    for table, words in TABLES.items():
        terminal.console.print(f"  {len(copy.store[table])} {words}")
    terminal.console.print(
        f"  {len(copy.gradebook.get('grade', ()))} point i undervisernes rettebog, {len(copy.files) + len(copy.left_out)} filer"
    )


def _tell_what_stays() -> None:
    rules = privacy()
    if rules.keeps_record:
        days = rules.retention.course_record
        terminal.console.print(
            f"Det bliver stående i {days} dage efter fratrædelsen: navn, rolle, moduler, datoer og niveauer. {rules.kept_because.da}"
        )
    else:
        terminal.console.print("Alt bliver slettet (keep_on_erasure: nothing i privacy.yaml).")
    terminal.console.print("Hos dem, hvis niveauer hun eller han har set, står der bagefter »en tidligere kollega«.")


def _warn_of_roster(store: Store, person: str) -> None:
    known = store.people.get(person)
    if known and known.active:
        terminal.console.print(
            "Personen deltager stadig. Tag hende eller ham ud af personlisten, ellers kommer navnet igen, næste gang den læses ind."
        )


def _ask() -> None:
    if not terminal.somebody_answers():
        raise CourseError(
            "Intet er slettet. Uden en terminal at spørge på skal du selv sige ja: --yes",
            "Nothing was erased. Without a terminal to ask on, say so yourself: --yes",
        )
    if not typer.confirm("Slet? Det kan ikke fortrydes. / Erase? This cannot be undone."):
        raise CourseError("Intet er slettet.", "Nothing was erased.")
