"""The documents of all tools look as if a colleague had made them with care, and everybody can read them."""

import io
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn

from course.charts import Arrow, Arrows, Bar, Bars
from course.store import Person
from course.text import Language, Text
from course.tools import Leaf
from tests import prepare
from tests.office import printed
from tests.stores import new_store
from tests.trial_tools import FILLED, FOLDER, fill_in, tool, trial
from widgets.documents import files
from widgets.documents.drawings import draw
from widgets.session import LearnerSession

DRAWN = {
    "foerste-maaling": "Min profil, fra 1 til 5: At finde vej 2,5; At få tid 1.",
    "anden-maaling": "Min profil, fra 1 til 5: At finde vej 4 (første gang 2,5); At få tid 3,5 (første gang 1).",
    "arketyper": "Min blanding i denne forandring: Frontløberen 25 %; Gennemsnitsbrugeren 25 %; Den analoge 0 %; Den faglige skeptiker 50 %.",
    "fem-tal": "Mine fem tal: Forståelse (awareness) 5; Lyst (desire) 4; Viden (knowledge) 3; Evne (ability) 2; Fastholdelse (reinforcement) 1.",
    "kraefterne": "Kraftfeltet. Det driver frem: Borgerne kan selv se deres aftaler (4). "
    "Det holder igen: Der er ikke sat $tid$ af 🙂 (5), Ventetid kl. 8 (2).",
    "overgangen": "Her er teamet: Afslutningen 2; Den neutrale zone 5; Den nye begyndelse 1.",
}
TABLES = ("arbejdsgruppen", "opfoelgning")
A4 = {(595, 842), (842, 595)}

Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    """Make a file of Anna's: make("fem-tal", "pdf", "en")."""
    store = new_store(f"sqlite:///{tmp_path_factory.mktemp('documents') / 'course.db'}")
    store.people.put(Person("anna", "Anna Åberg", "raadgiver"))
    fill_in(store, "anna")

    def _make(id: str, leaf: Leaf = "document", language: Language = "da", filled: Any = None) -> bytes:
        module = trial()
        viewer = LearnerSession(module, "anna", store)
        return files.make(viewer, module, tool(id), leaf, filled=FILLED[id] if filled is None else filled, language=language)

    yield _make
    store.database.close()


def word(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def tags(node: Any) -> Iterator[Any]:
    """The elements of a PDF's structure."""
    if isinstance(node, pikepdf.Array):
        for one in node:  # type: ignore[attr-defined]
            yield from tags(one)
    elif isinstance(node, pikepdf.Dictionary):
        yield node
        yield from tags(node.get("/K"))


@pytest.mark.parametrize("id", FILLED)
def test_a_word_document_says_what_it_is_whose_and_from_when(id: str, make: Make) -> None:
    made = word(make(id))
    title, byline = made.paragraphs[:2]
    assert (title.style.name, byline.style.name) == ("Title", "Subtitle")
    assert title.text == made.core_properties.title
    assert byline.text.startswith("Anna Åberg, ")
    assert [one.get("descr") for one in made.element.iter(qn("wp:docPr"))] == ([DRAWN[id]] if id in DRAWN else [])
    assert [table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in made.tables] == ([True] if id in TABLES else [])


def test_her_own_change_stands_in_the_documents_that_are_about_it(make: Make) -> None:
    about = "Det handler om: Jobsporet afløser vores gamle oversigt fra 2. februar"
    for id in ("fem-tal", "kraefterne", "overgangen"):
        assert about in [one.text for one in word(make(id)).paragraphs]
        assert about not in [one.text for one in word(make("vinduet")).paragraphs]


def test_a_day_is_written_as_one_writes_it(make: Make) -> None:
    assert "14.12.2026" in [one.text for one in word(make("fem-tal")).paragraphs]
    assert "14 December 2026" in [one.text for one in word(make("fem-tal", language="en")).paragraphs]


@pytest.mark.parametrize("id", FILLED)
def test_a_pdf_is_tagged_and_says_its_title_and_language_and_what_its_drawing_shows(id: str, make: Make) -> None:
    language: Language = "en" if id == "fem-tal" else "da"
    with pikepdf.open(io.BytesIO(make(id, "pdf", language))) as made:
        root: Any = made.Root
        document = tool(id).document
        assert document is not None
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == {"da": "da-DK", "en": "en-GB"}[language]
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with made.open_metadata() as about:
            assert about["dc:title"] == document.title.pick(language)
            assert about["pdfuaid:part"] == "1"
        found = list(tags(root.StructTreeRoot.K))
        names = {str(one.get("/S")) for one in found}
        if id in TABLES:
            assert {"/Table", "/TH", "/TD"} <= names
        else:
            assert "/H1" in names or "/Title" in names
        alts = [str(one.Alt) for one in found if "/Alt" in one]
        assert alts == ([DRAWN[id]] if id in DRAWN and language == "da" else alts)
        assert bool(alts) == (id in DRAWN)
        assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in made.pages} <= A4


def test_libreoffice_opens_every_word_document_as_it_was_meant(make: Make, tmp_path: Path) -> None:
    for id in FILLED:
        (tmp_path / f"{id}.docx").write_bytes(make(id))
    printed(tmp_path.glob("*.docx"), tmp_path)
    for id in FILLED:
        with pikepdf.open(tmp_path / f"{id}.pdf") as paper:
            assert len(paper.pages) <= 2
            assert any(page.get_images() for page in paper.pages) == (id in DRAWN), f"the drawing of {id}"
            (size,) = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in paper.pages}
            assert size in A4
            assert (size[0] > size[1]) == (id == "arbejdsgruppen"), "a wide table lies on its side"


@pytest.mark.parametrize(
    "text", ["smil 😀 العربية 漢字", '#let x = "]$" \\ <b>', "x" * 700, "en\ttab og\x07\x1b klokke", "linje\r\nefter\u2028linje"]
)
@pytest.mark.parametrize("leaf", ["document", "pdf"])
def test_whatever_she_writes_can_be_printed(text: str, leaf: Leaf, make: Make) -> None:
    force = {"text": text[:300], "strength": 1}
    assert len(make("kraefterne", leaf, filled={"driving": [force] * 8, "restraining": [], "how": text})) > 10_000
    assert len(make("arbejdsgruppen", leaf, filled={"rows": [{"id": "a", "cells": {"hvorfor": text[:300]}}] * 6})) > 10_000


@pytest.mark.parametrize("leaf", ["document", "pdf"])
@pytest.mark.parametrize("id", FILLED)
def test_an_empty_tool_leaves_a_document_too(id: str, leaf: Leaf, make: Make) -> None:
    assert len(make(id, leaf, "en", filled={})) > 10_000


@pytest.mark.parametrize(
    "chart",
    [
        Bars(Text(da="Tal", en="Numbers"), (Bar(Text(da="En", en="One"), None, 2.5, marked=True), Bar(Text(da="To", en="Two"), 1)), 5),
        Arrows(Text(da="Felt", en="Field"), (), (Arrow("Vanen", 5, marked=True),), (Text(da="Frem", en="On"), Text(da="Igen", en="Back"))),
    ],
)
def test_a_drawing_can_be_made_where_something_is_missing(chart: Any) -> None:
    assert draw(chart, "da", "png").startswith(b"\x89PNG")
    assert b"<svg" in draw(chart, "en", "svg")
    assert "–" in chart.told("da")


def test_making_documents_costs_a_page_nothing_until_it_is_asked_for() -> None:
    code = (
        "import sys, widgets; [getattr(widgets, name) for name in widgets.__all__]; assert not {'typst', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([prepare.BIN / "python", "-c", code], check=True, cwd=FOLDER.parents[3])
