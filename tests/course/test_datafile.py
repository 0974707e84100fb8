"""Somebody without a programming background edits a data file and makes a mistake: what does she read?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import model_validator

from course.datafile import MAX_BYTES, Data, DataError, load
from course.framework import Organisation
from course.modules import TasksFile
from course.problems import Problem, Rank
from course.text import Day, Text
from course.yamlfile import read as parse

Write = Callable[..., Path]
GOOD = "name:\n  da: Kommunen\n  en: The municipality\ncontact: {da: Spørg, en: Ask}\n"
TASK = """\
tasks:
  - id: kanal-1
    kind: choice
    use: practice
    competence: samtale.kanal
    level: 1
    multiple: false
    title: {da: Valget, en: The choice}
    prompt: {da: Hvad vælger du?, en: What do you choose?}
    options:
      - id: a
        text: {da: At spørge, en: To ask}
        right: true
        why: {da: Det virker, en: It works}
      - id: b
        text: {da: At bestemme, en: To decide}
        right: false
        why: {da: Det lukker, en: It closes}
"""


class Weekday(Data):
    """A list of things with levels, to see how far a message finds its way."""

    level: int


class Week(Data):
    """See Weekday."""

    days: list[Weekday]
    note: Text | None = None
    first: Day = "2026-11-22"


class Old(Data):
    """A check that says what it says in one language."""

    level: int

    @model_validator(mode="after")
    def _low(self) -> "Old":
        if self.level > 3:
            raise ValueError("levels end at 3")
        return self


def problems(path: Path, schema: type[Data] = Organisation) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        load(path, schema)
    for problem in caught.value.problems:
        assert problem.file == path
        assert f"{path}:{problem.line}: {problem.da}" in caught.value.text.da
        assert f"{path}:{problem.line}: {problem.en}" in caught.value.text.en
        assert "\n" not in problem.da + problem.en
    return caught.value.problems


def told(path: Path, schema: type[Data] = Organisation) -> list[tuple[int, str]]:
    """The line and what is said in Danish."""
    return [(problem.line, problem.da) for problem in problems(path, schema)]


def test_a_correct_file_is_read_in_both_languages(write: Write) -> None:
    found = load(write("organisation.yaml", GOOD), Organisation)
    assert (found.name.pick("da"), found.contact.pick("en")) == ("Kommunen", "Ask")


def test_what_is_read_cannot_be_changed(write: Write) -> None:
    found = load(write("organisation.yaml", GOOD), Organisation)
    with pytest.raises(ValueError, match="frozen"):
        found.name = Text(da="x", en="y")


def test_a_file_saved_by_notepad_with_a_byte_order_mark_is_read(write: Write) -> None:
    assert load(write("organisation.yaml", b"\xef\xbb\xbf" + GOOD.encode()), Organisation).name.da == "Kommunen"


def test_a_long_text_may_be_folded_over_lines(write: Write) -> None:
    source = "name:\n  da: >-\n    Kommunens\n    indsats\n  # a note\n  en: |\n    The effort\ncontact: {da: a, en: b}\n"
    found = load(write("organisation.yaml", source), Organisation)
    assert (found.name.da, found.name.en) == ("Kommunens indsats", "The effort")


def test_a_file_is_read_again_only_when_it_changed(write: Write) -> None:
    path = write("organisation.yaml", GOOD)
    before = load(path, Organisation)
    path.write_text(GOOD.replace("Kommunen", "Byen og kommunen"), "utf-8")
    assert (before.name.da, load(path, Organisation).name.da) == ("Kommunen", "Byen og kommunen")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Ja", "Ja"), ("No", "No"), ("yes", "yes"), ("on", "on"), ("2026-11-22", "2026-11-22"), ("10:30", "10:30"), ("'5'", "5"),
        ("5", 5), ("-2", -2), ("2.5", 2.5), ("true", True), ("False", False), ("~", None), ("", None), ("0x1F", "0x1F"), ("1_000", "1_000"),
        ('"æ\\u00f8"', "æø"), ("Emoji 🙂", "Emoji 🙂"), ("9" * 40, 1e40),
    ],
)  # fmt: skip
def test_words_stay_words_and_numbers_are_numbers(written: str, value: object) -> None:
    assert parse(f"a: {written}\n").plain() == {"a": value}


MISTAKES_IN_YAML: dict[str, tuple[str, str, int, str]] = {
    "a colon in a text": ("da: Valget", "da: Valget: det første", 8, 'teksten rummer et kolon og står ikke i anførselstegn. Skriv »da: "Valget: det første"«.'),
    "a colon at the end of a line": ("id: a\n", "id: a\n        note: Hun siger:\n", 12, 'Skriv »note: "Hun siger:"«.'),
    "a tab": ("    level: 1", "\tlevel: 1", 6, "linjen er indrykket med tabulator. Brug mellemrum."),
    "an indentation too deep": ("    level: 1", "      level: 1", 6, "indrykningen passer ikke til linjerne ovenfor."),
    "an indentation too shallow": ("    level: 1", "   level: 1", 6, "indrykningen passer ikke til linjerne ovenfor."),
    "a missing comma": ("{da: Valget, en: The choice}", "{da: Valget en: The choice}", 8, "der mangler et komma før »en:«."),
    "a missing comma after a quote": ("{da: Valget, en", '{da: "Valget" en', 8, "der mangler et komma før »en:«."),
    "a bracket not closed": ("en: The choice}", "en: The choice", 8, "klammen her lukkes ikke, eller der mangler et komma i den."),
    "a bracket too many": ("en: The choice}", "en: The choice}}", 8, "der er en klamme for meget."),
    "a quote not closed": ("da: Valget,", 'da: "Valget,', 8, "anførselstegnet her lukkes ikke."),
    "words after a quote": ("    level: 1", '    note: "Ja", sagde hun\n    level: 1', 6, "teksten går videre efter det anførselstegn, der slutter den."),
    "an apostrophe": ("    level: 1", "    note: 'Pers' bil'\n    level: 1", 6, "en apostrof slutter teksten for tidligt."),
    "no space after the colon": ("level: 1", "level:1", 6, "der mangler et mellemrum efter kolon. Skriv »level: 1«."),
    "no colon": ("level: 1", "level 1", 6, "der mangler et kolon efter feltets navn. Skriv »level: 1«."),
    "no space after the hyphen": ("  - id: kanal-1", "  -id: kanal-1", 2, "der mangler et mellemrum efter bindestregen. Skriv »- id:«."),
    "a text that begins with a star": ("da: Valget", "da: *Valget", 8, "en tekst begynder med *, & eller !. Sæt den i anførselstegn."),
    "a text that begins with an at": ("level: 1", "level: @1", 6, "teksten begynder med @. Sæt den i anførselstegn."),
    "a text that begins with a bracket": ("level: 1", "level: [Ingen] af dem", 6, "teksten begynder med en klamme. Sæt den i anførselstegn."),
    "a backslash": ("    level: 1", '    note: "C:\\dir"\n    level: 1', 6, "»\\d« betyder noget særligt i anførselstegn."),
    "a field twice": ("    level: 1", "    level: 1\n    level: 2", 7, "»level« står to gange, også i linje 6. Slet den ene."),
    "two documents": ("    level: 1", "    level: 1\n---\n", 7, "linjen »---« begynder en ny fil midt i denne."),
    "an invisible character": ("da: Valget", "da: Val\x07get", 8, "rummer et usynligt tegn (U+0007)."),
    "a tag": ("level: 1", "level: !!int en", 6, "en tekst begynder med *, & eller !."),
    "endless brackets": ("level: 1", "level: " + "[" * 400, 6, "er indlejret for dybt"),
    "an anchor in itself": ("level: 1", "level: &a [*a]", 6, "en tekst begynder med *, & eller !."),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES_IN_YAML)
def test_what_cannot_be_read_is_told_in_words_of_its_own(write: Write, mistake: str) -> None:
    old, new, line, words = MISTAKES_IN_YAML[mistake]
    assert old in TASK
    (problem,) = problems(write("tasks.yaml", TASK.replace(old, new, 1)), TasksFile)
    assert (problem.line, problem.rank) == (line, Rank.UNREADABLE), problem
    assert words in problem.da


MISTAKES_IN_FIELDS: dict[str, tuple[str, str, int, str]] = {
    "a misspelt field": ("multiple: false", "mutliple: false", 7, "kanal-1 › mutliple: »mutliple« er ikke et felt her. Mente du »multiple«?"),
    "a field called something else": ("prompt:", "spørgsmål:", 9, "kanal-1 › spørgsmål: »spørgsmål« er ikke et felt her. Mente du »prompt«?"),
    "a missing field": ("    multiple: false\n", "", 2, "kanal-1: feltet »multiple« mangler. Tilføj det."),
    "several missing fields": ("    level: 1\n    multiple: false\n", "", 2, "kanal-1: felterne »level« og »multiple« mangler. Tilføj dem."),
    "a missing English text": (", en: The choice}", "}", 8, "kanal-1 › title: den engelske tekst mangler. Skriv den efter »en:«."),
    "a blank text": ("da: Valget", 'da: " "', 8, "kanal-1 › title › da: den danske tekst er tom. Skriv den."),
    "an empty text": ("da: Valget,", "da: ,", 8, "kanal-1 › title › da: den danske tekst er tom. Skriv den."),
    "a text in one language": ("{da: Valget, en: The choice}", "Valget", 8, "kanal-1 › title: her skal stå en tekst på begge sprog. Skriv {da: \"Valget\", en: \"…\"}."),
    "no space after da and en": ("{da: Valget, en: The choice}", "\n      da:Valget\n      en:Choice", 8, "kanal-1 › title: der mangler et mellemrum efter »da:« og »en:«."),
    "a comma in a text": ("da: Valget,", "da: Valget, i dag,", 8, "kanal-1 › title › i dag: »i dag« er blevet til et felt, fordi teksten før rummer et komma. Sæt den i anførselstegn."),
    "a number where a text belongs": ("da: Valget", "da: 2.1", 8, 'kanal-1 › title › da: 2.1 er ikke en tekst. Sæt det i anførselstegn: "2.1".'),
    "a word where a number belongs": ("level: 1", "level: to", 6, "kanal-1 › level: »to« er ikke et helt tal. Skriv tallet med cifre."),
    "half a level": ("level: 1", "level: 2.5", 6, "kanal-1 › level: »2.5« er ikke et helt tal."),
    "too high a number": ("level: 1", "level: 7", 6, "kanal-1 › level: 7 går ikke. Brug et tal, der er højst 4."),
    "too low a number": ("level: 1", "level: 0", 6, "kanal-1 › level: 0 går ikke. Brug et tal, der er mindst 1."),
    "nothing where a number belongs": ("level: 1", "level:", 6, "kanal-1 › level: »level« er tomt. Skriv noget, eller slet linjen."),
    "a Danish no": ("multiple: false", "multiple: nej", 7, "kanal-1 › multiple: »nej« skal være true (ja) eller false (nej)."),
    "an unknown kind": ("kind: choice", "kind: chioce", 3, "kanal-1 › kind: »chioce« kan ikke bruges her. Mente du »choice«?"),
    "no kind": ("    kind: choice\n", "", 2, "kanal-1: feltet »kind« mangler. Skriv en af: adkar, archetypes, choice,"),
    "an unknown use": ("use: practice", "use: practise", 4, "kanal-1 › use: »practise« kan ikke bruges her. Mente du »practice«?"),
    "a use that does not suit": ("use: practice", "use: tool", 4, "kanal-1 › use: »choice« kan ikke bruges som »tool«. Skriv use: practice eller graded."),
    "an id with a space": ("id: kanal-1", "id: Kanal æ 1", 2, "Kanal æ 1 › id: »Kanal æ 1« kan ikke være et id. Brug små bogstaver a–z, tal og bindestreger, fx »kanal-ae-1«."),
    "no id": ("  - id: kanal-1\n    kind", "  - kind", 2, "tasks nr. 1: feltet »id« mangler."),
    "an option without why": ("        why: {da: Det virker, en: It works}\n", "", 11, "kanal-1 › a: en øveopgave skal have »why« her. Tilføj."),
    "no right option": ("right: true", "right: false", 10, "kanal-1 › options: netop ét svar skal have right: true. Her har 0 det."),
    "an id used twice": ("- id: b", "- id: a", 15, "kanal-1 › a › id: id'et »a« bruges to gange. Giv den ene et andet."),
    "a key in a graded task": ("use: practice", "use: graded", 13, "kanal-1 › a › right: »right« røber facit af en opgave, der tæller. Flyt det til grading/keys/."),
    "no list": (TASK, "tasks: 5\n", 1, "tasks: her skal stå en liste. Skriv »- « foran hver ting, hver på sin linje."),
    "another first word": ("tasks:\n", "opgaver:\n", 1, "opgaver: »opgaver« er ikke et felt her. Mente du »tasks«?"),
    "an empty file": (TASK, "", 1, "filen skal begynde med »tasks:«."),
    "only a comment": (TASK, "# senere\n", 1, "filen skal begynde med »tasks:«."),
    "a list at once": (TASK, "- a\n", 1, "filen skal begynde med »tasks:«."),
    "just words": (TASK, "opgaver følger\n", 1, "filen skal begynde med »tasks:«."),
    "too few options": ("      - id: b\n        text: {da: At bestemme, en: To decide}\n        right: false\n        why: {da: Det lukker, en: It closes}\n", "", 10, "kanal-1 › options: her er 1, og der skal være mindst 2. Tilføj flere."),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES_IN_FIELDS)
def test_one_mistake_in_the_fields_is_one_message_on_its_line(write: Write, mistake: str) -> None:
    old, new, line, words = MISTAKES_IN_FIELDS[mistake]
    assert old in TASK
    ((at, said),) = told(write("tasks.yaml", TASK.replace(old, new, 1)), TasksFile)
    assert at == line, said
    assert words in said


def test_every_mistake_is_told_at_once(write: Write) -> None:
    source = "days:\n  - level: x\n  - {}\nnote: {da: a}\nextra: 1\nfirst: 2026-02-30\n"
    assert sorted(told(write("week.yaml", source), Week)) == [
        (2, "days nr. 1 › level: »x« er ikke et helt tal. Skriv tallet med cifre."),
        (3, "days nr. 2: feltet »level« mangler. Tilføj det."),
        (4, "note: den engelske tekst mangler. Skriv den efter »en:«."),
        (5, "extra: »extra« er ikke et felt her. Brug en af: days, note, first."),
        (6, "first: »2026-02-30« findes ikke i kalenderen."),
    ]


def test_a_file_that_is_not_utf8_says_how_to_save_it(write: Write) -> None:
    path = write("organisation.yaml", "name: {da: Beskæftigelse, en: b}\n".encode("cp1252"))
    assert told(path) == [(1, "er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8.")]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert told(tmp_path / "none.yaml") == [(1, "filen er der ikke. Lav den, eller ret navnet.")]


def test_a_folder_in_a_files_place_is_named(tmp_path: Path) -> None:
    assert told(tmp_path) == [(1, "kan ikke læses. Tjek rettighederne.")]


def test_a_file_far_too_large_is_refused_before_it_is_read(write: Write) -> None:
    ((_, said),) = told(write("organisation.yaml", "#" * (MAX_BYTES + 1)))
    assert "Del den i flere" in said


def test_what_a_check_says_in_one_language_is_told_as_it_is(write: Write) -> None:
    assert told(write("old.yaml", "level: 4\n"), Old) == [(1, "levels end at 3")]


@pytest.mark.parametrize("table", [MISTAKES_IN_YAML, MISTAKES_IN_FIELDS], ids=["yaml", "fields"])
def test_no_librarys_english_is_read_by_authors(write: Write, table: dict[str, Any]) -> None:
    for old, new, *_ in table.values():
        for problem in problems(write("tasks.yaml", TASK.replace(old, new, 1)), TasksFile):
            words = f"{problem.da} {problem.en}".lower()
            assert not any(
                theirs in words for theirs in ("input should", "value error", "mapping values", "did not find", "while parsing", "scalar")
            )
            assert problem.da != problem.en
