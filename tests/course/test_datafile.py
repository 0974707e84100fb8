"""Somebody in a municipality edits a data file and makes a mistake: what does she read?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.datafile import MAX_BYTES, Data, DataError, load
from course.framework import Organisation
from course.text import Text

GOOD = "name:\n  da: Kommunen\n  en: The municipality\ncontact: {da: Spørg, en: Ask}\n"


class Weekday(Data):
    """A list of things with levels, to see how far a message finds its way."""

    level: int


class Week(Data):
    """See Weekday."""

    days: list[Weekday]
    note: Text | None = None


def problems(path: Path, schema: type[Data] = Organisation) -> list[str]:
    with pytest.raises(DataError) as caught:
        load(path, schema)
    assert caught.value.text.da != caught.value.text.en
    for problem in caught.value.problems:
        assert problem.startswith(str(path))
        assert problem in caught.value.text.da
        assert problem in caught.value.text.en
    return caught.value.problems


def test_a_correct_file_is_read_in_both_languages(write: Callable[..., Path]) -> None:
    found = load(write("organisation.yaml", GOOD), Organisation)
    assert (found.name.pick("da"), found.contact.pick("en")) == ("Kommunen", "Ask")


def test_what_is_read_cannot_be_changed(write: Callable[..., Path]) -> None:
    found = load(write("organisation.yaml", GOOD), Organisation)
    with pytest.raises(ValueError, match="frozen"):
        found.name = Text(da="x", en="y")


def test_a_file_saved_by_notepad_with_a_byte_order_mark_is_read(write: Callable[..., Path]) -> None:
    assert load(write("organisation.yaml", b"\xef\xbb\xbf" + GOOD.encode()), Organisation).name.da == "Kommunen"


def test_a_long_text_may_be_folded_over_lines(write: Callable[..., Path]) -> None:
    source = "name:\n  da: >-\n    Kommunens\n    indsats\n  # a note\n  en: |\n    The effort\ncontact: {da: a, en: b}\n"
    found = load(write("organisation.yaml", source), Organisation)
    assert (found.name.da, found.name.en) == ("Kommunens indsats", "The effort")


def test_a_missing_field_is_named_with_what_to_do(write: Callable[..., Path]) -> None:
    path = write("organisation.yaml", "name: {da: a, en: b}\n")
    assert problems(path) == [f"{path}:1: contact: Field required. Add this field."]


def test_an_unknown_field_is_named_with_its_line(write: Callable[..., Path]) -> None:
    path = write("organisation.yaml", GOOD + "kontakt: {da: a, en: b}\n")
    assert problems(path) == [f"{path}:5: kontakt: Extra inputs are not permitted. Remove it, or correct its spelling."]


def test_a_missing_translation_is_named_with_its_line(write: Callable[..., Path]) -> None:
    path = write("organisation.yaml", "name:\n  da: Kommunen\ncontact: {da: a, en: b}\n")
    assert problems(path) == [f"{path}:1: name.en: Field required. Add this field."]


def test_a_translation_left_blank_counts_as_missing(write: Callable[..., Path]) -> None:
    (problem,) = problems(path := write("organisation.yaml", 'name:\n  da: Kommunen\n  en: "  "\ncontact: {da: a, en: b}\n'))
    assert problem.startswith(f"{path}:3: name.en:")
    assert "Write a text here." in problem


def test_a_text_in_only_one_language_is_told_about_da_and_en(write: Callable[..., Path]) -> None:
    (problem,) = problems(path := write("organisation.yaml", "contact: {da: a, en: b}\nname: Kommunen\n"))
    assert problem.startswith(f"{path}:2: name:")
    assert "a text has 'da:' and 'en:'" in problem


def test_a_number_where_a_text_belongs_needs_quotes(write: Callable[..., Path]) -> None:
    (problem,) = problems(path := write("organisation.yaml", "name:\n  da: 2.1\n  en: b\ncontact: {da: a, en: b}\n"))
    assert problem == f"{path}:2: name.da: Input should be a valid string. Write a text; put quotes around a number."


def test_a_wrong_type_deep_in_a_list_is_found_on_its_line(write: Callable[..., Path]) -> None:
    (problem,) = problems(path := write("week.yaml", "days:\n  - level: 1\n  - level: 2\n  - level: three\n"), Week)
    assert problem.startswith(f"{path}:4: days.2.level:")


def test_every_mistake_is_told_at_once(write: Callable[..., Path]) -> None:
    assert len(problems(write("week.yaml", "days:\n  - level: x\n  - {}\nnote: {da: a}\nextra: 1\n"), Week)) == 4


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("name: {da: a, en: b\ncontact: {da: a, en: b}\n", 2),
        ("name:\n\tda: a\n", 2),
        ("name:\n  da: 'a\n", 3),
        ("name: a\nname: b\n", 2),
        ("name: a\n---\nname: b\n", 2),
    ],
    ids=["an open bracket", "a tab", "an open quote", "a field twice", "two documents"],
)
def test_broken_yaml_is_placed_on_a_line(write: Callable[..., Path], source: str, line: int) -> None:
    (problem,) = problems(path := write("organisation.yaml", source))
    assert problem.startswith(f"{path}:{line}: not valid YAML")
    assert "Check indentation and quotes there." in problem


def test_a_file_that_is_not_utf8_says_how_to_save_it(write: Callable[..., Path]) -> None:
    path = write("organisation.yaml", "name: {da: Beskæftigelse, en: b}\n".encode("cp1252"))
    assert problems(path) == [f"{path}: is not UTF-8. Save it again with the encoding UTF-8."]


def test_a_control_character_is_told_on_one_line(write: Callable[..., Path]) -> None:
    (problem,) = problems(write("organisation.yaml", b"name: {da: a\x00, en: b}\n"))
    assert "#x0000" in problem
    assert "\n" not in problem


@pytest.mark.parametrize("value", ["2026-13-01", "2026-01-01T25:00:00Z", "!!int en", "9" * 5000])
def test_a_date_or_number_that_cannot_be_is_told_on_its_line(write: Callable[..., Path], value: str) -> None:
    (problem,) = problems(path := write("organisation.yaml", f"contact: {{da: a, en: b}}\nname: {value}\n"))
    assert problem.startswith(f"{path}:2: not valid YAML")


@pytest.mark.parametrize("source", ["", "# only a comment\n", "- a\n- b\n", "just words\n"])
def test_a_file_without_fields_says_so(write: Callable[..., Path], source: str) -> None:
    (problem,) = problems(path := write("organisation.yaml", source))
    assert problem.startswith(f"{path}:1: file:")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "none.yaml")
    assert "cannot be read" in problem


def test_a_file_far_too_large_is_refused_before_it_is_read(write: Callable[..., Path]) -> None:
    (problem,) = problems(write("organisation.yaml", "#" * (MAX_BYTES + 1)))
    assert "Split it" in problem


@pytest.mark.parametrize(
    "source", ["name: " + "[" * 400, "name: &a [*a]\ncontact: {da: a, en: b}\n"], ids=["brackets", "an anchor in itself"]
)
def test_endless_nesting_is_a_message_and_no_crash(write: Callable[..., Path], source: str) -> None:
    assert problems(write("organisation.yaml", source))
