"""The certificate is a document that everybody can read, and that says neither too much nor too little."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pypdf
import pytest

from course.certificate import AttainedCompetence, Certificate, HandedIn
from course.framework import framework
from course.progression import CERTAINTY, RULE, Attained
from course.text import Language, Text
from tests.widgets.test_the_documents import tags
from widgets.documents import certificate, pdf

LEVELS = {"samtale.kanal": Attained(2.65, 4, 2), "faglighed.data": Attained(1.5, 4, 1)}
FOUND = Certificate(
    name="Anna Åberg",
    course=Text(da="Birkestien", en="The Birch Trail"),
    municipality=Text(da="Birkelund Kommune", en="The Municipality of Birkelund"),
    counts_as=None,
    issued=date(2026, 11, 28),
    modules=(
        HandedIn("0-introduktion", Text(da="Introduktion", en="Introduction"), (date(2026, 10, 1),)),
        HandedIn("1-virtuelle-samtaler", Text(da="Virtuelle samtaler", en="Virtual conversations"), (date(2026, 10, 9), date(2026, 11, 4))),
    ),
    shown=tuple(AttainedCompetence(one, LEVELS[one.id]) for one in framework().competences if one.id in LEVELS),
)


def write(found: Certificate, language: Language = "da") -> bytes:
    return pdf.write(certificate.sheet(found, language))


def read(content: bytes) -> str:
    """The words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).replace("\u200b", "").split())


def test_it_says_who_has_shown_what_and_when_and_who_issued_it() -> None:
    said = read(write(FOUND))
    for words in (
        *(
            "Kursusbevis for Anna Åberg",
            "Birkelund Kommune, 28.11.2026",
            "har taget kurset Birkestien",
            "1.10.2026",
            "9.10.2026, 4.11.2026",
        ),
        *(
            "Vælge mødeform 2,6 af 4: Øvet sikkert (4 opgaver, 2 afleveringer)",
            "1,5 af 4: Grundlæggende foreløbigt (4 opgaver, 1 aflevering)",
        ),
        *("ikke en formel uddannelse", "uden opsyn", RULE.da, CERTAINTY.da),
    ):
        assert words in said


def test_it_speaks_english_where_she_does() -> None:
    said = read(write(FOUND, "en"))
    for words in (
        "Course certificate for Anna Åberg",
        "issued on 28 November 2026 by The Municipality of Birkelund",
        "2.6 of 4: Intermediate",
        *("Shown in the tasks", "How certain", "What the certificate says", "Handed in on"),
    ):
        assert words in said
    assert "not a formal qualification" in said
    assert "Kommune" not in said


def test_what_the_municipality_says_that_it_counts_as_takes_the_place_of_ours() -> None:
    said = read(write(replace(FOUND, counts_as=Text(da="Beviset tæller som fem kursusdage.", en="It counts as five days."))))
    assert "Beviset tæller som fem kursusdage." in said
    assert "formel uddannelse" not in said


@pytest.mark.parametrize(
    ("without", "told"), [("name", "navnet er ikke kendt"), ("municipality", "Kommunen har ikke skrevet sit navn i kurset")]
)
def test_what_is_not_known_is_said_and_not_left_out(without: str, told: str) -> None:
    said = read(write(replace(FOUND, **{without: None})))  # type: ignore[arg-type]
    assert told in said
    assert told not in read(write(FOUND))
    assert "None" not in said


@pytest.mark.parametrize(
    "name", ['#eval("1+1") $x$ *fed* <a>', "]#panic()[ \\u{41} @kilde", "Anna\x07 Å", "Łucja Gökçe Nguyễn", "Navn" * 60]
)
def test_any_name_stands_as_it_is_written(name: str) -> None:
    said = read(write(replace(FOUND, name=name))).replace(" ", "")
    assert f"Kursusbevisfor{name.replace(' ', '').replace(chr(7), '')}" in said


def test_nobodys_name_runs_over_the_edge_of_the_page() -> None:
    edges: list[float] = []

    def visit(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        edges.append(matrix[4] + 0.62 * size * len(text.strip()))  # a letter of DejaVu Sans is about that wide

    for page in pypdf.PdfReader(io.BytesIO(write(replace(FOUND, name="o" * 200)))).pages:
        page.extract_text(visitor_text=visit)
    assert max(edges) < 595


@pytest.mark.parametrize("language", ["da", "en"])
def test_everybody_can_read_it(language: Language) -> None:
    with pikepdf.open(io.BytesIO(write(FOUND, language))) as made:
        root: Any = made.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == {"da": "da-DK", "en": "en-GB"}[language]
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with made.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:creator"] == [FOUND.municipality.pick(language)]  # type: ignore[union-attr]
        names = [str(one.get("/S")) for one in tags(root.StructTreeRoot.K)]
    assert names.count("/Table") == 2
    assert names.count("/TH") == 5
    assert names.count("/H1") == 3


def test_made_again_it_is_the_same_to_the_last_byte() -> None:
    assert write(FOUND) == write(FOUND)
    assert write(FOUND) != write(replace(FOUND, issued=date(2026, 11, 29)))
