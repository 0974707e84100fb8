"""The staff list, as whoever looks after the people of the course exports it from the HR system and imports it here."""

import csv
import io
import re
import shutil
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula
from rich.console import Console
from typer.testing import CliRunner

from course import checking
from course.commands import roster as roster_commands
from course.commands import terminal
from course.datafile import DataError
from course.framework import roles
from course.roster import people as reading
from course.roster.names import alike
from course.roster.people import Roster
from course.roster.plan import plan
from course.roster.problems import CPR, RosterError
from course.roster.words import load_words, words
from course.store import Person
from course.usernames import MYSELF
from tests.house import House

NOW = datetime(2026, 11, 25, 12)
ROOT = Path(__file__).parents[2]
DATA = ROOT / "course" / "data"
HEAD = ["Bruger-ID", "Medarbejdernavn", "STILLINGSBETEGNELSE", "Enhed", "Leder af"]
STAFF = [
    HEAD,
    ["åse.ø", "Åse Ørum", "Socialrådgiver", "Nord", ""],
    ["lis", "Lis Lund", "Teamleder", "Nord", "Nord"],
    ["bo", "Bo Bæk", "jobkonsulent", "Syd", ""],
]
EVERYBODY = [
    ("åse.ø", "Åse Ørum", "raadgiver", "Nord", None),
    ("lis", "Lis Lund", "leder", "Nord", "Nord"),
    ("bo", "Bo Bæk", "raadgiver", "Syd", None),
]
Write = Callable[..., Path]


def as_csv(rows: list[list[str]], separator: str = ";") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file as an HR system or a spreadsheet would."""

    def to(rows: list[list[str]], encoding: str = "utf-8", separator: str = ";") -> Path:
        path = tmp_path / "folk.csv"
        path.write_bytes(as_csv(rows, separator).encode(encoding))
        return path

    return to


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def told(path: Path) -> list[tuple[object, ...]]:
    return [(one.username, one.name, one.role, one.team, one.manages) for one in reading.read(path).people]


def refused(path: Path) -> str:
    with pytest.raises(RosterError) as caught:
        reading.read(path)
    return caught.value.text.da


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(roster_commands.app, [str(one) for one in arguments])
    return result.exit_code, result.output


# Reading what HR systems and spreadsheets write


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_a_csv_file_is_read_in_every_encoding_and_with_every_separator_that_excel_writes(
    write: Write, encoding: str, separator: str
) -> None:
    assert told(write(STAFF, encoding, separator)) == EVERYBODY


def test_a_workbook_may_have_a_cover_sheet_a_title_and_empty_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Udtræk pr. 1. november"], [], *STAFF[:2], [], *STAFF[2:]]
    path = workbook(tmp_path / "folk.xlsx", {"Forside": [["Læs mig"]], "Data": rows})
    assert told(path) == EVERYBODY
    rows.append(["eva", "Eva", "Konge"])
    assert "række 8: STILLINGSBETEGNELSE: »Konge« kendes ikke" in refused(workbook(path, {"Data": rows}))


def test_formatting_far_below_the_last_colleague_does_no_harm(tmp_path: Path) -> None:
    book = Workbook()
    for row in STAFF:
        book.worksheets[0].append(row)
    book.worksheets[0].cell(1_048_576, 3).number_format = "0"
    book.save(tmp_path / "folk.xlsx")
    assert told(tmp_path / "folk.xlsx") == EVERYBODY


@pytest.mark.parametrize("written", ["31-01-2026", "31.01.2026", "31/1/2026", "2026-01-31", "20260131", "31-01-2026 00:00"])
def test_a_leaving_date_is_read_as_danes_and_systems_write_it(write: Write, written: str) -> None:
    (person,) = reading.read(write([["Login", "Navn", "Rolle", "Fratrådt"], ["bo", "Bo", "leder", written]])).people
    assert (person.active, person.left_at) == (False, datetime(2026, 1, 31))


def test_numbers_dates_and_yes_or_no_in_a_workbook_are_read_as_they_look(tmp_path: Path) -> None:
    rows = [
        ["Login", "Navn", "Rolle", "Underviser", "Slutdato"],
        [4711, "Åse", "raadgiver", True, date(2026, 1, 31)],
        [4712.0, "Bo", "leder", None, None],
    ]
    person, other = reading.read(workbook(tmp_path / "folk.xlsx", {"Data": rows})).people
    assert (person.username, person.trainer, person.active, person.left_at) == ("4711", True, False, datetime(2026, 1, 31))
    assert (other.username, other.trainer, other.active) == ("4712", False, True)


def formatted(path: Path, login: object, form: str, left: object = None) -> Path:
    """A workbook with one colleague, whose login stands in a cell with this format."""
    workbook(path, {"Data": [["Login", "Navn", "Rolle", "Slutdato"], [login, "Åse", "raadgiver", left]]})
    book = load_workbook(path)
    book.worksheets[0]["A2"].number_format = form
    book.save(path)
    return path


@pytest.mark.parametrize(("number", "form", "login"), [(123, "0000000", "0000123"), (123, "0", "123"), (123, "@", "123")])
def test_a_number_is_the_login_that_the_spreadsheet_shows(tmp_path: Path, number: int, form: str, login: str) -> None:
    (person,) = reading.read(formatted(tmp_path / "folk.xlsx", number, form)).people
    assert person.username == login


@pytest.mark.parametrize(
    ("value", "form"),
    [(1234, "#,##0"), (12.5, "General"), (0.5, "0%"), (123456789012, "General"), (123, "00-00"), (date(2026, 2, 1), "d/m")],
)
def test_what_a_spreadsheet_shows_in_another_way_is_refused_and_never_guessed(tmp_path: Path, value: object, form: str) -> None:
    said = refused(formatted(tmp_path / "folk.xlsx", value, form))
    assert "række 2: Login: er" in said
    assert "Gør kolonnen til tekst" in said


def test_a_formula_that_was_never_calculated_is_told_and_is_no_empty_cell(tmp_path: Path) -> None:
    assert "række 2: Login: er en formel, som aldrig er regnet ud." in refused(
        formatted(tmp_path / "folk.xlsx", '=LOWER("ÅSE")', "General")
    )
    assert "række 2: Slutdato: er en formel" in refused(formatted(tmp_path / "folk.xlsx", "aase", "General", left="=TODAY()"))
    for_several = ArrayFormula("D2:D2", "=XLOOKUP(A2,G:G,H:H)")
    assert "række 2: Slutdato: er en formel" in refused(formatted(tmp_path / "folk.xlsx", "aase", "General", left=for_several))


def test_a_formula_that_came_to_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    asked = formatted(tmp_path / "asked.xlsx", "aase", "General", left='=IF(F2="","",F2)')
    with zipfile.ZipFile(asked) as packed, zipfile.ZipFile(tmp_path / "folk.xlsx", "w") as saved:
        for name in packed.namelist():
            saved.writestr(name, packed.read(name).replace(b'<c r="D2"><f>', b'<c r="D2" t="str"><f>'))  # as a spreadsheet saves it
    (person,) = reading.read(tmp_path / "folk.xlsx").people
    assert person.active


def test_the_english_names_are_read_as_before(write: Write) -> None:
    rows = [["username", "name", "role", "team", "manages", "trainer"], ["ulla", "Ulla", "digitalisering", "Nord", "Nord", "ja"]]
    assert reading.read(write(rows, separator=",")).people == (Person("ulla", "Ulla", "digitalisering", "Nord", "Nord", trainer=True),)


def test_a_first_name_and_a_surname_make_a_name(write: Write) -> None:
    path = write([["Brugernavn", "Efternavn", "Fornavn", "Stilling"], ["åse", "Ørum", "Åse  Marie", "Socialrådgiver"]])
    assert reading.read(path).people[0].name == "Åse Marie Ørum"


def test_of_two_columns_for_one_thing_the_one_that_stands_first_in_the_data_file_is_read_and_the_other_named(write: Write) -> None:
    found = reading.read(write([["Login", "Navn", "Stilling", "Afdeling", "Team"], ["bo", "Bo", "Mentor", "Jobcenter", "Nord"]]))
    assert (found.people[0].team, [note.da for note in found.notes]) == ("Nord", ["Bruges ikke: »Afdeling«."])


@pytest.mark.parametrize("named", ["CPR", "CPR-nr.", "Cpr nummer", "PERSONNUMMER"])
def test_a_column_of_cpr_numbers_is_never_read_and_the_reader_is_told_so(house: House, write: Write, named: str) -> None:
    path = write([[named, *HEAD], *([["010190-1234", *row] for row in STAFF[1:]])])
    code, said = run(path, "--yes")
    assert (code, f"»{named}« læses ikke" in said, "1234" in said) == (0, True, False)
    assert "1234" not in str(house.store.people.everybody())


@pytest.mark.parametrize("place", range(5))
def test_a_cpr_number_in_a_column_that_is_read_is_refused_and_not_repeated(house: House, write: Write, place: int) -> None:
    rows = [HEAD, [*STAFF[1]]]
    rows[1][place] = "010190-1234"
    code, said = run(write(rows), "--yes")
    assert (code, "række 2" in said, "1234" in said) == (1, True, False)
    assert house.store.people.everybody() == []


@pytest.mark.parametrize("name", ["Bemærkning", ""])
def test_a_cpr_number_in_a_column_that_is_not_read_is_refused_and_not_repeated(house: House, write: Write, name: str) -> None:
    rows = [[*HEAD, name], *([*row, ""] for row in STAFF[1:-1]), [*STAFF[-1], "Barn: 010190-1234, se sagen"]]
    said = refused(write(rows))
    assert "række 4" in said
    assert name in said
    assert "ligner et CPR-nummer" in said
    assert "1234" not in said
    rows[-1][-1] = "Ring på 12 34 56 78"
    assert len(told(write(rows))) == 3


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 9999), st.sampled_from(["", "-", " "]))
def test_every_cpr_number_is_known_as_one(born: date, serial: int, between: str) -> None:
    assert CPR.search(f"{born:%d%m%y}{between}{serial:04}")
    assert CPR.search(str(int(f"{born:%d%m%y}{serial:04}")))  # as a spreadsheet shows it when it took it for a number


# What is wrong is told by row and column


@pytest.mark.parametrize(
    ("row", "column", "value", "complaint"),
    [
        (1, 0, "../åse", "række 2: Bruger-ID: »../åse« kan ikke bruges som brugernavn"),
        (1, 0, "", "række 2: Bruger-ID: »« kan ikke bruges som brugernavn"),
        (1, 0, "LIS", "række 3: Bruger-ID: »lis« står også i række 2"),
        (1, 0, "mig", "række 2: Bruger-ID: »mig« er en af kursets egne eksempler"),
        (1, 0, "eksempel-anna", "række 2: Bruger-ID: »eksempel-anna« er en af kursets egne eksempler"),
        (2, 1, "", "række 3: Medarbejdernavn: mangler"),
        (2, 1, "x" * 201, "række 3: Medarbejdernavn: er længere end 200 tegn"),
        (2, 1, "Li\u200bs", "række 3: Medarbejdernavn: rummer usynlige tegn"),
        (2, 1, "#REFERENCE!", "række 3: Medarbejdernavn: #REFERENCE! er en fejl fra regnearket"),
        (3, 2, "Konge", "række 4: STILLINGSBETEGNELSE: »Konge« kendes ikke"),
        (3, 4, "Øst", "række 4: Leder af: ingen i filen er i teamet »Øst«"),
        (0, 0, "Nummer", "række 1: kolonnen med brugernavnet mangler"),
        (0, 1, "Hvem", "række 1: kolonnen med navnet mangler"),
    ],
)
def test_a_mistake_is_named_by_row_and_column_and_nothing_is_saved(
    house: House, write: Write, row: int, column: int, value: str, complaint: str
) -> None:
    rows = [[*one] for one in STAFF]
    rows[row][column] = value
    code, said = run(write(rows), "--yes")
    assert (code, complaint in said, "Traceback" in said) == (1, True, False)
    assert house.store.people.everybody() == []


def test_all_mistakes_are_told_at_once_and_the_same_one_once_for_all_its_rows(write: Write) -> None:
    said = refused(write([HEAD, *([f"p{number}", "Per", "Konge", "Nord", ""] for number in range(8)), ["", "Bo", "leder", "", "", "mere"]]))
    assert "række 2, 3, 4, 5, 6 og 3 til: STILLINGSBETEGNELSE: »Konge«" in said
    assert "række 10: har flere felter" in said
    assert "række 10: Bruger-ID" in said


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [("Underviser", "måske", "Skriv ja eller nej"), ("Slutdato", "31-02-2026", "er ingen dato"), ("Slutdato", "31-12-99", "er ingen dato")],
)
def test_a_value_of_the_wrong_kind_is_named(write: Write, column: str, value: str, complaint: str) -> None:
    said = refused(write([["Login", "Navn", "Rolle", column], ["bo", "Bo", "leder", value]]))
    assert f"række 2: {column}: »{value}«" in said
    assert complaint in said


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "Filen er tom"),
        (b";;\n;;\n", "Filen er tom"),
        (as_csv([HEAD]).encode(), "Der er ingen under kolonnernes navne"),
        (as_csv(STAFF).encode() + b'"eva;Eva;leder;;\n', "anførselstegn for meget"),
        (b"PK\x03\x04 no workbook", "kan ikke læses som regneark"),
        (b"\xd0\xcf\x11\xe0 old", "gammel Excel-fil"),
        (b"\x81\x8d\x8f", "tegnsæt kendes ikke"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "folk.csv"
    path.write_bytes(content)
    assert complaint in refused(path)


def test_a_file_that_is_not_there_is_one_clear_sentence_in_both_languages(house: House) -> None:
    code, said = run("/findes/ikke.csv")
    assert (code, "kan ikke læses" in said, "cannot be read" in said, "Traceback" in said) == (1, True, True, False)


@given(st.binary(max_size=300))
def test_whatever_bytes_a_file_holds_it_is_read_or_refused_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noget.csv"
    for start in (b"", b"PK", as_csv(STAFF).encode()):
        path.write_bytes(start + content)
        with suppress(RosterError):
            reading.read(path)


# Who leads which team


def leading(rows: list[list[str]], write: Write) -> tuple[dict[str, str], str]:
    found = reading.read(write(rows))
    return {one.username: one.manages for one in found.people if one.manages}, " ".join(note.da for note in found.notes)


def test_who_is_marked_as_leader_leads_her_own_team(write: Write) -> None:
    head = ["Login", "Navn", "Rolle", "Team", "Er leder"]
    assert leading([head, ["lis", "Lis", "leder", "Nord", "Ja"], ["bo", "Bo", "leder", "Nord", "nej"]], write)[0] == {"lis": "Nord"}
    assert "række 2: Er leder: hun leder et team, men er ikke i noget" in refused(write([head, ["lis", "Lis", "leder", "", "ja"]]))


def test_colleagues_name_their_leader_by_login_or_name_and_a_leaders_own_row_names_her_chief(write: Write) -> None:
    head = ["Login", "Navn", "Rolle", "Team", "Nærmeste leder"]
    rows = [
        head,
        ["åse", "Åse", "raadgiver", "Nord", "LIS"],
        ["bo", "Bo", "raadgiver", "Syd", "Per Ro"],
        ["lis", "Lis", "leder", "Nord", "carl"],
    ]
    rows += [
        ["per", "Per Ro", "leder", "Syd", "carl"],
        ["carl", "Carl", "leder", "Chefer", "Direktøren"],
        ["eva", "Eva", "raadgiver", "Vest", "per"],
    ]
    led, notes = leading([*rows, ["ole", "Ole", "raadgiver", "Syd", "per"]], write)
    assert led == {"lis": "Nord", "per": "Syd"}
    assert "per er leder for flere teams: Syd, Vest" in notes
    assert "»Direktøren«" in notes


def chained(pairs: list[tuple[str, str]], write: Write) -> tuple[dict[str, Person], str]:
    rows = [[login, login.title(), "leder", f"Team {login}", above] for login, above in pairs]
    found = reading.read(write([["Login", "Navn", "Rolle", "Team", "Nærmeste leder"], *rows]))
    return {one.username: one for one in found.people}, " ".join(note.da for note in found.notes)


def test_the_chain_of_managers_is_kept_as_deep_as_it_is_and_says_who_is_a_chief(write: Write) -> None:
    people, notes = chained([("anna", "lis"), ("lis", "carl"), ("carl", "dorte"), ("dorte", "dorte")], write)
    assert {login: one.manager for login, one in people.items()} == {"anna": "lis", "lis": "carl", "carl": "dorte", "dorte": None}
    assert {login for login, one in people.items() if one.chief} == {"carl", "dorte"}
    assert people["lis"].teams == ("Team anna",)
    assert "ring" not in notes


def test_managers_in_a_ring_are_told_with_their_names_and_see_nothing_of_each_other(write: Write) -> None:
    people, notes = chained([("anna", "lis"), ("lis", "carl"), ("carl", "bo"), ("bo", "lis"), ("eva", "bo")], write)
    assert "Lis (lis) → Carl (carl) → Bo (bo) → Lis (lis)" in notes
    assert [people[login].manager for login in ("lis", "carl", "bo")] == [None, None, None]
    assert not any(one.chief for one in people.values())
    assert people["anna"].manager == "lis"


def test_one_cell_may_name_several_teams_and_the_largest_comes_first(write: Write) -> None:
    head = ["Login", "Navn", "Rolle", "Team", "Leder af"]
    rows = [["anna", "Anna", "raadgiver", "Nord", ""], ["bo", "Bo", "raadgiver", "Syd", ""], ["eva", "Eva", "raadgiver", "Syd", ""]]
    found = reading.read(write([head, *rows, ["lis", "Lis", "leder", "", "Nord; Syd"]]))
    assert found.people[-1].teams == ("Syd", "Nord")
    assert "ingen i filen er i teamet »Øst«" in refused(write([head, *rows, ["lis", "Lis", "leder", "", "Nord; Øst"]]))


def test_two_leaders_of_one_team_are_allowed_and_told(write: Write) -> None:
    led, notes = leading([*STAFF, ["eva", "Eva", "leder", "", "Nord"]], write)
    assert (led, "Teamet Nord har flere ledere: lis, eva" in notes) == ({"lis": "Nord", "eva": "Nord"}, True)


# What a file changes

ANNA = Person("anna", "Anna", "raadgiver", "Nord", trainer=True)
BO = Person("bo", "Bo", "leder", "Syd", manages="Syd")
GONE = Person("eva", "Eva", "raadgiver", active=False, left_at=datetime(2026, 3, 1))


def roster(*people: Person, fields: tuple[str, ...] = ("name", "role", "team")) -> Roster:
    return Roster(people, frozenset(fields))


def test_what_the_file_does_not_tell_stays_as_it_is() -> None:
    (change,) = plan(roster(Person("anna", "Anna Lund", "raadgiver", "Syd")), [ANNA], NOW).changes
    assert (change.kind, change.new.trainer) == ("changed", True)
    assert change.fields == [("name", "Anna", "Anna Lund"), ("team", "Nord", "Syd")]


def test_who_is_missing_from_the_file_is_deactivated_and_who_is_back_in_it_is_reactivated() -> None:
    planned = plan(roster(ANNA, Person("eva", "Eva", "raadgiver")), [ANNA, BO, GONE], NOW)
    assert {change.kind: (change.new.username, change.new.active, change.new.left_at) for change in planned.changes} == {
        "deactivated": ("bo", False, NOW),
        "reactivated": ("eva", True, None),
    }


@pytest.mark.parametrize(
    ("day", "leaves"), [(datetime(2026, 11, 24), True), (datetime(2026, 11, 25), False), (datetime(9999, 12, 31), False)]
)
def test_a_colleague_leaves_the_day_after_her_last_one(day: datetime, leaves: bool) -> None:
    planned = plan(roster(Person("anna", "Anna", "raadgiver", "Nord", active=False, left_at=day)), [ANNA], NOW)
    assert [(one.kind, one.new.left_at) for one in planned.changes] == ([("deactivated", day)] if leaves else [])


def test_who_left_before_she_came_is_not_added() -> None:
    assert plan(roster(Person("ny", "Ny", "raadgiver", active=False)), [], NOW).changes == ()


def test_example_people_and_the_local_learner_are_left_alone() -> None:
    own = [Person(MYSELF, "Mig", "raadgiver"), Person("eksempel-anna", "Anna (eksempel)", "raadgiver", example=True)]
    planned = plan(roster(ANNA), [*own, ANNA], NOW)
    assert (planned.changes, planned.active) == ((), 1)


def test_a_login_known_with_capitals_is_the_same_person_and_keeps_her_answers() -> None:
    known = Person("Anna", "Anna", "raadgiver", "Nord")
    assert plan(roster(Person("anna", "Anna", "raadgiver", "Nord")), [known], NOW).changes == ()


def test_whoever_is_known_by_a_former_login_is_the_same_person_whatever_its_case() -> None:
    known = Person("Anna.K", "Anna Kjær", "raadgiver", "Nord", trainer=True)
    listed = replace(roster(Person("anna.h", "Anna Holm", "raadgiver", "Nord")), former={"anna.h": "anna.k"})
    planned = plan(listed, [known, BO], NOW)
    renamed, left = planned.of("renamed")[0], planned.of("deactivated")
    assert renamed.fields == [("username", "Anna.K", "anna.h"), ("name", "Anna Kjær", "Anna Holm")]
    assert (renamed.new.trainer, renamed.joins, planned.former) == (True, False, {"Anna.K": "anna.h"})
    assert [change.new.username for change in left] == ["bo"]
    assert plan(listed, [renamed.new, left[0].new], NOW).changes == ()


def test_whoever_has_come_in_under_both_logins_becomes_one_person() -> None:
    old, new = Person("anna.k", "Anna", "raadgiver"), Person("anna.h", "Anna", "raadgiver", "Nord")
    listed = replace(roster(replace(new, team="Syd")), former={"anna.h": "anna.k"})
    (change,) = plan(listed, [old, new], NOW).changes
    assert (change.kind, change.joins, change.former, change.fields) == ("renamed", True, "anna.k", [("team", "Nord", "Syd")])
    assert plan(listed, [change.new], NOW).changes == ()


def test_whoever_has_left_gets_no_new_login() -> None:
    listed = replace(roster(Person("anna.h", "Anna", "raadgiver", active=False)), former={"anna.h": "anna"})
    assert [(change.kind, change.new.username) for change in plan(listed, [ANNA], NOW).changes] == [("deactivated", "anna")]


PEOPLE = st.builds(
    Person,
    st.sampled_from("abcdef"),
    st.sampled_from(["Åse", "Bo"]),
    st.sampled_from(["leder", "raadgiver"]),
    st.sampled_from([None, "Nord"]),
    active=st.booleans(),
    left_at=st.sampled_from([None, datetime(2026, 1, 1), datetime(2027, 1, 1)]),
)
LISTS = st.lists(PEOPLE, unique_by=lambda person: person.username)


@given(LISTS, LISTS)
def test_importing_a_file_again_changes_nothing(before: list[Person], listed: list[Person]) -> None:
    after = {one.username: one for one in before} | {
        change.new.username: change.new for change in plan(roster(*listed), before, NOW).changes
    }
    assert plan(roster(*listed), after.values(), NOW).changes == ()
    assert {one.username for one in before} <= set(after)


# The command


def test_nothing_is_saved_before_somebody_says_so_and_a_second_import_changes_nothing(house: House, write: Write) -> None:
    path = write(STAFF)
    code, said = run(path)
    assert (code, "nye 3" in said, "Intet er gemt; gem med --yes" in said) == (0, True, True)
    assert house.store.people.all() == []
    assert "Gemt." in run(path, "--yes")[1]
    assert [(one.username, one.manages) for one in house.store.people.all()] == [("bo", None), ("lis", "Nord"), ("åse.ø", None)]
    code, said = run(path)
    assert (code, "uændret 3" in said, "Ingen ændringer" in said) == (0, True, True)


def test_a_colleague_who_is_not_in_the_file_any_more_is_deactivated_and_keeps_her_answers(house: House, write: Write) -> None:
    run(write([*STAFF, ["eva", "Eva", "Mentor", "Syd", ""]]), "--yes")
    house.hand_in("eva")
    code, said = run(write(STAFF), "--yes")
    assert (code, "stopper 1" in said) == (0, True)
    eva = house.store.people.get("eva")
    assert eva is not None
    assert (eva.active, eva.left_at is not None) == (False, True)
    assert house.store.submissions.latest("eva", house.module.id) is not None
    assert "eva" not in run()[1]
    assert "stoppet" in run("--all")[1]


def test_a_new_login_takes_answers_hand_ins_points_and_levels_with_it(house: House, write: Write) -> None:
    head = ["Brugernavn", "Navn", "Rolle", "Team", "Tidligere login"]
    run(write([head, ["anna.k", "Anna Kjær", "raadgiver", "Nord", ""]]), "--yes")
    house.hand_in("anna.k")
    house.collect_and_mark()
    house.give("anna.k", 3.0, "Godt set.")
    assert house.feedback()["anna.k"].state == "published"
    before, level = house.results("anna.k"), house.store.evidence.of(["anna.k"])["anna.k"]
    married = write([head, ["anna.h", "Anna Holm", "raadgiver", "Nord", "Anna.K"]])
    code, said = run(married)
    assert (code, "nyt login 1" in said, "stopper 0" in said, "Intet er gemt" in said) == (0, True, True, True)
    assert (
        re.sub(r"\s+", " ", said).count(
            "login: anna.k → anna.h, navn: Anna Kjær → Anna Holm, svar, afleveringer og niveauer fra anna.k følger med"
        )
        == 1
    )
    assert house.store.people.get("anna.k") is not None
    assert run(married, "--yes")[0] == 0
    assert [one.username for one in house.store.people.everybody()] == ["anna.h"]
    assert house.results("anna.h") == before
    assert [(one.competence, one.level, one.worked_at) for one in house.store.evidence.of(["anna.h"])["anna.h"]] == [
        (one.competence, one.level, one.worked_at) for one in level
    ]
    assert (house.grades("anna.k"), house.grades("anna.h")["tekst"].points) == ({}, 3.0)
    assert (house.submitted("anna.k").exists(), house.autograded("anna.h").is_dir()) == (False, True)
    assert {learner: one.state for learner, one in house.mark().items()} == {"anna.h": "unchanged"}
    assert {learner: one.state for learner, one in house.feedback().items()} == {"anna.h": "unchanged"}
    assert "Ingen ændringer" in run(married, "--yes")[1]


def test_a_new_login_that_was_interrupted_is_finished_by_the_next_import(
    house: House, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = ["Brugernavn", "Navn", "Rolle", "Tidligere login"]
    run(write([head, ["anna.k", "Anna", "raadgiver", ""]]), "--yes")
    house.hand_in("anna.k")
    house.collect_and_mark()
    married = write([head, ["anna.h", "Anna", "raadgiver", "anna.k"]])
    with monkeypatch.context() as broken:
        broken.setattr("course.store.people.move", lambda *_: 1 / 0)  # the store refuses before anything has been moved
        assert run(married, "--yes")[0] == 1
    assert house.autograded("anna.k").is_dir()
    assert house.grades("anna.k")
    with monkeypatch.context() as broken:
        times = iter([1, 0])  # it ends when everything but the store has been moved
        broken.setattr("course.store.people.move", lambda *_: 1 / next(times))
        assert run(married, "--yes")[0] == 1
    assert house.autograded("anna.h").is_dir()
    assert house.store.submissions.latest("anna.k", house.module.id) is not None
    assert run(married, "--yes")[0] == 0
    house.give("anna.h", 3.0)
    assert house.feedback()["anna.h"].state == "published"


def test_two_logins_of_one_person_become_one_in_the_gradebook_too_and_the_later_hand_in_counts(house: House, write: Write) -> None:
    head = ["Brugernavn", "Navn", "Rolle", "Tidligere login"]
    house.hand_in("anna.k", tekst="Først.")
    house.hand_in("anna.h", tekst="Siden.")
    house.collect_and_mark()
    house.give("anna.h", 2.0)
    code, said = run(write([head, ["anna.h", "Anna.H", "raadgiver", "anna.k"]]), "--yes")
    assert (code, "anna.k og anna.h bliver én person" in re.sub(r"\s+", " ", said)) == (0, True)
    assert (house.grades("anna.k"), house.grades("anna.h")["tekst"].points) == ({}, 2.0)
    assert house.feedback()["anna.h"].state == "published"
    assert [one.number for one in house.store.submissions.of("anna.h")] == [1, 2]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([["bo", "Bo", "leder", "anna"], ["anna", "Anna", "leder", ""]], "række 2: Tidligere login: »anna« er også brugernavn i række 3"),
        ([["bo", "Bo", "leder", "gl"], ["anna", "Anna", "leder", "GL"]], "række 2, 3: Tidligere login: »gl« står i flere rækker"),
        ([["bo", "Bo", "leder", "eksempel-anna"]], "er en af kursets egne eksempler"),
        ([["bo", "Bo", "leder", "gaest-1"]], "ligner en gæst"),
        ([["bo", "Bo", "leder", "../anna"]], "kan ikke bruges som brugernavn"),
    ],
)
def test_a_former_login_that_cannot_be_hers_is_told(write: Write, rows: list[list[str]], complaint: str) -> None:
    assert complaint in refused(write([["Brugernavn", "Navn", "Rolle", "Tidligere login"], *rows]))


def test_a_file_in_which_many_are_missing_is_refused_until_somebody_confirms_it(house: House, write: Write) -> None:
    run(write(STAFF), "--yes")
    code, said = run(write(STAFF[:2]), "--yes")
    assert (code, "2 af 3 ville stoppe, og intet er gemt" in said) == (1, True)
    assert len(house.store.people.all()) == 3
    assert run(write(STAFF[:2]), "--yes", "--accept-many")[0] == 0
    assert len(house.store.people.all()) == 1


@pytest.mark.parametrize(("answer", "saved"), [("y\n", 3), ("n\n", 0)])
def test_on_a_terminal_the_preview_asks_before_it_saves(
    house: House, write: Write, monkeypatch: pytest.MonkeyPatch, answer: str, saved: int
) -> None:
    monkeypatch.setattr(terminal, "somebody_answers", lambda: True)
    result = CliRunner().invoke(roster_commands.app, [str(write(STAFF))], input=answer)
    assert ("Skal det gemmes?" in result.output, result.exit_code) == (True, 0)
    assert len(house.store.people.all()) == saved


def test_the_list_says_who_leads_and_who_is_a_trainer(house: House) -> None:
    house.store.people.change([Person("lis", "Lis [b]", "leder", manages="Nord"), Person("ulla", "Ulla", "digitalisering", trainer=True)])
    said = run()[1]
    assert re.search(r"lis +Lis \[b\] +leder +– +leder Nord\n", said)
    assert "underviser" in said


def test_a_home_that_cannot_be_written_is_one_clear_sentence(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    (house.home / "file").write_text("in the way")
    monkeypatch.setenv("KOMPETENCEVEJ_HOME", str(house.home / "file" / "home"))
    code, said = run()
    assert (code, "Vælg ellers en anden mappe med KOMPETENCEVEJ_HOME" in said, "Traceback" in said) == (1, True, False)


def test_five_thousand_colleagues_take_seconds_and_a_terminal_shows_the_first(
    house: House, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(terminal, "console", Console(file=shown, force_terminal=True, color_system=None, width=120, markup=False))
    path = write([HEAD, *([f"p{number}", f"Per {number}", "Mentor", f"Team {number % 200}", ""] for number in range(5000))])
    begun = time.monotonic()
    assert run(path, "--yes")[0] == 0
    assert time.monotonic() - begun < 20
    assert (len(house.store.people.all()), "og 4960 til" in shown.getvalue()) == (5000, True)


# One team, however it is spelled


def test_a_team_spelled_in_several_ways_is_one_team_as_written_first_and_the_preview_says_so(write: Write) -> None:
    rows = [
        ["Brugernavn", "Navn", "Stilling", "Team", "Nærmeste leder"],
        ["led1", "Leif", "leder", "Team Nord", ""],
        ["abc1", "A\u030ase", "raadgiver", "Team  Nord ", "led1"],
        ["abc2", "Bo", "raadgiver", "team nord", "LED1"],
        ["abc3", "Eva", "raadgiver", "TEAM NORD", "leif"],
    ]
    found = reading.read(write(rows))
    assert {one.team for one in found.people} == {"Team Nord"}
    assert found.people[0].manages == "Team Nord"
    assert any(note.da == "Ét team: »team nord«, »TEAM NORD« er læst som »Team Nord«." for note in found.notes)


def test_a_team_that_the_course_knows_keeps_its_name_however_the_next_list_spells_it(house: House, write: Write) -> None:
    rows = [["Login", "Navn", "Rolle", "Team", "Leder af"], ["bo", "Bo", "raadgiver", "{}", ""], ["eva", "Eva", "leder", "", "{}"]]
    for spelled in ("Team Nord", "TEAM  nord"):
        code, said = run(write([[cell.format(spelled) for cell in row] for row in rows]), "--yes")
        assert code == 0
    assert "Ét team: »TEAM nord« er læst som »Team Nord«." in said
    assert "Ingen ændringer." in said, "else what the team shares and has agreed would be another team's"


def test_teams_that_differ_by_more_than_capitals_and_spaces_stay_two(write: Write) -> None:
    rows = [["Login", "Navn", "Rolle", "Team"], ["bo", "Bo", "leder", "Team 1-2"], ["eva", "Eva", "leder", "Team 12"]]
    found = reading.read(write(rows))
    assert [one.team for one in found.people] == ["Team 1-2", "Team 12"]
    assert found.notes == ()


def test_the_leader_of_a_team_written_with_other_capitals_leads_it(write: Write) -> None:
    rows = [["Login", "Navn", "Rolle", "Team", "Leder af"], ["bo", "Bo", "raadgiver", "Team Ø", ""], ["eva", "Eva", "leder", "", "team ø"]]
    found = reading.read(write(rows))
    assert found.people[1].manages == "Team Ø"


def test_a_leader_of_several_teams_leads_them_however_the_cell_spells_them(write: Write) -> None:
    head = ["Login", "Navn", "Rolle", "Team", "Leder af"]
    rows = [["bo", "Bo", "raadgiver", "Team Nord", ""], ["eva", "Eva", "raadgiver", "Team Syd", ""]]
    found = reading.read(write([head, *rows, ["lis", "Lis", "leder", "", "TEAM NORD;team  syd ; Team Nord"]]))
    assert found.people[-1].teams == ("Team Nord", "Team Syd")
    assert "Ét team: »TEAM NORD« er læst som »Team Nord«." in [note.da for note in found.notes]


def test_a_team_with_a_semicolon_in_its_name_is_one_team_however_it_is_spelled(write: Write) -> None:
    rows = [
        ["Login", "Navn", "Rolle", "Team", "Leder af"],
        ["bo", "Bo", "raadgiver", "Nord; Syd", ""],
        ["lis", "Lis", "leder", "", "NORD; syd"],
    ]
    found = reading.read(write(rows))
    assert found.people[-1].teams == ("Nord; Syd",)


def test_letters_written_in_two_pieces_are_the_same_letters_in_a_team_a_title_and_a_leaders_name(write: Write) -> None:
    rows = [
        ["Brugernavn", "Navn", "Stilling", "Team", "Nærmeste leder"],
        ["led1", "Åge Å", "leder", "Åen", ""],
        ["abc1", "Bo", "Socialra\u030adgiver", "A\u030aen", "A\u030age A\u030a"],
    ]
    found = reading.read(write(rows))
    leader, colleague = found.people
    assert (colleague.role, colleague.team, colleague.manager, leader.manages) == ("raadgiver", "Åen", "led1", "Åen")
    assert found.notes == ()


def test_a_title_that_is_another_roles_own_name_is_told_with_the_choice_made(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "roster.yaml"
    path.write_text((DATA / "roster.yaml").read_text("utf-8").replace("  superbruger: [", "  superbruger: [Leder, "), "utf-8")
    monkeypatch.setattr(reading, "words", lambda: load_words(path, roles()))
    found = reading.read(write([["Login", "Navn", "Rolle"], ["bo", "Bo", "leder"]]))
    assert found.people[0].role == "leder"
    assert [note.da for note in found.notes] == ["»leder« står under rollen superbruger i roster.yaml og er selv en rolle. Læst som leder."]


# The names in roster.yaml


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("  superbruger: [", "  konge: [", "titles › konge: “konge” is not a role."),
        ("Mentor]", "mentor, MEN-TOR]", "titles › raadgiver nr. 13: “MEN-TOR” stands under raadgiver too"),
        ("  trainer: [", "  trainer: [Team, ", "columns › trainer nr. 1: “Team” stands under team too"),
        ("  left: [", "  lefft: [", "columns › lefft"),
    ],
)
def test_a_mistake_in_the_names_is_told_with_its_line_and_remedy(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    text = (DATA / "roster.yaml").read_text("utf-8")
    path = tmp_path / "roster.yaml"
    path.write_text(text.replace(old, new), "utf-8")
    line = next(number for number, one in enumerate(text.splitlines(), 1) if old in one)
    with pytest.raises(DataError) as caught:
        load_words(path, roles())
    assert any(problem.line == line and problem.en.startswith(complaint) for problem in caught.value.problems), caught.value.problems


def test_check_reads_the_names_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "roster.yaml"
    path.write_text(path.read_text("utf-8").replace("  left: [", "  lefft: ["), "utf-8")
    monkeypatch.setenv("KOMPETENCEVEJ_DATA", str(path.parent))
    assert [problem.file for problem in checking.data_problems()[0]] == [path]


def test_every_role_is_known_by_its_own_names() -> None:
    titles = words().roles(roles())
    assert all(titles[alike(name)] == role.id for role in roles().roles for name in (role.id, role.name.da, role.name.en))


def test_the_documented_columns_are_those_of_the_data_file() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", (ROOT / "docs" / "roster.md").read_text("utf-8"), re.MULTILINE)
    assert dict(rows) == {field: ", ".join(names) for field, names in words().columns}
